import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { redactor } from '../../src/core/redact.ts';
import { apiBudget } from '../../src/github/api-budget.ts';
import { callName } from '../../src/github/api-failure.ts';
import { type ApiAccess, openApi } from '../../src/github/octokit-api.ts';
import { type GitHubServer, startGitHub } from '../github-server/github-server.ts';
import type { GivenModel } from '../github-server/given-model.ts';

const PULL = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
const COMMENTS = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
const NUMBER = z.object({ number: z.int() });
const ANY_ID = z.object({ id: z.int() });
const SECRET = 'ghs_0123456789abcdefSECRET';

let server: GitHubServer;
afterEach(() => server.close({ unchecked: true }));

async function open(given: GivenModel = {}, access: Partial<ApiAccess> = {}) {
  server = await startGitHub({ pullRequests: [{}], ...given });
  const env = { GITHUB_API_URL: server.url, GITHUB_GRAPHQL_URL: `${server.url}/graphql` };
  return openApi({ token: SECRET, repository: { owner: 'acme', repo: 'assistant' }, env, secondMs: 2, ...access });
}

const twelve = { pull_number: 12 };

describe('a call', () => {
  it('asks once, with the token and the version of the API, and nothing before', async () => {
    const api = await open();
    expect(server.requests).toHaveLength(0);
    expect(await api.request(PULL, twelve, NUMBER)).toEqual({ ok: true, value: { number: 12 } });
    expect(
      server.requests.map(({ method, path, query, authorization }) => [method, path, query, authorization]),
    ).toEqual([['GET', '/repos/acme/assistant/pulls/12', {}, SECRET]]);
  });

  it('goes to the repository that is named, and sends no repository where the path has none', async () => {
    const api = await open({ users: { mona: 5 } });
    expect((await api.request('GET /users/{username}', { username: 'mona' }, ANY_ID)).ok).toBe(true);
    await api.request(PULL, { ...twelve, owner: 'other', repo: 'one' }, NUMBER);
    expect(server.requests.map(({ path, query }) => [path, query])).toEqual([
      ['/users/mona', {}],
      ['/repos/other/one/pulls/12', {}],
    ]);
  });

  it('writes nothing of its own, whatever happens', async () => {
    const writes = [
      ...(['log', 'warn', 'error', 'info', 'debug'] as const).map((level) => vi.spyOn(console, level)),
      vi.spyOn(process.stdout, 'write'),
      vi.spyOn(process.stderr, 'write'),
    ];
    const api = await open();
    server.script({ path: /./, times: 1, answer: { status: 500 } });
    server.script({
      path: /./,
      times: 1,
      after: 1,
      answer: { status: 200, headers: { deprecation: 'true' }, body: {} },
    });
    server.script({ path: /./, after: 2, answer: { status: 404 } });
    for (let i = 0; i < 3; i += 1) await api.request(PULL, twelve, NUMBER);
    const written = writes.flatMap((spy) => spy.mock.calls);
    for (const spy of writes) spy.mockRestore();
    expect(written).toEqual([]);
  });
});

