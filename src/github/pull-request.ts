import * as z from 'zod/mini';
import type { ChangedFiles, PullRequest } from '../core/subject.ts';
import type { Api } from './api.ts';
import { type Found, found, stopped, unavailable } from './found.ts';
import { ID, NAME, NUMBER, SHA } from './shapes.ts';

/** A pull request as GitHub has it now, beside its changed files. */
export interface LivePullRequest extends Omit<PullRequest, 'changed'> {
  /** How many files GitHub says it changes. */
  readonly changedFiles: number;
  /** When anything of it last changed, its head included, as GitHub writes it; `null` where GitHub does not say. */
  readonly updatedAt: string | null;
}

const SIDE = { ref: NAME, sha: SHA, repo: z.nullable(z.object({ full_name: NAME })) };

/** What lists of pull requests say of each, as far as it is read. */
export const LISTED_PULL_REQUEST = z.object({
  number: NUMBER,
  merged_at: z.nullish(z.string()),
  merge_commit_sha: z.nullish(z.string()),
  head: z.object(SIDE),
  base: z.object(SIDE),
});
export type ListedPullRequest = z.infer<typeof LISTED_PULL_REQUEST>;

const LIVE = z.extend(LISTED_PULL_REQUEST, {
  state: z.enum(['open', 'closed']),
  merged: z.boolean(),
  user: z.nullable(z.object({ id: ID })),
  labels: z.array(z.object({ name: z.string() })),
  changed_files: z.int().check(z.minimum(0)),
  updated_at: z.nullish(z.string()),
});

/** Reads a pull request live; one that is not of this repository is refused. */
export async function readPullRequest(api: Api, number: number): Promise<Found<LivePullRequest>> {
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
  const answer = await api.request(route, { pull_number: number }, LIVE);
  if (!answer.ok) return unavailable(`pull request ${number}`, answer);
  const { value } = answer;
  if (value.number !== number || !isBasedHere(api, value))
    return stopped('pull-request-unsuitable', { number, detail: 'it is not a pull request of this repository' });
  return found({
    number,
    state: value.merged ? 'merged' : value.state,
    authorId: value.user?.id ?? null,
    headSha: value.head.sha,
    headRepository: value.head.repo?.full_name ?? null,
    headBranch: value.head.ref,
    baseBranch: value.base.ref,
    labels: value.labels.map(({ name }) => name),
    changedFiles: value.changed_files,
    updatedAt: value.updated_at ?? null,
  });
}

/** Whether a pull request would merge into this repository. */
export function isBasedHere({ owner, repo }: Api, { base }: Pick<ListedPullRequest, 'base'>): boolean {
  return base.repo?.full_name.toLowerCase() === `${owner}/${repo}`.toLowerCase();
}

/** The pull request with the files that it changes. */
export function withChangedFiles(live: LivePullRequest, changed: ChangedFiles): PullRequest {
  const { changedFiles: _, updatedAt: __, ...pullRequest } = live;
  return { ...pullRequest, changed };
}
