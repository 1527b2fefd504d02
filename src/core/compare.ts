import { countsOf } from './counts.ts';
import type { Criterion } from './criterion.ts';
import type { Reason, TextArgs } from './finding.ts';
import { infer } from './interval.ts';
import { askedOfJudge, type JudgeCorrection, judgeCorrection } from './judge-correction.ts';
import type { Measured } from './measurement.ts';
import { type Proof, provesAbove, provesBelow } from './proof.ts';
import type { ReasonCode } from './reason-codes.ts';
import type { MetricResult } from './result.ts';
import { samplesNeeded } from './samples-needed.ts';
import { betterDirection, meets, unitRange } from './target.ts';
import { targetArgs } from './target-args.ts';

/** What a comparison adds to a result. */
export type Comparison = Pick<MetricResult, 'status' | 'reason' | 'interval' | 'method' | 'samplesNeeded' | 'compared'>;

/** What is compared: the metric as the evidence is asked for it, and the value that is judged and shown. */
interface Question {
  readonly criterion: Criterion;
  /** The same, asked of what a judge reported where its quality is known. */
  readonly asked: Criterion;
  readonly correction: JudgeCorrection | null;
  readonly measured: Measured;
  /** The value as found. */
  readonly found: number;
  /** The value that it stands for. */
  readonly value: number;
}

/**
 * Compares the value, as found, with the target: the point, or with a confidence what the evidence proves at it. Where a
 * judge's quality is known, points are corrected, and tests are made on what it reported with the target moved there.
 * The last step of judging: the value is known to be usable, fresh and of enough samples.
 */
export function compare(criterion: Criterion, measured: Measured, found: number): Comparison {
  const correction = judgeCorrection(criterion);
  const asked = correction === null ? criterion : askedOfJudge(criterion, correction);
  const value = correction === null ? found : correction.toTrue(found);
  const question: Question = { criterion, asked, correction, measured, found, value };
  const { confidence } = criterion;
  if (confidence === null || criterion.method === 'point') return comparePoint(question);
  // The risk as a decimal: 1 − 0.95 is 0.05 and not a binary digit more.
  const alpha = Number((1 - confidence).toPrecision(12));
  const inference = alpha > 0 && alpha < 0.5 ? infer(asked, measured, found, alpha) : null;
  if (inference?.ok !== true) {
    const code = inference?.lacks ?? 'no-spread';
    const args = { samples: measured.sampleSize, confidence, forced: criterion.method, ...valueArgs(question) };
    return { ...undecided(code, args), method: null, interval: null, samplesNeeded: null, compared: false };
  }
  return compareProof(question, inference.proof, alpha);
}

/** The value and the target; of a judge's value also what the judge said and how good it is. */
function valueArgs({ criterion, correction, found, value }: Question): TextArgs {
  const args = { value, ...targetArgs(criterion) };
  if (correction === null) return args;
  const { sensitivity, specificity } = correction.quality;
  return { ...args, uncorrected: found, sensitivity, specificity };
}

function undecided(code: ReasonCode, args: Reason['args']): Pick<Comparison, 'status' | 'reason'> {
  return { status: 'inconclusive', reason: { code, args } };
}

function comparePoint(question: Question): Comparison {
  const met = meets(question.criterion.target, question.value);
  const reason = { code: met ? 'target-met' : 'target-missed', args: valueArgs(question) };
  const status = met ? 'pass' : 'fail';
  return { status, reason, interval: null, method: 'point', samplesNeeded: null, compared: true };
}

function compareProof(question: Question, proof: Proof, alpha: number): Comparison {
  const { asked, measured, found } = question;
  const status = statusOf(asked, proof);
  const interval = intervalOf(question, proof);
  const needed = status === 'inconclusive' ? samplesNeeded(asked, measured, found, proof, alpha) : null;
  const counts = proof.method === 'exact' || proof.method === 'wilson' ? countsOf(asked, measured) : null;
  const args = {
    ...valueArgs(question),
    method: proof.method,
    successes: proof.method === 'poisson' ? measured.successes : (counts?.successes ?? null),
    samples: measured.sampleSize,
    exposure: proof.method === 'poisson' ? measured.exposure : null,
    intervalLow: interval?.[0] ?? null,
    intervalHigh: interval?.[1] ?? null,
    level: Number((1 - 2 * alpha).toPrecision(12)),
    least: needed?.least ?? null,
    likely: needed?.likely ?? null,
    minimum: proof.method === 'exact' ? leastSamples(asked, alpha) : null,
  };
  const code = { pass: 'target-met', fail: 'target-missed', inconclusive: 'interval-spans-target' }[status];
  return { status, reason: { code, args }, interval, method: proof.method, samplesNeeded: needed, compared: true };
}

/** The interval of what is judged; `null` where it has no end. */
function intervalOf({ correction }: Question, { low, high }: Proof): readonly [number, number] | null {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return null;
  return correction === null ? [low, high] : [correction.toTrue(low), correction.toTrue(high)];
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
