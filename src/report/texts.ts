import type { CriteriaChange } from '../core/criteria-change.ts';
import type { Finding, Reason, TextArgs } from '../core/finding.ts';
import type { RefusalCode } from '../core/override.ts';
import { CRITERIA_CHANGE_MESSAGES } from './messages/criteria-changes.ts';
import { FINDING_MESSAGES } from './messages/findings.ts';
import type { Message } from './messages/message.ts';
import { REASON_MESSAGES } from './messages/reasons.ts';
import { ALERT_REASON_MESSAGES } from './messages/reasons-alert.ts';
import { REFUSAL_MESSAGES } from './messages/refusals.ts';
import { RUN_FINDING_MESSAGES } from './messages/run-findings.ts';
import { code, fromMessage, type Prose } from './prose.ts';

const ALL_FINDINGS: Readonly<Record<string, Message>> = { ...FINDING_MESSAGES, ...RUN_FINDING_MESSAGES };
const ALL_REASONS: Readonly<Record<string, Message>> = { ...REASON_MESSAGES, ...ALERT_REASON_MESSAGES };

/** What a metric's or an alert's reason says. */
export function reasonSays(reason: Reason): Prose {
  return worded(ALL_REASONS, reason, 'says');
}

/** What to do about a reason. */
export function reasonFix(reason: Reason): Prose {
  return worded(ALL_REASONS, reason, 'fix');
}

/** What a finding says. */
export function findingSays(finding: Finding): Prose {
  return worded(ALL_FINDINGS, finding, 'says');
}

/** What to do about a finding. */
export function findingFix(finding: Finding): Prose {
  return worded(ALL_FINDINGS, finding, 'fix');
}

/** What a change of the criteria is. */
export function changeSays(change: CriteriaChange): Prose {
  return worded(CRITERIA_CHANGE_MESSAGES, change, 'says');
}

/** Why an override was refused. */
export function refusalSays(refusal: Reason): Prose {
  return worded(REFUSAL_MESSAGES, refusal, 'says');
}

/** The failed condition in a few words. */
export function refusalTitle({ code }: Reason<RefusalCode>): string {
  const { title } = REFUSAL_MESSAGES[code];
  return title.charAt(0).toLowerCase() + title.slice(1);
}

/** What to do so that an override counts. */
export function refusalFix(refusal: Reason): Prose {
  return worded(REFUSAL_MESSAGES, refusal, 'fix');
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
