import { afterEach } from 'vitest';
import { judgeOverrides } from '../../src/core/judge-overrides.ts';
import { DEFAULT_OVERRIDE_RULES, type OverrideFacts, type OverrideRules } from '../../src/core/override.ts';
import type { PullRequest } from '../../src/core/subject.ts';
import type { OwnEvent } from '../../src/github/event.ts';
import { openApi } from '../../src/github/octokit-api.ts';
import { readOverrideFacts } from '../../src/github/override-facts.ts';
import { type GitHubServer, startGitHub } from '../github-server/github-server.ts';
import { type GivenModel, type GivenPullRequest, HEAD_SHA, person } from '../github-server/given-model.ts';

export const LABEL = DEFAULT_OVERRIDE_RULES.label;
export const [GRACE, MONA] = [person('grace'), person('mona')];
export const REASON = { body: 'launch-gate override: the vendor is down', created_at: '2026-11-21T09:59:00Z' };
const NOW = Date.parse('2026-11-21T11:00:00Z');
export const HOME = 'acme/assistant';
export const OWN = { kind: 'labeled' as const, label: LABEL, headSha: HEAD_SHA, actorId: GRACE.id };

/** The server of the reading that is under way: closed after each test, or by `done` before the next reading. */
let server: GitHubServer | null = null;
export async function done(): Promise<void> {
  await server?.close();
  server = null;
}
afterEach(done);

/** What differs from a label that is proven. */
export interface Given {
  /** The pull request's own events, comments and so on. */
  readonly on?: GivenPullRequest;
  readonly model?: GivenModel;
  readonly rules?: Partial<OverrideRules>;
  readonly own?: OwnEvent;
  readonly teamToken?: string;
  readonly script?: (server: GitHubServer) => void;
  readonly pullRequest?: Partial<PullRequest>;
  readonly budgetMs?: number;
}

/** A pull request of mona, pushed by mona at 8, labelled by grace at 10, read through the API. */
export async function read(given: Given): Promise<OverrideFacts> {
  server = await startGitHub({
    collaborators: { grace: 'maintain' },
    activity: { [HOME]: [{}] },
    pullRequests: [{ labels: [LABEL], events: [{}], comments: [REASON], ...given.on }],
    ...given.model,
  });
  given.script?.(server);
  const env = { GITHUB_API_URL: server.url };
  const repository = { owner: 'acme', repo: 'assistant' };
  const { budgetMs = 10_000, teamToken } = given;
  const api = openApi({ token: 'job', repository, env, budgetMs, secondMs: 1 });
  const teamApi =
    teamToken === undefined ? null : openApi({ token: teamToken, repository, env, budgetMs, secondMs: 1 });
  const pullRequest: PullRequest = {
    number: 12,
    state: 'open',
    authorId: MONA.id,
    headSha: HEAD_SHA,
    headRepository: HOME,
    headBranch: 'feature',
    baseBranch: 'main',
    labels: [...(given.on?.labels ?? [LABEL])],
    changed: { files: [], complete: true },
    ...given.pullRequest,
  };
  const rules = { ...DEFAULT_OVERRIDE_RULES, ...given.rules };
  return readOverrideFacts(api, teamApi, pullRequest, rules, given.own ?? null, [5, 10]);
}

/** `granted`, or the code of the refusal: what the facts come to. */
export async function stateOf(given: Given): Promise<string | undefined> {
  const facts = await read(given);
  const rules = { ...DEFAULT_OVERRIDE_RULES, ...given.rules };
  const { override } = judgeOverrides(rules, facts, { blocking: ['launch-set'], metrics: [], nowMs: NOW });
  return override?.refusal?.code ?? override?.state;
}

/** Paths of the requests so far, below the repository. */
export const paths = () => server?.requests.map(({ path }) => path.replace('/repos/acme/assistant/', '')) ?? [];

/** The requests so far. */
export const requests = () => server?.requests ?? [];
