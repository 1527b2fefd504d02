import type { RunFindingCode } from '../../core/run-finding-codes.ts';
import { CHANGE_FINDING_MESSAGES } from './change-findings.ts';
import type { Message } from './message.ts';
import { PLATFORM_FINDING_MESSAGES } from './platform-findings.ts';
import { START_FINDING_MESSAGES } from './start-findings.ts';

/** The words for every finding about a run rather than the text of the criteria, by code. */
export const RUN_FINDING_MESSAGES = {
  ...START_FINDING_MESSAGES,
  ...PLATFORM_FINDING_MESSAGES,
  ...CHANGE_FINDING_MESSAGES,
} as const satisfies Record<RunFindingCode, Message>;
