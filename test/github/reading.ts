import { afterEach } from 'vitest';
import { DEFAULT_OVERRIDE_RULES } from '../../src/core/override.ts';
import type { Platform } from '../../src/core/platform.ts';
import type { ReadSubject, Subject } from '../../src/core/subject.ts';
import { githubPlatform } from '../../src/github/github-platform.ts';
import { openApi } from '../../src/github/octokit-api.ts';
import { MERGE_SHA, type RunnerEvent, writePayload } from '../github-server/events.ts';
import { type GitHubServer, startGitHub } from '../github-server/github-server.ts';
import { BASE_SHA, type GivenModel, HEAD_SHA } from '../github-server/given-model.ts';
import type { Model } from '../github-server/model.ts';

// What the tests of reading GitHub share: a loopback GitHub that has a gate on its base branch, and an event on it.

export const CRITERIA = '.github/launch-gate.yml';
export const WORKFLOW = '.github/workflows/launch-gate.yml';
export const RULES = DEFAULT_OVERRIDE_RULES;
/** A third state of the repository: where a branch left the base branch, a merge, a tag. */
export const OTHER_SHA = 'c0de'.repeat(10);

const servers: GitHubServer[] = [];

/** Ends the servers of a test after it; a server that saw a wrong request fails the test. */
export function closeServersAfterEach(): void {
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });
}

/** A GitHub whose base branch and head hold these criteria, with pull request 12 open. */
export async function startRepository(given: GivenModel = {}): Promise<GitHubServer> {
  const server = await startGitHub({
    pullRequests: [{}],
    ...given,
    commits: {
      [BASE_SHA]: { files: { [CRITERIA]: 'base' } },
      [HEAD_SHA]: { files: { [CRITERIA]: 'base' } },
      [OTHER_SHA]: { files: { [CRITERIA]: 'base' } },
      [MERGE_SHA]: { files: { [CRITERIA]: 'base' } },
      ...given.commits,
    },
  });
  servers.push(server);
  return server;
}

/** A run of the gate on an event, with the world's facts that its environment says. */
export interface Reading {
  readonly platform: Platform;
  read(pullRequest?: number | null): Promise<ReadSubject>;
  /** The subject, where one must be found. */
  subject(pullRequest?: number | null): Promise<Subject>;
}

/** A run as the event starts it, on the model as it then stands. */
export function readingOn(
  server: GitHubServer,
  event: RunnerEvent | ((model: Model) => RunnerEvent),
  over: Readonly<Record<string, string | undefined>> = {},
  criteriaPath: string = CRITERIA,
): Reading {
  const made = typeof event === 'function' ? event(server.model) : event;
  const env = { ...made.env, GITHUB_EVENT_PATH: writePayload(made), GITHUB_API_URL: server.url, ...over };
  const { owner, name: repo } = server.model.repository;
  const api = openApi({ token: 'job-token', repository: { owner, repo }, env, secondMs: 1 });
  const platform = githubPlatform({ api, teamApi: null, env });
  const read = (pullRequest: number | null = null) =>
    platform.readSubject({ criteriaPath, criteriaFile: criteriaPath, pullRequest });
  return {
    platform,
    read,
    async subject(pullRequest = null) {
      const answer = await read(pullRequest);
      if (!answer.ok) throw new Error(JSON.stringify(answer.finding));
      return answer.subject;
    },
  };
}

/** The requests so far, as `GET pulls/12`. */
export function asked({ requests, model }: GitHubServer): readonly string[] {
  const home = `/repos/${model.repository.owner}/${model.repository.name}`;
  return requests.map(({ method, path }) => `${method} ${path.replace(home, '').replace(/^\//, '')}`);
}