describe('a failure', () => {
  it.each([
    [401, {}, 'GET pulls/12 answered 401: the token is not valid, or has expired'],
    [403, {}, 'GET pulls/12 answered 403: the token lacks a permission (pull-requests: read)'],
    [404, {}, 'GET pulls/12 answered 404: it is not there, or the token may not see it (pull-requests: read)'],
    [410, {}, 'GET pulls/12 answered 410: it is gone'],
    [422, {}, 'GET pulls/12 answered 422: GitHub does not accept the request'],
    [451, {}, 'GET pulls/12 answered 451: GitHub refused the request'],
  ])('with %i is not asked again', async (status, headers, detail) => {
    const api = await open();
    server.script({
      path: /./,
      answer: { status, headers, body: { message: `says ${SECRET}`, documentation_url: 'x' } },
    });
    expect(await api.request(PULL, twelve, NUMBER)).toEqual({ ok: false, status, detail });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['Unable to create comment because issue is locked.', 'the conversation is locked'],
    [
      'Resource protected by organization SAML enforcement.',
      "the token is not authorised for the organisation's sign-on",
    ],
    ['Resource not accessible by integration', 'the token lacks a permission (pull-requests: write)'],
  ])('with 403 and "%s" says what it is in plain words', async (message, words) => {
    const api = await open();
    server.script({ path: /./, answer: { status: 403, body: { message } } });
    const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
    const answer = await api.request(route, { issue_number: 12, body: 'x' }, ANY_ID);
    expect(answer).toEqual({ ok: false, status: 403, detail: `POST issues/12/comments answered 403: ${words}` });
  });

  it.each([
    ['HTML with 200', { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Sign in</h1>' }],
    ['broken JSON', { status: 200, headers: { 'content-type': 'application/json' }, body: '{"number": 12' }],
    ['an unreadable content type', { status: 200, headers: { 'content-type': '%%;;==' }, body: '{"number":12}' }],
    ['an empty body', { status: 200, body: '' }],
    ['no content', { status: 204 }],
    ['null', { status: 200, body: null }],
    ['a list where there is one', { status: 200, body: [] }],
    ['an error told with 200', { status: 200, body: { message: 'Server Error' } }],
    ['a number that is text', { status: 200, body: { number: '12' } }],
    ['a number beyond every number', { status: 200, body: '{"number": 1e999}' }],
  ])('is %s, and has no status', async (_, answer) => {
    const api = await open();
    server.script({ path: /./, answer });
    expect(await api.request(PULL, twelve, NUMBER)).toMatchObject({ ok: false, status: null });
  });

  it('never shows the token, the query, the host or what the answer said', async () => {
    const api = await open();
    server.script({ path: /./, answer: { status: 403, body: { message: `Bad ${SECRET} ${server.url}` } } });
    const answer = await api.request(
      'GET /repos/{owner}/{repo}/contents/{path}',
      { path: 'a/b.yml', ref: 'main' },
      NUMBER,
    );
    expect(answer).toMatchObject({
      detail: 'GET contents/a/b.yml answered 403: the token lacks a permission (contents: read)',
    });
  });

  it.each([['not a url'], ['ftp://github.test'], ['https://user:pass@github.test'], ['https://github.test/?x=1']])(
    'is the address %s, which nothing is sent to',
    async (url) => {
      const api = await open({}, { env: { GITHUB_API_URL: url } });
      const detail = 'GET pulls/12: GITHUB_API_URL is not a URL';
      expect(await api.request(PULL, twelve, NUMBER)).toEqual({ ok: false, status: null, detail });
      expect(await api.graphql('{ viewer { login } }', {}, z.unknown())).toMatchObject({ ok: false });
    },
  );
});

describe('asking again', () => {
  it.each([[500], [502], [503], [504], [429]])('helps after %i', async (status) => {
    const api = await open();
    server.script({ path: /./, times: 2, answer: { status, body: { message: 'Oops' } } });
    expect((await api.request(PULL, twelve, NUMBER)).ok).toBe(true);
    expect(server.requests).toHaveLength(3);
  });

  it('helps after a broken connection', async () => {
    const api = await open();
    server.script({ path: /./, times: 1, answer: 'reset' });
    expect((await api.request(PULL, twelve, NUMBER)).ok).toBe(true);
    expect(server.requests).toHaveLength(2);
  });

  it('ends after three times, with the status', async () => {
    const api = await open();
    server.script({ path: /./, answer: { status: 502, body: 'Bad gateway' } });
    const detail = 'GET pulls/12 answered 502: GitHub itself failed';
    expect(await api.request(PULL, twelve, NUMBER)).toEqual({ ok: false, status: 502, detail });
    expect(server.requests).toHaveLength(4);
  });

  it('ends after three times where no answer comes, without a status', async () => {
    const api = await open();
    server.script({ path: /./, answer: 'reset' });
    expect(await api.request(PULL, twelve, NUMBER)).toMatchObject({ ok: false, status: null });
    expect(server.requests).toHaveLength(4);
  });

  it('ends with the first answer that says no', async () => {
    const api = await open();
    server.script({ path: /./, times: 1, answer: { status: 500 } });
    server.script({ path: /./, after: 1, answer: { status: 403, body: { message: 'Forbidden' } } });
    expect(await api.request(PULL, twelve, NUMBER)).toMatchObject({ status: 403 });
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    [429, { 'retry-after': '20' }, 'Too many requests'],
    [403, { 'retry-after': '20' }, 'You have exceeded a secondary rate limit.'],
    [403, { 'retry-after': '20' }, 'Abuse detected'],
  ])('waits as long as a %i with %j says', async (status, headers, message) => {
    const api = await open();
    server.script({ path: /./, times: 1, answer: { status, headers, body: { message } } });
    const from = performance.now();
    expect((await api.request(PULL, twelve, NUMBER)).ok).toBe(true);
    // Twenty seconds of two milliseconds.
    expect(performance.now() - from).toBeGreaterThanOrEqual(38);
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    [429, { 'retry-after': '61' }],
    [403, { 'retry-after': '3600' }],
    [403, { 'retry-after': 'Mon, 23 Nov 2026 00:00:00 GMT' }],
    [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4000000000' }],
    [429, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'nonsense', 'retry-after': '99999999' }],
  ])('fails at once where a %i with %j does not fit into the time left', async (status, headers) => {
    const api = await open({}, { secondMs: 1000 });
    server.script({ path: /./, answer: { status, headers, body: { message: 'secondary rate limit' } } });
    const from = performance.now();
    const reason = 'a rate limit is used up, and waiting for it would take too long';
    const detail = `GET pulls/12 answered ${status}: ${reason}`;
    expect(await api.request(PULL, twelve, NUMBER)).toEqual({ ok: false, status, detail });
    expect(performance.now() - from).toBeLessThan(1000);
    expect(server.requests).toHaveLength(1);
  });
});

describe('the time for all calls', () => {
  it('ends a call that never answers, and every call after it without asking', async () => {
    const api = await open({}, { budgetMs: 300 });
    server.script({ path: /./, answer: 'never' });
    const from = performance.now();
    const late = "the time for calls to GitHub's API is used up";
    const failed = { ok: false, status: null, detail: `GET pulls/12: ${late}` };
    expect(await api.request(PULL, twelve, NUMBER)).toEqual(failed);
    expect(performance.now() - from).toBeLessThan(2000);
    const asked = server.requests.length;
    expect(await api.request(PULL, twelve, NUMBER)).toEqual(failed);
    expect(await api.list(COMMENTS, { issue_number: 12 }, ANY_ID)).toMatchObject({ ok: false });
    expect(server.requests).toHaveLength(asked);
  });

  it('ends repetitions that do not fit', async () => {
    const api = await open({}, { budgetMs: 600, secondMs: 1000 });
    server.script({ path: /./, answer: { status: 500 } });
    const from = performance.now();
    expect(await api.request(PULL, twelve, NUMBER)).toMatchObject({ ok: false, status: 500 });
    expect(performance.now() - from).toBeLessThan(600);
    expect(server.requests).toHaveLength(1);
  });

  it('counts only while a call is under way, and calls at the same time once', async () => {
    const budget = apiBudget({}, 1000);
    await new Promise((done) => setTimeout(done, 60));
    expect(budget.leftMs()).toBe(1000);
    budget.begin();
    budget.begin();
    await new Promise((done) => setTimeout(done, 60));
    budget.end();
    budget.end();
    const left = budget.leftMs();
    expect(left).toBeLessThan(945);
    expect(left).toBeGreaterThan(600);
    await new Promise((done) => setTimeout(done, 60));
    expect(budget.leftMs()).toBe(left);
  });

  it.each([
    [undefined, 60_000],
    ['30', 30_000],
    ['0.5', 500],
    ['0', 0],
    ['600', 60_000],
    ['-1', 60_000],
    ['1e9', 60_000],
    ['Infinity', 60_000],
    ['NaN', 60_000],
    ['', 60_000],
  ])('LAUNCH_GATE_API_SECONDS %s leaves %i ms', (text, expected) => {
    expect(apiBudget({ LAUNCH_GATE_API_SECONDS: text }).leftMs()).toBe(expected);
  });

  it('is never longer than a minute, and may be shared', async () => {
    expect(apiBudget({}, 3_600_000).leftMs()).toBe(60_000);
    const begin = vi.fn();
    const budget = { ...apiBudget({}, 0), begin };
    const api = await open({}, { budget });
    expect(await api.request(PULL, twelve, NUMBER)).toMatchObject({ ok: false, status: null });
    expect(begin).not.toHaveBeenCalled();
  });
});

describe('a list', () => {
  const comments = (count: number) => [{ comments: Array.from({ length: count }, () => ({})) }];

  it.each([
    [0, 1],
    [1, 1],
    [100, 1],
    [101, 2],
    [250, 3],
  ])('of %i entries is read in %i pages, in order', async (count, pages) => {
    const api = await open({ pullRequests: comments(count) });
    const answer = await api.list(COMMENTS, { issue_number: 12 }, ANY_ID);
    const ids = answer.ok ? answer.value.map(({ id }) => id) : null;
    expect(ids).toEqual(Array.from({ length: count }, (_, index) => 101 + index));
    expect(server.requests).toHaveLength(pages);
    expect(server.requests[0]?.query).toEqual({ per_page: '100' });
  });

  it('goes on by a cursor where GitHub gives one', async () => {
    const activity = { 'acme/assistant': Array.from({ length: 120 }, () => ({})) };
    const api = await open({ activity });
    const route = 'GET /repos/{owner}/{repo}/activity';
    const answer = await api.list(route, { ref: 'refs/heads/feature' }, ANY_ID);
    expect(answer.ok && answer.value.length).toBe(120);
    expect(server.requests.map(({ query }) => [query['ref'], query['after'] ?? null])).toEqual([
      ['refs/heads/feature', null],
      ['refs/heads/feature', 'cursor:100'],
    ]);
  });

  it('ends early where that is enough', async () => {
    const api = await open({ pullRequests: comments(250) });
    const enough = (items: readonly unknown[]) => items.length >= 100;
    const answer = await api.list(COMMENTS, { issue_number: 12 }, ANY_ID, { enough });
    expect(answer.ok && answer.value.length).toBe(100);
    expect(server.requests).toHaveLength(1);
  });

  it('of more pages than allowed fails, and is not cut short', async () => {
    const api = await open({ pullRequests: comments(201) });
    const exactly = await api.list(COMMENTS, { issue_number: 12 }, ANY_ID, { mostPages: 3 });
    expect(exactly.ok && exactly.value.length).toBe(201);
    const detail = 'GET issues/12/comments: the list has more than 2 pages';
    expect(await api.list(COMMENTS, { issue_number: 12 }, ANY_ID, { mostPages: 2 })).toEqual({
      ok: false,
      status: null,
      detail,
    });
  });

  it('that never ends is given up', async () => {
    const api = await open();
    const link = `<${server.url}/repositories/7/issues/12/comments?page=2>; rel="next"`;
    server.script({ path: /comments/, answer: { status: 200, headers: { link }, body: [] } });
    expect(await api.list(COMMENTS, { issue_number: 12 }, ANY_ID)).toMatchObject({ ok: false, status: null });
    expect(server.requests).toHaveLength(50);
  });

  it('fails as a whole where one page does', async () => {
    const api = await open({ pullRequests: comments(150) });
    server.script({ path: /page=2/, answer: { status: 403 } });
    expect(await api.list(COMMENTS, { issue_number: 12 }, ANY_ID)).toMatchObject({ ok: false, status: 403 });
  });

  it('fails as a whole where one entry is of another shape', async () => {
    const api = await open();
    server.script({ path: /comments/, answer: { status: 200, body: [{ id: 1 }, { id: null }] } });
    expect(await api.list(COMMENTS, { issue_number: 12 }, ANY_ID)).toMatchObject({ ok: false, status: null });
  });

  it('never follows a link to another host', async () => {
    const api = await open();
    const link = '<https://evil.test/steal?page=2>; rel="next"';
    server.script({ path: /comments/, times: 1, answer: { status: 200, headers: { link }, body: [{ id: 1 }] } });
    expect((await api.list(COMMENTS, { issue_number: 12 }, ANY_ID)).ok).toBe(true);
    expect(server.requests).toHaveLength(2);
  });
});

describe('the name of a call', () => {
  const CONTENTS = 'GET /repos/{owner}/{repo}/contents/{path}';
  const nameOf = (path: string) => callName(CONTENTS, { path }).replace('GET contents/', '');

  it.each([99, 100, 101, 5000])('is cut where %i characters are too many', (length) => {
    const name = nameOf('x'.repeat(length));
    expect(name).toBe(length <= 100 ? 'x'.repeat(length) : `${'x'.repeat(99)}…`);
  });

  it.each([60, 70, 80, 90])('shows no part of a secret behind %i characters, cut or not', async (before) => {
    const api = await open();
    server.script({ path: /contents/, answer: { status: 403, body: {} } });
    const answer = await api.request(CONTENTS, { path: `${'x'.repeat(before)}${SECRET}` }, ANY_ID);
    const shown = redactor([SECRET])(answer.ok ? '' : answer.detail);
    expect(shown).toContain('***');
    expect(shown).not.toContain('ghs_');
  });
});

describe('GraphQL', () => {
  const VIEWER = z.object({ viewer: z.object({ login: z.string() }) });
  const QUERY = '{ viewer { login databaseId } }';

  it('is asked at its own address', async () => {
    const api = await open();
    expect(await api.graphql(QUERY, {}, VIEWER)).toEqual({
      ok: true,
      value: { viewer: { login: 'github-actions[bot]' } },
    });
    expect(server.requests.map(({ method, path }) => [method, path])).toEqual([['POST', '/graphql']]);
  });

  it('is beside the REST API on an enterprise server', async () => {
    const api = await open();
    const env = { GITHUB_API_URL: `${server.url}/api/v3` };
    const enterprise = openApi({ token: SECRET, repository: api, env });
    expect((await enterprise.request(PULL, twelve, NUMBER)).ok).toBe(true);
    expect((await enterprise.graphql(QUERY, {}, VIEWER)).ok).toBe(true);
  });

  it.each([
    ['errors beside data', { data: { viewer: { login: 'x' } }, errors: [{ message: 'no' }] }],
    ['errors alone', { data: null, errors: [{ message: 'no', type: 'FORBIDDEN' }] }],
    ['no data', { data: null }],
    ['nothing', {}],
  ])('fails with %s', async (_, body) => {
    const api = await open();
    server.script({ path: /graphql/, answer: { status: 200, body } });
    expect(await api.graphql(QUERY, {}, VIEWER)).toMatchObject({ ok: false, status: null });
  });

  it('fails within its time where the connection breaks or a limit is reached', async () => {
    const api = await open();
    server.script({ path: /graphql/, times: 4, answer: 'reset' });
    expect(await api.graphql(QUERY, {}, VIEWER)).toMatchObject({ ok: false, status: null });
    const errors = [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }];
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4000000000' };
    server.script({ path: /graphql/, answer: { status: 200, headers, body: { data: null, errors } } });
    expect(await api.graphql(QUERY, {}, VIEWER)).toMatchObject({ ok: false });
  });
});
