import type { FindingLevel } from './finding.ts';

/** Every finding about the run itself rather than the text of the criteria, with its level. */
export const RUN_FINDING_LEVELS = {
  'criteria-not-found': 'error',
  'criteria-unreadable': 'error',
  'input-refused': 'error',
  'stage-not-lowered': 'warning',
} as const satisfies Record<string, FindingLevel>;

export type RunFindingCode = keyof typeof RUN_FINDING_LEVELS;
