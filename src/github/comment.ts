import type { Reason } from '../core/finding.ts';
import type { CommentMessageCode } from '../report/messages/comment-messages.ts';
import type { Api, ApiAnswer } from './api.ts';
import { hasId, readOwnAccount } from './comment-author.ts';
import { commentHead, type GateIdentity, type RunStamp } from './comment-marker.ts';
import { type Standing, standingOfAll } from './comment-order.ts';
import {
  createComment,
  deleteComments,
  listMarked,
  type MarkedComment,
  readPullRequestNow,
  updateComment,
} from './comment-thread.ts';

/** What a run wants to say on a pull request. */
export interface CommentRequest {
  readonly pullRequest: number;
  readonly gate: GateIdentity;
  readonly stamp: RunStamp;
  /** Markdown without the hidden lines. */
  readonly body: string;
  readonly mode: 'on-change' | 'always' | 'never';
  /** Whether mode `on-change` writes a first comment. */
  readonly worthCreating: boolean;
  readonly serverUrl: string | null;
  readonly nowMs: () => number;
}

/** What became of it; `url` is the comment that stands now, where one is known. */
export type CommentResult =
  | { readonly kind: 'written'; readonly url: string; readonly warning: Reason<CommentMessageCode> | null }
  | { readonly kind: 'none'; readonly why: Reason<CommentMessageCode> | null; readonly url: string | null }
  | { readonly kind: 'warning'; readonly warning: Reason<CommentMessageCode>; readonly url: string | null };

/**
 * Keeps the gate's one comment current: writes the oldest that is ours, deletes our others, or creates it. There is no
 * lock: who creates lists again, and every run takes the oldest, so that parallel runs end in the same comment.
 */
export async function publishComment(api: Api, request: CommentRequest): Promise<CommentResult> {
  if (request.mode === 'never') return NOTHING_TO_SAY;
  const creates = request.mode === 'always' || request.worthCreating;
  const marked = await listMarked(api, request.pullRequest, request.gate);
  if (!marked.ok) return refused(marked, false);
  if (marked.value.length === 0) return creates ? create(api, request, await readHead(api, request)) : NOTHING_TO_SAY;
  // A marker proves nothing: anyone can write one. Only what our own account wrote is ours.
  const [us, head] = await Promise.all([readOwnAccount(api, request.serverUrl), readHead(api, request)]);
  if (!us.ok) return refused(us, false);
  const ours = marked.value.filter(({ author }) => us.value(author));
  if (ours.length > 0) return update(api, request, ours, head);
  return creates ? create(api, request, head) : NOTHING_TO_SAY;
}

const NOTHING_TO_SAY: CommentResult = { kind: 'none', why: null, url: null };

/** Whether what was judged is still the head of an open pull request: read again before every text that is written. */
type HeadNow =
  | { readonly kind: 'same'; readonly isLocked: boolean }
  | { readonly kind: 'stop'; readonly result: CommentResult };

async function readHead(api: Api, { pullRequest, stamp }: CommentRequest): Promise<HeadNow> {
  const read = await readPullRequestNow(api, pullRequest);
  if (!read.ok) return { kind: 'stop', result: refused(read, false) };
  const { headSha, isOpen, isLocked } = read.value;
  if (headSha !== stamp.headSha) return { kind: 'stop', result: none('comment-head-moved', null) };
  return isOpen ? { kind: 'same', isLocked } : { kind: 'stop', result: none('comment-closed', null) };
}

async function update(
  api: Api,
  request: CommentRequest,
  ours: readonly MarkedComment[],
  head: HeadNow,
): Promise<CommentResult> {
  if (head.kind === 'stop') return head.result;
  const [oldest, ...others] = ours;
  if (oldest === undefined) return NOTHING_TO_SAY;
  const before = standingOf(ours, request);
  if (before.keeps) return kept(before, request, oldest.url);
  const written = await updateComment(api, oldest.id, textOf(request));
  // Someone deleted it since it was listed.
  if (!written.ok && written.status === 404) return create(api, request, await readHead(api, request));
  if (!written.ok) return refused(written, head.isLocked);
  await deleteComments(api, others);
  return wrote(before, request, oldest.url);
}

async function create(api: Api, request: CommentRequest, head: HeadNow): Promise<CommentResult> {
  if (head.kind === 'stop') return head.result;
  const created = await createComment(api, request.pullRequest, textOf(request));
  if (!created.ok) return refused(created, head.isLocked);
  const { author } = created.value;
  const listed = author ? await listMarked(api, request.pullRequest, request.gate) : null;
  // The answer names the account that we act as better than any question could.
  const ours = author && listed?.ok ? listed.value.filter((comment) => hasId(author.id)(comment.author)) : [];
  return converge(api, request, created.value, ours);
}

/** Of several that were created at the same time, all runs keep the oldest; the newest judgement goes into it. */
async function converge(
  api: Api,
  request: CommentRequest,
  created: { readonly id: number; readonly url: string },
  ours: readonly MarkedComment[],
): Promise<CommentResult> {
  const others = ours.filter(({ id }) => id !== created.id);
  const [older] = others.filter(({ id }) => id < created.id);
  const before = standingOf(others, request);
  if (older === undefined) {
    // A later judgement is moved into ours by the run that made it.
    if (before.keeps) return kept(before, request, created.url);
    await deleteComments(api, others);
    return wrote(before, request, created.url);
  }
  const head = await readHead(api, request);
  if (before.keeps || head.kind === 'stop') {
    await deleteComments(api, [created]);
    return head.kind === 'stop' ? head.result : kept(before, request, older.url);
  }
  const written = await updateComment(api, older.id, textOf(request));
  if (!written.ok) return wrote(before, request, created.url);
  const superfluous = [created, ...others].filter(({ id }) => id !== older.id);
  await deleteComments(api, superfluous);
  return wrote(before, request, older.url);
}

function standingOf(comments: readonly MarkedComment[], { stamp, nowMs }: CommentRequest): Standing {
  return standingOfAll(
    comments.map(({ head, updatedAtMs }) => ({ stamp: head.stamp, updatedAtMs })),
    stamp,
    nowMs(),
  );
}

function textOf({ gate, stamp, body }: CommentRequest): string {
  return commentHead(gate, stamp) + body;
}

function wrote(before: Standing, request: CommentRequest, url: string): CommentResult {
  return { kind: 'written', url, warning: before.shared ? sharedBy(before, request) : null };
}

function kept(before: Standing, request: CommentRequest, url: string): CommentResult {
  if (!before.shared) return none('comment-newer-run', url);
  return { kind: 'warning', warning: sharedBy(before, request), url };
}

function sharedBy({ shows }: Standing, { gate }: CommentRequest): Reason<CommentMessageCode> {
  return { code: 'comment-shared', args: { gate: gate.id, shows } };
}

function none(code: CommentMessageCode, url: string | null): CommentResult {
  return { kind: 'none', why: { code, args: {} }, url };
}

function refused(answer: ApiAnswer<unknown> & { readonly ok: false }, isLocked: boolean): CommentResult {
  const { status, detail } = answer;
  const isRight = status === 401 || status === 403 || status === 404;
  const code = !isRight ? 'comment-failed' : isLocked ? 'comment-locked' : 'comment-forbidden';
  return { kind: 'warning', warning: { code, args: { detail } }, url: null };
}
