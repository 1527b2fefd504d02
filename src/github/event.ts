import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import * as z from 'zod/mini';
import type { OverrideFacts } from '../core/override.ts';
import { type Found, found, stopped } from './found.ts';
import { ID, NAME, NUMBER, SHA } from './shapes.ts';

/** What started the run: only what identifies things. How these stand now is asked live. */
export type RunEvent =
  | {
      readonly kind: 'pull-request';
      readonly number: number;
      readonly headSha: string;
      readonly labelling: OwnEvent | null;
    }
  | ({ readonly kind: 'merge-group' } & MergeGroup)
  | { readonly kind: 'push' | 'schedule' | 'workflow-dispatch' }
  | { readonly kind: 'release'; readonly tag: string }
  | { readonly kind: 'workflow-run'; readonly run: TriggeringRun };

/** A pull request on top of its branch and of those that are before it in the queue. */
export interface MergeGroup {
  readonly headRef: string;
  readonly baseRef: string;
  readonly headSha: string;
  /** The commit that the pull request is put on top of. */
  readonly baseSha: string;
}

/** The workflow run whose end started this one. */
export interface TriggeringRun {
  readonly event: string;
  readonly headSha: string;
  readonly headBranch: string | null;
  /** `null` where the head repository is gone. */
  readonly headRepository: { readonly fullName: string; readonly owner: string } | null;
  /** Numbers of the pull requests of this repository that GitHub ties to the run. */
  readonly pullRequests: readonly number[];
}

/** The label that the event says was applied or taken off, by whom, and at which head. */
export interface OwnEvent extends NonNullable<OverrideFacts['ownLabelling']> {
  readonly kind: (typeof OF_LABELS)[number];
}

const OF_LABELS = ['labeled', 'unlabeled'] as const;

const LARGEST_EVENT_BYTES = 25 * 1024 * 1024;

const PULL_REQUEST = z.object({
  action: NAME,
  number: NUMBER,
  pull_request: z.object({ head: z.object({ sha: SHA }) }),
  label: z.nullish(z.object({ name: NAME })),
  sender: z.nullish(z.object({ id: ID })),
});
const MERGE_GROUP = z.object({
  merge_group: z.object({ head_ref: NAME, base_ref: NAME, head_sha: SHA, base_sha: SHA }),
});
const RELEASE = z.object({ release: z.object({ tag_name: NAME }) });
const WORKFLOW_RUN = z.object({
  repository: z.object({ id: ID }),
  workflow_run: z.object({
    event: NAME,
    head_sha: SHA,
    head_branch: z.nullish(z.string()),
    head_repository: z.nullish(z.object({ full_name: NAME, owner: z.nullish(z.object({ login: NAME })) })),
    pull_requests: z.array(z.nullable(z.object({ number: NUMBER, base: z.object({ repo: z.object({ id: ID }) }) }))),
  }),
});

/** Reads the event that started the run: its name from the environment, its identifiers from the payload's file. */
export async function readEvent(env: Readonly<Record<string, string | undefined>>): Promise<Found<RunEvent>> {
  const name = env['GITHUB_EVENT_NAME'] ?? '';
  const read = READERS[name];
  if (read === undefined || !Object.hasOwn(READERS, name)) return stopped('event-not-supported', { event: name });
  const payload = await readPayload(env['GITHUB_EVENT_PATH']);
  if (!payload.ok) return stopped('event-unreadable', { detail: payload.detail });
  const event = read(payload.value);
  return event === null
    ? stopped('event-unreadable', { detail: `the payload is not one of a ${name} event` })
    : found(event);
}

const READERS: Readonly<Record<string, (payload: unknown) => RunEvent | null>> = {
  pull_request: pullRequestEvent,
  pull_request_target: pullRequestEvent,
  merge_group(payload) {
    const group = read(MERGE_GROUP, payload)?.merge_group;
    if (group === undefined) return null;
    const { head_ref: headRef, base_ref: baseRef, head_sha: headSha, base_sha: baseSha } = group;
    return { kind: 'merge-group', headRef, baseRef, headSha, baseSha };
  },
  push: () => ({ kind: 'push' }),
  schedule: () => ({ kind: 'schedule' }),
  workflow_dispatch: () => ({ kind: 'workflow-dispatch' }),
  release(payload) {
    const event = read(RELEASE, payload);
    return event === null ? null : { kind: 'release', tag: event.release.tag_name };
  },
  workflow_run: workflowRunEvent,
};

function pullRequestEvent(payload: unknown): RunEvent | null {
  const event = read(PULL_REQUEST, payload);
  if (event === null) return null;
  const headSha = event.pull_request.head.sha;
  const { action, number, label, sender } = event;
  const kind = OF_LABELS.find((one) => one === action);
  const labelling = kind && label ? { kind, label: label.name, headSha, actorId: sender?.id ?? null } : null;
  return { kind: 'pull-request', number, headSha, labelling };
}

function workflowRunEvent(payload: unknown): RunEvent | null {
  const event = read(WORKFLOW_RUN, payload);
  if (event === null) return null;
  const run = event.workflow_run;
  const owner = run.head_repository?.owner?.login ?? run.head_repository?.full_name.split('/')[0] ?? '';
  // In a fork, GitHub ties runs to pull requests of the repository above it: their numbers mean nothing here.
  const here = run.pull_requests.filter((pullRequest) => pullRequest?.base.repo.id === event.repository.id);
  return {
    kind: 'workflow-run',
    run: {
      event: run.event,
      headSha: run.head_sha,
      headBranch: run.head_branch ?? null,
      headRepository: run.head_repository ? { fullName: run.head_repository.full_name, owner } : null,
      pullRequests: here.flatMap((pullRequest) => pullRequest?.number ?? []),
    },
  };
}

function read<T>(schema: z.ZodMiniType<T>, payload: unknown): T | null {
  const result = z.safeParse(schema, payload);
  return result.success ? result.data : null;
}

type Payload = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly detail: string };

async function readPayload(file: string | undefined): Promise<Payload> {
  if (!file) return { ok: false, detail: 'GITHUB_EVENT_PATH names no file' };
  try {
    // Without `O_NONBLOCK` opening a FIFO would wait for a writer, past every deadline.
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) return { ok: false, detail: 'the payload is not a regular file' };
      if (stat.size > LARGEST_EVENT_BYTES) return { ok: false, detail: 'the payload is larger than 25 MB' };
      return { ok: true, value: JSON.parse(await handle.readFile('utf8')) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    const isSyntax = error instanceof SyntaxError;
    return { ok: false, detail: isSyntax ? 'the payload is not JSON' : 'the payload cannot be read' };
  }
}
