import * as z from 'zod/mini';
import type { OverrideFacts } from '../core/override.ts';
import type { PullRequest } from '../core/subject.ts';
import type { Api } from './api.ts';
import { githubTime } from './github-time.ts';
import { unanswered } from './unanswered.ts';

const activity = z.object({
  after: z.string(),
  ref: z.string(),
  timestamp: githubTime,
  actor: z.nullable(z.object({ id: z.int() })),
});
type Activity = z.infer<typeof activity>;

/**
 * When the head commit became the head of its branch, by GitHub's own time, and who pushed it: dates inside a commit
 * are written by whoever makes it. The head repository's record is asked, where a fork's pushes stand.
 */
export async function readHeadPush(api: Api, pullRequest: PullRequest): Promise<OverrideFacts['push']> {
  const { headRepository, headBranch, headSha, state } = pullRequest;
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(headRepository ?? '') ?? [];
  if (owner === undefined || repo === undefined)
    return { known: false, why: 'not-visible', detail: 'the repository of the head branch is gone' };
  const ref = `refs/heads/${headBranch}`;
  const isPush = (entry: Activity) => entry.ref === ref && entry.after === headSha;
  const enough = (entries: readonly Activity[]) =>
    state === 'open' ? entries.some((entry) => entry.ref === ref) : entries.some(isPush);
  const route = 'GET /repos/{owner}/{repo}/activity';
  const parameters = { owner, repo, ref, direction: 'desc' };
  const answer = await api.list(route, parameters, activity, { mostPages: 10, enough });
  if (!answer.ok) return unanswered(answer);

  const onBranch = answer.value.filter((entry) => entry.ref === ref);
  const newestMs = Math.max(...onBranch.map(({ timestamp }) => timestamp));
  // The branch of an open pull request stands at its head; of a closed one it may have been deleted and made anew.
  const candidates = state === 'open' ? onBranch.filter(({ timestamp }) => timestamp === newestMs) : onBranch;
  const pushes = candidates.filter(isPush);
  const push = pushes.find(({ timestamp }) => pushes.every((other) => other.timestamp <= timestamp));
  if (push !== undefined) return { known: true, value: { atMs: push.timestamp, byId: push.actor?.id ?? null } };
  const detail = "the record of the head branch's pushes does not end with the head commit";
  return { known: false, why: 'failed', detail };
}

const account = z.nullish(z.object({ id: z.optional(z.int()) }));
const commit = z.object({ author: account, committer: account });

/**
 * The accounts of a commit's author and committer, `null` for one that GitHub ties to no account; none at all where it
 * does not say.
 */
export async function readCommitAccounts(api: Api, sha: string): Promise<readonly (number | null)[]> {
  const answer = await api.request('GET /repos/{owner}/{repo}/commits/{ref}', { ref: sha }, commit);
  if (!answer.ok) return [];
  return [...new Set([answer.value.author?.id ?? null, answer.value.committer?.id ?? null])];
}
