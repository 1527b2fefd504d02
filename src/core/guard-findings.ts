import type { Criterion } from './criterion.ts';
import type { Finding, TextArgs } from './finding.ts';
import { metricFinding } from './metric-finding.ts';
import { openPairs } from './open-pairs.ts';
import { pairedGuards } from './paired-guards.ts';
import { isUntrustedMiss } from './preconditions.ts';
import type { MetricResult } from './result.ts';
import type { RunFindingCode } from './run-finding-codes.ts';
import { targetArgs } from './target-args.ts';

/**
 * Beside each metric, the guards that do not pass: without its counter-metric nobody knows what a good value cost. That
 * they block is for their own targets to say. What the catalogue pairs with a metric guards it where the criteria have
 * it, whether or not they name it in `guarded-by`. A written guard has to be measured; of a pair of the catalogue, one
 * alternative, beside a metric that is measured itself.
 */
export function guardFindings(
  metrics: readonly Criterion[],
  results: ReadonlyMap<string, MetricResult>,
  path: string,
): readonly Finding[] {
  const paired = pairedGuards(metrics);
  const isMeasured = (id: string) => codeOf(results.get(id)) !== 'guard-not-measured';
  const open = openPairs(metrics, isMeasured);
  return metrics.flatMap((criterion) => {
    const { id, guardedBy } = criterion;
    // Of two that both fail, or are both open, none can have been bought with the other.
    const shown = (paired.get(id) ?? []).filter(
      (guard) => isMeasured(guard) && standing(results.get(id)) > standing(results.get(guard)),
    );
    const silent = isMeasured(id) ? (open.get(id) ?? []) : [];
    const unwritten = [...shown, ...silent].filter((guard) => !guardedBy.includes(guard));
    return [...guardedBy, ...unwritten].flatMap((guard) => besideMetric(criterion, guard, results, path));
  });
}

function besideMetric(
  criterion: Criterion,
  id: string,
  results: ReadonlyMap<string, MetricResult>,
  path: string,
): readonly Finding[] {
  const guard = results.get(id);
  const code = codeOf(guard);
  if (code === null) return [];
  const metricStatus = results.get(criterion.id)?.status ?? 'error';
  const guardStatus = guard?.status ?? 'error';
  const args = { metric: criterion.id, metricStatus, guard: id, guardStatus, ...seenOf(guard) };
  return [metricFinding(code, criterion, path, args)];
}

/** How well a metric stands: 2 where it passes, 1 where that is open, 0 where it fails or has no value. */
function standing(result: MetricResult | undefined): 0 | 1 | 2 {
  const code = codeOf(result);
  if (code === null) return 2;
  return code === 'guard-unproven' ? 1 : 0;
}

/** What a guard's result means for what it guards; `null` where it passes. No result, or several, is none. */
function codeOf(guard: MetricResult | undefined): RunFindingCode | null {
  if (guard === undefined) return 'guard-not-measured';
  // A miss stays one where its evidence cannot be relied on.
  if (isUntrustedMiss(guard)) return 'guard-fails';
  const { status } = guard;
  switch (status) {
    case 'pass':
      return null;
    case 'fail':
      return 'guard-fails';
    case 'inconclusive':
    case 'stale':
      return 'guard-unproven';
    case 'missing':
    case 'error':
    case 'pending':
    case 'unmeasured':
      return 'guard-not-measured';
    default:
      status satisfies never;
      return 'guard-not-measured';
  }
}

/** The guard's value against its target, and what it lacks. */
function seenOf(guard: MetricResult | undefined): TextArgs {
  if (guard === undefined) return { value: null };
  const { criterion, value, samplesNeeded, untrusted, reason } = guard;
  return {
    value,
    ...targetArgs(criterion),
    least: samplesNeeded?.least ?? null,
    likely: samplesNeeded?.likely ?? null,
    preconditions: untrusted,
    due: criterion.dueText,
    reason: reason.code,
  };
}
