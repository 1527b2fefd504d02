import type { CriteriaChangeCode } from '../../core/criteria-change-codes.ts';
import { FILE_CHANGE_MESSAGES } from './file-changes.ts';
import type { Message } from './message.ts';
import { METRIC_CHANGE_MESSAGES } from './metric-changes.ts';

/** The words for every change that a pull request makes to the criteria, by code. */
export const CRITERIA_CHANGE_MESSAGES = {
  ...FILE_CHANGE_MESSAGES,
  ...METRIC_CHANGE_MESSAGES,
} satisfies Record<CriteriaChangeCode, Message>;
