import type { CommentRequest } from '../../src/github/comment.ts';
import { commentHead, type RunStamp } from '../../src/github/comment-marker.ts';
import { openApi } from '../../src/github/octokit-api.ts';
import { type GitHubServer, startGitHub } from '../github-server/github-server.ts';
import { type GivenModel, type GivenPullRequest, HEAD_SHA } from '../github-server/given-model.ts';
import type { Account, Comment } from '../github-server/model.ts';

// What the tests of the comment share: a pull request on a loopback GitHub, and a run that comments on it.

export const GATE = { id: 'wiki-assistant', criteria: null } as const;
export const NOW = Date.UTC(2026, 10, 22, 10);
export const MINUTE = 60_000;

export const STAMP: RunStamp = { runId: '42', attempt: 1, headSha: HEAD_SHA, evaluatedAtMs: NOW, decision: 'no-go' };
/** An earlier run, of the same head. */
export const EARLIER: RunStamp = { ...STAMP, runId: '41', evaluatedAtMs: NOW - 10 * MINUTE };

const CLOCK = { now: new Date(NOW).toISOString() };

/** GitHub with one open pull request that has these comments, and the server's end after the test. */
export async function withComments<T>(
  given: GivenPullRequest & { readonly model?: GivenModel },
  test: (server: GitHubServer) => Promise<T>,
): Promise<T> {
  const { model = {}, ...pullRequest } = given;
  const server = await startGitHub({ ...CLOCK, ...model, pullRequests: [pullRequest] });
  try {
    return await test(server);
  } finally {
    await server.close();
  }
}

export function apiOf(server: GitHubServer, token = 'job-token') {
  const env = { GITHUB_API_URL: server.url, GITHUB_GRAPHQL_URL: `${server.url}/graphql` };
  return openApi({ token, repository: { owner: 'acme', repo: 'assistant' }, env, secondMs: 1 });
}

export function aRequest(over: Partial<CommentRequest> = {}): CommentRequest {
  return {
    pullRequest: 12,
    gate: GATE,
    stamp: STAMP,
    body: '## NO-GO\n',
    mode: 'on-change',
    worthCreating: true,
    serverUrl: 'https://github.com',
    nowMs: () => NOW,
    ...over,
  };
}

export const BOT: Account = { id: 41898282, login: 'github-actions[bot]', type: 'Bot' };

/** A comment with the gate's marker, of the job's own account unless it says otherwise. */
export function marked(over: Partial<Comment> & { readonly stamp?: RunStamp } = {}): Partial<Comment> {
  const { stamp = EARLIER, ...comment } = over;
  const updated_at = new Date(stamp.evaluatedAtMs).toISOString();
  return { user: BOT, viaApp: true, body: `${commentHead(GATE, stamp)}## before\n`, updated_at, ...comment };
}

/** What was asked, in order: `GET comments`, `POST comments`, `PATCH comment 101`. */
export function asked(server: GitHubServer): readonly string[] {
  return server.requests.map(({ method, path, query }) => {
    if (path === '/graphql') return 'viewer';
    if (path === '/user') return 'GET user';
    const one = /\/issues\/comments\/(\d+)$/.exec(path)?.[1];
    if (one !== undefined) return `${method} comment ${one}`;
    const page = query['page'] === undefined || query['page'] === '1' ? '' : ` page ${query['page']}`;
    return path.endsWith('/comments') ? `${method} comments${page}` : `${method} head`;
  });
}

export function writes(server: GitHubServer): readonly string[] {
  return asked(server).filter((call) => /^(POST|PATCH|DELETE)/.test(call));
}

/** The comments that stand now. */
export function comments(server: GitHubServer): readonly Comment[] {
  return server.model.pullRequests[0]?.comments ?? [];
}

/** Those of them that show the given text. */
export function showing(server: GitHubServer, text: string): readonly number[] {
  return comments(server).flatMap(({ id, body }) => (body.includes(text) ? [id] : []));
}
