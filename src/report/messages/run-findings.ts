import type { RunFindingCode } from '../../core/run-finding-codes.ts';
import { CHANGE_FINDING_MESSAGES } from './change-findings.ts';
import { EVIDENCE_FINDING_MESSAGES } from './evidence-findings.ts';
import type { Message } from './message.ts';
import { NORTH_STAR_FINDING_MESSAGES } from './north-star-findings.ts';
import { PINS_FINDING_MESSAGES } from './pins-findings.ts';
import { PLATFORM_FINDING_MESSAGES } from './platform-findings.ts';
import { RESULTS_FINDING_MESSAGES } from './results-findings.ts';
import { START_FINDING_MESSAGES } from './start-findings.ts';

/** The words for every finding about a run rather than the text of the criteria, by code. */
export const RUN_FINDING_MESSAGES = {
  ...START_FINDING_MESSAGES,
  ...PLATFORM_FINDING_MESSAGES,
  ...CHANGE_FINDING_MESSAGES,
  ...EVIDENCE_FINDING_MESSAGES,
  ...NORTH_STAR_FINDING_MESSAGES,
  ...PINS_FINDING_MESSAGES,
  ...RESULTS_FINDING_MESSAGES,
} as const satisfies Record<RunFindingCode, Message>;
