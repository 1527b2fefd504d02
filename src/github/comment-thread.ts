import * as z from 'zod/mini';
import type { Api, ApiAnswer } from './api.ts';
import { AUTHOR, type Author } from './comment-author.ts';
import { type CommentHead, type GateIdentity, isOfGate, readCommentHead } from './comment-marker.ts';
import { githubTime } from './github-time.ts';

/** A comment that begins with a gate's marker; anyone may have written it. */
export interface MarkedComment {
  readonly id: number;
  readonly url: string;
  readonly author: Author;
  readonly head: CommentHead;
  /** When it was written or last edited, by GitHub's time; not a number where GitHub does not say. */
  readonly updatedAtMs: number;
}

/** The pull request as it is now. */
export interface PullRequestNow {
  readonly headSha: string;
  readonly isOpen: boolean;
  readonly isLocked: boolean;
}

const COMMENT = z.object({
  id: z.number(),
  html_url: z.string(),
  user: AUTHOR,
  body: z.nullish(z.string()),
  updated_at: z.catch(githubTime, Number.NaN),
});
const PULL_REQUEST = z.object({
  state: z.string(),
  locked: z.optional(z.boolean()),
  head: z.object({ sha: z.string() }),
});

/** All comments of all pages that begin with the gate's marker, oldest first, whoever wrote them. */
export async function listMarked(
  api: Api,
  pullRequest: number,
  gate: GateIdentity,
): Promise<ApiAnswer<readonly MarkedComment[]>> {
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
  const listed = await api.list(route, { issue_number: pullRequest }, COMMENT);
  if (!listed.ok) return listed;
  const marked = listed.value.flatMap(({ id, html_url: url, user: author, body, updated_at }): MarkedComment[] => {
    const head = readCommentHead(body ?? '');
    return head !== null && isOfGate(head, gate) ? [{ id, url, author, head, updatedAtMs: updated_at }] : [];
  });
  return { ok: true, value: marked.toSorted((one, other) => one.id - other.id) };
}

/** Head, state and lock of a pull request, read now. */
export async function readPullRequestNow(api: Api, pullRequest: number): Promise<ApiAnswer<PullRequestNow>> {
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
  const read = await api.request(route, { pull_number: pullRequest }, PULL_REQUEST);
  if (!read.ok) return read;
  const { state, locked, head } = read.value;
  const value = { headSha: head.sha.toLowerCase(), isOpen: state === 'open', isLocked: locked === true };
  return { ok: true, value };
}

/** Writes a new comment; the answer names the account that we act as. */
export async function createComment(
  api: Api,
  pullRequest: number,
  body: string,
): Promise<ApiAnswer<{ readonly id: number; readonly url: string; readonly author: Author }>> {
  const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
  const created = await api.request(route, { issue_number: pullRequest, body }, COMMENT);
  if (!created.ok) return created;
  const { id, html_url: url, user: author } = created.value;
  return { ok: true, value: { id, url, author } };
}

/** Replaces the text of a comment. */
export function updateComment(api: Api, id: number, body: string): Promise<ApiAnswer<unknown>> {
  return api.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', { comment_id: id, body }, z.unknown());
}

/** Deletes our own superfluous comments; one that stays is deleted by the next run. */
export async function deleteComments(api: Api, comments: readonly { readonly id: number }[]): Promise<void> {
  const route = 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}';
  for (const { id } of comments) await api.request(route, { comment_id: id }, z.unknown());
}
