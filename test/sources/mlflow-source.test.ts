import { afterEach, describe, expect, it } from 'vitest';
import type { Measurement } from '../../src/core/measurement.ts';
import { mlflowSource } from '../../src/sources/mlflow-source.ts';
import { json, page, silent, status, text } from '../hostile-server/answers.ts';
import { type Handler, type LocalServer, startServer } from '../hostile-server/start-server.ts';
import { measured, networkOf } from './live-source.ts';

const COMMIT = 'a'.repeat(40);
const LOGGED = 1795168800000;

type Metric = Readonly<Record<string, unknown>>;
const logged = (key: string, value: unknown, more: Metric = {}): Metric => ({
  key,
  value,
  // MLflow writes 64-bit numbers as text where its JSON comes from protocol buffers, and as numbers elsewhere.
  timestamp: String(LOGGED),
  step: '0',
  ...more,
});

/** A run in the shape of https://mlflow.org/docs/latest/rest-api.html#run */
function runOf(id: string, info: Metric = {}, metrics: readonly Metric[] = [logged('f1', 0.88), logged('n', 640)]) {
  return {
    info: {
      run_id: id,
      run_uuid: id,
      run_name: 'bold-ape-7',
      experiment_id: '12',
      user_id: 'ci',
      status: 'FINISHED',
      start_time: LOGGED - 60_000,
      end_time: LOGGED + 1000,
      artifact_uri: `s3://runs/12/${id}`,
      lifecycle_stage: 'active',
      ...info,
    },
    data: { metrics, params: [], tags: [{ key: 'mlflow.source.git.commit', value: COMMIT }] },
    inputs: {},
  };
}

const EXPERIMENT = {
  experiment_id: '12',
  name: 'intent',
  artifact_location: 's3://runs/12',
  lifecycle_stage: 'active',
};

let server: LocalServer | undefined;
afterEach(() => server?.close());

/** A server that answers searches with these pages, and knows the experiment. */
async function serve(...pages: readonly unknown[]): Promise<void> {
  let next = 0;
  await serveBy((request, response) => {
    if (request.url.startsWith('/ml/api/2.0/mlflow/experiments/get-by-name?'))
      return json({ experiment: EXPERIMENT })(request, response);
    if (request.method !== 'POST' || request.url !== '/ml/api/2.0/mlflow/runs/search')
      return status(404)(request, response);
    const answer = pages[Math.min(next, pages.length - 1)];
    next += 1;
    return typeof answer === 'function' ? answer(request, response) : json(answer)(request, response);
  });
}

async function serveBy(handler: Handler): Promise<void> {
  server = await startServer(handler);
}

const bodies = () =>
  (server?.requests ?? []).filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body));

async function ask(from: Metric = { metric: 'f1' }, keys: Metric = {}): Promise<Measurement | undefined> {
  const { network } = networkOf({ env: { TOKEN: 'hidden token' } });
  const source = { url: `${server?.url}/ml/`, experiment: '12', auth: { bearer: 'TOKEN' }, ...keys };
  return (await measured(mlflowSource, source, { m: from }, network))['m'];
}

