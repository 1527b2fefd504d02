import type { Gate } from './criterion.ts';
import type { Finding, TextArgs } from './finding.ts';
import type { Detour, NorthStar } from './north-star.ts';
import type { MetricResult } from './result.ts';
import { RUN_FINDING_LEVELS, type RunFindingCode } from './run-finding-codes.ts';

const DAY_MS = 86_400_000;

/** What the evidence of one run says of the north star, at a time in milliseconds since the epoch. */
export function northStarFindings(
  gate: Gate,
  results: readonly MetricResult[],
  path: string,
  nowMs: number,
): readonly Finding[] {
  const { northStar } = gate;
  const result = results.find(({ criterion }) => criterion.id === northStar?.metric);
  if (northStar === null || result === undefined) return [];
  const counters = counterResults(northStar, results);
  const failing = counters.filter(({ status }) => status === 'fail').map(({ criterion }) => criterion.id);
  const unproven = counters.filter(({ status }) => status !== 'pass' && status !== 'fail');
  const args = { metric: northStar.metric, failing, unproven: unproven.map(({ criterion }) => criterion.id) };
  const finding = (code: RunFindingCode, more: TextArgs = {}): Finding => ({
    code,
    args: { ...args, ...more },
    level: RUN_FINDING_LEVELS[code],
    at: { path, line: northStar.line, column: null },
    metric: northStar.metric,
  });
  switch (result.status) {
    case 'pass':
      return failing.length + unproven.length === 0 ? [] : [finding('north-star-bright')];
    case 'fail':
      return [dip(northStar.detour, nowMs, finding)];
    case 'inconclusive':
    case 'stale':
    case 'missing':
    case 'error':
    case 'pending':
    case 'unmeasured':
      return []; // it says nothing, and its status stands in the report
    default:
      result.status satisfies never;
      return [];
  }
}

/** The results of the metrics that would show that the north star grows without value, each once, in the file's order. */
export function counterResults(northStar: NorthStar, results: readonly MetricResult[]): readonly MetricResult[] {
  const ids = new Set([...northStar.counterMetrics, ...northStar.couldGrow.map(({ guard }) => guard)]);
  return results.filter(({ criterion }) => criterion.id !== northStar.metric && ids.has(criterion.id));
}

/** Whole days left until a detour ends, 0 on its last day; `null` where it is over. */
export function detourDaysLeft(detour: Detour, nowMs: number): number | null {
  return detour.untilMs >= nowMs ? Math.floor((detour.untilMs - nowMs) / DAY_MS) : null;
}

function dip(
  detour: Detour | null,
  nowMs: number,
  finding: (code: RunFindingCode, more?: TextArgs) => Finding,
): Finding {
  if (detour === null) return finding('north-star-dip', { over: null });
  const daysLeft = detourDaysLeft(detour, nowMs);
  if (daysLeft === null) return finding('north-star-dip', { over: detour.untilText });
  const { untilText, reason, expected } = detour;
  return finding('north-star-detour', { until: untilText, days: daysLeft, reason, expected });
}
