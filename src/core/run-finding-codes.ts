import type { FindingLevel } from './finding.ts';

/** Every finding about the run itself rather than the text of the criteria, with its level. */
export const RUN_FINDING_LEVELS = {
  'criteria-not-found': 'error',
  'criteria-unreadable': 'error',
  'input-refused': 'error',
  'stage-not-lowered': 'warning',
  'credential-not-set': 'error',
  // The pull request, and what GitHub says of it
  'event-unreadable': 'error',
  'event-not-supported': 'error',
  'pull-request-not-found': 'error',
  'pull-request-unsuitable': 'error',
  'queue-ref-unreadable': 'error',
  'github-unavailable': 'error',
  superseded: 'error',
  // What the pull request changes about its own judge
  'criteria-introduced': 'warning',
  'criteria-weakened': 'error',
  'criteria-strengthened': 'info',
  'criteria-changed': 'info',
  'workflow-changed': 'error',
  'workflow-unknown': 'error',
  'changed-files-unknown': 'error',
  'evidence-in-change': 'warning',
  // What the evidence says about itself
  'guard-fails': 'warning',
  'guard-unproven': 'warning',
  'guard-not-measured': 'warning',
  'no-sample-size': 'warning',
  'wrong-n': 'warning',
  'thin-evidence': 'warning',
  'old-evidence': 'warning',
  'signal-unused': 'warning',
  'signal-engagement': 'warning',
  'signal-no-lift': 'warning',
  'north-star-bright': 'warning',
  'north-star-dip': 'warning',
  'north-star-detour': 'info',
  'pins-unknown': 'warning',
  // Results without criteria
  'no-criteria': 'warning',
  'results-recognised': 'info',
  'layers-blind': 'warning',
} as const satisfies Record<string, FindingLevel>;

export type RunFindingCode = keyof typeof RUN_FINDING_LEVELS;
