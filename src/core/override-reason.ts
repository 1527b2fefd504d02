import type { ReasonComment } from './override.ts';

const PREFIX = 'launch-gate override:';
/** A comment may come this long before the label. */
const EARLIEST_BEFORE_MS = 24 * 3600 * 1000;

/** The reason that somebody gave for a label, or in plain words why none counts. */
export type GivenReason =
  | { readonly given: true; readonly text: string }
  | { readonly given: false; readonly detail: string };

/**
 * The newest reason among comments: written by the account itself, not changed afterwards, at most 24 hours before the
 * label or any time after it, the first line starting with `launch-gate override:` and some text following.
 */
export function reasonFor(accountId: number, labelledAtMs: number, comments: readonly ReasonComment[]): GivenReason {
  let newest: { readonly atMs: number; readonly text: string } | null = null;
  let nearest: string | null = null;
  for (const { authorId, atMs, edited, body } of comments) {
    const text = textAfterPrefix(body);
    if (text === null || authorId !== accountId) continue;
    const wrong = whatIsWrong(text, atMs, edited, labelledAtMs);
    if (wrong !== null) nearest = wrong;
    else if (newest === null || atMs >= newest.atMs) newest = { atMs, text };
  }
  if (newest !== null) return { given: true, text: newest.text };
  return { given: false, detail: nearest ?? 'there is no such comment by the person who applied the label' };
}

function whatIsWrong(text: string, atMs: number, edited: boolean, labelledAtMs: number): string | null {
  if (edited) return 'the comment was edited after it was written';
  if (!saysSomething(text)) return 'the comment gives no reason after the colon';
  return atMs >= labelledAtMs - EARLIEST_BEFORE_MS ? null : 'the comment is more than 24 hours older than the label';
}

/** What follows the prefix on the first line and below; `null` for a comment that does not start with it. */
function textAfterPrefix(body: string): string | null {
  const firstLine = (/^[^\r\n]*/.exec(body)?.[0] ?? '').trimStart();
  if (firstLine.slice(0, PREFIX.length).toLowerCase() !== PREFIX) return null;
  return body.trimStart().slice(PREFIX.length).trim();
}

/** Spaces of any width, controls and what Markdown hides give no reason. */
function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text.replace(/<!--[\s\S]*?(-->|$)/g, ''));
}
