import { countsOf } from './counts.ts';
import type { Criterion } from './criterion.ts';
import type { Reason } from './finding.ts';
import { infer } from './interval.ts';
import type { Measured } from './measurement.ts';
import { type Proof, provesAbove, provesBelow } from './proof.ts';
import type { ReasonCode } from './reason-codes.ts';
import type { MetricResult } from './result.ts';
import { samplesNeeded } from './samples-needed.ts';
import { betterDirection, meets, unitRange } from './target.ts';
import { targetArgs } from './target-args.ts';

/** What a comparison adds to a result. */
export type Comparison = Pick<MetricResult, 'status' | 'reason' | 'interval' | 'method' | 'samplesNeeded' | 'compared'>;

/**
 * Compares the judged value with the target: the point, or with a confidence what the evidence proves at it.
 * The last step of judging: the value is known to be usable, fresh and of enough samples.
 */
export function compare(criterion: Criterion, measured: Measured, value: number): Comparison {
  const { confidence } = criterion;
  if (confidence === null || criterion.method === 'point') return comparePoint(criterion, value);
  // The risk as a decimal: 1 − 0.95 is 0.05 and not a binary digit more.
  const alpha = Number((1 - confidence).toPrecision(12));
  const inference = alpha > 0 && alpha < 0.5 ? infer(criterion, measured, value, alpha) : null;
  if (inference?.ok !== true) {
    const code = inference?.lacks ?? 'no-spread';
    const args = {
      samples: measured.sampleSize,
      confidence,
      forced: criterion.method,
      value,
      ...targetArgs(criterion),
    };
    return { ...undecided(code, args), method: null, interval: null, samplesNeeded: null, compared: false };
  }
  return compareProof(criterion, measured, value, inference.proof, alpha);
}

function undecided(code: ReasonCode, args: Reason['args']): Pick<Comparison, 'status' | 'reason'> {
  return { status: 'inconclusive', reason: { code, args } };
}

function comparePoint(criterion: Criterion, value: number): Comparison {
  const met = meets(criterion.target, value);
  const reason = { code: met ? 'target-met' : 'target-missed', args: { value, ...targetArgs(criterion) } };
  const status = met ? 'pass' : 'fail';
  return { status, reason, interval: null, method: 'point', samplesNeeded: null, compared: true };
}

function compareProof(
  criterion: Criterion,
  measured: Measured,
  value: number,
  proof: Proof,
  alpha: number,
): Comparison {
  const status = statusOf(criterion, proof);
  const interval =
    Number.isFinite(proof.low) && Number.isFinite(proof.high) ? ([proof.low, proof.high] as const) : null;
  const needed = status === 'inconclusive' ? samplesNeeded(criterion, measured, value, proof, alpha) : null;
  const counts = proof.method === 'exact' || proof.method === 'wilson' ? countsOf(criterion, measured) : null;
  const args = {
    value,
    method: proof.method,
    successes: proof.method === 'poisson' ? measured.successes : (counts?.successes ?? null),
    samples: measured.sampleSize,
    exposure: proof.method === 'poisson' ? measured.exposure : null,
    intervalLow: interval?.[0] ?? null,
    intervalHigh: interval?.[1] ?? null,
    level: Number((1 - 2 * alpha).toPrecision(12)),
    least: needed?.least ?? null,
    likely: needed?.likely ?? null,
    minimum: proof.method === 'exact' ? leastSamples(criterion, alpha) : null,
    ...targetArgs(criterion),
  };
  const code = { pass: 'target-met', fail: 'target-missed', inconclusive: 'interval-spans-target' }[status];
  return { status, reason: { code, args }, interval, method: proof.method, samplesNeeded: needed, compared: true };
}

function statusOf({ target }: Criterion, proof: Proof): 'pass' | 'fail' | 'inconclusive' {
  if (target.kind === 'band') {
    if (provesAbove(proof, target.low, false) && provesBelow(proof, target.high, false)) return 'pass';
    const outside = provesBelow(proof, target.low, true) || provesAbove(proof, target.high, true);
    return outside ? 'fail' : 'inconclusive';
  }
  const strict = target.operator === '>' || target.operator === '<';
  const higher = betterDirection(target) === 'higher';
  const met = higher ? provesAbove(proof, target.bound, strict) : provesBelow(proof, target.bound, strict);
  if (met) return 'pass';
  const missed = higher ? provesBelow(proof, target.bound, !strict) : provesAbove(proof, target.bound, !strict);
  return missed ? 'fail' : 'inconclusive';
}

/** Samples below which not even a flawless result would meet the target: ⌈ln α / ln τ⌉, or `null` for bands. */
function leastSamples(criterion: Criterion, alpha: number): number | null {
  const { target, unit } = criterion;
  const range = unitRange(unit);
  if (target.kind === 'band' || range === null) return null;
  const share = target.bound / range.high;
  const flawless = betterDirection(target) === 'higher' ? share : 1 - share;
  const samples = Math.ceil(Math.log(alpha) / Math.log(flawless) - 1e-9);
  return Number.isSafeInteger(samples) ? samples : null;
}
