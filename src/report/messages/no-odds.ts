import type { NoOddsCode } from '../../core/odds.ts';

/** Why a metric has no odds before there is data, each to be read behind the ids of metrics. */
export const NO_ODDS_WORDS = {
  'no-confidence': 'no confidence, so the point alone decides',
  'no-min-samples': 'no min-samples, so it is not known how many cases there will be',
  point: 'method: point, so luck decides near the target',
  spread: 'judged by the spread of its values, which only data tell',
  band: 'a band has no side on which a system is better',
  'corpus-score': 'a score of a whole set, which counts no cases',
  mean: 'a mean, judged by the spread of its values, which only data tell, and by counts only where none is given; where each case counts 0 or 1, write method: exact',
  'not-a-share': 'not known as a share of cases; if it is one, write unit: ratio or unit: percent',
} satisfies Record<NoOddsCode, string>;
