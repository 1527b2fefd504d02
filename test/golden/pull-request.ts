import type { OverrideFacts, OverrideRole } from '../../src/core/override.ts';
import type { Platform } from '../../src/core/platform.ts';
import type { ChangedFile, PullRequest, Subject, TrustedCriteria, WorkflowChange } from '../../src/core/subject.ts';
import { readCriteriaFile } from '../../src/world.ts';

/** A pull request as a scenario states it, in `run.json`. */
export interface StatedPullRequest {
  /** Paths that it changes. */
  readonly changed: readonly string[];
  /** Files that it adds. */
  readonly added?: readonly string[];
  readonly introduces?: boolean;
  readonly workflow?: WorkflowChange;
  readonly override?: StatedOverride;
}

/** Labels, and what GitHub knows of who applied them; times are RFC 3339. */
export interface StatedOverride {
  readonly labels: readonly string[];
  readonly by: { readonly id: number; readonly login: string };
  readonly role: OverrideRole | 'none';
  readonly labelledAt: string;
  readonly pushedAt: string;
  readonly reason?: { readonly at: string; readonly body: string; readonly edited?: boolean };
}

export const HEAD = '0123456789abcdef0123456789abcdef01234567';
const BASE = 'fedcba9876543210fedcba9876543210fedcba98';
const AUTHOR = 1001;

/** The pull request as GitHub would describe it: a plain object, asked once and never moving. */
export function statedPlatform(
  stated: StatedPullRequest,
  files: { trusted: string; proposed: string | null },
): Platform {
  const pullRequest = pullRequestOf(stated);
  return {
    async readSubject() {
      const subject: Subject = {
        commit: HEAD,
        baseSha: BASE,
        pullRequest,
        labelled: pullRequest,
        criteria: await criteriaOf(stated, files),
        workflow: stated.workflow ?? { kind: 'unchanged' },
        notes: [],
      };
      return { ok: true, subject };
    },
    overrideFacts: async () => overrideFactsOf(stated),
    confirm: async () => ({ kind: 'same' }),
    pinnedFiles: async () => ({ known: false, why: 'failed', detail: 'the scenario states no files' }),
  };
}

async function criteriaOf(
  { introduces = false }: StatedPullRequest,
  { trusted, proposed }: { trusted: string; proposed: string | null },
): Promise<TrustedCriteria> {
  const text = await readCriteriaFile(trusted);
  const copies = proposed === null ? null : { before: text, after: await readCriteriaFile(proposed), movedTo: null };
  return { text, ref: 'main', sha: BASE, introduced: introduces, proposed: copies };
}

function pullRequestOf({ changed, added = [], override }: StatedPullRequest): PullRequest {
  const file =
    (status: ChangedFile['status']) =>
    (path: string): ChangedFile => ({ path, previousPath: null, status });
  return {
    number: 12,
    state: 'open',
    authorId: AUTHOR,
    headSha: HEAD,
    headRepository: 'acme/support',
    headBranch: 'faster-answers',
    baseBranch: 'main',
    labels: override?.labels ?? [],
    changed: { files: [...changed.map(file('modified')), ...added.map(file('added'))], complete: true },
  };
}

function overrideFactsOf({ override }: StatedPullRequest): OverrideFacts {
  if (override === undefined) throw new Error('the scenario has no label');
  const { by, role, labels, reason } = override;
  const actor = { ...by, type: 'User' };
  const atMs = Date.parse(override.labelledAt);
  const events = labels.map((label, index) => ({
    ...{ id: 9001 + index, kind: 'labeled' as const, label, atMs },
    ...{ actor, viaApp: false, byAgent: false },
  }));
  const authority = { accountId: by.id, role: known({ name: role, rank: role }), listed: null, member: null };
  const comments =
    reason === undefined
      ? []
      : [{ authorId: by.id, atMs: Date.parse(reason.at), edited: reason.edited ?? false, body: reason.body }];
  return {
    headSha: HEAD,
    authorId: AUTHOR,
    labels,
    events: known(events),
    authorities: { [by.id]: authority },
    push: known({ atMs: Date.parse(override.pushedAt), byId: AUTHOR }),
    headAccounts: [],
    ownLabelling: null,
    reset: null,
    comments: known(comments),
  };
}

function known<T>(value: T): { readonly known: true; readonly value: T } {
  return { known: true, value };
}
