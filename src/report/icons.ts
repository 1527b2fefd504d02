import type { Status } from '../core/result.ts';
import type { Tone } from './headline.ts';

/** Signs of the statuses in Markdown; the word always stands beside. Only what passes is green. */
const STATUS_ICONS: Readonly<Record<Status, string>> = {
  pass: '✅',
  fail: '❌',
  inconclusive: '❔',
  stale: '🕒',
  missing: '🚫',
  error: '⚠️',
  pending: '⏳',
  unmeasured: '⚪',
};

/** A status with its sign, for Markdown. */
export function statusWithIcon(status: Status): string {
  return `${STATUS_ICONS[status]}\u00a0${status}`;
}

/** The sign of the decision in Markdown. */
export function decisionIcon(tone: Tone): string {
  switch (tone) {
    case 'clear':
      return '✅';
    case 'stopped':
      return '⛔';
    case 'let-through':
      return '⚠️';
    case 'unaffected':
      return 'ℹ️';
    default:
      return tone satisfies never;
  }
}
