import { catalogueEntry } from './catalogue/catalogue.ts';
import { countsOf, oneOf } from './counts.ts';
import type { Criterion } from './criterion.ts';
import type { Measured } from './measurement.ts';
import { exactCounts, exactRate, normalInterval, type Proof, wilsonCounts } from './proof.ts';
import { tellsSpread } from './spread.ts';
import { normalQuantile } from './statistics/normal-quantile.ts';
import { isAbove, nearlyEqual, unitRange } from './target.ts';

/** What the evidence allows to be proven, or what it lacks: a sample size, or something that tells how values spread. */
export type Inference =
  | { readonly ok: true; readonly proof: Proof }
  | { readonly ok: false; readonly lacks: 'no-sample-size' | 'no-spread' };

/** Evidence and what it is judged at: `value` in the metric's unit, `alpha` the one-sided risk, both already checked. */
interface Question {
  readonly criterion: Criterion;
  readonly measured: Measured;
  readonly value: number;
  readonly alpha: number;
  /** Independent items, where it is known how many. */
  readonly independent: number | null;
}

/** The number of independent items, the sample size or less; `null` where neither is known. Whole. */
export function independentItems(measured: Measured): number | null {
  const { sampleSize, effectiveSize } = measured;
  if (effectiveSize === null) return sampleSize;
  const effective = Math.floor(effectiveSize);
  return sampleSize === null ? effective : Math.min(sampleSize, effective);
}

/**
 * Chooses the method by the evidence, in a fixed order of preference (counts, standard deviation, standard error,
 * counts over an exposure, a given interval; of what the catalogue knows as a mean any spread before counts that nobody
 * wrote), or the one that the criteria force. Never the normal approximation of a
 * proportion (Wald), whose interval has no width at 0 and at 1.
 */
export function infer(criterion: Criterion, measured: Measured, value: number, alpha: number): Inference {
  const question: Question = { criterion, measured, value, alpha, independent: independentItems(measured) };
  const proof = proofBy(question);
  if (proof === null) return { ok: false, lacks: lacking(question) };
  const range = unitRange(criterion.unit);
  if (range === null) return { ok: true, proof };
  return { ok: true, proof: { ...proof, low: Math.max(proof.low, range.low), high: Math.min(proof.high, range.high) } };
}

function proofBy(question: Question): Proof | null {
  switch (question.criterion.method) {
    case 'exact':
      return byCounts(question, exactCounts) ?? byRate(question);
    case 'wilson':
      return byCounts(question, wilsonCounts);
    case 't':
      return byStudent(question);
    case 'point':
      return null; // compared without an interval, before any inference
    case null:
      return (
        (isMean(question) ? bySpread(question) : null) ??
        byCounts(question, exactCounts) ??
        byDeviation(question) ??
        byStandardError(question) ??
        byRate(question) ??
        byGivenInterval(question)
      );
  }
}

/** A mean of values per item: counts made of it would come and go with the last decimal that is written. */
function isMean({ criterion, measured }: Question): boolean {
  return measured.successes === null && catalogueEntry(criterion.id)?.kind === 'mean';
}

function bySpread(question: Question): Proof | null {
  return byDeviation(question) ?? byStandardError(question) ?? byGivenInterval(question);
}

function byCounts(question: Question, method: typeof exactCounts): Proof | null {
  const { criterion, measured, alpha, value, independent } = question;
  const counts = countsOf(criterion, measured);
  if (counts === null || independent === null) return null;
  return method({ counts, independent, value, one: oneOf(criterion.unit), alpha });
}

/** Student's t on what tells the spread; it needs at least two items. */
function byStudent(question: Question): Proof | null {
  if (question.independent === null) return null;
  return byDeviation(question) ?? byStandardError(question);
}

function byDeviation(question: Question): Proof | null {
  const { criterion, measured, independent, value, alpha } = question;
  const { stddev } = measured;
  if (!tellsSpread(stddev, value, criterion.target) || independent === null || measured.sampleSize === null)
    return null;
  if (independent < 2) return null;
  return normalInterval(value, stddev / Math.sqrt(independent), independent - 1, alpha);
}

function byStandardError(question: Question): Proof | null {
  const { criterion, measured, independent, value, alpha } = question;
  const { stderr } = measured;
  if (!tellsSpread(stderr, value, criterion.target)) return null;
  if (independent === null) return normalInterval(value, stderr, null, alpha);
  return independent < 2 ? null : normalInterval(value, stderr, independent - 1, alpha);
}

function byRate(question: Question): Proof | null {
  const { successes, exposure, sampleSize, effectiveSize } = question.measured;
  if (successes === null || exposure === null || sampleSize !== null) return null;
  // Events that come in clusters are no Poisson process: their spread must be told.
  if (effectiveSize !== null && effectiveSize < successes) return null;
  return exactRate(successes, exposure, question.alpha);
}

/** An interval that came with the value, widened or narrowed to the level asked for by the ratio of normal quantiles. */
function byGivenInterval(question: Question): Proof | null {
  const { criterion, measured, value, alpha } = question;
  const { interval } = measured;
  if (interval === null) return null;
  const wanted = normalQuantile(1 - alpha);
  const given = normalQuantile((1 + interval.level) / 2);
  const factor = nearlyEqual(interval.level, 1 - 2 * alpha) ? 1 : wanted / given;
  const low = value - (value - interval.low) * factor;
  const high = value + (interval.high - value) * factor;
  return hasBothSides(criterion, value, low, high) ? { method: 'given', low, high, bounds: null } : null;
}

/** A side without width claims certainty, which only an end of the unit's range has: no ratio lies above 1. */
function hasBothSides({ target, unit }: Criterion, value: number, low: number, high: number): boolean {
  const range = unitRange(unit);
  const atBottom = range !== null && isAbove(range.low, value, false);
  const atTop = range !== null && isAbove(value, range.high, false);
  if (atBottom && atTop) return false;
  return (atBottom || tellsSpread(value - low, value, target)) && (atTop || tellsSpread(high - value, value, target));
}

/** What to ask for: the sample size where it is missing and would do, else the spread. */
function lacking(question: Question): 'no-sample-size' | 'no-spread' {
  const { criterion, measured, value } = question;
  // Events over an exposure have no sample size to add.
  if (measured.sampleSize !== null || measured.exposure !== null) return 'no-spread';
  const wouldBeCounts = countsOf(criterion, { ...measured, sampleSize: 1, value: 1 }) !== null;
  const hasSpread = [measured.stddev, measured.stderr].some((spread) => tellsSpread(spread, value, criterion.target));
  return wouldBeCounts || hasSpread ? 'no-sample-size' : 'no-spread';
}
