import { afterEach, describe, expect, it } from 'vitest';
import { httpSource } from '../../src/sources/http-source.ts';
import { drip, inTurn, json, status, text } from '../hostile-server/answers.ts';
import { type Handler, type LocalServer, startServer } from '../hostile-server/start-server.ts';
import { localNetwork, measured } from './http/requests.ts';

const servers: LocalServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serving(handler: Handler): Promise<LocalServer> {
  const server = await startServer(handler);
  servers.push(server);
  return server;
}

/** One metric of a server that answers with a text. */
async function read(body: string, keys: Readonly<Record<string, unknown>> = { value: 'v' }, source = {}) {
  const server = await serving(text(body, { 'content-type': 'application/json' }));
  const measurements = await measured({ url: `${server.url}/v1/x?token=s3cret-value`, ...source }, { m: keys });
  expect(JSON.stringify(measurements)).not.toContain('s3cret-value');
  return measurements['m'];
}

describe('a value over HTTP', () => {
  it('comes with its size, its time and where it was read, of which the query is not shown', async () => {
    const body = '{"data": {"rate": 0.93, "n": 1200, "ok": 1116, "to": "2026-11-20T10:00:00+01:00"}}';
    const keys = { value: 'data.rate', 'sample-size': 'data.n', successes: 'data.ok', 'observed-at': 'data.to' };
    const measurement = await read(body, keys);
    expect(measurement).toMatchObject({
      kind: 'measured',
      value: 0.93,
      sampleSize: 1200,
      successes: 1116,
      observedAtMs: Date.UTC(2026, 10, 20, 9),
      observedAtKind: 'sample',
      url: null,
      notes: [],
      provenance: { source: 'api', where: expect.stringMatching(/^127\.0\.0\.1:\d+\/v1\/x$/), kind: 'live' },
    });
    expect(measurement).not.toHaveProperty('valueFromCounts');
  });

  it('is the share of counts, or what stands under its own id, where no value is written', async () => {
    const body = '{"n": "200", "ok": 150, "m": 7, "toString": 8, "my-metric.v2": 9}';
    expect(await read(body, { 'sample-size': 'n', successes: 'ok' })).toMatchObject({
      value: 0.75,
      sampleSize: 200,
      successes: 150,
      valueFromCounts: true,
    });
    expect(await read(body, {})).toMatchObject({ value: 7 });
    const server = await serving(text(body));
    const own = await measured({ url: server.url }, { 'my-metric.v2': {}, constructor: {}, missing: {} });
    expect(own['my-metric.v2']).toMatchObject({ value: 9 });
    expect([own['constructor']?.kind, own['missing']?.kind]).toEqual(['absent', 'absent']);
  });

  it.each([
    ['0.5', 0.5],
    ['"0.5"', 0.5],
    ['"-12"', -12],
    ['"007"', 7],
    ['0', 0],
    ['-0.0', -0],
    ['1e3', 1000],
    ['"9007199254740993"', 9007199254740992],
  ])('%s is a number', async (written, value) => {
    expect(await read(`{"v": ${written}}`)).toMatchObject({ kind: 'measured', value });
  });

  it.each([
    ['NaN', 'not-a-number'],
    ['Infinity', 'not-a-number'],
    ['-Infinity', 'not-a-number'],
    ['1e999', 'not-a-number'],
    ['"0x10"', 'not-a-number'],
    ['" 1 "', 'not-a-number'],
    ['"1\\n"', 'not-a-number'],
    ['"1,5"', 'not-a-number'],
    ['"1.5%"', 'not-a-number'],
    ['""', 'not-a-number'],
    ['"Infinity"', 'not-a-number'],
    ['"NaN"', 'not-a-number'],
    ['"1e3"', 'not-a-number'],
    ['"+1"', 'not-a-number'],
    ['"٣"', 'not-a-number'],
    [`"${'9'.repeat(400)}"`, 'not-a-number'],
    ['true', 'wrong-type'],
    ['[0.5]', 'wrong-type'],
    ['{"v": 0.5}', 'wrong-type'],
    ['"s3cret-value"', 'not-a-number'],
  ])('%s is %s', async (written, code) => {
    expect(await read(`{"v": ${written}}`)).toMatchObject({ kind: 'failed', code });
  });

  it('that is text says what to select instead', async () => {
    expect(await read('{"v": "93%"}')).toMatchObject({
      detail: expect.stringMatching(/no plain decimal: select the number itself, .* scale: 0\.01/),
    });
  });

  it.each([
    ['{}', { value: 'v' }],
    ['{"v": null}', { value: 'v' }],
    ['[]', { value: '[0].v' }],
    ['null', { value: 'v' }],
    ['7', {}],
    ['{"rows": []}', { value: 'avg(rows[].v)' }],
    ['{"rows": []}', { value: 'max(rows[].v)' }],
    ['{"v": ""}', { value: 'to_number(v)' }],
    ['{"ok": 0, "n": 0}', { successes: 'ok', 'sample-size': 'n' }],
    ['{"ok": 5}', { successes: 'ok', 'sample-size': 'n' }],
    ['{"n": 5}', { successes: 'ok', 'sample-size': 'n' }],
    ['{"v": 1}', { value: 'constructor.length' }],
    ['{"v": 1}', { value: '__proto__.v' }],
  ])('%s with %j is missing', async (body, keys) => {
    expect((await read(body, keys))?.kind).toBe('absent');
  });

  it.each([
    ['{"v": 0.5, "n": 2.5}', { value: 'v', 'sample-size': 'n' }, 'impossible-count'],
    ['{"v": 0.5, "n": -4}', { value: 'v', 'sample-size': 'n' }, 'impossible-count'],
    ['{"v": 0.5, "n": 0}', { value: 'v', 'sample-size': 'n' }, 'impossible-count'],
    ['{"v": 0.5, "n": 1e17}', { value: 'v', 'sample-size': 'n' }, 'impossible-count'],
    ['{"v": 0.5, "n": "x"}', { value: 'v', 'sample-size': 'n' }, 'not-a-number'],
    ['{"v": 0.5, "n": [4]}', { value: 'v', 'sample-size': 'n' }, 'wrong-type'],
    ['{"v": 0.5, "name": "ten letters"}', { value: 'v', 'sample-size': 'length(name)' }, 'wrong-type'],
    ['{"n": 4, "ok": 5}', { successes: 'ok', 'sample-size': 'n' }, 'impossible-count'],
    ['{"v": 0.5, "n": 4, "ok": 3}', { value: 'v', successes: 'ok', 'sample-size': 'n' }, 'ambiguous'],
    ['{"v": 0.5, "v": 0.9}', { value: 'v' }, 'ambiguous'],
    ['{"a": {"v": 1}, "a": {"v": 1}}', { value: 'a.v' }, 'ambiguous'],
    ['{"m": 0.5, "m": 0.9}', {}, 'ambiguous'],
    ['{"v": 0.9}', { value: 'v || `0.99`' }, 'config'],
    ['{"v": 0.9}', { value: 'v.' }, 'config'],
    ['{"v": 0.9}', { value: '{a: v}.constructor.length' }, 'config'],
    ['{"v": 0.9}', { value: 'v', 'sample-size': '`500`' }, 'config'],
    ['{"v": 0.9}', { value: 'sum(v)' }, 'wrong-type'],
    ['{"v": 1e308}', { value: 'v', scale: 100 }, 'not-a-number'],
    ['{"v": 0.9', { value: 'v' }, 'bad-response'],
    ['', { value: 'v' }, 'bad-response'],
    ['<html>s3cret-value</html>', { value: 'v' }, 'bad-response'],
    [`${'['.repeat(5000)}${']'.repeat(5000)}`, { value: 'v' }, 'bad-response'],
    ['{"v": 0.9}', { value: 'v', json: {}, query: { a: '\ud800' } }, 'config'],
  ])('%s with %j is %s', async (body, keys, code) => {
    expect(await read(body, keys)).toMatchObject({ kind: 'failed', code });
  });

  it('is scaled', async () => {
    expect(await read('{"v": 93.5}', { value: 'v', scale: 0.01 })).toMatchObject({ value: 0.935 });
  });

  it('says so where a cache held it', async () => {
    const server = await serving(json({ v: 1 }, { age: '90' }));
    const { m } = await measured({ url: server.url }, { m: { value: 'v' } });
    expect(m).toMatchObject({ value: 1, notes: expect.arrayContaining([expect.stringContaining('90 s')]) });
  });
});

