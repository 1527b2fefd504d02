/** Why an alert is known to be bad, worst first. */
export const REFUTED_REASONS = [
  'alert-missing',
  'alert-disabled',
  'alert-not-evaluating',
  'alert-unrouted',
  'alert-muted',
  'alert-watches-other',
  'alert-other-direction',
  'alert-firing',
  'alert-over-limit',
  'alert-over-within',
] as const;
/** Why nothing can be said of an alert. */
export const UNKNOWN_ALERT_REASONS = [
  'alert-not-asked',
  'alert-unanswered',
  'alert-ambiguous',
  'alert-unsure',
] as const;

/** Every code that the reason of an alert's state may carry; a declared one carries none. */
export const ALERT_REASON_CODES = [
  'alert-verified',
  'alert-partly-verified',
  ...REFUTED_REASONS,
  ...UNKNOWN_ALERT_REASONS,
] as const;
export type AlertReasonCode = (typeof ALERT_REASON_CODES)[number];
