import { readFileSync } from 'node:fs';
import { getOctokit } from '@actions/github';
import { afterEach, describe, expect, it } from 'vitest';
import { OPERATIONS } from './description.ts';
import {
  mergeGroupEvent,
  pullRequestEvent,
  pushEvent,
  releaseEvent,
  scheduleEvent,
  workflowDispatchEvent,
  workflowRunEvent,
  writePayload,
} from './events.ts';
import { type GitHubServer, startGitHub } from './github-server.ts';
import { BASE_SHA, fullModel, type GivenModel, HEAD_SHA, person } from './given-model.ts';

const HERE = { owner: 'acme', repo: 'assistant' };
const TWELVE = { ...HERE, issue_number: 12 };

let server: GitHubServer;
let unchecked = false;
afterEach(async () => {
  await server.close({ unchecked });
  unchecked = false;
});

async function start(given: GivenModel = {}, token = 'job-token') {
  server = await startGitHub({ pullRequests: [{}], ...given });
  return octokit(token);
}

function octokit(token: string) {
  return getOctokit(token, { baseUrl: server.url });
}

/** The status that a request failed with. */
async function statusOf(answer: Promise<unknown>): Promise<number> {
  const error: unknown = await answer.then(
    () => null,
    (reason: unknown) => reason,
  );
  return typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 0;
}

describe('the description', () => {
  it('has all operations of the cut, and something answers each of them', async () => {
    expect(OPERATIONS.length).toBe(29);
    const { rest, request } = await start({
      workflowRuns: [{ pullRequests: [12] }],
      collaborators: { grace: 'maintain' },
      users: { grace: 5 },
      teams: { 'acme/release': { members: { grace: 'active' }, visibleTo: ['team-token'] } },
      tokens: { 'team-token': {} },
      pullRequests: [
        { labels: ['bug'], comments: [{}, {}], events: [{}, { event: 'closed' }], changedFiles: ['a.txt'] },
      ],
      activity: { 'acme/assistant': [{}] },
      commits: { [BASE_SHA]: { files: { 'a.txt': 'a' } } },
    });
    const team = octokit('team-token').rest;
    const answers = [
      rest.actions.getWorkflowRun({ ...HERE, run_id: 4242 }),
      rest.git.getRef({ ...HERE, ref: 'heads/main' }),
      // What git calls the file above: `printf a | git hash-object --stdin`.
      rest.git.getBlob({ ...HERE, file_sha: '2e65efe2a145dda7ee51d1741299f848e5bf752e' }),
      rest.git.getTree({ ...HERE, tree_sha: BASE_SHA, recursive: '1' }),
      rest.issues.createComment({ ...TWELVE, body: 'one' }),
      rest.issues.updateComment({ ...HERE, comment_id: 101, body: 'two' }),
      rest.issues.getComment({ ...HERE, comment_id: 101 }),
      rest.issues.getLabel({ ...HERE, name: 'BUG' }),
      rest.issues.listComments(TWELVE),
      rest.issues.listEvents(TWELVE),
      rest.issues.listLabelsOnIssue(TWELVE),
      rest.issues.deleteComment({ ...HERE, comment_id: 102 }),
      rest.pulls.get({ ...HERE, pull_number: 12 }),
      rest.pulls.list(HERE),
      rest.pulls.listFiles({ ...HERE, pull_number: 12 }),
      rest.rateLimit.get(),
      request('GET /repos/{owner}/{repo}/compare/{base}...{head}', { ...HERE, base: 'main', head: HEAD_SHA }),
      rest.repos.get(HERE),
      rest.repos.getBranch({ ...HERE, branch: 'main' }),
      rest.repos.getBranchRules({ ...HERE, branch: 'main' }),
      rest.repos.getCollaboratorPermissionLevel({ ...HERE, username: 'grace' }),
      rest.repos.getCommit({ ...HERE, ref: HEAD_SHA }),
      rest.repos.getContent({ ...HERE, path: 'a.txt' }),
      rest.repos.listActivities(HERE),
      rest.repos.listPullRequestsAssociatedWithCommit({ ...HERE, commit_sha: HEAD_SHA }),
      team.teams.getByName({ org: 'acme', team_slug: 'release' }),
      team.teams.getMembershipForUserInOrg({ org: 'acme', team_slug: 'release', username: 'grace' }),
      team.users.getAuthenticated(),
      rest.users.getByUsername({ username: 'grace' }),
    ];
    expect(answers.length).toBe(OPERATIONS.length);
    for (const { status } of await Promise.all(answers)) expect([200, 201, 204]).toContain(status);
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['a required field left out', 'POST /repos/acme/assistant/issues/12/comments', { text: 'no body' }],
    ['a field of another type', 'POST /repos/acme/assistant/issues/12/comments', { body: 12 }],
    ['a number that is none', 'GET /repos/acme/assistant/pulls/twelve', {}],
    ['a query that GitHub does not know', 'GET /repos/acme/assistant/pulls/12/files?cursor=1', {}],
    ['a value outside the choice', 'GET /repos/acme/assistant/pulls?state=merged', {}],
  ])('refuses %s', async (_, route, parameters) => {
    const { request } = await start();
    expect(await statusOf(request(route, parameters))).toBe(422);
    expect(server.violations.length).toBe(1);
    await expect(server.close()).rejects.toThrow(/loopback GitHub saw/);
    await start();
  });

  it('throws at the end where an answer of its own breaks the description', async () => {
    const { rest } = await start();
    server.model.branches['main'] = 'too-short';
    expect(await statusOf(rest.git.getRef({ ...HERE, ref: 'heads/main' }))).toBe(400);
    await expect(server.close({ unchecked: true })).rejects.toThrow(/git\/get-ref: .*sha.*40/);
    await start();
  });

  it('records requests of other operations', async () => {
    const { request } = await start();
    expect(await statusOf(request('PUT /repos/acme/assistant/issues/12/lock'))).toBe(404);
    expect(server.unknown).toEqual(['PUT /repos/acme/assistant/issues/12/lock']);
    unchecked = true;
  });
});

