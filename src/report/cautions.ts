import type { Finding } from '../core/finding.ts';
import type { Outcome } from '../core/outcome.ts';
import type { MetricResult } from '../core/result.ts';
import { metricName } from './evidence.ts';
import { levelNote } from './finding-groups.ts';
import { counted, own, type Prose, say, sentences } from './prose.ts';
import { findingSays } from './texts.ts';

/** Findings by which green numbers may lie, most telling first; each stands open, whatever the decision is. */
const TELLING: readonly string[] = [
  'north-star-bright',
  'guard-fails',
  'signal-no-lift',
  'signal-engagement',
  'signal-unused',
  'guard-not-measured',
  'guard-unproven',
];

/** As many as a reader takes in; the rest stands with the warnings. */
const MOST = 6;

/**
 * What a reader must not overlook although it does not block: findings by which green numbers may lie, errors that the
 * criteria lower, and undecided metrics that a provision lets through.
 */
export function cautionsOf(outcome: Outcome): readonly Prose[] {
  const telling = TELLING.flatMap((code) => outcome.findings.filter((finding) => isTelling(finding, code)));
  const lowered = outcome.findings.filter(({ usually, level }) => usually?.level === 'error' && level !== 'error');
  const lines = [
    ...telling.map((finding) => sentences([findingSays(finding)])),
    ...lowered.map((finding) => say`${sentences([findingSays(finding)])} ${levelNote(finding)}`),
    ...outcome.results.flatMap(provisionLine),
  ];
  const more = lines.length - MOST;
  return more > 0 ? [...lines.slice(0, MOST), own(`and ${more} more, with the warnings below`)] : lines;
}

/** An error is said where it stops the gate, and what the criteria lower to a note is one. */
function isTelling(finding: Finding, code: string): boolean {
  return finding.code === code && finding.level === 'warning';
}

function provisionLine({ criterion, provisionalDaysLeft }: MetricResult): readonly Prose[] {
  const { provisional } = criterion;
  if (provisional === null || provisionalDaysLeft === null) return [];
  const left = provisionalDaysLeft === 0 ? 'the last day' : `${counted(provisionalDaysLeft, 'day')} left`;
  return [
    say`${metricName(criterion)} is not decided, and let through until ${provisional.untilText} (${own(left)}): ${provisional.reason}`,
  ];
}
