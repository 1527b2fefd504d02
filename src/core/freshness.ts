import type { Criterion } from './criterion.ts';
import type { Reason } from './finding.ts';
import type { Measured, ObservedAtKind } from './measurement.ts';
import type { StaleReason } from './reason-codes.ts';

/** When and on what the gate judges: milliseconds since the epoch, and the commit under test where it is known. */
export interface JudgedAt {
  readonly nowMs: number;
  readonly commit: string | null;
  /** The digest of the pinned files as they are at that commit; `null` where nothing is pinned or it is not known. */
  readonly pins: string | null;
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

/** Whole seconds since the time of the data, 0 where clocks differ a little; negative only for the future, `null` where unknown. */
export function ageOf({ observedAtMs }: Measured, at: JudgedAt): number | null {
  const ageMs = observedAtMs === null ? Number.NaN : at.nowMs - observedAtMs;
  if (!Number.isFinite(ageMs)) return null;
  return ageMs < 0 && -ageMs <= FUTURE_LIMIT_MS ? 0 : Math.floor(ageMs / 1000);
}

/** Words by which a remark of a source is about the time of its data, and not about anything else. */
const ABOUT_TIME = /observed[-_]at|timestamp|\b(?:times?|zone|date|when)\b/i;

/** What the source said of the time that it did not take; empty where it said nothing. */
function timeRemarks({ notes }: Measured): string {
  return notes.filter((note) => ABOUT_TIME.test(note)).join('; ');
}

/** Why the evidence does not speak for now and for the commit under test, or `null` where it does. */
export function whyStale(criterion: Criterion, measured: Measured, at: JudgedAt): Reason<StaleReason> | null {
  const { observedAtMs, observedAtKind } = measured;
  const limit = criterion.maxAgeSeconds;
  const live = measured.provenance.kind === 'live' ? 'yes' : null;
  if (limit !== null) {
    if (observedAtMs === null || !datesTheData(observedAtKind)) {
      const detail = timeRemarks(measured);
      return { code: 'no-timestamp', args: { kind: observedAtKind, limitSeconds: limit, detail, live } };
    }
    // Written so that a clock that is no number is never within the limit.
    if (!(at.nowMs - observedAtMs <= limit * 1000)) {
      return { code: 'too-old', args: { ageSeconds: (at.nowMs - observedAtMs) / 1000, limitSeconds: limit } };
    }
  }
  if (observedAtMs !== null && !(observedAtMs - at.nowMs <= FUTURE_LIMIT_MS)) {
    return { code: 'in-future', args: { aheadSeconds: (observedAtMs - at.nowMs) / 1000, live } };
  }
  return whyUnbound(criterion, measured, at);
}

/** Why the evidence is not of what is under test, or `null` where it is, or need not be. */
function whyUnbound({ bind }: Criterion, measured: Measured, at: JudgedAt): Reason<StaleReason> | null {
  switch (bind) {
    case null:
      return null;
    case 'commit':
      if (isSameCommit(measured.commit, at.commit)) return null;
      return { code: 'other-commit', args: { evidence: measured.commit, tested: at.commit } };
    case 'pins': {
      const evidence = measured.pins ?? null;
      return isSameDigest(evidence, at.pins) ? null : { code: 'other-pins', args: { evidence, tested: at.pins } };
    }
    default:
      bind satisfies never;
      return { code: 'other-commit', args: { evidence: null, tested: null } };
  }
}

const FULL_SHA = /^[0-9a-f]{40}$/;

/** Whole names only: an abbreviation may stand for several commits, and an unknown one equals nothing. */
function isSameCommit(evidence: string | null, tested: string | null): boolean {
  if (evidence === null || tested === null) return false;
  const named = evidence.toLowerCase();
  return FULL_SHA.test(named) && named === tested.toLowerCase();
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** A digest that is not known equals nothing, not even another that is not known. */
function isSameDigest(evidence: string | null, tested: string | null): boolean {
  return evidence !== null && evidence === tested && DIGEST.test(tested);
}
