/** Every difference between two copies of the criteria that is told apart; worded in the table of messages. */
export const CRITERIA_CHANGE_CODES = [
  // The file as a whole
  'criteria-removed',
  'criteria-moved',
  'criteria-invalid',
  'feature-changed',
  'text-changed',
  'launch-date-changed',
  'mode-lowered',
  'mode-raised',
  'applies-to-narrowed',
  'applies-to-widened',
  'stage-lowered',
  'stage-raised',
  'launch-set-lowered',
  'launch-set-raised',
  // Where values come from
  'source-added',
  'source-removed',
  'source-changed',
  'source-made-optional',
  'source-made-needed',
  'evidence-moved',
  // Metrics
  'metric-added',
  'metric-removed',
  'meaning-changed',
  'target-loosened',
  'target-tightened',
  'target-changed',
  'made-advisory',
  'made-required',
  'made-waivable',
  'made-not-waivable',
  'limit-loosened',
  'limit-tightened',
  'limit-tightened-early',
  'from-stage-later',
  'from-stage-earlier',
  'alert-added',
  'alert-removed',
  'alert-loosened',
  'alert-tightened',
  'verify-added',
  'verify-removed',
  'verify-changed',
  'due-later',
  'due-earlier',
  'drives-changed',
  // Who may override
  'override-widened',
  'override-narrowed',
] as const;

export type CriteriaChangeCode = (typeof CRITERIA_CHANGE_CODES)[number];

/** Changes that ask for more evidence and, by that, may complete a launch set that was short of it. */
export const COMPLETING_CHANGES: ReadonlySet<string> = new Set<CriteriaChangeCode>([
  'metric-added',
  'made-required',
  'alert-added',
  'alert-tightened',
  'verify-added',
]);
