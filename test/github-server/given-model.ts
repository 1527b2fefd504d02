import type {
  Account,
  Activity,
  ChangedFile,
  Collaborator,
  Comment,
  Commit,
  IssueEvent,
  Model,
  PullRequest,
  RolePermissions,
  Team,
  Token,
  WorkflowRun,
} from './model.ts';

/** SHAs that the defaults use. */
export const BASE_SHA = 'ba5e'.repeat(10);
export const HEAD_SHA = '4ead'.repeat(10);

/** The account behind the token of every workflow. */
export const ACTIONS_BOT: Account = { id: 41898282, login: 'github-actions[bot]', type: 'Bot' };

/** What a test states of a model: the rest is filled in. */
export type GivenModel = Partial<
  Omit<
    Model,
    | 'repository'
    | 'tokens'
    | 'commits'
    | 'pullRequests'
    | 'collaborators'
    | 'users'
    | 'teams'
    | 'activity'
    | 'workflowRuns'
  >
> & {
  readonly repository?: Partial<Model['repository']>;
  readonly tokens?: Readonly<Record<string, Partial<Token>>>;
  readonly commits?: Readonly<Record<string, Partial<Commit>>>;
  readonly pullRequests?: readonly GivenPullRequest[];
  /** A role alone will do. */
  readonly collaborators?: Readonly<Record<string, string | Partial<Collaborator>>>;
  /** A number alone will do. */
  readonly users?: Readonly<Record<string, number | Partial<Account>>>;
  readonly teams?: Readonly<Record<string, Partial<Team>>>;
  readonly activity?: Readonly<Record<string, readonly Partial<Activity>[] | 'hidden'>>;
  readonly workflowRuns?: readonly Partial<WorkflowRun>[];
};

export type GivenPullRequest = Partial<Omit<PullRequest, 'head' | 'base' | 'changedFiles' | 'events' | 'comments'>> & {
  readonly head?: Partial<PullRequest['head']>;
  readonly base?: Partial<PullRequest['base']>;
  /** A path alone is a modified file. */
  readonly changedFiles?: readonly (string | ChangedFile)[];
  readonly events?: readonly Partial<IssueEvent>[];
  readonly comments?: readonly Partial<Comment>[];
};

/** A person with a number made from the login. */
export function person(login: string, id = numberOf(login)): Account {
  return { id, login, type: 'User' };
}

/** Pull request 12 of `mona` from branch `feature` of the repository, with nothing changed. */
export function aPullRequest(given: GivenPullRequest = {}): PullRequest {
  const head = { ref: 'feature', sha: HEAD_SHA, repo: { owner: 'acme', name: 'assistant' }, ...given.head };
  return {
    number: 12,
    title: 'Answer better',
    state: 'open',
    merged: false,
    mergeCommitSha: null,
    draft: false,
    locked: false,
    author: person('mona'),
    labels: [],
    updatedAt: '2026-11-21T09:30:00Z',
    reportedChangedFiles: null,
    mergeBaseSha: null,
    commits: [],
    ...given,
    head,
    base: { ref: 'main', sha: null, ...given.base },
    changedFiles: (given.changedFiles ?? []).map((file) =>
      typeof file === 'string' ? { filename: file, status: 'modified' } : file,
    ),
    events: (given.events ?? []).map((event, index) => anEvent({ id: 9001 + index, ...event })),
    comments: (given.comments ?? []).map((comment, index) => aComment({ id: 101 + index, ...comment })),
  };
}

/** The override label, applied by `grace`. */
export function anEvent(given: Partial<IssueEvent> = {}): IssueEvent {
  const at = '2026-11-21T10:00:00Z';
  return {
    id: 9001,
    event: 'labeled',
    label: 'launch-gate/override',
    at,
    actor: person('grace'),
    viaApp: false,
    ...given,
  };
}

/** A comment of `grace`. */
export function aComment(given: Partial<Comment> = {}): Comment {
  const at = given.created_at ?? '2026-11-21T09:00:00Z';
  return { id: 101, user: person('grace'), body: 'Hello', created_at: at, updated_at: at, viaApp: false, ...given };
}

/** A push of `mona` that made the default head the tip of `feature`. */
export function anActivity(given: Partial<Activity> = {}): Activity {
  const at = '2026-11-21T08:00:00Z';
  const [before, ref] = [BASE_SHA, 'refs/heads/feature'];
  return { id: 501, ref, before, after: HEAD_SHA, at, actor: person('mona'), type: 'push', ...given };
}

/** A commit of `mona` with the files given. */
export function aCommit(given: Partial<Commit> = {}): Commit {
  const mona = person('mona');
  return { files: {}, author: mona, committer: mona, date: '2026-11-21T07:00:00Z', parents: [], ...given };
}

/** The model with everything that the test did not state. */
export function fullModel(given: GivenModel): Model {
  const repository = { owner: 'acme', name: 'assistant', defaultBranch: 'main', private: false, ...given.repository };
  const home = { owner: repository.owner, name: repository.name };
  const full = `${home.owner}/${home.name}`;
  return {
    now: null,
    viewer: ACTIONS_BOT,
    permissions: {},
    tags: {},
    labels: [],
    requiredChecks: { rules: [], protection: [] },
    nextId: 100_001,
    ...given,
    repository,
    branches: { [repository.defaultBranch]: BASE_SHA, ...given.branches },
    tokens: mapped(given.tokens, (token) => ({
      viewer: person('team-reader'),
      kind: 'user',
      permissions: {},
      ...token,
    })),
    commits: mapped(given.commits, aCommit),
    pullRequests: (given.pullRequests ?? []).map((one) => aPullRequest({ ...one, head: { repo: home, ...one.head } })),
    collaborators: mapped(given.collaborators, (one) => collaborator(typeof one === 'string' ? { role: one } : one)),
    users: Object.fromEntries(
      Object.entries(given.users ?? {}).map(([login, user]) => [
        login,
        { ...person(login), ...(typeof user === 'number' ? { id: user } : user) },
      ]),
    ),
    teams: mapped(given.teams, (team) => ({ members: {}, visibleTo: [], ...team })),
    activity: {
      [full]: [],
      ...mapped(given.activity, (list) =>
        list === 'hidden' ? list : list.map((one, index) => anActivity({ id: 501 + index, ...one })),
      ),
    },
    workflowRuns: (given.workflowRuns ?? []).map((run) => ({
      id: 4242,
      event: 'pull_request',
      headBranch: 'feature',
      headSha: HEAD_SHA,
      headRepository: home,
      path: '.github/workflows/tests.yml',
      conclusion: 'success',
      runAttempt: 1,
      pullRequests: [],
      ...run,
    })),
  };
}

function collaborator({ role = 'write', permissions }: Partial<Collaborator>): Collaborator {
  return { role, permissions: permissions ?? permissionsOf(role) };
}

/** What a role of GitHub's own gives. */
export function permissionsOf(role: string): RolePermissions {
  const rank = ['none', 'read', 'triage', 'write', 'maintain', 'admin'].indexOf(role);
  return { pull: rank >= 1, triage: rank >= 2, push: rank >= 3, maintain: rank >= 4, admin: rank >= 5 };
}

function mapped<From, To>(
  given: Readonly<Record<string, From>> | undefined,
  make: (from: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(given ?? {}).map(([key, value]) => [key, make(value)]));
}

function numberOf(login: string): number {
  return [...login].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003, 7);
}