describe('lists', () => {
  it.each([
    [0, 100, 1],
    [100, 100, 1],
    [101, 100, 2],
    [250, 100, 3],
    [61, 30, 3],
  ])('%i events, %i per page: %i pages', async (count, perPage, pages) => {
    const events = Array.from({ length: count }, (_, index) => ({ id: index + 1 }));
    const { rest, paginate } = await start({ pullRequests: [{ events }] });
    const found = await paginate(rest.issues.listEvents, { ...TWELVE, per_page: perPage });
    expect(found.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    expect(server.requests.length).toBe(pages);
  });

  it('gives 30 entries by default and 100 at most', async () => {
    const { rest } = await start({ pullRequests: [{ comments: Array.from({ length: 150 }, () => ({})) }] });
    expect((await rest.issues.listComments(TWELVE)).data.length).toBe(30);
    expect((await rest.issues.listComments({ ...TWELVE, per_page: 1000 })).data.length).toBe(100);
  });

  it('lists pushes by cursor, newest first, of one branch', async () => {
    const pushes = Array.from({ length: 5 }, (_, index) => ({ after: `${index}`.repeat(40) }));
    const other = { ref: 'refs/heads/other' };
    const { rest, paginate } = await start({ activity: { 'acme/assistant': [...pushes, other] } });
    const found = await paginate(rest.repos.listActivities, { ...HERE, ref: 'feature', per_page: 2 });
    expect(found.map(({ after }) => after)).toEqual(pushes.map(({ after }) => after));
    expect(server.requests.map(({ query }) => query['after'])).toEqual([undefined, 'cursor:2', 'cursor:4']);
  });

  it('lists 3,000 changed files at most and says how many there are', async () => {
    const changedFiles = Array.from({ length: 3001 }, (_, index) => `file-${index}`);
    const { rest } = await start({ pullRequests: [{ changedFiles }] });
    expect((await rest.pulls.get({ ...HERE, pull_number: 12 })).data.changed_files).toBe(3001);
    const page = (number: number) => rest.pulls.listFiles({ ...HERE, pull_number: 12, per_page: 100, page: number });
    expect([(await page(30)).data.length, (await page(31)).data.length]).toEqual([100, 0]);
  });
});

describe('contents', () => {
  // What git calls the link itself: `printf ../gate.yml | git hash-object --stdin`.
  const LINK_BLOB = 'c86c56ef2365dc45ec7b13356d7942a0f45b2cf5';
  const files = {
    'gate.yml': 'version: 1\n'.repeat(20),
    'large.json': Buffer.alloc(1024 * 1024 + 1, 'x'),
    'docs/deep/a.md': 'a',
    'docs/link.yml': { symlink: '../gate.yml' },
    'docs/outside': { symlink: '/etc/passwd' },
    module: { submodule: 'https://github.com/acme/other' },
  };
  const read = async (path: string, given: { readonly ref?: string; readonly accept?: string } = {}) => {
    const { rest } = await start({ commits: { [BASE_SHA]: { files } } });
    const headers = given.accept === undefined ? {} : { headers: { accept: given.accept } };
    return rest.repos.getContent({ ...HERE, path, ...(given.ref === undefined ? {} : { ref: given.ref }), ...headers });
  };

  it('come in base64 with line breaks, by branch and by SHA', async () => {
    const { data } = await read('gate.yml');
    if (!('content' in data)) throw new Error('not a file');
    expect(data.content).toContain('\n');
    expect(Buffer.from(data.content, 'base64').toString()).toBe(files['gate.yml']);
    await server.close();
    expect((await read('gate.yml', { ref: BASE_SHA })).data).toEqual(data);
  });

  it.each([
    ['large.json', { type: 'file', encoding: 'none', content: '', size: 1024 * 1024 + 1 }],
    ['docs/link.yml', { type: 'file', path: 'docs/link.yml', size: files['gate.yml'].length, sha: LINK_BLOB }],
    ['docs/outside', { type: 'symlink', target: '/etc/passwd' }],
    ['module', { type: 'submodule' }],
  ])('%s', async (path, expected) => {
    expect((await read(path)).data).toMatchObject(expected);
  });

  it('list a folder', async () => {
    const { data } = await read('docs');
    const listed = Array.isArray(data) ? data.map(({ name, type }) => [name, type]) : [];
    expect(listed).toEqual([
      ['deep', 'dir'],
      ['link.yml', 'symlink'],
      ['outside', 'symlink'],
    ]);
  });

  it('come as they are where that is asked', async () => {
    const { data } = await read('gate.yml', { accept: 'application/vnd.github.raw+json' });
    expect(data).toBe(files['gate.yml']);
  });

  it.each(['nowhere.yml', 'gate'])('%s is not found', async (path) => {
    expect(await statusOf(read(path))).toBe(404);
  });
});

describe('rights', () => {
  it.each([
    ['pull-requests', 'read', 403],
    ['pull-requests', 'none', 403],
    ['contents', 'none', 0],
  ] as const)('with %s: %s a comment gives %i', async (permission, level, status) => {
    const { rest } = await start({ permissions: { issues: 'none', [permission]: level } });
    expect(await statusOf(rest.issues.createComment({ ...TWELVE, body: 'x' }))).toBe(status);
  });

  it.each<[string, Parameters<typeof start>[0], number]>([
    ['a locked conversation', { pullRequests: [{ locked: true }] }, 403],
    ['a pull request that is not there', { pullRequests: [] }, 404],
  ])('%s takes no comment', async (_, given, status) => {
    const { rest } = await start(given);
    expect(await statusOf(rest.issues.createComment({ ...TWELVE, body: 'x' }))).toBe(status);
  });

  it.each([
    ['the greatest length', 'a'.repeat(65_536), 0],
    ['one letter more', 'a'.repeat(65_537), 422],
    ['a space', ' ', 422],
  ])('of a comment with %s', async (_, body, status) => {
    const { rest } = await start();
    expect(await statusOf(rest.issues.createComment({ ...TWELVE, body }))).toBe(status);
  });

  it.each([
    ['admin', 'admin', 'admin'],
    ['maintain', 'write', 'maintain'],
    ['triage', 'read', 'triage'],
    ['nobody', 'read', 'read'],
  ])('of %s show as %s, role %s', async (login, permission, role_name) => {
    const collaborators = { admin: 'admin', maintain: 'maintain', triage: 'triage' };
    const users = { admin: 1, maintain: 2, triage: 3, nobody: 4 };
    const { rest } = await start({ collaborators, users });
    const { data } = await rest.repos.getCollaboratorPermissionLevel({ ...HERE, username: login });
    expect(data).toMatchObject({ permission, role_name, user: { login } });
  });

  it('of teams are seen by the tokens that may see them', async () => {
    const teams = { 'acme/release': { members: { grace: 'pending' }, visibleTo: ['team-token'] } } as const;
    const { rest } = await start({ teams, tokens: { 'team-token': {}, 'other-token': {} } });
    const asked = { org: 'acme', team_slug: 'release', username: 'Grace' };
    const { data } = await octokit('team-token').rest.teams.getMembershipForUserInOrg(asked);
    expect(data.state).toBe('pending');
    const { teams: others } = octokit('other-token').rest;
    expect(await statusOf(others.getMembershipForUserInOrg(asked))).toBe(404);
    expect(await statusOf(rest.teams.getMembershipForUserInOrg(asked))).toBe(403);
    const absent = { ...asked, username: 'mona' };
    expect(await statusOf(octokit('team-token').rest.teams.getMembershipForUserInOrg(absent))).toBe(404);
  });

  it('tell who a token acts as: by GraphQL for the job, by /user for people only', async () => {
    const { graphql, rest } = await start({ tokens: { mine: { viewer: person('grace', 7) } } });
    const query = 'query Viewer {\n  viewer { databaseId, login }\n}';
    expect(await graphql(query)).toEqual({ viewer: { login: 'github-actions[bot]', databaseId: 41898282 } });
    expect(await statusOf(rest.users.getAuthenticated())).toBe(403);
    expect((await octokit('mine').rest.users.getAuthenticated()).data).toMatchObject({ login: 'grace', id: 7 });
  });
});

describe('scripts', () => {
  it('answer after some requests, as often as they are told', async () => {
    const { rest } = await start();
    const headers = { 'retry-after': '1' };
    server.script({
      path: /\/pulls\/12$/,
      after: 1,
      times: 2,
      answer: { status: 429, headers, body: { message: 'slow' } },
    });
    const statuses = [];
    for (let index = 0; index < 4; index += 1) {
      statuses.push(await statusOf(rest.pulls.get({ ...HERE, pull_number: 12 })));
    }
    expect(statuses).toEqual([0, 429, 429, 0]);
  });

  it('change the model between two requests', async () => {
    const { rest } = await start();
    server.script({
      path: /\/pulls\/12$/,
      after: 1,
      answer: (_, { pullRequests: [one] }) => {
        if (one !== undefined) one.head.sha = BASE_SHA;
      },
    });
    const heads = [];
    for (let index = 0; index < 2; index += 1) {
      heads.push((await rest.pulls.get({ ...HERE, pull_number: 12 })).data.head.sha);
    }
    expect(heads).toEqual([HEAD_SHA, BASE_SHA]);
  });

  it('send pages in place of data, broken JSON, and break connections', async () => {
    const { rest } = await start();
    server.script({ path: /\/pulls\/1$/, answer: { status: 200, body: '<html>Unicorn!</html>' } });
    const json = { 'content-type': 'application/json' };
    server.script({ path: /\/pulls\/2$/, answer: { status: 200, headers: json, body: '{"number":' } });
    server.script({ path: /\/pulls\/3$/, answer: 'reset' });
    server.script({ path: /\/pulls\/4$/, answer: 'never' });
    const ask = (pull_number: number, signal?: AbortSignal) =>
      rest.pulls.get({ ...HERE, pull_number, ...(signal === undefined ? {} : { request: { signal } }) });
    expect((await ask(1)).data).toBe('<html>Unicorn!</html>');
    expect((await ask(2)).data).toBe('{"number":');
    await expect(ask(3)).rejects.toThrow();
    await expect(ask(4, AbortSignal.timeout(100))).rejects.toThrow(/abort/);
  });

  it('see every request, its token included', async () => {
    const { rest } = await start({}, 'some-token');
    await rest.issues.createComment({ ...TWELVE, body: 'hi' });
    expect(server.requests).toEqual([
      {
        method: 'POST',
        path: '/repos/acme/assistant/issues/12/comments',
        query: {},
        body: { body: 'hi' },
        authorization: 'some-token',
      },
    ]);
    expect(server.model.pullRequests[0]?.comments.map(({ user, body }) => [user?.id, body])).toEqual([
      [41898282, 'hi'],
    ]);
  });
});

describe('events', () => {
  const model = fullModel({
    pullRequests: [{ number: 7, author: person('mona', 3) }],
    tags: { 'v1.0.0': BASE_SHA },
    workflowRuns: [{ pullRequests: [7] }],
  });

  it('name the repository, the pull request and the head of the model', async () => {
    await start();
    const sender = person('grace', 9);
    const event = pullRequestEvent(model, {
      action: 'labeled',
      label: 'launch-gate/override',
      headSha: BASE_SHA,
      sender,
    });
    const payload = JSON.parse(readFileSync(writePayload(event), 'utf8'));
    expect(payload).toMatchObject({
      action: 'labeled',
      number: 7,
      label: { name: 'launch-gate/override' },
      sender: { id: 9, login: 'grace' },
      repository: { full_name: 'acme/assistant', owner: { login: 'acme' } },
      pull_request: { number: 7, head: { sha: BASE_SHA }, base: { ref: 'main' }, user: { id: 3 } },
    });
    expect(event.env).toMatchObject({
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_REF: 'refs/pull/7/merge',
      GITHUB_WORKFLOW_REF: 'acme/assistant/.github/workflows/launch-gate.yml@refs/pull/7/merge',
    });
  });

  it.each([
    [pullRequestEvent(model, { name: 'pull_request_target' }), 'refs/heads/main', { number: 7 }],
    [
      mergeGroupEvent(model),
      `refs/heads/gh-readonly-queue/main/pr-7-${BASE_SHA}`,
      { merge_group: { head_ref: `refs/heads/gh-readonly-queue/main/pr-7-${BASE_SHA}`, base_ref: 'refs/heads/main' } },
    ],
    [pushEvent(model), 'refs/heads/main', { ref: 'refs/heads/main', after: BASE_SHA }],
    [releaseEvent(model), 'refs/tags/v1.0.0', { action: 'published', release: { tag_name: 'v1.0.0' } }],
    [workflowDispatchEvent(model, { inputs: { pr: '7' } }), 'refs/heads/main', { inputs: { pr: '7' } }],
    [
      workflowRunEvent(model),
      'refs/heads/main',
      { workflow_run: { head_sha: HEAD_SHA, head_branch: 'feature', pull_requests: [{ number: 7 }] } },
    ],
    [scheduleEvent(model), 'refs/heads/main', { schedule: '17 5 * * 1' }],
  ])('$name', async ({ payload, env }, ref, expected) => {
    await start();
    expect(env['GITHUB_REF']).toBe(ref);
    expect(payload).toMatchObject({ ...expected, repository: { full_name: 'acme/assistant', default_branch: 'main' } });
  });
});
