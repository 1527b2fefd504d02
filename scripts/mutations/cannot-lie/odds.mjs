import { within } from './within.mjs';

/** Guards of the odds before there is data. */
export const ODDS = [
  ...within(
    'core/odds-test.ts',
    ['core/odds'],
    [
      [
        'the fewest that pass are proven',
        'return proves(test, good, samples, test.bound, test.strict);',
        'return good / samples > goodAtBound(test);',
      ],
      [
        'odds end where a judge reports no more',
        'good !== null && beyond !== null && good >= beyond ? null : good',
        'good',
      ],
      ['a number of samples lasts over the teeth of the saw', 'LASTING_TEETH = 8', 'LASTING_TEETH = 1'],
      ['likely is four of five', 'LIKELY = 0.8', 'LIKELY = 0.79'],
    ],
  ),
  ...within(
    'core/odds.ts',
    ['core/odds'],
    [
      [
        'a score of a whole set has no odds',
        "if (isCorpusScore(id) || entry?.kind === 'corpus') return 'corpus-score';",
        '',
      ],
      ['a mean has no odds of a share', "if (entry?.kind === 'mean' && !isCounted) return 'mean';", ''],
      [
        'a perfect system is the end of the scale',
        'isPast ? { level: end, perfect: true } :',
        'isPast && end === 2 ? { level: end, perfect: true } :',
      ],
      ['odds know of the judge', 'bound: seen(bound), strict', 'bound, strict'],
      [
        'a target that a good system misses is hard to show',
        'if (best.chance >= LIKELY) return null;',
        'if (best.chance >= LIKELY / 2) return null;',
      ],
    ],
  ),
  ...within(
    'core/odds-table.ts',
    ['core/odds-table'],
    [
      [
        'the chance that all pass is the product',
        '(all, { odds }) => all * of(odds), 1)',
        '(all, { odds }) => Math.min(all, of(odds)), 1)',
      ],
      ['what is advisory lowers no joint chance', 'rows.filter(({ criterion }) => criterion.required)', 'rows'],
    ],
  ),
  ...within(
    'criteria/checks/odds.ts',
    ['criteria/odds'],
    [
      ['a file says what is hard to show', 'if (hard !== null) reportHard(', 'if (hard?.impossible) reportHard('],
      [
        'odds by the own keys of a metric go before the defaults',
        "keys['min-samples'] ?? defaults['min-samples']",
        "defaults['min-samples'] ?? keys['min-samples']",
      ],
    ],
  ),
];
