import * as z from 'zod/mini';
import type { Finding } from '../core/finding.ts';
import type { Api } from './api.ts';
import { isOnDefaultBranch } from './default-branch.ts';
import type { MergeGroup, RunEvent, TriggeringRun } from './event.ts';
import { type Found, found, type NotFound, stopped, superseded, unavailable } from './found.ts';
import type { GroupCommits } from './landing.ts';
import {
  isBasedHere,
  LISTED_PULL_REQUEST,
  type ListedPullRequest,
  type LivePullRequest,
  readPullRequest,
} from './pull-request.ts';
import { branchOf, queuedBranch, readQueueRef } from './queue-ref.ts';
import { SHA, shaFrom } from './shapes.ts';

/** What a run is about: the pull request under judgement, the one whose labels count, and the commit under test. */
export interface Target {
  readonly pullRequest: LivePullRequest | null;
  readonly labelled: LivePullRequest | null;
  readonly commit: string;
  /** The merge group that the pull request is judged in. */
  readonly group?: GroupCommits;
  /** What could not be found out and stops nothing. */
  readonly notes?: readonly Finding[];
}

/** What the run was given besides its event: the commit by the environment, and the number that the user named. */
export interface Given {
  readonly sha: string | undefined;
  readonly pullRequest: number | null;
}

/** Finds what a run is about, by its event: a pull request that is expected and not found stops the run. */
export async function findTarget(api: Api, event: RunEvent, given: Given): Promise<Found<Target>> {
  switch (event.kind) {
    case 'pull-request':
      return ofPullRequest(api, event.number, event.headSha, given);
    case 'merge-group':
      return ofMergeGroup(api, event, given);
    case 'push':
      return ofCommit(api, shaFrom(given.sha), given);
    case 'release':
      return ofRelease(api, event.tag, given);
    case 'workflow-run':
      return ofWorkflowRun(api, event.run, given);
    case 'workflow-dispatch':
    case 'schedule':
      return given.pullRequest === null ? ofBranch(given) : ofNamed(api, given.pullRequest);
    default:
      event satisfies never;
      return stopped('event-not-supported', { event: 'unknown' });
  }
}

/** A pull request that the event names, at the head that the event is about. */
async function ofPullRequest(api: Api, number: number, headSha: string, given: Given): Promise<Found<Target>> {
  if (isOther(given, number)) return notTheOne(given, number);
  const live = await readPullRequest(api, number);
  if (!live.ok) return live;
  const { value: pullRequest } = live;
  if (pullRequest.headSha !== headSha) return superseded(number, headSha, pullRequest.headSha);
  return found({ pullRequest, labelled: pullRequest, commit: pullRequest.headSha });
}

/** A pull request in the merge queue; where only the queue's ref is known, that says what the group is put on. */
async function ofMergeGroup(
  api: Api,
  { headRef, baseRef, headSha, baseSha }: Omit<MergeGroup, 'baseSha'> & Partial<MergeGroup>,
  given: Given,
): Promise<Found<Target>> {
  const ref = readQueueRef(headRef, baseRef);
  if (!ref.ok) return stopped('queue-ref-unreadable', { ref: headRef, detail: ref.detail });
  const number = ref.pullRequest;
  if (isOther(given, number)) return notTheOne(given, number);
  const live = await readPullRequest(api, number);
  if (!live.ok) return live;
  const { value: pullRequest } = live;
  if (pullRequest.baseBranch !== branchOf(baseRef))
    return stopped('pull-request-unsuitable', { number, detail: 'it is for another branch than its merge group' });
  const group = { baseSha: baseSha ?? ref.baseSha, headSha };
  return found({ pullRequest, labelled: pullRequest, commit: headSha, group });
}

/** A commit of the repository, with the merged pull request that it comes from where there is exactly one. */
async function ofCommit(api: Api, commit: string | null, given: Given): Promise<Found<Target>> {
  if (commit === null) return stopped('event-unreadable', { detail: 'GITHUB_SHA names no commit' });
  const route = 'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls';
  const answer = await api.list(route, { commit_sha: commit }, LISTED_PULL_REQUEST);
  if (!answer.ok) return withoutLabels(unavailable('the pull requests of the commit', answer), commit, given);
  const merged = answer.value.filter(
    (listed) => (listed.merged_at ?? null) !== null && listed.merge_commit_sha === commit && isBasedHere(api, listed),
  );
  const [only] = merged;
  const number = merged.length === 1 ? only?.number : undefined;
  if (isOther(given, number)) return notTheOne(given, number);
  if (number === undefined) return found({ pullRequest: null, labelled: null, commit });
  const live = await readPullRequest(api, number);
  return live.ok ? found({ pullRequest: null, labelled: live.value, commit }) : withoutLabels(live, commit, given);
}

/** A label can only let pass what the verdict stops: where no label can be read, none counts, and the verdict decides. */
function withoutLabels(failure: NotFound, commit: string, given: Given): Found<Target> {
  if (given.pullRequest !== null) return failure;
  const note: Finding = { ...failure.finding, level: 'warning' };
  return found({ pullRequest: null, labelled: null, commit, notes: [note] });
}