describe('an MLflow server', () => {
  it('gives the newest finished run, its commit and its sample size', async () => {
    await serve({ runs: [runOf('4c2e'), runOf('1b7d', { end_time: LOGGED })] });
    expect(await ask({ metric: 'f1', 'sample-size': 'n', scale: 100 })).toEqual({
      kind: 'measured',
      value: 88,
      observedAtMs: LOGGED,
      observedAtKind: 'sample',
      sampleSize: 640,
      successes: null,
      attempted: null,
      stddev: null,
      stderr: null,
      interval: null,
      exposure: null,
      effectiveSize: null,
      commit: COMMIT,
      url: null,
      provenance: { source: 'live', where: `127.0.0.1:${server?.port}/ml/#/runs/4c2e/metrics/f1`, kind: 'live' },
      notes: [],
    });
    expect(bodies()).toEqual([
      {
        experiment_ids: ['12'],
        filter: "attributes.status = 'FINISHED'",
        run_view_type: 'ACTIVE_ONLY',
        max_results: 2,
        order_by: ['attributes.end_time DESC'],
      },
    ]);
    expect(server?.requests[0]?.headers.authorization).toBe('Bearer hidden token');
  });

  it('is asked once for many metrics, for the experiment by its name, by filter and order', async () => {
    await serve({ runs: [runOf('4c2e')] });
    const { network } = networkOf();
    const keys = {
      url: `${server?.url}/ml`,
      experiment: 'intent',
      filter: "tags.purpose = 'release'",
      'order-by': ['attributes.start_time DESC', 'metrics.f1'],
    };
    const answers = await measured(mlflowSource, keys, { f1: {}, other: { metric: 'n' }, lost: {} }, network);
    expect(answers).toMatchObject({
      f1: { value: 0.88, sampleSize: null },
      other: { value: 640 },
      lost: { kind: 'absent', detail: expect.stringContaining('"f1", "n"') },
    });
    expect(server?.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /ml/api/2.0/mlflow/experiments/get-by-name?experiment_name=intent',
      'POST /ml/api/2.0/mlflow/runs/search',
    ]);
    expect(bodies()).toMatchObject([
      {
        filter: "attributes.status = 'FINISHED' and tags.purpose = 'release'",
        order_by: ['attributes.start_time DESC', 'metrics.f1'],
      },
    ]);
  });

  it('is read page by page, as far as needed', async () => {
    const runs = [runOf('new'), runOf('old', { end_time: LOGGED })];
    await serve(
      { next_page_token: 'one' },
      { runs: [runs[0]], next_page_token: 'two' },
      { runs: [runs[1]], next_page_token: 'three' },
    );
    expect(await ask()).toMatchObject({ value: 0.88 });
    expect(bodies().map(({ page_token }) => page_token)).toEqual([undefined, 'one', 'two']);
  });

  it('is not followed page by page for ever', async () => {
    let pages = 0;
    await serve((request: never, response: never) => {
      pages += 1;
      return json({ runs: [], next_page_token: `page ${pages}` })(request, response);
    });
    expect(await ask()).toMatchObject({ kind: 'failed', code: 'bad-response' });
    expect(pages).toBe(10);
  });

  describe('with values', () => {
    it.each([
      [0.5, 0.5],
      ['0.5', 0.5],
      ['-2', -2],
      [0, 0],
      [1e-7, 1e-7],
    ])('%j: read', async (value, expected) => {
      await serve({ runs: [runOf('4c2e', {}, [logged('f1', value)])] });
      expect(await ask()).toMatchObject({ kind: 'measured', value: expected });
    });

    it.each([
      ['NaN', 'not-a-number'],
      ['Infinity', 'not-a-number'],
      ['1e-7', 'not-a-number'],
      ['0,5', 'not-a-number'],
      ['', 'not-a-number'],
      [null, 'not-a-number'],
      [true, 'not-a-number'],
      [[0.9], 'not-a-number'],
      [Number.MAX_VALUE, 'not-a-number'],
      [-Number.MAX_VALUE, 'not-a-number'],
    ])('%j: %s', async (value, code) => {
      await serve({ runs: [runOf('4c2e', {}, [logged('f1', value)])] });
      expect(await ask()).toMatchObject({ kind: 'failed', code });
    });

    it('that are no JSON: not a number', async () => {
      const body = JSON.stringify({ runs: [runOf('4c2e', {}, [logged('f1', 'here')])] }).replace('"here"', 'NaN');
      await serve(text(body, { 'content-type': 'application/json' }));
      expect(await ask()).toMatchObject({ kind: 'failed', code: 'not-a-number' });
    });

    it.each([
      ['twice', [logged('f1', 0.9), logged('f1', 0.9)], 'ambiguous'],
      ['twice, at other times', [logged('f1', 0.9), logged('f1', 0.1, { timestamp: LOGGED - 1 })], 'ambiguous'],
      ['with a broken time', [logged('f1', 0.9, { timestamp: 'now' })], 'bad-response'],
      ['with a broken step', [logged('f1', 0.9, { step: 0.5 })], 'bad-response'],
    ])('%s: %s', async (_, metrics, code) => {
      await serve({ runs: [runOf('4c2e', {}, metrics)] });
      expect(await ask()).toMatchObject({ kind: 'failed', code });
    });

    it.each([
      ['no metrics', []],
      ['another metric', [logged('f2', 0.9)]],
      ['an inherited name', [logged('toString', 0.9)]],
    ])('of %s: absent', async (_, metrics) => {
      await serve({ runs: [runOf('4c2e', {}, metrics)] });
      expect(await ask()).toMatchObject({ kind: 'absent' });
    });

    it.each([
      ['seconds in place of milliseconds', 1795168800],
      ['zero', 0],
    ])('at %s: no time', async (_, timestamp) => {
      await serve({ runs: [runOf('4c2e', {}, [logged('f1', 0.9, { timestamp })])] });
      expect(await ask()).toMatchObject({
        value: 0.9,
        observedAtMs: null,
        observedAtKind: 'none',
        notes: [expect.any(String)],
      });
    });
  });

  describe('with a sample size', () => {
    it.each([
      [logged('n', '640'), { value: 0.88, sampleSize: 640 }],
      [logged('x', 1), { value: 0.88, sampleSize: null, notes: [expect.stringContaining('"n"')] }],
      [logged('n', 0), { code: 'impossible-count' }],
      [logged('n', -1), { code: 'impossible-count' }],
      [logged('n', 10.5), { code: 'impossible-count' }],
      [logged('n', 'NaN'), { code: 'not-a-number' }],
    ])('%j', async (size, expected) => {
      await serve({ runs: [runOf('4c2e', {}, [logged('f1', 0.88), size])] });
      expect(await ask({ metric: 'f1', 'sample-size': 'n' })).toMatchObject(expected);
    });
  });

  describe('with runs', () => {
    it.each([{}, { runs: [] }, { runs: [], next_page_token: '' }])('%j: none fits', async (answer) => {
      await serve(answer);
      expect(await ask()).toMatchObject({ kind: 'absent' });
    });

    it.each([
      ['of one end time', [runOf('a'), runOf('b')], 'ambiguous'],
      ['of one end time, once as text', [runOf('a'), runOf('b', { end_time: String(LOGGED + 1000) })], 'ambiguous'],
      ['in the wrong order', [runOf('a', { end_time: LOGGED }), runOf('b')], 'bad-response'],
      ['without an end time', [runOf('a', { end_time: undefined }), runOf('b')], 'bad-response'],
      ['both without an end time', [runOf('a', { end_time: null }), runOf('b', { end_time: null })], 'ambiguous'],
      ['that is one twice', [runOf('a'), runOf('a')], 'ambiguous'],
      ['that failed', [runOf('a', { status: 'FAILED' })], 'bad-response'],
      ['that runs', [runOf('a', { status: 'RUNNING', end_time: undefined })], 'bad-response'],
      ['that was deleted', [runOf('a', { lifecycle_stage: 'deleted' })], 'bad-response'],
      ['of another experiment', [runOf('a', { experiment_id: '13' })], 'bad-response'],
      ['without an id', [runOf('a', { run_id: undefined, run_uuid: undefined })], 'bad-response'],
      ['that is a number', [7], 'bad-response'],
      ['that is null', [null], 'bad-response'],
    ])('%s: %s', async (_, runs, code) => {
      await serve({ runs });
      expect(await ask()).toMatchObject({ kind: 'failed', code });
    });

    it('that the order tells apart by its second key', async () => {
      await serve({ runs: [runOf('a', {}, [logged('f1', 0.9)]), runOf('b', {}, [logged('f1', 0.8)])] });
      expect(await ask({ metric: 'f1' }, { 'order-by': ['end_time DESC', 'metrics.`f1` desc'] })).toMatchObject({
        value: 0.9,
      });
    });

    it.each(['f1', 'metrics.', 'metrics.a b', 'other.f1', 'end_time DOWN', 'end_time; DROP'])(
      'by the order %j',
      async (order) => {
        await serve({ runs: [runOf('a')] });
        const answer = await ask({ metric: 'f1' }, { 'order-by': order });
        // A bare name is an attribute, of which the server knows best.
        expect(answer).toMatchObject(order === 'f1' ? { value: 0.88 } : { kind: 'failed', code: 'config' });
        expect(server?.requests).toHaveLength(order === 'f1' ? 1 : 0);
      },
    );
  });

  describe('that answers something else', () => {
    it.each([
      ['a page', page, 'bad-response'],
      [
        'an error with a good status',
        json({ error_code: 'INTERNAL_ERROR', message: 'hidden', runs: [runOf('a')] }),
        'bad-response',
      ],
      ['a list', json([runOf('a')]), 'bad-response'],
      ['runs that are no list', json({ runs: { 0: runOf('a') } }), 'bad-response'],
      ['nothing', text(''), 'bad-response'],
      ['a key twice', text('{"runs": [], "runs": []}'), 'ambiguous'],
      ['no login', status(401), 'auth'],
      ['no right', status(403), 'forbidden'],
      ['not found', status(404), 'not-found'],
      ['a bad filter', json({ error_code: 'INVALID_PARAMETER_VALUE', message: 'hidden' }, {}, 400), 'config'],
      ['a redirect', status(302, { location: 'https://elsewhere.example.com/' }), 'blocked'],
    ])('%s: %s', async (_, handler, code) => {
      await serveBy(handler);
      const answer = await ask();
      expect(answer).toMatchObject({ kind: 'failed', code });
      expect(JSON.stringify(answer)).not.toMatch(/hidden|elsewhere/);
    });

    it('nothing at all: timeout', async () => {
      await serveBy(silent);
      expect(await ask({ metric: 'f1' }, { timeout: '1s' })).toMatchObject({ kind: 'failed', code: 'timeout' });
    });
  });

  describe('asked for an experiment by its name', () => {
    it.each([
      ['that is gone', { ...EXPERIMENT, lifecycle_stage: 'deleted' }, 'not-found'],
      ['and giving another', { ...EXPERIMENT, name: 'other' }, 'bad-response'],
      ['and giving no id', { ...EXPERIMENT, experiment_id: undefined }, 'bad-response'],
      ['and giving an odd id', { ...EXPERIMENT, experiment_id: '1", "2' }, 'bad-response'],
      ['and giving nothing', null, 'bad-response'],
    ])('%s: %s', async (_, experiment, code) => {
      await serveBy(json({ experiment }));
      expect(await ask({ metric: 'f1' }, { experiment: 'intent' })).toMatchObject({ kind: 'failed', code });
      expect(server?.requests).toHaveLength(1);
    });

    it('that it does not know: not-found', async () => {
      await serveBy(status(404));
      expect(await ask({ metric: 'f1' }, { experiment: 'intent & co' })).toMatchObject({
        code: 'not-found',
        detail: expect.stringContaining('"intent & co"'),
      });
      expect(server?.requests[0]?.url).toMatch(/experiment_name=intent(\+|%20)%26(\+|%20)co$/);
    });
  });

  it.each([
    ['no experiment', { experiment: undefined }, 'config'],
    ['an order that is no text', { 'order-by': [1] }, 'config'],
    ['a token that is not set', { auth: { bearer: 'UNSET' } }, 'config'],
  ])('%s: %s', async (_, keys, code) => {
    await serve({ runs: [runOf('a')] });
    expect(await ask({ metric: 'f1' }, keys)).toMatchObject({ kind: 'failed', code });
    expect(server?.requests).toHaveLength(0);
  });

  it('is not asked where no host may be asked', async () => {
    const answers = await measured(
      mlflowSource,
      { url: 'https://mlflow.example.com', experiment: '1' },
      { m: {} },
      null,
    );
    expect(answers).toMatchObject({ m: { kind: 'failed', code: 'blocked' } });
  });
});
