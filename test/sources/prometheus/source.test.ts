import { describe, expect, it, onTestFinished } from 'vitest';
import type { Measured } from '../../../src/core/measurement.ts';
import { json, status, text } from '../../hostile-server/answers.ts';
import { type Handler, type LocalServer, type Received, startServer } from '../../hostile-server/start-server.ts';
import { measure, network } from './asking.ts';

const AT = 1_795_293_409.907;
const SAMPLE_AT = AT - 60;
const SAMPLE_MS = Math.floor(SAMPLE_AT * 1000);

const vector = (...values: readonly string[]) => ({
  status: 'success',
  data: {
    resultType: 'vector',
    result: values.map((value, index) => ({ metric: { model: `m${index}` }, value: [AT, value] })),
  },
});
const scalar = (value: string) => ({ status: 'success', data: { resultType: 'scalar', result: [AT, value] } });

const inside = (more: object) => ({ status: 'success', data: { ...vector('1').data, ...more } });

const queryOf = ({ body }: Received) => new URLSearchParams(body).get('query') ?? '';
const asksTime = (query: string) => query.startsWith('min(');

async function serving(handler: Handler): Promise<LocalServer> {
  const server = await startServer(handler);
  onTestFinished(server.close);
  return server;
}

/** Answers the query `value` with a body, and questions for the time of its samples with another. */
const answering =
  (value: Handler, time: Handler = json(vector(String(SAMPLE_AT)))): Handler =>
  (request, response) =>
    (asksTime(queryOf(request)) ? time : value)(request, response);

async function one(handler: Handler, keys: Readonly<Record<string, unknown>> = { query: 'value' }) {
  const server = await serving(handler);
  const { metric } = await measure({ type: 'prometheus', url: server.url, timeout: '2s' }, { metric: keys });
  return metric;
}

const codeOf = async (handler: Handler, keys?: Readonly<Record<string, unknown>>) => {
  const found = await one(handler, keys);
  return found?.kind === 'failed' ? found.code : found?.kind;
};

