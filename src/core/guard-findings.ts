import type { Criterion } from './criterion.ts';
import type { Finding, TextArgs } from './finding.ts';
import { metricFinding } from './metric-finding.ts';
import { isUntrustedMiss } from './preconditions.ts';
import type { MetricResult } from './result.ts';
import type { RunFindingCode } from './run-finding-codes.ts';
import { targetArgs } from './target-args.ts';

/**
 * Beside each metric, the guards that do not pass: without its counter-metric nobody knows what a good value cost. That
 * they block is for their own targets to say.
 */
export function guardFindings(
  metrics: readonly Criterion[],
  results: ReadonlyMap<string, MetricResult>,
  path: string,
): readonly Finding[] {
  return metrics.flatMap((criterion) =>
    criterion.guardedBy.flatMap((id) => {
      const guard = results.get(id);
      const code = codeOf(guard);
      if (code === null) return [];
      const metricStatus = results.get(criterion.id)?.status ?? 'error';
      const guardStatus = guard?.status ?? 'error';
      const args = { metric: criterion.id, metricStatus, guard: id, guardStatus, ...seenOf(guard) };
      return [metricFinding(code, criterion, path, args)];
    }),
  );
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
