import { compare } from './compare.ts';
import { countedValue, oneOf } from './counts.ts';
import type { Criterion } from './criterion.ts';
import type { Reason, TextArgs } from './finding.ts';
import { ageOf, type JudgedAt, whyStale } from './freshness.ts';
import { independentItems } from './interval.ts';
import { judgeCorrection } from './judge-correction.ts';
import { whyIncomplete, worstCaseValue } from './lost-items.ts';
import type { Measured, Measurement, NotInSource, Provenance, SourceFailure } from './measurement.ts';
import type { ReasonCode } from './reason-codes.ts';
import type { MetricResult, Status } from './result.ts';
import { meets, nearlyEqual } from './target.ts';
import { whyUnusable } from './unusable.ts';

export type { JudgedAt } from './freshness.ts';

/**
 * Judges one metric: the first of these that applies is its status: unmeasured or pending, error, missing or pending,
 * stale, inconclusive, and only then pass, fail or inconclusive by comparison with the target. Total: never throws.
 */
export function judge(criterion: Criterion, measurement: Measurement, at: JudgedAt): MetricResult {
  switch (measurement.kind) {
    case 'not-asked':
      if (measurement.why === 'criteria-new')
        return blank(criterion, measurement, 'unmeasured', { code: 'source-not-asked', args: {} });
      return withoutValue(criterion, measurement, at, 'unmeasured', { code: 'no-source', args: {} });
    case 'absent':
      if (isRefused(criterion, measurement.provenance))
        return blank(criterion, measurement, 'error', inChange(measurement.provenance));
      return withoutValue(criterion, measurement, at, 'missing', {
        code: 'not-in-source',
        args: { ...saidBy(measurement), failed: measurement.sourceFailed === true ? 'yes' : null },
      });
    case 'failed':
      return blank(criterion, measurement, 'error', failureReason(measurement));
    case 'measured':
      return judgeMeasured(criterion, inUnit(criterion, measurement), at);
  }
}

function withoutValue(
  criterion: Criterion,
  measurement: Measurement,
  at: JudgedAt,
  status: Status,
  reason: Reason<ReasonCode>,
): MetricResult {
  const isDue = criterion.dueMs === null || !(at.nowMs < criterion.dueMs);
  const sourceFailed = measurement.kind === 'absent' && measurement.sourceFailed === true;
  if (isDue || sourceFailed) return blank(criterion, measurement, status, reason);
  return blank(criterion, measurement, 'pending', { code: 'not-due', args: { due: criterion.dueText } });
}

/**
 * What users did is not written by the change that it judges, nor taken out of a file by it: neither a value nor its
 * absence counts where the change brings the evidence of a product or business metric.
 */
function isRefused({ layer }: Criterion, { kind }: Provenance): boolean {
  return kind === 'in-change' && (layer === 'product' || layer === 'business');
}

function inChange({ where, source }: Provenance): Reason<ReasonCode> {
  return { code: 'evidence-in-change', args: { where, source } };
}

function failureReason(failure: SourceFailure): Reason<ReasonCode> {
  return { code: failure.code, args: saidBy(failure) };
}

/** What a source said instead of a value; what mends a live system is not what mends a file. */
function saidBy({ detail, provenance }: SourceFailure | NotInSource): TextArgs {
  return { detail, source: provenance.source, live: liveOf(provenance) };
}

function liveOf({ kind }: Provenance): 'yes' | null {
  return kind === 'live' ? 'yes' : null;
}

function blank(
  criterion: Criterion,
  measurement: Measurement,
  status: Status,
  reason: Reason<ReasonCode>,
): MetricResult {
  return {
    criterion,
    measurement,
    status,
    reason,
    value: null,
    sampleSize: null,
    interval: null,
    method: null,
    samplesNeeded: null,
    ageSeconds: null,
    leaning: null,
    worstCaseValue: null,
    compared: false,
    uncorrectedValue: null,
    provisionalDaysLeft: null,
    untrusted: [],
  };
}

/** Where only counts were written, their share in the metric's unit is the value: 90 of 100 is 90 in percent. */
function inUnit(criterion: Criterion, measured: Measured): Measured {
  if (measured.valueFromCounts !== true) return measured;
  const value = countedValue(measured, criterion.unit) ?? measured.value * oneOf(criterion.unit);
  return { ...measured, value };
}

function judgeMeasured(criterion: Criterion, measured: Measured, at: JudgedAt): MetricResult {
  const seen = {
    value: finiteOrNull(measured.value),
    sampleSize: finiteOrNull(measured.sampleSize),
    ageSeconds: ageOf(measured, at),
  };
  const unusable = isRefused(criterion, measured.provenance)
    ? inChange(measured.provenance)
    : unusableReason(criterion, measured);
  if (unusable !== null) return { ...blank(criterion, measured, 'error', unusable), ...seen };

  const found = judgedValue(criterion, measured);
  const correction = judgeCorrection(criterion);
  const value = correction === null ? found : correction.toTrue(found);
  const usable: MetricResult = {
    ...blank(criterion, measured, 'inconclusive', { code: 'no-spread', args: {} }),
    ...seen,
    value,
    uncorrectedValue: correction === null ? null : found,
    leaning: meets(criterion.target, value) ? 'pass' : 'fail',
    worstCaseValue: worstCaseValue(criterion, measured),
  };
  const stale = whyStale(criterion, measured, at);
  if (stale !== null) return { ...usable, status: 'stale', reason: stale };
  const short = whyTooFew(criterion, measured) ?? whyIncomplete(criterion, measured);
  if (short !== null) return { ...usable, status: 'inconclusive', reason: short };
  return { ...usable, ...compare(criterion, measured, found) };
}

function unusableReason(criterion: Criterion, measured: Measured): Reason<ReasonCode> | null {
  const reason = whyUnusable(criterion, measured);
  return reason === null ? null : { ...reason, args: { ...reason.args, live: liveOf(measured.provenance) } };
}

function finiteOrNull(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

/** The value as found: as given, or what its counts stand for where rounding lost some of it. */
function judgedValue(criterion: Criterion, measured: Measured): number {
  const counted = countedValue(measured, criterion.unit);
  return counted === null || nearlyEqual(counted, measured.value) ? measured.value : counted;
}

function whyTooFew(criterion: Criterion, measured: Measured): Reason<ReasonCode> | null {
  const { minSamples } = criterion;
  if (minSamples === null) return null;
  const independent = independentItems(measured);
  if (measured.sampleSize === null || independent === null) {
    return { code: 'no-sample-size', args: { minimum: minSamples } };
  }
  if (independent >= minSamples) return null;
  return { code: 'too-few-samples', args: { samples: measured.sampleSize, independent, minimum: minSamples } };
}