describe('the value', () => {
  it.each([
    ['a vector of one', vector('0.93'), 0.93],
    ['a scalar', scalar('0.93'), 0.93],
    ['a whole number', vector('7'), 7],
    ['a negative number', vector('-0.5'), -0.5],
    ['infos', { ...vector('1'), infos: ['PromQL info: not a counter'] }, 1],
    ['no warnings', { ...vector('1'), warnings: [] }, 1],
    ['nothing said', { ...vector('1'), warnings: null, error: '', errorType: '', isPartial: false }, 1],
  ])('is read from %s', async (_, body, value) => {
    expect(await one(answering(json(body)))).toMatchObject({
      kind: 'measured',
      value,
      observedAtMs: SAMPLE_MS,
      observedAtKind: 'sample',
      notes: [],
    });
  });

  it.each([
    ['no series', vector(), 'absent'],
    ['two series', vector('0.9', '0.9'), 'ambiguous'],
    ['NaN', vector('NaN'), 'not-a-number'],
    ['infinity', vector('+Inf'), 'not-a-number'],
    ['minus infinity', vector('-Inf'), 'not-a-number'],
    ['a scalar of nothing', scalar('NaN'), 'not-a-number'],
    ['an exponent', vector('9e-1'), 'bad-response'],
    ['a percentage', vector('93%'), 'bad-response'],
    ['empty text', vector(''), 'bad-response'],
    ['a hexadecimal number', vector('0x1'), 'bad-response'],
    ['a number that is too large', vector('9'.repeat(400)), 'not-a-number'],
    ['warnings', { ...vector('1'), warnings: ['store down'] }, 'partial'],
    ['warnings inside', { status: 'success', data: { ...vector('1').data, warnings: ['x'] } }, 'partial'],
    ['warnings that are no list', { ...vector('1'), warnings: 'store down' }, 'bad-response'],
    ['warnings inside that are no list', inside({ warnings: { a: 'x' } }), 'bad-response'],
    ['a partial answer', { ...vector('1'), isPartial: true }, 'partial'],
    ['a partial answer inside', inside({ isPartial: true }), 'partial'],
    ['a partial answer of another form', { ...vector('1'), isPartial: 'true' }, 'partial'],
    ['success with an error', { ...vector('1'), error: 'secret words' }, 'bad-response'],
    ['success with an unknown type of error', { ...vector('1'), errorType: 'constructor' }, 'bad-response'],
    ['success with a type of error', { ...vector('1'), errorType: 'timeout' }, 'timeout'],
    ['success with an error of a type', { ...vector('1'), error: 'x', errorType: 'execution' }, 'config'],
    ['an error with data', { ...vector('1'), status: 'error', errorType: 'timeout' }, 'timeout'],
    ['bad data', { status: 'error', errorType: 'bad_data', error: 'secret words' }, 'config'],
    ['a failed evaluation', { status: 'error', errorType: 'execution' }, 'config'],
    ['an unavailable server', { status: 'error', errorType: 'unavailable' }, 'server'],
    ['an unknown error', { status: 'error', errorType: 'constructor' }, 'bad-response'],
    ['another status', { ...vector('1'), status: 'ok' }, 'bad-response'],
    ['no status', { data: vector('1').data }, 'bad-response'],
    ['no data', { status: 'success' }, 'bad-response'],
    ['another type', { status: 'success', data: { resultType: 'table', result: [] } }, 'bad-response'],
    ['ranges', { status: 'success', data: { resultType: 'matrix', result: [] } }, 'wrong-type'],
    ['text', { status: 'success', data: { resultType: 'string', result: [AT, '1'] } }, 'wrong-type'],
    ['a result that is no list', { status: 'success', data: { resultType: 'vector', result: {} } }, 'bad-response'],
    ['a list', [vector('1')], 'bad-response'],
    ['null', null, 'bad-response'],
    [
      'a series without labels',
      { status: 'success', data: { resultType: 'vector', result: [{ value: [AT, '1'] }] } },
      'bad-response',
    ],
    [
      'a sample of one part',
      { status: 'success', data: { resultType: 'vector', result: [{ metric: {}, value: ['1'] }] } },
      'bad-response',
    ],
    [
      'a sample without time',
      { status: 'success', data: { resultType: 'vector', result: [{ metric: {}, value: [null, '1'] }] } },
      'bad-response',
    ],
    [
      'null for a value',
      { status: 'success', data: { resultType: 'vector', result: [{ metric: {}, value: [AT, null] }] } },
      'bad-response',
    ],
    [
      'true for a value',
      { status: 'success', data: { resultType: 'vector', result: [{ metric: {}, value: [AT, true] }] } },
      'bad-response',
    ],
    [
      'a histogram',
      {
        status: 'success',
        data: { resultType: 'vector', result: [{ metric: {}, histogram: [AT, { count: '1', sum: '2' }] }] },
      },
      'wrong-type',
    ],
  ])('is not read from %s: %s is %s', async (_, body, code) => {
    expect(await codeOf(answering(json(body)))).toBe(code);
  });

  it.each<[string, Handler, string]>([
    ['a parse error', json({ status: 'error', errorType: 'bad_data', error: 'secret words' }, {}, 400), 'config'],
    ['a failed evaluation', json({ status: 'error', errorType: '422' }, {}, 422), 'config'],
    ['a login page', text('<html>secret words</html>', { 'content-type': 'text/html' }), 'bad-response'],
    ['a wrong address', text('404 page not found secret words', {}, 404), 'not-found'],
    ['no credentials', status(401), 'auth'],
    ['no right', status(403), 'forbidden'],
    ['a redirect', status(302, { location: 'http://127.0.0.1:1/' }), 'blocked'],
    [
      'a key twice',
      text('{"status":"error","status":"success","data":{"resultType":"scalar","result":[1,"1"]}}'),
      'bad-response',
    ],
    [
      'a value twice',
      text(
        `{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[${AT},"0"],"value":[${AT},"1"]}]}}`,
      ),
      'bad-response',
    ],
  ])('is an error where the server answers with %s', async (_, handler, code) => {
    const found = await one(handler);
    expect(found).toMatchObject({ kind: 'failed', code });
    expect(JSON.stringify(found)).not.toMatch(/secret|value\{|query=/);
  });

  it('says that it is the query that was refused', async () => {
    for (const code of [400, 422])
      expect(await one(status(code))).toMatchObject({ detail: `the server does not take the query (HTTP ${code})` });
  });

  it.each([
    [{}, 'config'],
    [{ query: 'value +' }, 'config'],
    [{ query: 'value or vector(1)' }, 'config'],
    [{ query: 'scalar(value) > bool 0.5' }, 'config'],
    [{ query: 'value * 0 + 0.05' }, 'config'],
    [{ query: 'value', 'sample-size': 'group(value) * 100' }, 'config'],
    [{ query: 'value[5m]' }, 'wrong-type'],
    [{ query: 'value', 'sample-size': '100' }, 'config'],
    [{ query: 'value', 'observed-at': 'time()' }, 'config'],
    [{ query: 'value', 'observed-at': 'value value' }, 'config'],
  ])('is not asked for with %j', async (keys, code) => {
    const server = await serving(json(vector('1')));
    const { metric } = await measure({ url: server.url }, { metric: keys });
    expect(metric).toMatchObject({ kind: 'failed', code });
    expect(server.requests).toEqual([]);
  });
});

describe('the sample size', () => {
  const sized = (size: unknown): Handler =>
    answering((request, response) => json(queryOf(request) === 'n' ? size : vector('0.9'))(request, response));
  const keys = { query: 'value', 'sample-size': 'n' };

  it.each([
    ['120', 120, 0],
    ['120.99999', 120, 1],
    ['1', 1, 0],
    ['120.0000000004', 120, 0],
  ])('of %s is %d', async (size, count, notes) => {
    const found = (await one(sized(vector(size)), keys)) as Measured;
    expect([found.sampleSize, found.notes.length]).toEqual([count, notes]);
  });

  it('of parts of items is shown with two decimals at most', async () => {
    const found = (await one(sized(vector('42985.700000000004')), keys)) as Measured;
    expect(found.notes).toEqual([expect.stringContaining('sample-size 42985.7 was rounded down to 42985:')]);
  });

  it.each([
    ['-1', 'impossible-count'],
    ['0', 'impossible-count'],
    ['0.9', 'impossible-count'],
    ['9007199254740993', 'impossible-count'],
    ['NaN', 'not-a-number'],
    ['+Inf', 'not-a-number'],
    ['many', 'bad-response'],
  ])('of %s is no number of items', async (size, code) => expect(await codeOf(sized(vector(size)), keys)).toBe(code));

  it('is unknown where nothing is counted, and an error where it is unclear', async () => {
    expect(await one(sized(vector()), keys)).toMatchObject({
      kind: 'measured',
      sampleSize: null,
      notes: [expect.any(String)],
    });
    expect(await codeOf(sized(vector('1', '2')), keys)).toBe('ambiguous');
    expect(await codeOf(sized({ ...vector('9'), warnings: ['x'] }), keys)).toBe('partial');
  });
});

describe('the time', () => {
  const timed = (time: unknown) => answering(json(vector('0.9')), json(time));

  it.each([
    ['no samples', vector()],
    ['milliseconds', vector(String(SAMPLE_MS))],
    ['the epoch', vector('0')],
    ['a time before it', vector('-5')],
  ])('is unknown for %s', async (_, time) => {
    expect(await one(timed(time))).toMatchObject({
      kind: 'measured',
      observedAtMs: null,
      observedAtKind: 'none',
      notes: [expect.any(String)],
    });
  });

  it.each([
    ['two times', vector('1', '2'), 'ambiguous'],
    ['NaN', vector('NaN'), 'not-a-number'],
    ['warnings', { ...vector(String(SAMPLE_AT)), warnings: ['x'] }, 'partial'],
    ['an error', { status: 'error', errorType: 'timeout' }, 'timeout'],
  ])('makes an error of %s', async (_, time, code) => expect(await codeOf(timed(time))).toBe(code));

  it('is that of the oldest selector', async () => {
    const found = await one(
      answering(json(vector('0.9')), (request, response) => {
        const at = queryOf(request).includes('timestamp(old)') ? SAMPLE_AT - 500 : SAMPLE_AT;
        json(vector(String(at)))(request, response);
      }),
      { query: 'new / old' },
    );
    expect(found).toMatchObject({ observedAtMs: SAMPLE_MS - 500_000 });
  });

  it.each([
    ['new / gone', null],
    ['(gone or vector(0)) / new', SAMPLE_MS],
    ['new unless gone', SAMPLE_MS],
    ['gone or gone', null],
  ])('of %s, one of which has no samples, is %s', async (query, ms) => {
    const found = await one(
      answering(json(vector('0.9')), (request, response) =>
        json(queryOf(request).includes('timestamp(gone)') ? vector() : vector(String(SAMPLE_AT)))(request, response),
      ),
      { query },
    );
    expect(found).toMatchObject({ kind: 'measured', observedAtMs: ms });
  });

  it.each([
    ['value offset 1h', Math.round(AT * 1000) - 3_600_000],
    ['value @ 1700000000', 1_700_000_000_000],
    ['value @ 1700000000 offset 1h', 1_699_996_400_000],
    ['value offset -1h', Math.round(AT * 1000)],
  ])('of %s is never newer than where it was looked', async (query, ms) => {
    expect(await one(timed(vector(String(AT + 1000))), { query })).toMatchObject({ observedAtMs: ms });
  });

  it('is looked for in the range where nothing recent is there', async () => {
    const found = await one(
      answering(json(vector('0.9')), (request, response) =>
        json(queryOf(request).includes('[3600s:6s]') ? vector(String(SAMPLE_AT)) : vector())(request, response),
      ),
      { query: 'sum(rate(value[1h]))' },
    );
    expect(found).toMatchObject({ observedAtMs: SAMPLE_MS, notes: [] });
  });

  it('that is asked for is taken, unless it is that of the evaluation', async () => {
    const given =
      (at: unknown): Handler =>
      (request, response) =>
        json(queryOf(request) === 'value' ? vector('0.9') : at)(request, response);
    const ask = (at: unknown, query: string) => one(given(at), { query: 'value', 'observed-at': query });
    expect(await ask(vector(String(SAMPLE_AT)), 'timestamp(value)')).toMatchObject({
      observedAtMs: SAMPLE_MS,
      observedAtKind: 'sample',
    });
    expect(await ask(vector(String(AT)), 'timestamp(sum(value))')).toMatchObject({ observedAtKind: 'query-time' });
    expect(await ask(vector(String(SAMPLE_MS)), 'finished')).toMatchObject({
      observedAtMs: null,
      notes: [expect.stringContaining('observed-at gives milliseconds: divide it by 1000')],
    });
    for (const none of [vector(), vector('NaN'), vector('1')])
      expect(await ask(none, 'finished')).toMatchObject({ kind: 'measured', observedAtMs: null });
    expect(await ask(vector('1', '2'), 'finished')).toMatchObject({ kind: 'failed', code: 'ambiguous' });
    // A cache may keep a value for long: it is no newer than the evaluation.
    expect(await ask(vector(String(AT + 900)), 'finished')).toMatchObject({ observedAtMs: Math.round(AT * 1000) });
  });

  it.each([
    [{ query: 'value' }, 'push_time_seconds and on('],
    [{ query: 'value{job="eval"}' }, 'push_time_seconds{job=~"|eval"} and'],
    [
      { query: 'value{v="gpt-4.1(x)",w=~"a|b",x!="y",z!~"q"}' },
      'push_time_seconds{v=~"|gpt-4\\\\.1\\\\(x\\\\)",w=~"|(?:a|b)"} and',
    ],
    [{ query: 'value{v="\\"\\\\"} offset 1m' }, 'push_time_seconds{v=~"|\\"\\\\\\\\"} offset 60s and'],
  ])('of %j counts pushes: %s', async (keys, expected) => {
    const server = await serving(json(vector(String(SAMPLE_AT))));
    await measure({ url: server.url }, { metric: keys });
    expect(server.requests.map(queryOf).find(asksTime)).toContain(expected);
  });
});

describe('the request', () => {
  it.each([
    ['', '/api/v1/query', ''],
    ['/', '/api/v1/query', ''],
    ['/prometheus/', '/prometheus/api/v1/query', '/prometheus'],
    [
      '/api/datasources/proxy/uid/abc?orgId=2',
      '/api/datasources/proxy/uid/abc/api/v1/query?orgId=2',
      '/api/datasources/proxy/uid/abc',
    ],
  ])('of the base address with %j goes to %s', async (base, path, where) => {
    const server = await serving(json(vector(String(SAMPLE_AT))));
    const { metric } = await measure({ url: `${server.url}${base}` }, { metric: { query: 'sum(value{a="b&c"})' } });
    expect(server.requests[0]).toMatchObject({ method: 'POST', url: path });
    expect(server.requests[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(server.requests.map(queryOf)).toContain('sum(value{a="b&c"})');
    expect(metric).toMatchObject({
      provenance: { source: 'prom', where: `127.0.0.1:${server.port}${where}`, kind: 'live' },
    });
  });

  it('names the tenant and presents the credentials', async () => {
    const server = await serving(json(vector(String(SAMPLE_AT))));
    const keys = { url: server.url, tenant: 'team-a', auth: { bearer: 'TOKEN' } };
    await measure(keys, { metric: { query: 'value' } }, network({ TOKEN: 'abcdefgh' }));
    expect(server.requests[0]?.headers).toMatchObject({ 'x-scope-orgid': 'team-a', authorization: 'Bearer abcdefgh' });
  });

  it('is refused for a tenant that a header cannot hold, and without an address', async () => {
    const server = await serving(json(vector('1')));
    const { metric } = await measure({ url: server.url, tenant: 'a\nb' }, { metric: { query: 'value' } });
    expect(metric).toMatchObject({ kind: 'failed', code: 'config' });
    expect((await measure({}, { metric: { query: 'value' } }))['metric']).toMatchObject({ code: 'config' });
  });
});
