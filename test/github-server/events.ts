import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as bodies from './bodies.ts';
import { aPullRequest, person } from './given-model.ts';
import type { Account, Model, PullRequest } from './model.ts';

const require = createRequire(import.meta.url);

type Payload = Record<string, unknown>;
interface Definition {
  readonly name: string;
  readonly examples: readonly Payload[];
}

/** An event as a runner hands it to an action: the payload, and the variables that say what runs. */
export interface RunnerEvent {
  readonly name: string;
  readonly payload: Payload;
  /** `GITHUB_EVENT_NAME`, `GITHUB_REF`, `GITHUB_SHA`, `GITHUB_WORKFLOW_REF` and their like. */
  readonly env: Readonly<Record<string, string>>;
}

/** The merge of head and base that a runner checks out for a pull request: a commit of no branch. */
export const MERGE_SHA = '3e26e'.repeat(8);
const WORKFLOW = '.github/workflows/launch-gate.yml';

export interface PullRequestEventGiven {
  /** `pull_request` unless said otherwise. */
  readonly name?: 'pull_request' | 'pull_request_target';
  /** `synchronize` unless said otherwise. */
  readonly action?: string;
  readonly number?: number;
  /** The head as it was when the event happened; live by default. */
  readonly headSha?: string;
  /** The label that was applied or removed. */
  readonly label?: string;
  readonly sender?: Account;
}

/** A pull request's event, as things stood in the model unless said otherwise. */
export function pullRequestEvent(model: Model, given: PullRequestEventGiven = {}): RunnerEvent {
  const { name = 'pull_request', action = 'synchronize', sender = person('mona') } = given;
  const one = pullRequest(model, given.number);
  const then = { ...one, head: { ...one.head, sha: given.headSha ?? one.head.sha } };
  const payload = example('pull_request', model, sender, (found) => found['action'] === action);
  const old = payload['pull_request'] as Payload;
  Object.assign(payload, {
    action,
    number: one.number,
    pull_request: merged(old, bodies.pullRequest(then, model) as Payload),
    ...(given.label === undefined ? {} : { label: bodies.label(given.label) }),
  });
  const isTarget = name === 'pull_request_target';
  const { defaultBranch } = model.repository;
  const ref = isTarget ? `refs/heads/${defaultBranch}` : `refs/pull/${one.number}/merge`;
  const sha = isTarget ? (model.branches[defaultBranch] ?? '') : MERGE_SHA;
  const refs = { GITHUB_BASE_REF: one.base.ref, GITHUB_HEAD_REF: one.head.ref };
  return { name, payload, env: { ...variables(model, name, ref, sha), ...refs } };
}

/** A merge group of one pull request; `headRef` in full, where it should be another. */
export function mergeGroupEvent(
  model: Model,
  given: {
    readonly number?: number;
    readonly headSha?: string;
    readonly headRef?: string;
    readonly baseRef?: string;
  } = {},
): RunnerEvent {
  const one = pullRequest(model, given.number);
  const { baseRef = one.base.ref, headSha = MERGE_SHA } = given;
  const base_sha = model.branches[baseRef] ?? '';
  const head_ref = given.headRef ?? `refs/heads/gh-readonly-queue/${baseRef}/pr-${one.number}-${base_sha}`;
  const payload = example('merge_group', model, person('grace'));
  const group = { head_sha: headSha, head_ref, base_sha, base_ref: `refs/heads/${baseRef}` };
  payload['merge_group'] = merged(payload['merge_group'] as Payload, group);
  return { name: 'merge_group', payload, env: variables(model, 'merge_group', head_ref, headSha) };
}

/** A push to a branch, the default branch unless said otherwise. */
export function pushEvent(
  model: Model,
  given: { readonly branch?: string; readonly sha?: string; readonly before?: string; readonly sender?: Account } = {},
): RunnerEvent {
  const { branch = model.repository.defaultBranch, before = '0'.repeat(40), sender = person('mona') } = given;
  const after = given.sha ?? model.branches[branch] ?? '';
  const payload = example('push', model, sender);
  const ref = `refs/heads/${branch}`;
  Object.assign(payload, { ref, before, after, created: false, deleted: false, forced: false });
  return { name: 'push', payload, env: variables(model, 'push', ref, after) };
}

/** A published release of a tag. */
export function releaseEvent(model: Model, given: { readonly tag?: string; readonly sha?: string } = {}): RunnerEvent {
  const { tag = 'v1.0.0', sha = model.tags[tag] ?? '' } = given;
  const payload = example('release', model, person('grace'), (found) => found['action'] === 'published');
  payload['release'] = merged(payload['release'] as Payload, { tag_name: tag });
  return { name: 'release', payload, env: variables(model, 'release', `refs/tags/${tag}`, sha) };
}

