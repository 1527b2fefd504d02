import * as z from 'zod/mini';
import type { SubjectRequest } from '../core/platform.ts';
import type { ChangedFiles, PullRequest, ReadSubject, Subject } from '../core/subject.ts';
import type { Api } from './api.ts';
import { readChangedFiles } from './changed-files.ts';
import type { RunEvent } from './event.ts';
import { findTarget, type Target } from './find-target.ts';
import { type Found, found, unavailable } from './found.ts';
import { type LivePullRequest, withChangedFiles } from './pull-request.ts';
import { NAME } from './shapes.ts';
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
    target.pullRequest === null ? found(NOT_ASKED) : readChangedFiles(api, target.pullRequest),
  ]);
  if (!base.ok) return base;
  if (!files.ok) return files;
  const pullRequest = target.pullRequest && withChangedFiles(target.pullRequest, files.value);
  const { tip, text } = base.value;
  const [criteria, workflow] = await Promise.all([
    trustedCriteria(api, tip, criteriaPath, text, pullRequest),
    pullRequest === null
      ? ({ kind: 'trusted' } as const)
      : workflowChange(api, env, pullRequest.changed, pullRequest.headSha),
  ]);
  if (!criteria.ok) return criteria;
  return found({
    commit: target.commit,
    baseSha: tip.sha,
    pullRequest,
    labelled: labelledOf(target, pullRequest),
    criteria: criteria.value,
    workflow,
    notes: target.notes ?? [],
  });
}

/** For a pull request that is merged, nothing is judged by its files, and they are not asked for. */
const NOT_ASKED: ChangedFiles = { files: [], complete: false };

function labelledOf({ labelled }: Target, pullRequest: PullRequest | null): PullRequest | null {
  return pullRequest ?? (labelled && withChangedFiles(labelled, NOT_ASKED));
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

async function readDefaultBranch(api: Api): Promise<Found<string>> {
  const answer = await api.request('GET /repos/{owner}/{repo}', {}, z.object({ default_branch: NAME }));
  return answer.ok ? found(answer.value.default_branch) : unavailable('the default branch', answer);
}
