import { SOURCE_ERRORS } from './measurement.ts';

/** Why usable evidence is too old, too new, without a time or of another commit. */
export const STALE_REASONS = ['too-old', 'no-timestamp', 'in-future', 'other-commit', 'other-pins'] as const;
/** Why a value on time does not decide. */
export const INCONCLUSIVE_REASONS = [
  'too-few-samples',
  'no-sample-size',
  'no-spread',
  'items-lost',
  'interval-spans-target',
  'untrusted-evidence',
] as const;
/** Why what a source gave is not a measurement of this metric; `not-a-number` stands with the sources' own codes. */
export const UNUSABLE_REASONS = ['out-of-range', 'impossible-count', 'wrong-type'] as const;

/** Every code that the reason of a status may carry. `no-source` and `source-not-asked` belong to `unmeasured`, `not-due` to `pending`, `evidence-in-change` to `error`. */
export const REASON_CODES = [
  'target-met',
  'target-missed',
  'not-in-source',
  'no-source',
  'source-not-asked',
  'not-due',
  ...STALE_REASONS,
  ...INCONCLUSIVE_REASONS,
  ...UNUSABLE_REASONS,
  'evidence-in-change',
  ...SOURCE_ERRORS,
] as const;

export type StaleReason = (typeof STALE_REASONS)[number];
export type InconclusiveReason = (typeof INCONCLUSIVE_REASONS)[number];
export type ReasonCode = (typeof REASON_CODES)[number];
