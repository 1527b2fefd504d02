import { afterEach, describe, expect, it } from 'vitest';
import { httpAlerts } from '../../src/alerts/http.ts';
import { json, silent, status, text } from '../hostile-server/answers.ts';
import { type Handler, type LocalServer, startServer } from '../hostile-server/start-server.ts';
import { localNetwork } from '../sources/http/requests.ts';

const servers: LocalServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

type Keys = Readonly<Record<string, unknown>>;

async function verify(handler: Handler, keys: Keys, source: Keys = {}, labels: Readonly<Record<string, string>> = {}) {
  const server = await startServer(handler);
  servers.push(server);
  const { network } = localNetwork({ KEY: 'a-s3cret-token' });
  const request = { metric: 'm', rule: 'Repeat queries', labels, keys, reads: null };
  const world = { network, nowMs: Date.UTC(2026, 10, 22) };
  const report = await httpAlerts.verify(
    { id: 'api', keys: { url: `${server.url}/rules?token=s3cret-value`, ...source } },
    request,
    world,
  );
  expect(JSON.stringify(report)).not.toContain('s3cret');
  return { report, server };
}

const rule = {
  name: 'Repeat queries',
  isPaused: false,
  health: 'ok',
  mutedUntil: null,
  muted: false,
  receivers: ['pager'],
  query: 'rate(repeat_queries[1h])',
  state: 'normal',
  delay: 5400,
};
const keys = {
  exists: "length(rules[?name == 'Repeat queries']) == `1`",
  enabled: "!(rules[?name == 'Repeat queries'] | [0].isPaused)",
  evaluating: "(rules[?name == 'Repeat queries'] | [0].health) == 'ok'",
  muted: "rules[?name == 'Repeat queries'] | [0].muted",
  notifies: "length(rules[?name == 'Repeat queries'] | [0].receivers) > `0`",
  watches: "contains(rules[?name == 'Repeat queries'] | [0].query, 'repeat_queries')",
  firing: "(rules[?name == 'Repeat queries'] | [0].state) == 'alerting'",
  pending: "(rules[?name == 'Repeat queries'] | [0].state) == 'pending'",
  'delay-seconds': "rules[?name == 'Repeat queries'] | [0].delay",
};
const answer = async (more: Keys, own: Keys = {}) =>
  (await verify(json({ rules: [{ ...rule, ...more }] }), { ...keys, ...own })).report;
const answers = (yes: Keys) => ({ kind: 'answered', answers: yes });
const yes = { answer: 'yes' };
const no = { answer: 'no' };
const noAnswer = { answer: 'unknown', because: 'no-answer' };
const cannotTell = { answer: 'unknown', because: 'cannot-tell' };

describe('an alert that is asked about by expressions', () => {
  it('has all seven answers and a delay', async () => {
    expect(await answer({})).toMatchObject({
      kind: 'answered',
      rule: 'Repeat queries',
      where: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      answers: { exists: yes, enabled: yes, evaluating: yes, muted: no, notifies: yes, watches: yes },
      state: 'inactive',
      delay: { seconds: 5400, parts: { lag: 5400, refresh: 0, window: 0, badShare: 1, route: 0 } },
    });
  });

  it.each([
    [{ name: 'another' }, { exists: no, enabled: noAnswer, muted: noAnswer, watches: noAnswer }],
    [{ isPaused: true }, { exists: yes, enabled: no }],
    [{ isPaused: undefined }, { enabled: noAnswer }],
    [{ isPaused: null }, { enabled: noAnswer }],
    [{ health: 'error' }, { evaluating: no }],
    [{ health: undefined }, { evaluating: noAnswer }],
    [{ muted: true }, { muted: yes }],
    [{ muted: undefined }, { muted: noAnswer }],
    [{ muted: 'false' }, { muted: noAnswer }],
    [{ muted: 0 }, { muted: noAnswer }],
    [{ muted: [] }, { muted: noAnswer }],
    [{ receivers: [] }, { notifies: no }],
    [{ receivers: undefined }, { notifies: noAnswer }],
    [{ query: 'rate(something_else[1h])' }, { watches: no }],
  ])('%j answers %j', async (more, expected) => {
    expect(await answer(more)).toMatchObject(answers(expected));
  });

  it('cannot tell what no expression asks', async () => {
    const { report } = await verify(json({ rules: [rule] }), { exists: keys.exists });
    expect(report).toMatchObject({
      kind: 'answered',
      answers: {
        exists: yes,
        enabled: cannotTell,
        evaluating: cannotTell,
        muted: cannotTell,
        notifies: cannotTell,
        watches: cannotTell,
      },
      state: 'unknown',
      delay: null,
    });
  });

  it.each([
    ['`true`'],
    ['`1` == `1`'],
    ['rules[0].nothing || `true`'],
    ['rules.'],
    ['length(rules[0].nothing) == `0`'],
    ['{a: rules}.constructor.name'],
    ['a'.repeat(600)],
  ])('takes no answer from %s', async (enabled) => {
    expect(await answer({}, { enabled })).toMatchObject(answers({ exists: yes, enabled: noAnswer }));
  });

  it.each([
    [{ state: 'alerting' }, {}, 'firing'],
    [{ state: 'pending' }, {}, 'pending'],
    [{ state: 'normal' }, {}, 'inactive'],
    [{ state: null }, {}, 'unknown'],
    [{}, { firing: undefined }, 'unknown'],
    [{ state: 'pending' }, { firing: undefined }, 'unknown'],
    [{}, { pending: undefined }, 'inactive'],
    [{}, { pending: 'rules[0].nothing' }, 'unknown'],
    [{}, { firing: 'rules[0].nothing' }, 'unknown'],
  ])('%j with %j is %s', async (more, own, state) => {
    expect(await answer(more, own)).toMatchObject({ kind: 'answered', state });
  });

  it.each([
    ['enabled', '!(contains(rules[].isPaused, `true`))', 'isPaused'],
    ['evaluating', "!(contains(rules[].health, 'error'))", 'health'],
    ['muted', 'contains(rules[].muted, `true`)', 'muted'],
    ['muted', "to_string(rules[0].muted) == 'true'", 'muted'],
    ['notifies', 'length(rules[].receivers[]) > `0`', 'receivers'],
    ['notifies', "join(',', rules[].receivers[]) != ''", 'receivers'],
    ['watches', "contains(join(' ', rules[].query), 'repeat_queries')", 'query'],
  ])('%s: %s is not known without the key', async (question, expression, key) => {
    const good = question === 'muted' ? no : yes;
    for (const gone of [undefined, null])
      expect(await answer({ [key]: gone }, { [question]: expression })).toMatchObject(
        answers({ [question]: noAnswer }),
      );
    expect(await answer({}, { [question]: expression })).toMatchObject(answers({ [question]: good }));
  });

  it.each([
    [{}, 'inactive'],
    [{ state: undefined }, 'unknown'],
    [{ state: 'alerting' }, 'firing'],
  ])('looks at the states of all: %j is %s', async (more, state) => {
    const own = { firing: "contains(rules[].state, 'alerting')", pending: "contains(rules[].state, 'pending')" };
    expect(await answer(more, own)).toMatchObject({ kind: 'answered', state });
  });

  it.each([[{ delay: undefined }], [{ delay: null }], [{ delay: [] }]])(
    'has no delay that is the sum of nothing: %j',
    async (more) => {
      const report = await answer(more, { 'delay-seconds': 'sum(rules[].delay[])' });
      expect(report).toMatchObject({ kind: 'unanswered', code: 'no-data' });
    },
  );

  it.each([
    ['"5400"', 5400],
    ['0', 0],
    ['0.5', 0.5],
  ])('has a delay of %s', async (delay, seconds) => {
    expect(await answer({ delay: JSON.parse(delay) })).toMatchObject({ delay: { seconds } });
  });

  it.each([
    [null, 'no-data'],
    ['soon', 'not-a-number'],
    [-1, 'bad-response'],
    [[5400], 'bad-response'],
    [true, 'bad-response'],
  ])('says nothing where its delay is %j', async (delay, code) => {
    expect(await answer({ delay })).toMatchObject({ kind: 'unanswered', code });
  });

  it('is missing, whatever its delay is', async () => {
    expect(await answer({ name: 'another', delay: null })).toMatchObject({ answers: { exists: no }, delay: null });
  });
});

