import path from 'node:path';
import * as z from 'zod/mini';
import type { CriteriaText } from '../core/criteria-text.ts';
import type { ProposedCriteria, PullRequest, TrustedCriteria } from '../core/subject.ts';
import type { Api } from './api.ts';
import { samePath, touches } from './changed-files.ts';
import { readCriteriaText } from './contents.ts';
import { type Found, found, unavailable } from './found.ts';
import type { GroupCommits } from './landing.ts';
import { SHA } from './shapes.ts';

const BRANCH = z.object({ commit: z.object({ sha: SHA }) });
const COMPARISON = z.object({ merge_base_commit: z.object({ sha: SHA }) });

/** The commit that a branch stands at; asked once, so that everything after is read from one state. */
export async function readTip(api: Api, branch: string): Promise<Found<string>> {
  const answer = await api.request('GET /repos/{owner}/{repo}/branches/{branch}', { branch }, BRANCH);
  return answer.ok ? found(answer.value.commit.sha) : unavailable(`the branch ${branch}`, answer);
}

/** A branch, and the commit that it stood at when it was asked. */
export interface BranchTip {
  readonly branch: string;
  readonly sha: string;
}

/** The text that is judged by, as far as the pull request's files need not be known. */
export async function readTrustedText(api: Api, tip: BranchTip, file: string): Promise<Found<CriteriaText>> {
  return readCriteriaText(api, plainPath(file), tip.sha, `the criteria on ${tip.branch}`);
}

/**
 * The criteria to judge a pull request by, with its own copy where it brings one; `null`: none is judged. In a merge
 * group, its own copy is the group's.
 */
export async function trustedCriteria(
  api: Api,
  tip: BranchTip,
  criteriaPath: string,
  text: CriteriaText,
  pullRequest: PullRequest | null,
  group: GroupCommits | null,
): Promise<Found<TrustedCriteria>> {
  const file = plainPath(criteriaPath);
  const trusted = { text, ref: tip.branch, sha: tip.sha, introduced: false, proposed: null };
  if (pullRequest === null) return found(trusted);
  if (!text.ok && text.code === 'criteria-not-found') {
    const own = await readCriteriaText(api, file, pullRequest.headSha, 'the criteria at the head');
    if (!own.ok) return own;
    const isNowhere = !own.value.ok && own.value.code === 'criteria-not-found';
    return found(isNowhere ? trusted : { ...trusted, text: own.value, introduced: true });
  }
  const { files, complete } = pullRequest.changed;
  if (complete && !files.some((changed) => touches(changed, file))) return found(trusted);
  const proposed = await readProposed(api, tip, file, pullRequest, group);
  return proposed.ok ? found({ ...trusted, proposed: proposed.value }) : proposed;
}

async function readProposed(
  api: Api,
  tip: BranchTip,
  file: string,
  pullRequest: PullRequest,
  group: GroupCommits | null,
): Promise<Found<ProposedCriteria>> {
  const ends = group === null ? await endsOf(api, tip, pullRequest) : found(group);
  if (!ends.ok) return ends;
  const { baseSha: mergeBase, headSha } = ends.value;
  const [before, after] = await Promise.all([
    readCriteriaText(api, file, mergeBase, 'the criteria at the merge base'),
    readCriteriaText(api, file, headSha, 'the criteria at the head'),
  ]);
  if (!before.ok) return before;
  if (!after.ok) return after;
  const moved = pullRequest.changed.files.find(
    ({ status, previousPath }) => status === 'renamed' && previousPath !== null && samePath(previousPath, file),
  );
  return found({ before: before.value, after: after.value, movedTo: moved?.path ?? null });
}

/** Where the pull request's branch left the base branch, and where it stands. */
async function endsOf(api: Api, tip: BranchTip, { headSha }: PullRequest): Promise<Found<GroupCommits>> {
  const route = 'GET /repos/{owner}/{repo}/compare/{basehead}';
  // Only the merge base is wanted: one commit a page keeps the answer small.
  const compared = await api.request(route, { basehead: `${tip.sha}...${headSha}`, per_page: 1 }, COMPARISON);
  if (!compared.ok) return unavailable('the merge base', compared);
  return found({ baseSha: compared.value.merge_base_commit.sha, headSha });
}

/** A path as git has it: without `./`, doubled slashes and a slash at the end. */
function plainPath(file: string): string {
  return path.posix.normalize(file).replace(/^\.\//, '').replace(/\/+$/, '');
}
