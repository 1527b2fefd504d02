import type { SubjectRequest } from '../core/platform.ts';
import type { ChangedFiles, Listing, PullRequest, ReadSubject, Subject } from '../core/subject.ts';
import type { Api } from './api.ts';
import { readChangedFiles } from './changed-files.ts';
import { readDefaultBranch } from './default-branch.ts';
import type { RunEvent } from './event.ts';
import { findTarget, type Target } from './find-target.ts';
import { type Found, found } from './found.ts';
import { type Landing, readLanding, withLanding } from './landing.ts';
import { type LivePullRequest, withChangedFiles } from './pull-request.ts';
import { type BranchTip, readTip, readTrustedText, trustedCriteria } from './trusted-criteria.ts';
import { workflowChange } from './workflow-change.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Finds what a run judges and by which criteria: everything is asked live, the payload only says what to ask for. */
export async function findSubject(
  api: Api,
  env: Environment,
  event: RunEvent,
  request: SubjectRequest,
): Promise<ReadSubject> {
  const given = { sha: env['GITHUB_SHA'], pullRequest: request.pullRequest };
  const target = await findTarget(api, event, given);
  const named = event.kind === 'pull-request' ? event.number : request.pullRequest;
  if (!target.ok) return { ...target, pullRequest: named };
  const subject = await subjectOf(api, env, target.value, request.criteriaPath);
  const number = (target.value.pullRequest ?? target.value.labelled)?.number ?? null;
  return subject.ok ? { ok: true, subject: subject.value } : { ...subject, pullRequest: number };
}

async function subjectOf(api: Api, env: Environment, target: Target, criteriaPath: string): Promise<Found<Subject>> {
  const [base, files] = await Promise.all([
    readBase(api, target.pullRequest, criteriaPath),
    target.pullRequest === null ? found(NOTHING_LISTED) : readFiles(api, target, target.pullRequest),
  ]);
  if (!base.ok) return base;
  if (!files.ok) return files;
  const { changed, landing, listing } = files.value;
  const pullRequest = target.pullRequest && withChangedFiles(target.pullRequest, changed);
  const { tip, text } = base.value;
  const [criteria, workflow] = await Promise.all([
    trustedCriteria(api, tip, criteriaPath, text, pullRequest, landing),
    pullRequest === null
      ? ({ kind: 'trusted' } as const)
      : workflowChange(api, env, pullRequest.changed, pullRequest.headSha),
  ]);
  if (!criteria.ok) return criteria;
  return found({
    commit: target.commit,
    baseSha: tip.sha,
    pullRequest,
    labelled: labelledOf(target, pullRequest, tip),
    criteria: criteria.value,
    workflow,
    notes: target.notes ?? [],
    ...(listing === null ? {} : { listing }),
  });
}

/** What a pull request changes, and in a merge group what lands besides by way of the branch that it lands on. */
interface Files {
  readonly changed: ChangedFiles;
  readonly landing: Landing | null;
  readonly listing: Listing | null;
}

async function readFiles(api: Api, { group }: Target, pullRequest: LivePullRequest): Promise<Found<Files>> {
  const [listed, landing] = await Promise.all([
    readChangedFiles(api, pullRequest),
    group === undefined ? null : readLanding(api, group, pullRequest.headSha),
  ]);
  if (!listed.ok) return listed;
  const { value } = listed;
  const changed = group === undefined ? value : withLanding(value, landing);
  return found({ changed, landing, listing: { updatedAt: pullRequest.updatedAt, changed: value } });
}

/** For a pull request that is merged, nothing is judged by its files, and they are not asked for. */
const NOT_ASKED: ChangedFiles = { files: [], complete: false };
const NOTHING_LISTED: Files = { changed: NOT_ASKED, landing: null, listing: null };

/** Whose labels count: a pull request that was merged to another branch than the criteria's was proved by other rules. */
function labelledOf({ labelled }: Target, pullRequest: PullRequest | null, tip: BranchTip): PullRequest | null {
  if (pullRequest !== null || labelled === null) return pullRequest;
  return labelled.baseBranch === tip.branch ? withChangedFiles(labelled, NOT_ASKED) : null;
}

/** The tip of the branch that the criteria are trusted on, and what they say there. */
async function readBase(api: Api, pullRequest: LivePullRequest | null, criteriaPath: string) {
  const branch = pullRequest === null ? await readDefaultBranch(api) : found(pullRequest.baseBranch);
  if (!branch.ok) return branch;
  const sha = await readTip(api, branch.value);
  if (!sha.ok) return sha;
  const tip: BranchTip = { branch: branch.value, sha: sha.value };
  const text = await readTrustedText(api, tip, criteriaPath);
  return text.ok ? found({ tip, text: text.value }) : text;
}
