import type { AlertFacts } from './alert-facts.ts';
import type { AlertReasonCode } from './alert-reason-codes.ts';
import type { Criterion } from './criterion.ts';
import type { DetectionDelay } from './detection-delay.ts';
import type { Reason } from './finding.ts';
import type { Measurement } from './measurement.ts';

export const STATUSES = ['pass', 'fail', 'inconclusive', 'stale', 'missing', 'error', 'pending', 'unmeasured'] as const;
export type Status = (typeof STATUSES)[number];

/** How many more samples an undecided metric needs: for about even odds to decide (`least`), and for a likely (80 %) decision. */
export interface SamplesNeeded {
  readonly least: number;
  readonly likely: number;
}

/** One metric, judged: the result embeds all that was seen, so that no report looks anything up again. */
export interface MetricResult {
  readonly criterion: Criterion;
  readonly measurement: Measurement;
  readonly status: Status;
  readonly reason: Reason;
  /** The number judged, or `null` where there is none or it is not finite. */
  readonly value: number | null;
  readonly sampleSize: number | null;
  /** The two-sided interval that matches the one-sided test: level 2c − 1. */
  readonly interval: readonly [number, number] | null;
  /** What judged it: the method of the interval, or `point`. `null` where nothing was compared. */
  readonly method: 'exact' | 'wilson' | 't' | 'z' | 'poisson' | 'given' | 'point' | null;
  readonly samplesNeeded: SamplesNeeded | null;
  readonly ageSeconds: number | null;
  /** The point value against the target whatever the status says, where there is a usable value: for the leaning diagnosis. */
  readonly leaning: 'pass' | 'fail' | null;
  /** The value if all items that were attempted but not judged had failed; `null` where none were lost or it cannot be told. */
  readonly worstCaseValue: number | null;
  /** True where the value was compared with its target (what the launch set counts). */
  readonly compared: boolean;
  /** What the judge said before it was corrected for how the judge does against people; `null` where nothing was corrected. */
  readonly uncorrectedValue: number | null;
  /** Where a provision excuses that the result is undecided: the whole days left, 0 on the last one; else `null`. */
  readonly provisionalDaysLeft: number | null;
  /** Preconditions that do not pass; empty where there are none. */
  readonly untrusted: readonly string[];
}

/** The worst-case delay that counts for an alert, and who says so: the alerting system, or the parts in the criteria. */
export interface AlertDelay extends DetectionDelay {
  readonly by: 'system' | 'criteria';
}

/** An alert, judged: what the alerting system said stands in `facts`. */
export interface AlertState {
  readonly state: 'declared' | 'verified' | 'partly-verified' | 'refuted' | 'unknown';
  readonly rule: string | null;
  readonly where: string | null;
  /** The computed worst-case delay where there is one, else the declared. */
  readonly detectsWithinSeconds: number | null;
  /** Left out or `null` where it is not computed: nothing but `within` is declared, or a part is not known. */
  readonly delay?: AlertDelay | null;
  /** `null` for an alert that is only declared. */
  readonly reason: Reason<AlertReasonCode> | null;
  /** `null` where nobody was asked or nobody answered. */
  readonly facts: AlertFacts | null;
}