describe('the time of a value', () => {
  const day = Date.UTC(2026, 10, 20);
  it.each([
    ['"2026-11-20T00:00:00Z"', {}, day],
    ['1795132800', { 'observed-at-format': 'unix-s' }, day],
    ['"1795132800000"', { 'observed-at-format': 'unix-ms' }, day],
    ['1795132800000000', { 'observed-at-format': 'unix-us' }, day],
    ['"2026-11-20"', { 'observed-at-format': 'date' }, day + 86_399_999],
  ])('%s by %j', async (written, keys, observedAtMs) => {
    const body = `{"v": 1, "t": ${written}}`;
    expect(await read(body, { value: 'v', 'observed-at': 't', ...keys })).toMatchObject({
      observedAtMs,
      observedAtKind: 'sample',
      notes: [],
    });
  });

  it.each(['sample', 'last-event', 'window-end', 'computed', 'query-time'])('stands for a %s', async (kind) => {
    const keys = { value: 'v', 'observed-at': 't', 'observed-at-kind': kind };
    expect(await read('{"v": 1, "t": "2026-11-20T00:00:00Z"}', keys)).toMatchObject({ observedAtKind: kind });
  });

  it.each([
    ['"2026-11-20T00:00:00"', 'no zone'],
    ['"yesterday"', 'selects text that is not a time such as 2026-'],
    ['1795132800', 'observed-at "t" selects a number: add observed-at-format: unix-s'],
    ['"1795132800"', 'add observed-at-format: unix-s'],
    ['1795132800000', 'add observed-at-format: unix-ms'],
    ['1795132800000000', 'add observed-at-format: unix-us'],
    ['12', 'selects a number that is not a time'],
    ['"2026-11-20"', 'observed-at "t" selects a date without a time: add observed-at-format: date'],
    ['null', 'observed-at "t" selects nothing'],
    ['["2026-11-20T00:00:00Z"]', 'selects a list, not a time'],
    ['"2126-11-20T00:00:00Z"', 'outside the years'],
    ['1795132800000', 'write observed-at-format: unix-ms', 'unix-s'],
    ['12', 'outside the years', 'unix-s'],
    ['"2026-11-20T00:00:00Z"', 'write observed-at-format: rfc3339', 'unix-s'],
    ['"yesterday"', 'not a time as observed-at-format: date says', 'date'],
  ])('is none where it is %s: %s', async (written, says, format?: string) => {
    const named = format === undefined ? {} : { 'observed-at-format': format };
    const keys = { value: 'v', 'observed-at': 't', 'observed-at-kind': 'sample', ...named };
    expect(await read(`{"v": 1, "t": ${written}}`, keys)).toMatchObject({
      value: 1,
      observedAtMs: null,
      observedAtKind: 'none',
      notes: [expect.stringContaining(says)],
    });
  });

  it('is none where the criteria do not say where it stands', async () => {
    expect(await read('{"v": 1, "t": "2026-11-20T00:00:00Z"}')).toMatchObject({
      observedAtKind: 'none',
      notes: ['no observed-at is written in from'],
    });
  });

  it('is none where it is written in the criteria, or stands twice', async () => {
    const written = { value: 'v', 'observed-at': "t || '2026-11-20T00:00:00Z'" };
    for (const [body, keys] of [
      ['{"v": 1}', written],
      ['{"v": 1, "t": "2026-11-20T00:00:00Z", "t": "2026-11-20T00:00:00Z"}', { value: 'v', 'observed-at': 't' }],
    ] as const)
      expect(await read(body, keys)).toMatchObject({ observedAtMs: null, notes: [expect.any(String)] });
  });
});