describe('an alert that nothing is known of', () => {
  it.each([
    [status(401), 'auth'],
    [status(403), 'forbidden'],
    [status(500), 'server'],
    [silent, 'timeout'],
    [status(302, { location: 'https://example.com/?s3cret-value' }), 'blocked'],
    [text('<html>s3cret-value</html>'), 'bad-response'],
    [text('{"rules": [], "rules": []}'), null],
  ])('because asking fails (%#)', async (handler, code) => {
    const { report } = await verify(handler, keys, { timeout: '1s' });
    if (code !== null) expect(report).toMatchObject({ kind: 'unanswered', code });
    else expect(report).toMatchObject(answers({ exists: noAnswer, muted: noAnswer }));
  });

  it.each([
    [60, 'answered'],
    [61, 'unanswered'],
  ])('because a cache held the answer for %i s', async (seconds, kind) => {
    const { report } = await verify(json({ rules: [rule] }, { age: String(seconds) }), keys);
    expect(report.kind).toBe(kind);
  });

  it.each([
    [{ 'fail-if': 'failed' }, { failed: true }, 'server'],
    [{ 'partial-if': 'partial' }, { partial: true }, 'partial'],
    [{ 'fail-if': 'failed' }, { failed: 'yes' }, 'server'],
    [{ 'fail-if': 'length(failed) > `0`' }, {}, 'bad-response'],
    [{ 'fail-if': 'failed.' }, {}, 'config'],
  ])('because of %j', async (own, more, code) => {
    const { report } = await verify(json({ rules: [rule], ...more }), { ...keys, ...own });
    expect(report).toMatchObject({ kind: 'unanswered', code });
  });

  it.each([
    [{ schema: { required: ['nothing'] } }, {}, 'bad-response'],
    [{ schema: { type: 'nothing' } }, {}, 'config'],
    [{ form: { a: 1 }, json: {} }, {}, 'config'],
    [{ auth: { bearer: 'NOT_SET' } }, {}, 'config'],
    [{ auth: { bearer: 'KEY', basic: { user: 'KEY', password: 'KEY' } } }, {}, 'config'],
    [{}, { severity: 'page' }, 'config'],
  ])('because of the source %j with the labels %j', async (source, labels, code) => {
    const { report } = await verify(json({ rules: [rule] }), keys, source, labels);
    expect(report).toMatchObject({ kind: 'unanswered', code });
  });
});

describe('the request for an alert', () => {
  it("is the source's, with query and json merged over it", async () => {
    const source = { query: { a: 1 }, json: { q: 1 }, auth: { header: { name: 'X-Key', value: 'KEY' } } };
    const own = { ...keys, query: { name: 'r' }, json: { r: 2 } };
    const { server, report } = await verify(json({ rules: [rule] }), own, source);
    expect(report.kind).toBe('answered');
    expect(server.requests).toMatchObject([
      { method: 'POST', url: '/rules?token=s3cret-value&a=1&name=r', body: '{"q":1,"r":2}' },
    ]);
    expect(server.requests[0]?.headers['x-key']).toBe('a-s3cret-token');
  });
});
