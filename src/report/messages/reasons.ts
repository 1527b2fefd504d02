import type { ReasonCode } from '../../core/reason-codes.ts';
import type { Message } from './message.ts';
import { EVIDENCE_REASONS } from './reasons-evidence.ts';
import { JUDGEMENT_REASONS } from './reasons-judgement.ts';
import { SOURCE_REASONS } from './reasons-source.ts';

/** What is said of a metric's status, keyed by the code of its reason. */
export const REASON_MESSAGES = {
  ...JUDGEMENT_REASONS,
  ...EVIDENCE_REASONS,
  ...SOURCE_REASONS,
} satisfies Record<ReasonCode, Message>;
