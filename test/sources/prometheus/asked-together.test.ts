import { describe, expect, it, onTestFinished } from 'vitest';
import { json, status } from '../../hostile-server/answers.ts';
import { type Handler, type LocalServer, type Received, startServer } from '../../hostile-server/start-server.ts';
import { measure } from './asking.ts';

const AT = 1_795_293_409;
const queryOf = ({ body }: Received) => new URLSearchParams(body).get('query') ?? '';
const isUnion = (query: string) => query.startsWith('label_replace(');
const PART = /label_replace\((?:vector)?\((.*?)\n\),"launch_gate_question","(\d+)","",""\)/gs;

interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}
const answer = (result: readonly Series[]) => ({ status: 'success', data: { resultType: 'vector', result } });
const series = (value: number, metric: Readonly<Record<string, string>> = {}): Series => ({
  metric,
  value: [AT, String(value)],
});

/** The value of `value_<n>` is n; whatever is asked of times has one. */
const answerTo = (query: string) => series(/^min\(/.test(query) ? AT - 60 : Number(/^value_(\d+)/.exec(query)?.[1]));

/** Answers as a Prometheus that knows only these queries. */
const knowing: Handler = (request, response) => {
  const query = queryOf(request);
  const parts = isUnion(query)
    ? [...query.matchAll(PART)].map(([, text = '', index = '']) => ({
        ...answerTo(text),
        metric: { launch_gate_question: index },
      }))
    : [answerTo(query)];
  json(answer(parts))(request, response);
};

async function serving(handler: Handler): Promise<LocalServer> {
  const server = await startServer(handler);
  onTestFinished(server.close);
  return server;
}

const metrics = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `m${index}`,
      { query: `value_${index} # ${index}`, 'sample-size': 'value_9' },
    ]),
  );

async function both(handler: Handler, count = 20) {
  const server = await serving(handler);
  const found = await measure({ url: server.url, timeout: '1s' }, metrics(count));
  return { server, found };
}

describe('many questions', () => {
  it('are asked in few requests, and each gets its own answer', async () => {
    const { server, found } = await both(knowing, 100);
    expect(server.requests.length).toBeLessThanOrEqual(8);
    for (let index = 0; index < 100; index += 1)
      expect(found[`m${index}`]).toMatchObject({ value: index, sampleSize: 9, observedAtMs: (AT - 60) * 1000 });
  });

  it('are asked as they stand where there are few', async () => {
    const { server } = await both(knowing, 1);
    expect(server.requests.map(queryOf).filter(isUnion)).toEqual([]);
    expect(server.requests.map(queryOf)).toContain('value_0 # 0');
  });

  it('that are the same are asked once', async () => {
    const server = await serving(knowing);
    const same = { query: 'value_1', 'observed-at': 'value_2' };
    const found = await measure({ url: server.url }, Object.fromEntries([...'abcdef'].map((id) => [id, same])));
    expect(Object.values(found).map((one) => one.kind)).toEqual(Array(6).fill('measured'));
    expect(server.requests.length).toBe(2);
  });

  it.each<[string, (union: readonly Series[]) => unknown]>([
    ['refused', () => ({ status: 'error', errorType: 'execution' })],
    ['warned of', (all) => ({ ...answer(all), warnings: ['x'] })],
    ['answered without saying which', (all) => answer(all.map(({ value }) => ({ metric: {}, value })))],
    ['answered for another', (all) => answer(all.map((one) => ({ ...one, metric: { launch_gate_question: '99' } })))],
    [
      'answered for a hidden one',
      (all) => answer(all.map((one) => ({ ...one, metric: { launch_gate_question: '-1' } }))),
    ],
    ['answered with nonsense', () => [1]],
  ])('that are %s together are asked one by one', async (_, body) => {
    const { found } = await both((request, response) => {
      if (!isUnion(queryOf(request))) return knowing(request, response);
      const all = [...queryOf(request).matchAll(PART)].map(([, text = '', index = '']) => ({
        ...answerTo(text),
        metric: { launch_gate_question: index },
      }));
      return json(body(all))(request, response);
    });
    for (let index = 0; index < 20; index += 1)
      expect(found[`m${index}`]).toMatchObject({ kind: 'measured', value: index });
  });

  it('are judged by their own failures', async () => {
    const fails = (query: string) => /value_7 /.test(query);
    const { found } = await both((request, response) =>
      fails(queryOf(request)) ? status(422)(request, response) : knowing(request, response),
    );
    expect(found['m7']).toMatchObject({ kind: 'failed', code: 'config' });
    expect(Object.values(found).filter(({ kind }) => kind === 'measured').length).toBe(19);
  });

  it('are answered by series of their own only', async () => {
    const { found } = await both((request, response) => {
      if (!isUnion(queryOf(request))) return knowing(request, response);
      const all = [...queryOf(request).matchAll(PART)].flatMap(([, text = '', index = '']) => {
        const one = { ...answerTo(text), metric: { launch_gate_question: index } };
        return /^value_3 /.test(text) ? [] : /^value_4 /.test(text) ? [one, one] : [one];
      });
      return json(answer(all))(request, response);
    });
    expect(found['m3']).toMatchObject({ kind: 'absent' });
    expect(found['m4']).toMatchObject({ kind: 'failed', code: 'ambiguous' });
    expect(found['m5']).toMatchObject({ value: 5 });
  });

  it.each([
    [401, 'auth'],
    [403, 'forbidden'],
    [404, 'not-found'],
  ])('are not asked again after HTTP %d', async (code, expected) => {
    const { server, found } = await both(status(code));
    expect(new Set(Object.values(found).map((one) => one.kind === 'failed' && one.code))).toEqual(new Set([expected]));
    expect(server.requests.length).toBeLessThanOrEqual(4 + 1);
  });

  it('are given up soon where the server answers none', async () => {
    const { server, found } = await both(status(503), 60);
    expect(new Set(Object.values(found).map((one) => one.kind === 'failed' && one.code))).toEqual(new Set(['server']));
    // Four requests for all of them, four first questions of each, and the rules: three attempts for each request.
    expect(server.requests.length).toBeLessThanOrEqual(3 * (4 + 4 * 4 + 1));
  }, 20_000);
});