/** A run by hand on a branch. */
export function workflowDispatchEvent(
  model: Model,
  given: { readonly branch?: string; readonly inputs?: Readonly<Record<string, string>> } = {},
): RunnerEvent {
  const { branch = model.repository.defaultBranch, inputs = {} } = given;
  const ref = `refs/heads/${branch}`;
  const payload = { ...example('workflow_dispatch', model, person('grace')), inputs, ref, workflow: WORKFLOW };
  return {
    name: 'workflow_dispatch',
    payload,
    env: variables(model, 'workflow_dispatch', ref, model.branches[branch] ?? ''),
  };
}

/** The end of another workflow's run, the first of the model unless said otherwise. */
export function workflowRunEvent(model: Model, given: { readonly id?: number } = {}): RunnerEvent {
  const run = model.workflowRuns.find(({ id }) => given.id === undefined || id === given.id);
  if (run === undefined) throw new Error('the model has no such workflow run');
  const payload = example('workflow_run', model, person('mona'), (found) => found['action'] === 'completed');
  payload['workflow_run'] = merged(payload['workflow_run'] as Payload, bodies.workflowRun(run, model) as Payload);
  return { name: 'workflow_run', payload, env: onDefaultBranch(model, 'workflow_run') };
}

/** A run by the clock. */
export function scheduleEvent(model: Model): RunnerEvent {
  const { repository, organization } = example('workflow_dispatch', model, person('mona'));
  const payload = { schedule: '17 5 * * 1', repository, organization };
  return { name: 'schedule', payload, env: onDefaultBranch(model, 'schedule') };
}

/** Writes the payload to a file of its own, for `GITHUB_EVENT_PATH`. */
export function writePayload({ payload }: RunnerEvent): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'launch-gate-event-')), 'event.json');
  writeFileSync(file, JSON.stringify(payload));
  return file;
}

function onDefaultBranch(model: Model, name: string): Readonly<Record<string, string>> {
  const { defaultBranch } = model.repository;
  return variables(model, name, `refs/heads/${defaultBranch}`, model.branches[defaultBranch] ?? '');
}

function variables({ repository }: Model, name: string, ref: string, sha: string): Readonly<Record<string, string>> {
  const full = `${repository.owner}/${repository.name}`;
  return {
    GITHUB_EVENT_NAME: name,
    GITHUB_REPOSITORY: full,
    GITHUB_REPOSITORY_OWNER: repository.owner,
    GITHUB_REF: ref,
    GITHUB_REF_NAME: ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    GITHUB_REF_TYPE: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    GITHUB_SHA: sha,
    GITHUB_WORKFLOW: 'launch-gate',
    GITHUB_WORKFLOW_REF: `${full}/${WORKFLOW}@${ref}`,
    GITHUB_WORKFLOW_SHA: sha,
  };
}

function pullRequest(model: Model, number: number | undefined): PullRequest {
  const found = model.pullRequests.find((one) => number === undefined || one.number === number);
  return found ?? aPullRequest(number === undefined ? {} : { number });
}

/** A published example of the event, moved to the model's repository. */
function example(
  name: string,
  model: Model,
  sender: Account,
  wanted: (found: Payload) => boolean = () => true,
): Payload {
  // Loaded once, where an event is wanted: the examples are some megabytes.
  const definitions = require('@octokit/webhooks-examples') as readonly Definition[];
  const examples = definitions.find((definition) => definition.name === name)?.examples ?? [];
  const found = examples.find(wanted) ?? examples[0];
  if (found === undefined) throw new Error(`no example of ${name}`);
  const { owner, name: repository, private: isPrivate, defaultBranch } = model.repository;
  const moved = {
    ...bodies.repository({ owner, name: repository }, model),
    default_branch: defaultBranch,
    private: isPrivate,
  };
  const payload = merged(found, { repository: moved, sender: bodies.user(sender) });
  if (payload['organization'] !== undefined) payload['organization'] = { login: owner, id: 70 };
  return payload;
}

/** The first with what the second says: objects are merged, everything else is replaced. */
function merged(old: Payload, changes: Payload): Payload {
  const result: Payload = structuredClone(old);
  for (const [key, value] of Object.entries(changes)) {
    const before = result[key];
    result[key] = isObject(before) && isObject(value) ? merged(before, value) : value;
  }
  return result;
}

function isObject(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
