import { catalogueEntry } from './catalogue/catalogue.ts';
import { countsOf } from './counts.ts';
import type { Criterion } from './criterion.ts';
import type { Finding } from './finding.ts';
import { independentItems } from './interval.ts';
import type { Measured } from './measurement.ts';
import { metricFinding } from './metric-finding.ts';
import { planOf } from './odds.ts';
import { leastSamples } from './odds-test.ts';
import type { MetricResult } from './result.ts';
import { looksGood } from './signal-findings.ts';
import { targetArgs } from './target-args.ts';

/** The confidence that the criteria are told to ask for, one-sided. */
const CONFIDENCE = 0.95;

/** Shares that meet their target as they stand, of so few cases that not even a flawless result would prove it at 95 %. */
export function thinEvidence(results: readonly MetricResult[], path: string): readonly Finding[] {
  return results.flatMap((result) => {
    const { criterion, measurement, method } = result;
    // Who forces the point says that the cases are all there are; who asks for a confidence is told by the status.
    if (!criterion.required || method !== 'point' || criterion.method === 'point' || criterion.confidence !== null)
      return [];
    if (measurement.kind !== 'measured' || !looksGood(result)) return [];
    const counts = countsOf(criterion, measurement);
    const independent = independentItems(measurement);
    const least = leastFlawless(criterion, measurement);
    if (counts === null || independent === null || least === null || independent >= least) return [];
    const { successes, trials: samples } = counts;
    const seen = { metric: criterion.id, successes, samples, independent, least, minimum: criterion.minSamples };
    return [metricFinding('thin-evidence', criterion, path, { ...seen, ...targetArgs(criterion) })];
  });
}

/** Fewest cases of which a flawless result proves the target; `null` for what is no share of cases, or where none does. */
function leastFlawless(criterion: Criterion, { successes }: Measured): number | null {
  const { id, target, judge } = criterion;
  // Who gives successes has counted cases, whatever the metric usually is.
  const method = criterion.method ?? (successes === null ? null : 'exact');
  const unit = criterion.unit ?? 'ratio';
  const asked = { id, target, judge, method, unit, confidence: CONFIDENCE, minSamples: 1 };
  const plan = planOf(asked, catalogueEntry(id));
  return plan.ok ? leastSamples(plan.test) : null;
}
