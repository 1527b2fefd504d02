import { describe, expect, it, onTestFinished } from 'vitest';
import { json, status, text } from '../../hostile-server/answers.ts';
import { type Handler, type LocalServer, type Received, startServer } from '../../hostile-server/start-server.ts';
import { measure } from './asking.ts';

const AT = 1_795_293_409;
const OLD_AT = AT - 9000;
const queryOf = ({ body }: Received) => new URLSearchParams(body).get('query') ?? '';
const vector = (...values: readonly number[]) => ({
  status: 'success',
  data: { resultType: 'vector', result: values.map((value) => ({ metric: {}, value: [AT, String(value)] })) },
});

const recording = (name: string, query: unknown, more: object = {}) => ({ type: 'recording', name, query, ...more });
const told = (...rules: readonly unknown[]) => ({ status: 'success', data: { groups: [{ name: 'g', rules }] } });

/** Answers with these rules; every sample is new, those of `old` are old, of `gone` there are none. */
async function serving(rules: Handler): Promise<LocalServer> {
  const server = await startServer((request, response) => {
    if (request.url.startsWith('/api/v1/rules')) return rules(request, response);
    const query = queryOf(request);
    if (!query.startsWith('min(')) return json(vector(0.9))(request, response);
    if (query.includes('timestamp(gone')) return json(vector())(request, response);
    return json(vector(/timestamp\(old/.test(query) ? OLD_AT : AT))(request, response);
  });
  onTestFinished(server.close);
  return server;
}

async function timeOf(rules: Handler, query = 'a:b') {
  const server = await serving(rules);
  const { it: found } = await measure({ url: server.url, timeout: '1s' }, { it: { query } });
  if (found?.kind !== 'measured') throw new Error(JSON.stringify(found));
  const at = found.observedAtMs === OLD_AT * 1000 ? 'old' : found.observedAtMs === AT * 1000 ? 'new' : 'none';
  return { at: found.observedAtMs === null ? 'none' : at, notes: found.notes, server };
}

const cycle = [recording('a:b', 'c + new'), recording('c', 'a:b + old')];
const chain = (length: number) =>
  Array.from({ length }, (_, index) => recording(`r${index}`, index === length - 1 ? 'old' : `r${index + 1}`));
const wide = (count: number) => Array.from({ length: count }, (_, index) => `new_${index}`).join(' + ');

describe('a recorded series', () => {
  it.each<[string, unknown, string, string]>([
    ['what its rule reads', told(recording('a:b', 'sum(old)')), 'a:b', 'old'],
    ['its own sample, where that is older', told(recording('old:x', 'sum(new)')), 'old:x', 'old'],
    ['its rule, although its name says nothing of one', told(recording('plain', 'sum(old)')), 'plain', 'old'],
    ['the oldest of several rules', told(recording('a:b', 'new'), recording('a:b', 'old')), 'a:b', 'old'],
    ['rules that read each other', told(...cycle), 'a:b', 'old'],
    ['rules upon rules', told(...chain(8)), 'r0', 'old'],
    ['the rules that its labels allow', told(recording('a:b', 'old', { labels: { x: '1' } })), 'a:b{x="1"}', 'old'],
    ['no rule of other labels', told(recording('ab', 'old', { labels: { x: '1' } })), 'ab{x="2"}', 'new'],
    [
      'rules of all labels that do not contradict',
      told(recording('a:b', 'old', { labels: { x: 1 } })),
      'a:b{x="2"}',
      'old',
    ],
    ['no alerting rule', told({ type: 'alerting', name: 'plain', query: 'old' }), 'plain', 'new'],
    ['what its rule can do without', told(recording('a:b', 'gone or new')), 'a:b', 'new'],
  ])('is dated by %s', async (_, rules, query, expected) => {
    expect(await timeOf(json(rules), query)).toMatchObject({ at: expected, notes: [] });
  });

  it.each<[string, unknown, string]>([
    ['reads nothing', told(recording('a:b', 'vector(0.05)')), 'a:b'],
    ['reads what is gone', told(recording('a:b', 'sum(gone)')), 'a:b'],
    ['reads what may be gone', told(recording('a:b', 'sum(gone) or vector(0)')), 'a:b'],
    ['reads itself alone', told(recording('a:b', 'a:b offset 1m')), 'a:b'],
    ['is no PromQL', told(recording('a:b', 'WITH (x = new) x')), 'a:b'],
    ['is too long', told(recording('a:b', `new${' '.repeat(20_000)}`)), 'a:b'],
    ['reads very much', told(recording('a:b', wide(60))), 'a:b'],
    ['stands on very many others', told(...chain(40)), 'r0'],
  ])('has no time where its rule %s', async (_, rules, query) => {
    const { at, notes } = await timeOf(json(rules), query);
    expect([at, notes.length]).toEqual(['none', 1]);
  });

  it('is looked behind as the query looks at it', async () => {
    const { server } = await timeOf(json(told(recording('a:b', 'new offset 1m'))), 'max_over_time(a:b[1h] offset 1d)');
    expect(server.requests.map(queryOf).some((query) => query.includes('timestamp(new offset 86460s)'))).toBe(true);
  });

  it.each<[string, Handler]>([
    ['not offered', status(404)],
    ['forbidden', status(403)],
    ['broken', text('{')],
    ['of another form', json({ status: 'success', data: { groups: {} } })],
    ['an error', json({ status: 'error', errorType: 'internal', data: { groups: [] } })],
    ['unclear', text('{"status":"success","data":{"groups":[],"groups":[]}}')],
    ['a rule without its expression', json(told(recording('a:b', null)))],
    ['told with warnings', json({ ...told(), warnings: ['x'] })],
    ['told in pages', json({ status: 'success', data: { groups: [], groupNextToken: 'x' } })],
    ['without this one', json(told(recording('c:d', 'old')))],
  ])('keeps its own time, with a note, where the rules are %s', async (_, rules) => {
    const { at, notes } = await timeOf(rules);
    expect(at).toBe('new');
    expect(notes).toEqual([expect.stringContaining('"a:b"')]);
    expect(await timeOf(rules, 'plain')).toMatchObject({ at: 'new', notes: [] });
  });

  it('costs one request for all metrics, and none where times are given', async () => {
    const server = await serving(json(told(recording('a:b', 'old'))));
    const isRules = ({ url }: Received) => url === '/x/api/v1/rules?orgId=2&type=record';
    const all = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`m${index}`, { query: `a:b + ${index}` }]));
    await measure({ url: `${server.url}/x?orgId=2` }, all);
    expect(server.requests.filter(isRules).length).toBe(1);
    const given = await serving(json(told()));
    await measure({ url: given.url }, { it: { query: 'a:b', 'observed-at': 'timestamp(new)' } });
    expect(given.requests.some(({ url }) => url.includes('rules'))).toBe(false);
  });
});
