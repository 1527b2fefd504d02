import type { Criterion } from './criterion.ts';
import type { Reason } from './finding.ts';
import type { Measured, ObservedAtKind } from './measurement.ts';
import type { StaleReason } from './reason-codes.ts';

/** When and on what the gate judges: milliseconds since the epoch, and the commit under test where it is known. */
export interface JudgedAt {
  readonly nowMs: number;
  readonly commit: string | null;
}

/** Clocks differ: a time this far ahead is not yet called the future. */
const FUTURE_LIMIT_MS = 5 * 60 * 1000;

/** True for times of the data; a time of computing or asking says nothing about the age of what was asked for. */
function datesTheData(kind: ObservedAtKind): boolean {
  switch (kind) {
    case 'sample':
    case 'last-event':
    case 'window-end':
    case 'commit':
      return true;
    case 'computed':
    case 'query-time':
    case 'none':
      return false;
  }
}

/** Why the evidence does not speak for now and for the commit under test, or `null` where it does. */
export function whyStale(criterion: Criterion, measured: Measured, at: JudgedAt): Reason<StaleReason> | null {
  const { observedAtMs, observedAtKind } = measured;
  const limit = criterion.maxAgeSeconds;
  if (limit !== null) {
    if (observedAtMs === null || !datesTheData(observedAtKind)) {
      return { code: 'no-timestamp', args: { kind: observedAtKind, limitSeconds: limit } };
    }
    // Written so that a clock that is no number is never within the limit.
    if (!(at.nowMs - observedAtMs <= limit * 1000)) {
      return { code: 'too-old', args: { ageSeconds: (at.nowMs - observedAtMs) / 1000, limitSeconds: limit } };
    }
  }
  if (observedAtMs !== null && !(observedAtMs - at.nowMs <= FUTURE_LIMIT_MS)) {
    return { code: 'in-future', args: { aheadSeconds: (observedAtMs - at.nowMs) / 1000 } };
  }
  if (criterion.bindCommit && !isSameCommit(measured.commit, at.commit)) {
    return { code: 'other-commit', args: { evidence: measured.commit, tested: at.commit } };
  }
  return null;
}

const FULL_SHA = /^[0-9a-f]{40}$/;

/** Whole names only: an abbreviation may stand for several commits, and an unknown one equals nothing. */
function isSameCommit(evidence: string | null, tested: string | null): boolean {
  if (evidence === null || tested === null) return false;
  const named = evidence.toLowerCase();
  return FULL_SHA.test(named) && named === tested.toLowerCase();
}
