/** What a code is about, in the order in which codes are listed. */
export const EXPLANATION_KINDS = ['finding', 'reason', 'alert', 'diagnosis', 'refusal', 'change'] as const;
export type ExplanationKind = (typeof EXPLANATION_KINDS)[number];

/** A code that the gate prints, explained in plain words with an example's numbers filled in. */
export interface Explanation {
  readonly code: string;
  readonly kind: ExplanationKind;
  readonly title: string;
  /** The level of a finding, the status of a reason, the state of an alert; `null` where there is none. */
  readonly level: string | null;
  readonly means: string;
  /** Empty where what it means says it already. */
  readonly why: string;
  readonly todo: string;
  /** Lines; those that begin with two spaces are to be kept as they are. */
  readonly example: string;
  /** Path of the page in the docs. */
  readonly page: string;
}
