import type { Finding, Reason, TextArgs } from '../core/finding.ts';
import { FINDING_MESSAGES } from './messages/findings.ts';
import type { Message } from './messages/message.ts';
import { REASON_MESSAGES } from './messages/reasons.ts';
import { RUN_FINDING_MESSAGES } from './messages/run-findings.ts';
import { code, fromMessage, type Prose } from './prose.ts';

const ALL_FINDINGS: Readonly<Record<string, Message>> = { ...FINDING_MESSAGES, ...RUN_FINDING_MESSAGES };

/** What a metric's or an alert's reason says. */
export function reasonSays(reason: Reason): Prose {
  return worded(REASON_MESSAGES, reason, 'says');
}

/** What to do about a reason. */
export function reasonFix(reason: Reason): Prose {
  return worded(REASON_MESSAGES, reason, 'fix');
}

/** What a finding says. */
export function findingSays(finding: Finding): Prose {
  return worded(ALL_FINDINGS, finding, 'says');
}

/** What to do about a finding. */
export function findingFix(finding: Finding): Prose {
  return worded(ALL_FINDINGS, finding, 'fix');
}

/** A text from its table; a code without one is shown itself, because a report must never fail for want of words. */
function worded(table: Readonly<Record<string, Message>>, reason: Reason, part: 'says' | 'fix'): Prose {
  const message = Object.hasOwn(table, reason.code) ? table[reason.code] : undefined;
  if (message === undefined) return part === 'says' ? code(reason.code) : [];
  return attempt(message[part], reason.args) ?? code(reason.code);
}

function attempt(says: (args: TextArgs) => string, args: TextArgs): Prose | null {
  try {
    return fromMessage(says, args);
  } catch {
    return null;
  }
}
