import { catalogueEntry } from './catalogue/catalogue.ts';
import { isCorpusScore } from './catalogue/corpus-scores.ts';
import { countsOf } from './counts.ts';
import type { Criterion } from './criterion.ts';
import type { Finding } from './finding.ts';
import { independentItems, infer } from './interval.ts';
import type { Measured } from './measurement.ts';
import { metricFinding } from './metric-finding.ts';
import { planOf } from './odds.ts';
import { leastSamples } from './odds-test.ts';
import type { MetricResult } from './result.ts';
import { looksGood } from './signal-findings.ts';
import { targetArgs } from './target-args.ts';

/** The confidence that the criteria are told to ask for, one-sided. */
const CONFIDENCE = 0.95;
/** Cases that a share is worth a look from, where no number of flawless ones says it: bands, none at all, every one. */
const LEAST_OF_SHARE = 30;
/** Cases that a mean, a quantile or an amount is worth a look from. */
const LEAST_OF_VALUES = 10;

/**
 * What meets its target as it stands, of so few cases that it may be chance: fewer than a flawless result needs to prove
 * a share at 95 %, or than a value of unknown spread is worth a look from.
 */
export function thinEvidence(results: readonly MetricResult[], path: string): readonly Finding[] {
  return results.flatMap((result) => {
    const { criterion, measurement } = result;
    if (!criterion.required || !isPoint(result) || measurement.kind !== 'measured' || !looksGood(result)) return [];
    const independent = independentItems(measurement);
    const needed = neededBy(criterion, measurement);
    if (independent === null || needed === null || independent >= needed.least) return [];
    const seen = {
      metric: criterion.id,
      successes: successesOf(criterion, measurement),
      samples: measurement.sampleSize,
      independent,
      ...needed,
      minimum: criterion.minSamples,
      forced: criterion.method === 'point' ? 'point' : null,
    };
    return [metricFinding('thin-evidence', criterion, path, { ...seen, ...targetArgs(criterion) })];
  });
}

/** Who forces the point says that the cases are all there are, unless a confidence is asked for beside it. */
function isPoint({ criterion, method }: MetricResult): boolean {
  return method === 'point' && (criterion.method !== 'point' || criterion.confidence !== null);
}

/** Fewest cases that say something, and what shows it of them: a flawless result, their spread, or nothing (`null`). */
interface Needed {
  readonly least: number;
  readonly shownBy: 'flawless' | 'spread' | null;
}

/** `null` where the evidence tells how far the value may be off. */
function neededBy(criterion: Criterion, measured: Measured): Needed | null {
  const isShare = isOnShares(criterion, measured);
  const bySpread = !isShare || isScore(criterion, measured);
  if (bySpread && hasSpread(criterion, measured)) return null;
  if (!isShare) return { least: LEAST_OF_VALUES, shownBy: 'spread' };
  const flawless = leastFlawless(criterion);
  if (bySpread) return { least: flawless ?? LEAST_OF_SHARE, shownBy: 'spread' };
  return flawless === null ? { least: LEAST_OF_SHARE, shownBy: null } : { least: flawless, shownBy: 'flawless' };
}

/** Values from 0 to 1, or to 100 of `percent`; what has no unit is taken for one by its numbers. */
function isOnShares({ id, target, unit }: Criterion, measured: Measured): boolean {
  // Who gives successes of a sample has counted cases, whatever the metric usually is.
  if (unit === 'ratio' || unit === 'percent' || isCounted(measured)) return true;
  if (unit !== null || measured.exposure !== null) return false;
  const entry = catalogueEntry(id);
  // What the catalogue knows as an amount or a time is none, however small.
  if (entry !== null && !entry.scales.some(({ low, high }) => low === 0 && high === 1)) return false;
  const isWithin = target.kind === 'band' ? target.low >= 0 && target.high <= 1 : target.bound > 0 && target.bound < 1;
  return isWithin && measured.value >= 0 && measured.value <= 1;
}

function isCounted({ successes, sampleSize }: Measured): boolean {
  return successes !== null && sampleSize !== null;
}

/** A mean of values per case, or a score of a whole set, of which nobody counted good and bad cases. */
function isScore({ id }: Criterion, measured: Measured): boolean {
  return !isCounted(measured) && (isCorpusScore(id) || catalogueEntry(id)?.kind === 'mean');
}

/** Known to be counted: of a mean that is written in shares, value × n counts nothing. */
function successesOf(criterion: Criterion, measured: Measured): number | null {
  return isScore(criterion, measured) ? null : (countsOf(criterion, measured)?.successes ?? null);
}

/** True where what stands beside the value tells how far it may be off, as it would be judged with a confidence. */
function hasSpread(criterion: Criterion, measured: Measured): boolean {
  const inference = infer({ ...criterion, method: null }, measured, measured.value, 1 - CONFIDENCE);
  return inference.ok && !['exact', 'wilson', 'poisson'].includes(inference.proof.method);
}

/**
 * Fewest cases of which a flawless result proves the target; `null` where none does. It holds for means of values from 0
 * to 1 too: no more of them than their mean can be flawless.
 */
function leastFlawless(criterion: Criterion): number | null {
  const { id, target, judge } = criterion;
  const method = criterion.method === 'wilson' ? 'wilson' : 'exact';
  const unit = criterion.unit === 'percent' ? 'percent' : 'ratio';
  const asked = { id, target, judge, method, unit, confidence: CONFIDENCE, minSamples: 1 } as const;
  const plan = planOf(asked, catalogueEntry(id));
  return plan.ok ? leastSamples(plan.test) : null;
}
