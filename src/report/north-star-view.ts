import type { NorthStar } from '../core/north-star.ts';
import { counterResults, detourDaysLeft } from '../core/north-star-findings.ts';
import type { Outcome } from '../core/outcome.ts';
import type { MetricResult, Status } from '../core/result.ts';
import { metricName, shownTarget, shownValue } from './evidence.ts';
import { joined, own, type Prose, say } from './prose.ts';
import { STATUSES_WORST_FIRST } from './words.ts';

const COUNTERS_SHOWN = 6;

const STATUS_WORDS: Readonly<Record<Status, string>> = {
  pass: 'passes',
  fail: 'fails',
  error: 'could not be judged',
  inconclusive: 'is inconclusive',
  stale: 'is stale',
  missing: 'is missing',
  unmeasured: 'is unmeasured',
  pending: 'is pending',
};

/** The north star on one line: its value, its target and what guards it; `null` where none is declared. */
export function northStarLine({ gate, results, context }: Outcome): Prose | null {
  const northStar = gate?.northStar ?? null;
  if (northStar === null) return null;
  const result = results.find(({ criterion }) => criterion.id === northStar.metric);
  const parts = [
    ...(result === undefined ? [say`${northStar.metric} was not judged`] : [measuredPart(result), targetPart(result)]),
    countersPart(northStar, counterResults(northStar, results)),
    detourPart(northStar, context.evaluatedAtMs),
  ];
  return joined(parts, ' · ');
}

function measuredPart(result: MetricResult): Prose {
  const status = result.status === 'pass' || result.status === 'fail' ? '' : ` (${result.status})`;
  return say`${metricName(result.criterion)} ${shownValue(result)}${own(status)}`;
}

function targetPart(result: MetricResult): Prose {
  const missed = result.status === 'fail' ? ', missed' : '';
  return say`target ${shownTarget(result)}${own(missed)}`;
}

/** Counter-metrics and guards, the worst first; that all pass is said in two words. */
function countersPart(northStar: NorthStar, results: readonly MetricResult[]): Prose {
  const named = new Set([...northStar.counterMetrics, ...northStar.couldGrow.map(({ guard }) => guard)]);
  named.delete(northStar.metric);
  if (named.size === 0) return own('no counter-metrics');
  const failing = results
    .filter(({ status }) => status !== 'pass')
    .toSorted((a, b) => STATUSES_WORST_FIRST.indexOf(a.status) - STATUSES_WORST_FIRST.indexOf(b.status));
  const known = new Set(results.map(({ criterion }) => criterion.id));
  const lines = [
    ...failing.map(({ criterion, status }) => say`${metricName(criterion)} ${own(STATUS_WORDS[status])}`),
    ...[...named].filter((id) => !known.has(id)).map((id) => say`${id} was not judged`),
  ];
  if (lines.length === 0) return own(named.size === 1 ? 'its counter-metric passes' : 'all counter-metrics pass');
  const more = lines.length > COUNTERS_SHOWN ? own(` and ${lines.length - COUNTERS_SHOWN} more`) : [];
  return say`counter-metrics: ${joined(lines.slice(0, COUNTERS_SHOWN), ', ')}${more}`;
}

function detourPart({ detour }: NorthStar, nowMs: number): Prose {
  if (detour === null) return [];
  const left = detourDaysLeft(detour, nowMs);
  if (left === null) return say`detour over since ${detour.untilText}`;
  const days = left === 0 ? 'last day' : left === 1 ? '1 day left' : `${left} days left`;
  return say`detour until ${detour.untilText} (${own(days)})`;
}