describe('what stands against a response', () => {
  it.each([
    ['{"v": 1, "errors": [1]}', { 'fail-if': 'length(errors) > `0`' }, 'server'],
    ['{"v": 1, "status": "no"}', { 'fail-if': "status != 'ok'" }, 'server'],
    ['{"v": 1}', { 'fail-if': "status != 'ok'" }, 'server'],
    ['{"v": 1, "sampled": true}', { 'partial-if': 'sampled' }, 'partial'],
    ['{"v": 1, "sampled": true, "bad": true}', { 'partial-if': 'sampled', 'fail-if': 'bad' }, 'server'],
    ['{"v": 1, "bad": 1}', { 'fail-if': 'bad' }, 'server'],
    ['{"v": 1, "bad": 0}', { 'fail-if': 'bad' }, 'server'],
    ['{"v": 1, "bad": "false"}', { 'partial-if': 'bad' }, 'partial'],
    ['{"v": 1, "bad": [null]}', { 'fail-if': 'bad' }, 'server'],
    ['{"v": 1, "bad": {"code": null}}', { 'fail-if': 'bad' }, 'server'],
    ['{"v": 1, "next": "/page/2"}', { 'partial-if': 'next' }, 'partial'],
    ['{"v": 1, "done": []}', { 'ready-if': 'done' }, 'config'],
    ['{"v": 1, "done": ""}', { 'ready-if': 'done' }, 'config'],
    ['{"v": 1}', { 'fail-if': 'a.' }, 'config'],
    ['{"v": 1}', { 'fail-if': 'length(errors) > `0`' }, 'wrong-type'],
    ['{"v": 1, "done": 1}', { 'ready-if': 'done' }, 'config'],
    ['{"v": 1, "done": true}', { 'ready-if': 'done || `true`' }, 'config'],
    ['{"bad": true}', { 'fail-if': 'bad' }, 'server'],
    ['{"v": "x", "bad": true}', { 'partial-if': 'bad' }, 'partial'],
  ])('%s with %j is %s', async (body, keys, code) => {
    expect(await read(body, { value: 'v', ...keys })).toMatchObject({ kind: 'failed', code });
  });

  it.each([
    { 'fail-if': 'bad' },
    { 'fail-if': 'bad', 'partial-if': 'part', 'ready-if': 'done' },
    { 'ready-if': '!running' },
  ])('nothing, where the conditions say false or nothing: %j', async (keys) => {
    const body = '{"v": 1, "done": true, "part": false, "running": false}';
    expect(await read(body, { value: 'v', ...keys })).toMatchObject({ kind: 'measured', value: 1 });
  });

  it.each(['null', 'false', '""', '[]', '{}'])('nothing, where the conditions give %s', async (bad) => {
    for (const key of ['fail-if', 'partial-if'])
      expect(await read(`{"v": 1, "bad": ${bad}}`, { value: 'v', [key]: 'bad' })).toMatchObject({ value: 1 });
  });

  it('the schema, which goes before all conditions', async () => {
    const schema = { required: ['rows'], properties: { rows: { type: 'array' } } };
    const keys = { value: 'v', 'fail-if': 'bad', 'ready-if': 'done' };
    const refused = await read('{"v": 1, "bad": true, "rows": "s3cret-value"}', keys, { schema });
    expect(refused).toMatchObject({ code: 'bad-response', detail: expect.stringContaining('"/rows"') });
    expect(await read('{"v": 1, "rows": []}', { value: 'v' }, { schema })).toMatchObject({ value: 1 });
    expect(await read('{"v": 1}', { value: 'v' }, { schema: { type: 'nothing' } })).toMatchObject({ code: 'config' });
  });
});