async function ofRelease(api: Api, tag: string, given: Given): Promise<Found<Target>> {
  const commit = shaFrom(given.sha);
  if (commit !== null) return ofCommit(api, commit, given);
  const route = 'GET /repos/{owner}/{repo}/commits/{ref}';
  const answer = await api.request(route, { ref: `tags/${tag}` }, z.object({ sha: SHA }));
  return answer.ok ? ofCommit(api, answer.value.sha, given) : unavailable(`the tag ${tag}`, answer);
}

/** The pull request of the run that ended, by what GitHub says of that run and never by what the run left behind. */
async function ofWorkflowRun(api: Api, run: TriggeringRun, given: Given): Promise<Found<Target>> {
  if (run.event === 'merge_group') return ofQueueRun(api, run, given);
  if (run.pullRequests.length > 1) return notFound('GitHub ties several pull requests to the run');
  const [number] = run.pullRequests;
  if (number !== undefined) return ofPullRequest(api, number, run.headSha, given);
  const searched = await openPullRequestsOf(api, run);
  if (!searched.ok) return searched;
  const atHead = searched.value.filter(({ head }) => head.sha === run.headSha);
  const [match] = atHead;
  if (match !== undefined && atHead.length === 1) return ofPullRequest(api, match.number, run.headSha, given);
  if (atHead.length > 1) return notFound(`${atHead.length} open pull requests have the branch and commit of the run`);
  const landed = await hasLanded(api, run);
  if (!landed.ok) return landed;
  if (landed.value) {
    if (given.pullRequest !== null) return notTheOne(given, undefined);
    return found({ pullRequest: null, labelled: null, commit: run.headSha });
  }
  const [moved] = searched.value;
  if (moved !== undefined) return superseded(moved.number, run.headSha, moved.head.sha);
  return notFound('no open pull request has the branch and commit of the run, and the default branch does not have it');
}

async function ofQueueRun(api: Api, run: TriggeringRun, given: Given): Promise<Found<Target>> {
  if (!isOfHere(api, run)) return notFound('the merge group of the run is not of this repository');
  const headRef = `refs/heads/${run.headBranch ?? ''}`;
  return ofMergeGroup(api, { headRef, baseRef: queuedBranch(headRef), headSha: run.headSha }, given);
}

/**
 * Whether the run was about what is on the default branch already: a push, release or schedule there. A run of another
 * commit may be of a pull request that GitHub does not show, and one that began with a pull request certainly is.
 */
async function hasLanded(api: Api, run: TriggeringRun): Promise<Found<boolean>> {
  if (run.event.startsWith('pull_request') || !isOfHere(api, run)) return found(false);
  return isOnDefaultBranch(api, run.headSha);
}

function isOfHere({ owner, repo }: Api, { headRepository }: TriggeringRun): boolean {
  return headRepository?.fullName.toLowerCase() === `${owner}/${repo}`.toLowerCase();
}

async function openPullRequestsOf(
  api: Api,
  { headBranch, headRepository }: TriggeringRun,
): Promise<Found<readonly ListedPullRequest[]>> {
  if (!headBranch || headRepository === null) return notFound('the branch of the run is gone');
  const asked = { state: 'open', head: `${headRepository.owner}:${headBranch}` };
  const answer = await api.list('GET /repos/{owner}/{repo}/pulls', asked, LISTED_PULL_REQUEST);
  if (!answer.ok) return unavailable('the open pull requests of the branch', answer);
  const isItsOwn = ({ head }: ListedPullRequest) =>
    head.ref === headBranch && head.repo?.full_name.toLowerCase() === headRepository.fullName.toLowerCase();
  return found(answer.value.filter((listed) => isItsOwn(listed) && isBasedHere(api, listed)));
}

/** The pull request that the user named, for an event that has none. */
async function ofNamed(api: Api, number: number): Promise<Found<Target>> {
  const live = await readPullRequest(api, number);
  if (!live.ok) return live;
  const { value: pullRequest } = live;
  if (pullRequest.state !== 'open') return stopped('pull-request-unsuitable', { number, detail: 'it is not open' });
  return found({ pullRequest, labelled: pullRequest, commit: pullRequest.headSha });
}

function ofBranch(given: Given): Found<Target> {
  const commit = shaFrom(given.sha);
  if (commit === null) return stopped('event-unreadable', { detail: 'GITHUB_SHA names no commit' });
  return found({ pullRequest: null, labelled: null, commit });
}

function isOther(given: Given, number: number | undefined): boolean {
  return given.pullRequest !== null && given.pullRequest !== number;
}

function notTheOne(given: Given, number: number | undefined): ReturnType<typeof stopped> {
  const own = number === undefined ? 'the event is about none' : `the event is about ${number}`;
  return stopped('pull-request-unsuitable', { number: given.pullRequest, detail: own });
}

function notFound(detail: string): ReturnType<typeof stopped> {
  return stopped('pull-request-not-found', { event: 'workflow_run', detail });
}
