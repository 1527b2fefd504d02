import type { DetectionDelay } from './detection-delay.ts';
import type { SourceError } from './measurement.ts';

/** What is asked about an alert, in the order of the report. */
export const ALERT_QUESTIONS = ['exists', 'enabled', 'evaluating', 'muted', 'notifies', 'watches'] as const;
export type AlertQuestion = (typeof ALERT_QUESTIONS)[number];

/**
 * One answer with its evidence. Of the unknown: `cannot-tell` where the system has no means to say (routing behind a
 * managed service), `no-answer` where it has and did not, or where the answer may be the bad one, `no-series` where the
 * rule's expression selects nothing. `detail` is plain words with foreign names in them; untrusted text.
 */
export type AlertAnswer =
  | { readonly answer: 'yes' | 'no'; readonly detail: string }
  | {
      readonly answer: 'unknown';
      readonly because: 'cannot-tell' | 'no-answer' | 'no-series';
      readonly detail: string;
    };

/** At which values a rule fires, as far as its outermost comparison with a number says. */
export interface Fires {
  readonly operator: '>=' | '>' | '<=' | '<';
  /** In the metric's unit where that is known; may be infinite or NaN, as written. */
  readonly bound: number;
  /** True where the rule compares what the metric measures, so that a comparison the other way is certainly another. */
  readonly sameQuantity: boolean;
}

/** What an alerting system says of one rule; nothing here is judged. */
export interface AlertFacts {
  readonly kind: 'answered';
  /** The rule as the system names it. Untrusted text. */
  readonly rule: string;
  /** The host that was asked. */
  readonly where: string;
  readonly answers: Readonly<Record<AlertQuestion, AlertAnswer>>;
  readonly state: 'inactive' | 'pending' | 'firing' | 'unknown';
  /** `null` where its expression is no comparison with a number, or nobody says. */
  readonly fires: Fires | null;
  /** True where the rule's expression is known, and nobody can tell from it at which value it fires. */
  readonly firesUntold?: boolean;
  /** `null` where its parts are not known. */
  readonly delay: DetectionDelay | null;
  /**
   * Seconds that it takes at least: where `delay` is not known, by the parts that are, and where it is the slowest of several
   * possible ways, by the quickest; left out or `null` where there is nothing to say.
   */
  readonly delayAtLeast?: number | null;
  /** Weak spots that refute nothing, in plain words with foreign names in them; untrusted text. */
  readonly notes?: readonly string[];
}

/** Nothing is known of the rule: nobody answered, or several rules match. */
export interface AlertUnanswered {
  readonly kind: 'unanswered';
  readonly code: SourceError;
  readonly detail: string;
  readonly where: string;
}

/** The criteria are not trusted yet, so that nobody was asked. */
export interface AlertNotAsked {
  readonly kind: 'not-asked';
}

export type AlertReport = AlertFacts | AlertUnanswered | AlertNotAsked;