describe('results that become ready', () => {
  const state = (name: string, more = {}) => json({ status: name, ...more });
  const keys = { value: 'v', 'ready-if': "status == 'done'", 'fail-if': "status == 'failed'" };

  it('are asked for until they are', async () => {
    const server = await serving(inTurn(state('runs'), json({}), state('runs'), state('done', { v: 4 })));
    expect((await measured({ url: server.url }, { m: keys }))['m']).toMatchObject({ value: 4 });
    expect(server.requests).toHaveLength(4);
  });

  it('are asked for together by all who wait for the same', async () => {
    const server = await serving(inTurn(state('runs'), state('runs'), state('done', { v: 4, w: 5 })));
    const both = await measured({ url: server.url }, { m: keys, n: { ...keys, value: 'w' } });
    expect([both['m'], both['n']]).toMatchObject([{ value: 4 }, { value: 5 }]);
    expect(server.requests).toHaveLength(3);
  });

  it.each([
    ['say nothing of it', json({ v: 1 }), { 'ready-if': 'done' }],
    ['say no', json({ v: 1, done: false }), { 'ready-if': 'done' }],
    ['do not say that they still run', json({ v: 1 }), { 'ready-if': '!running' }],
    ['do not say how they are', json({ v: 1 }), { 'ready-if': "status != 'runs'" }],
  ])('are not ready where they %s', async (_, handler, condition) => {
    const server = await serving(handler);
    const source = { url: server.url, timeout: '1s' };
    const { m } = await measured(source, { m: { value: 'v', ...condition } }, { everyMs: 300 });
    expect(m).toMatchObject({ kind: 'failed', code: 'not-ready' });
    expect(server.requests.length).toBeGreaterThan(2);
    expect(server.requests.length).toBeLessThan(6);
  });

  it('are waited for no longer than the whole gate may take', async () => {
    const server = await serving(state('runs'));
    const { network } = localNetwork({}, 400);
    const started = performance.now();
    const { m } = await measured({ url: server.url, timeout: '30s' }, { m: keys }, { network, everyMs: 5000 });
    expect(m).toMatchObject({ kind: 'failed', code: 'not-ready' });
    expect(performance.now() - started).toBeLessThan(4000);
  });

  it('fail as soon as asking fails', async () => {
    const server = await serving(inTurn(state('runs'), status(403)));
    expect((await measured({ url: server.url }, { m: keys }))['m']).toMatchObject({ code: 'forbidden' });
  });
});

