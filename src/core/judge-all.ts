import type { Criterion } from './criterion.ts';
import { type JudgedAt, judge } from './judge.ts';
import type { Measurement } from './measurement.ts';
import { withPreconditions } from './preconditions.ts';
import { withProvision } from './provision.ts';
import type { MetricResult } from './result.ts';

/**
 * Judges all metrics, in the order given: each by itself, then by its preconditions. A metric that no source answered for
 * is an error, whatever the reason: silence is not the absence of a question.
 */
export function judgeAll(
  metrics: readonly Criterion[],
  measurements: ReadonlyMap<string, Measurement>,
  at: JudgedAt,
): readonly MetricResult[] {
  const alone = metrics.map((criterion) =>
    judge(criterion, measurements.get(criterion.id) ?? unanswered(criterion), at),
  );
  return withPreconditions(alone).map((result) => withProvision(result, at.nowMs));
}

function unanswered(criterion: Criterion): Measurement {
  const provenance = { source: criterion.from?.source ?? 'values', where: '', kind: 'this-run' } as const;
  return { kind: 'failed', code: 'bad-response', detail: 'the source gave no answer for this metric', provenance };
}