describe('requests', () => {
  it('are made once for all metrics that ask the same, and once more for each that asks for more', async () => {
    const server = await serving((request, response) => json({ v: 1, url: request.url })(request, response));
    const { network } = localNetwork();
    const source = { url: `${server.url}/x?a=1`, query: { b: 2 } };
    const metrics = {
      one: { value: 'v' },
      two: { value: 'v', 'sample-size': 'v' },
      three: { value: 'v', query: { b: 3 } },
      four: { value: 'v', query: { c: 4 } },
    };
    const all = await measured(source, metrics, { network });
    expect(Object.values(all).map(({ kind }) => kind)).toEqual(Array(4).fill('measured'));
    expect(server.requests.map(({ url }) => url).sort()).toEqual(['/x?a=1&b=2', '/x?a=1&b=2&c=4', '/x?a=1&b=3']);
    await measured({ url: `${server.url}/x?a=1&b=2` }, { other: { value: 'v' } }, { network });
    expect(server.requests).toHaveLength(3);
  });

  it('post bodies, with headers and credentials', async () => {
    const server = await serving(json({ v: 1 }));
    const { network, secrets } = localNetwork({ API_TOKEN: 'a-s3cret-token' });
    const source = { url: server.url, json: { q: 1 }, headers: { 'X-Org': 'acme' }, auth: { bearer: 'API_TOKEN' } };
    expect((await measured(source, { m: { value: 'v', json: { r: 2 } } }, { network }))['m']).toMatchObject({
      value: 1,
    });
    const [request] = server.requests;
    expect(request).toMatchObject({ method: 'POST', body: '{"q":1,"r":2}' });
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json',
      accept: 'application/json',
      'x-org': 'acme',
      authorization: 'Bearer a-s3cret-token',
    });
    expect(secrets).toContain('a-s3cret-token');
    const form = { url: server.url, form: { a: 'b c' }, headers: { 'Content-Type': 'application/x-y' } };
    await measured(form, { m: { value: 'v' } });
    expect(server.requests[1]).toMatchObject({ body: 'a=b%20c', headers: { 'content-type': 'application/x-y' } });
  });

  it.each([
    [{ auth: { bearer: 'NOT_SET' } }],
    [{ auth: { bearer: 'API_TOKEN', header: { name: 'X-Key', value: 'API_TOKEN' } } }],
    [{ timeout: 'soon' }],
    [{ headers: { Authorization: 'Bearer a-s3cret-token' } }],
    [{ headers: { Cookie: 'a-s3cret-token' } }],
    [{ json: {}, form: { a: 1 } }],
    [{ method: 'GET', json: {} }],
    [{ url: 'https://user:a-s3cret-token@example.com/' }],
  ])('are not made where %j cannot be sent', async (keys) => {
    const server = await serving(json({ v: 1 }));
    const { network } = localNetwork({ API_TOKEN: 'a-s3cret-token' });
    const { m } = await measured({ url: server.url, ...keys }, { m: { value: 'v' } }, { network });
    expect(m).toMatchObject({ kind: 'failed', code: 'config' });
    expect(JSON.stringify(m)).not.toContain('a-s3cret-token');
    expect(server.requests).toEqual([]);
  });

  it.each([
    [status(401), 'auth'],
    [status(403), 'forbidden'],
    [status(404), 'not-found'],
    [status(500), 'server'],
    [status(429, { 'retry-after': '3600' }), 'rate-limited'],
    [drip, 'timeout'],
  ])('that fail say why (%#)', async (handler, code) => {
    const server = await serving(handler);
    const source = { url: `${server.url}/v1?token=s3cret-value`, timeout: '1s' };
    const { m } = await measured(source, { m: { value: 'v' } });
    expect(m).toMatchObject({ kind: 'failed', code, provenance: { kind: 'live' } });
    expect(JSON.stringify(m)).not.toContain('s3cret-value');
  });

  it('follow no redirect, and carry no credential there', async () => {
    const other = await serving(json({ v: 1 }));
    const server = await serving(status(302, { location: `${other.url}/?s3cret-value` }));
    const { network } = localNetwork({ KEY: 'a-s3cret-token' });
    const auth = { header: { name: 'X-API-Key', value: 'KEY' } };
    const { m } = await measured({ url: server.url, auth }, { m: { value: 'v' } }, { network });
    expect(m).toMatchObject({ kind: 'failed', code: 'blocked' });
    expect(JSON.stringify(m)).not.toContain('s3cret');
    expect(other.requests).toEqual([]);
  });

  it('are not made in a run that may ask nobody', async () => {
    const source = { id: 'api', keys: { url: 'https://api.example.com/x' } };
    const requests = [{ metric: 'm', keys: {}, scale: null }];
    // The world is needed as far as a source looks: it has no network.
    const world = { network: null } as Parameters<typeof httpSource.measure>[2];
    const answers = await httpSource.measure(source, requests, world);
    expect(answers.get('m')).toMatchObject({ kind: 'failed', code: 'blocked' });
  });
});
