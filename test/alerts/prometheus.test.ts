import { afterEach, describe, expect, it } from 'vitest';
import { prometheusAlerts } from '../../src/alerts/prometheus.ts';
import type { AlertRequest } from '../../src/alerts/verifier.ts';
import type { AlertAnswer, AlertReport } from '../../src/core/alert-facts.ts';
import { judgeAlert } from '../../src/core/judge-alert.ts';
import { ALERT_REASON_MESSAGES } from '../../src/report/messages/reasons-alert.ts';
import { bomb, json, page, resetMidBody, silent, status, text } from '../hostile-server/answers.ts';
import type { Handler, LocalServer } from '../hostile-server/start-server.ts';
import { localNetwork } from '../sources/http/requests.ts';
import * as fake from './prometheus/fake-prometheus.ts';

const { alerting, count, group, recording, rules, success } = fake;
const servers: LocalServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

type Keys = Readonly<Record<string, unknown>>;
interface Given {
  readonly keys?: Keys | ((url: string) => Keys);
  readonly request?: Partial<AlertRequest>;
}
const READS = { type: 'prometheus', keys: { query: 'avg(answer_quality)' }, sameServer: true, scale: null };
const verify = { source: 'prom', rule: 'LowQuality', labels: {}, keys: {} };
const alert = { when: null, withinSeconds: 86_400, notifies: '#oncall', parts: null, verify };

async function asked(paths: fake.Paths = {}, { keys = {}, request = {} }: Given = {}) {
  const server = await fake.startPrometheus(paths);
  servers.push(server);
  const { network } = localNetwork({ TOKEN: 'a-s3cret-token' });
  const more = typeof keys === 'function' ? keys(server.url) : keys;
  const report = await prometheusAlerts.verify(
    { id: 'prom', keys: { url: server.url, timeout: '1s', ...more } },
    { metric: 'quality', rule: 'LowQuality', labels: {}, keys: {}, reads: READS, ...request },
    { network, nowMs: fake.NOW },
  );
  expect(JSON.stringify(report)).not.toMatch(/s3cret/);
  return { report, server, host: new URL(server.url).host };
}
const facts = (report: AlertReport) => {
  if (report.kind !== 'answered') throw new Error(JSON.stringify(report));
  return report;
};
const answersOf = async (paths: fake.Paths, given?: Given) => facts((await asked(paths, given)).report).answers;
const short = (answer: AlertAnswer) => (answer.answer === 'unknown' ? answer.because : answer.answer);
const judged = async (paths: fake.Paths, given?: Given) => {
  const { state, reason } = judgeAlert(alert, (await asked(paths, given)).report);
  return `${state} ${reason?.code}`;
};
const rule = (more: Keys) => ({ '/api/v1/rules': rules(group([alerting(more)])) });
const one = (name: string, handler: Handler) => ({ [name]: handler });
const silence = (matchers: readonly Keys[]) => ({ id: 'sil-1', status: { state: 'active' }, matchers });
const route = (written: string) =>
  fake.routes(`route: ${written}\nreceivers: [{ name: nobody }, { name: pager, email_configs: [{ to: a }] }]`);

describe('a rule that is wired', () => {
  it('is verified, with all it rests on', async () => {
    const { report, host, server } = await asked();
    expect(report).toEqual({
      kind: 'answered',
      rule: 'ai > LowQuality',
      where: host,
      answers: {
        exists: { answer: 'yes', detail: `loaded in ${host}` },
        enabled: { answer: 'yes', detail: 'loaded is enabled' },
        evaluating: { answer: 'yes', detail: 'every 15 s, the last went well; the series that it needs exist' },
        muted: { answer: 'no', detail: `none of 0 silences in ${host} covers it` },
        notifies: { answer: 'yes', detail: `routed to "pager" (${host})` },
        watches: { answer: 'yes', detail: 'both read "answer_quality"' },
      },
      state: 'inactive',
      fires: { operator: '<', bound: 0.9, sameQuantity: true },
      delay: {
        parts: {
          lag: 30,
          refresh: 0,
          window: 0,
          badShare: 1,
          interval: 15,
          hold: 0,
          recording: 0,
          group: 300,
          route: 0,
        },
        seconds: 345,
      },
      notes: ['without "answer_quality" the rule stays silent, and no other rule alerts when it is absent(): add one'],
    });
    expect(judgeAlert(alert, report).state).toBe('verified');
    expect(server.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('is looked for below a base address, with credentials and tenant', async () => {
    const prefix = (paths: fake.Paths) =>
      Object.fromEntries(Object.entries(paths).map(([path, handler]) => [`/prom/x${path}`, handler]));
    const paths = prefix({
      '/api/v1/rules': rules(group([alerting()])),
      '/api/v1/query': count(1),
      '/api/v1/status/config': success({ yaml: 'global: {}' }),
    });
    const keys = (url: string) => ({
      url: `${url}/prom/x/?org=1`,
      auth: { bearer: 'TOKEN' },
      tenant: 'team-a',
      alertmanager: `${url}/am/`,
    });
    const { report, server } = await asked(paths, { keys });
    expect(judgeAlert(alert, report).state).toBe('verified');
    const headers = server.requests.map((request) => [request.headers.authorization, request.headers['x-scope-orgid']]);
    // The Alertmanager is the same server, and gets them as well.
    expect(new Set(headers.map((pair) => pair.join()))).toEqual(new Set(['Bearer a-s3cret-token,team-a']));
    expect(server.requests.some(({ url }) => url === '/prom/x/api/v1/rules?org=1')).toBe(true);
  });

  it('is asked about without credentials where the Alertmanager is another server', async () => {
    const other = await fake.startPrometheus();
    servers.push(other);
    const auth = { auth: { bearer: 'TOKEN' }, tenant: 'team-a' };
    const announcing = success({ activeAlertmanagers: [{ url: `${other.url}/am/api/v1/alerts` }] });
    const announced = await asked({ '/api/v1/alertmanagers': announcing }, { keys: auth });
    const named = await asked(
      { '/api/v1/alertmanagers': announcing },
      { keys: { ...auth, alertmanager: `${other.url}/am` } },
    );
    for (const { report } of [announced, named]) expect(judgeAlert(alert, report).state).toBe('verified');
    expect(other.requests).toHaveLength(4);
    for (const { headers } of other.requests) {
      expect(headers.authorization).toBeUndefined();
      expect(headers['x-scope-orgid']).toBeUndefined();
    }
  });
});

describe('which rule', () => {
  const two = rules(group([alerting(), alerting({ labels: { severity: 'ticket', team: 'b' } })]));
  it.each<[string, fake.Paths, Readonly<Record<string, string>>, string]>([
    ['none', { '/api/v1/rules': rules() }, {}, 'refuted alert-missing'],
    ['no groups at all', { '/api/v1/rules': success({ groups: null }) }, {}, 'refuted alert-missing'],
    ['an empty group', { '/api/v1/rules': rules(group(null)) }, {}, 'refuted alert-missing'],
    ['another name', rule({ name: 'LowQuality2' }), {}, 'refuted alert-missing'],
    ['another case', rule({ name: 'lowquality' }), {}, 'refuted alert-missing'],
    [
      'a recording rule',
      { '/api/v1/rules': rules(group([recording('LowQuality', 'up')])) },
      {},
      'refuted alert-missing',
    ],
    ['other labels', {}, { severity: 'ticket' }, 'refuted alert-missing'],
    ['its labels', {}, { severity: 'page' }, 'verified alert-verified'],
    ['two of the name', { '/api/v1/rules': two }, {}, 'unknown alert-ambiguous'],
    ['one of two by label', { '/api/v1/rules': two }, { severity: 'page' }, 'verified alert-verified'],
    ['none of two by label', { '/api/v1/rules': two }, { severity: 'page', team: 'b' }, 'refuted alert-missing'],
    ['labels that are none', rule({ labels: { a: 1 } }), {}, 'unknown alert-unanswered'],
  ])('%s', async (_, paths, labels, expected) => {
    expect(await judged(paths, { request: { labels } })).toBe(expected);
  });

  it.each<[string, fake.Paths, Readonly<Record<string, string>>, string]>([
    ['other labels', {}, { severity: 'ticket' }, 'a rule of that name exists with severity=page'],
    ['a label that is missing', {}, { team: 'a' }, 'a rule of that name exists without team'],
    ['one label of two', {}, { severity: 'page', team: 'a' }, 'a rule of that name exists without team'],
    [
      'other labels of two',
      { '/api/v1/rules': two },
      { severity: 'none' },
      '2 rules of that name exist: with severity=page; with severity=ticket',
    ],
    ['a name nearby', rule({ name: 'LowQualty' }), {}, 'no alerting rule has that name; did you mean "LowQualty"?'],
    ['another name', rule({ name: 'DiskFull' }), {}, 'no alerting rule has that name'],
    [
      'a recording rule of the name',
      { '/api/v1/rules': rules(group([recording('LowQuality', 'up')])) },
      {},
      'a recording rule has that name, and no alerting rule',
    ],
    [
      'a label of any length',
      rule({ labels: { severity: 'x'.repeat(500) } }),
      { severity: 'page' },
      `a rule of that name exists with severity=${'x'.repeat(39)}…`,
    ],
  ])('is said to be missing with what is there: %s', async (_, paths, labels, expected) => {
    const { report } = await asked(paths, { request: { labels } });
    expect(facts(report).answers.exists).toEqual({ answer: 'no', detail: expected });
  });

  it('says how many there are, and what selects one', async () => {
    const { report } = await asked({ '/api/v1/rules': two });
    expect(report).toMatchObject({ code: 'ambiguous', detail: expect.stringMatching(/^2 .*verify\.labels/) });
  });

  it('is found on a later page', async () => {
    const pages: Handler = (request, response) => {
      const query = new URL(request.url, 'http://it').searchParams;
      if (!query.has('group_next_token')) {
        return success({ groups: [group([]), group([])], groupNextToken: 'more' })(request, response);
      }
      const fine = query.get('group_next_token') === 'more' && query.get('group_limit') === '2';
      return (fine ? rules(group([alerting()])) : status(400))(request, response);
    };
    expect(await judged({ '/api/v1/rules': pages })).toBe('verified alert-verified');
  });

  it('is not looked for for ever', async () => {
    const loop = success({ groups: [], groupNextToken: 'again' });
    const { report, server } = await asked({ '/api/v1/rules': loop });
    expect(report).toMatchObject({ kind: 'unanswered', code: 'bad-response' });
    expect(server.requests.length).toBeLessThan(10);
    let page = 0;
    const endless: Handler = (request, response) => {
      page += 1;
      return success({ groups: [], groupNextToken: `page-${page}` })(request, response);
    };
    expect((await asked({ '/api/v1/rules': endless })).report).toMatchObject({ code: 'too-large' });
  });

  it('is asked for by name where all rules are too many', async () => {
    const huge: Handler = (request, response) => {
      const query = new URL(request.url, 'http://it').searchParams;
      const named = query.get('rule_name[]') === 'LowQuality' && query.get('type') === 'alert';
      return (named ? rules(group([alerting()])) : bomb('gzip'))(request, response);
    };
    const slowly = { keys: { timeout: '20s' } };
    const { report } = await asked({ '/api/v1/rules': huge }, slowly);
    // What recording rules read is not known then.
    expect(facts(report)).toMatchObject({
      answers: { exists: { answer: 'yes' }, watches: { answer: 'yes' } },
      delay: null,
    });
    const elsewhere = {
      ...slowly,
      request: { reads: { type: 'prometheus', keys: { query: 'other' }, sameServer: true, scale: null } },
    };
    expect(short((await answersOf({ '/api/v1/rules': huge }, elsewhere)).watches)).toBe('cannot-tell');
  });

  it('is not compared with a metric of another server', async () => {
    const watches = async (sameServer: boolean) => {
      const reads = { type: 'prometheus', keys: { query: 'avg(other)' }, sameServer, scale: null };
      return short((await answersOf({ '/api/v1/rules': rules(group([alerting()])) }, { request: { reads } })).watches);
    };
    expect(await watches(true)).toBe('no');
    expect(await watches(false)).toBe('cannot-tell');
  });

  it.each<[string, Handler, string]>([
    ['401', status(401), 'auth'],
    ['403', status(403), 'forbidden'],
    ['404', status(404), 'not-found'],
    ['500', status(500), 'server'],
    ['silence', silent, 'timeout'],
    ['a reset', resetMidBody, 'network'],
    ['a page', page, 'bad-response'],
    ['nothing', text(''), 'bad-response'],
    ['a list', json([]), 'bad-response'],
    ['no success', json({ status: 'error', errorType: 'internal', data: { groups: [] } }), 'bad-response'],
    ['warnings', success({ groups: [] }, { warnings: ['one store did not answer: s3cret'] }), 'partial'],
    ['no data', json({ status: 'success' }), 'bad-response'],
    ['no groups', success({}), 'bad-response'],
    ['a group that is none', success({ groups: [1] }), 'bad-response'],
    ['rules that are none', rules(group('none')), 'bad-response'],
    ['a rule that is none', rules(group([alerting(), null])), 'bad-response'],
    ['a rule without a name', rules(group([alerting(), alerting({ name: null })])), 'bad-response'],
    ['a key twice', text('{"status":"success","data":{"groups":[],"groups":[]}}'), 'bad-response'],
    ['a status twice', text('{"status":"error","status":"success","data":{"groups":[]}}'), 'bad-response'],
  ])('is not known where the answer is %s', async (_, handler, code) => {
    expect((await asked({ '/api/v1/rules': handler })).report).toMatchObject({ kind: 'unanswered', code });
  });

  it('is not known where the source is not clear', async () => {
    expect((await asked({}, { keys: { auth: { bearer: '' } } })).report).toMatchObject({ code: 'config' });
    expect((await asked({}, { keys: { auth: { bearer: 'NOT_SET' } } })).report).toMatchObject({ code: 'config' });
    expect((await asked({}, { keys: { url: 'nowhere' } })).report).toMatchObject({ code: 'config', where: '' });
  });
});

describe('whether it is evaluated', () => {
  it.each<[string, Keys, Keys, string]>([
    ['lately', { lastEvaluation: fake.ago(120) }, {}, 'yes'],
    ['two minutes ago, every 15 s', { lastEvaluation: fake.ago(121) }, {}, 'no'],
    ['within three intervals', { lastEvaluation: fake.ago(180) }, { interval: 60 }, 'yes'],
    ['not within three intervals', { lastEvaluation: fake.ago(181) }, { interval: 60 }, 'no'],
    ['with an error', { health: 'err', lastError: 's3cret' }, {}, 'no'],
    ['never', { health: 'unknown', lastEvaluation: '0001-01-01T00:00:00Z' }, {}, 'no-answer'],
    ['never, and healthy', { lastEvaluation: '0001-01-01T00:00:00Z' }, {}, 'no-answer'],
    ['without matches', { health: 'no match' }, {}, 'no-answer'],
    ['without health', { health: null }, {}, 'no-answer'],
    ['at a time without a zone', { lastEvaluation: '2026-11-22T11:59:55' }, {}, 'no-answer'],
    ['at no time', { lastEvaluation: 5 }, {}, 'no-answer'],
    ['in the future', { lastEvaluation: fake.ago(-121) }, {}, 'no-answer'],
    ['by a clock a little ahead', { lastEvaluation: fake.ago(-100) }, {}, 'yes'],
    ['at no interval', {}, { interval: 0 }, 'no-answer'],
    ['at an interval that is none', {}, { interval: -5 }, 'no-answer'],
    ['at an interval as text', {}, { interval: '15s' }, 'yes'],
  ])('%s', async (_, more, of, expected) => {
    const answers = await answersOf({ '/api/v1/rules': rules(group([alerting(more)], of)) });
    expect(short(answers.evaluating)).toBe(expected);
  });

  it('is not so while it is paused', async () => {
    expect(await judged(rule({ isPaused: true }))).toBe('refuted alert-disabled');
  });

  it.each<[string, Keys, string]>([
    ['inactive', { state: 'inactive' }, 'inactive'],
    ['upper case', { state: 'FIRING' }, 'firing'],
    ['pending', { state: 'pending' }, 'pending'],
    ['firing by one of its alerts', { alerts: [{ state: 'pending' }, { state: 'firing' }] }, 'firing'],
    ['pending by one of its alerts', { alerts: [{ state: 'pending' }] }, 'pending'],
    ['not evaluated yet', { state: 'unknown' }, 'unknown'],
    ['not given', { state: undefined }, 'unknown'],
    ['nonsense', { state: 'happy' }, 'unknown'],
  ])('has the state %s', async (_, more, expected) => {
    expect(facts((await asked(rule(more))).report).state).toBe(expected);
  });
});

describe('whether it can fire', () => {
  const only =
    (...there: readonly string[]): Handler =>
    (request, response) => {
      const query = new URL(request.url, 'http://it').searchParams.get('query') ?? '';
      return count(there.includes(query) ? 1 : 0)(request, response);
    };
  it.each<[string, string, readonly string[], string]>([
    ['its series is there', 'a > 1', ['count(a)'], 'yes'],
    ['its series is not', 'a > 1', [], 'no-series'],
    ['one of two is not', 'a / b > 1', ['count(a)'], 'no-series'],
    ['one of two would do', '(a or b) > 1', ['count(b)'], 'yes'],
    ['neither of two that would do', '(a or b) > 1', [], 'no-series'],
    ['a number in its place', '(a or vector(0)) > 1', [], 'no-series'],
    ['a number in place of a part', '(a or vector(0)) / b > 1', ['count(b)'], 'yes'],
    ['what excludes it is not there', 'a > 1 unless on () maintenance', ['count(a)'], 'yes'],
    ['what it needs beside is not there', 'a > 1 and on () traffic > 5', ['count(a)'], 'no-series'],
    ['it fires for absence', 'absent(a)', [], 'yes'],
    ['nothing is read', 'vector(1) > 0', [], 'no-series'],
    ['samples are in the range', 'rate(a[1h]) > 1', ['count(count_over_time(a[3600s]))'], 'yes'],
    ['samples are now', 'rate(a[1h]) > 1', ['count(a)'], 'yes'],
    ['the moment is another', 'a{x="1"} offset 1d > 1', ['count(a{x="1"} offset 86400s)'], 'yes'],
    ['it is no PromQL', 'a >', ['count(a)'], 'no-answer'],
    ['it is very long', `a > ${'1'.repeat(20_001)}`, ['count(a)'], 'no-answer'],
    ['it reads very much', Array.from({ length: 21 }, (_, at) => `a${at}`).join(' or '), ['count(a1)'], 'no-answer'],
  ])('%s', async (_, query, there, expected) => {
    const answers = await answersOf({ ...rule({ query }), '/api/v1/query': only(...there) });
    expect(short(answers.evaluating)).toBe(expected);
  });

  it('is said with what to mend', async () => {
    const { report } = await asked({ '/api/v1/query': count(0) });
    const { reason } = judgeAlert(alert, report);
    expect(reason).toMatchObject({ code: 'alert-unsure', args: { question: 'evaluating', because: 'no-series' } });
    expect(ALERT_REASON_MESSAGES['alert-unsure'].fix(reason?.args ?? {})).toMatch(
      /^Its expression selects no series: check the names in it/,
    );
  });

  it.each<[string, Handler]>([
    ['an error', status(422)],
    ['not found', status(404)],
    ['a matrix', success({ resultType: 'matrix', result: [] })],
    ['two series', success({ resultType: 'vector', result: [{ value: [1, '1'] }, { value: [1, '1'] }] })],
    ['NaN', success({ resultType: 'vector', result: [{ value: [1, 'NaN'] }] })],
    ['a number', success({ resultType: 'vector', result: [{ value: [1, 1] }] })],
    ['warnings', success({ resultType: 'vector', result: [] }, { warnings: ['partial'] })],
    ['nothing', json({})],
  ])('is not known where the answer is %s', async (_, handler) => {
    expect(short((await answersOf({ '/api/v1/query': handler })).evaluating)).toBe('no-answer');
  });
});

describe('whether it is muted', () => {
  const is = (name: string, value: string, more: Keys = {}) => ({
    name,
    value,
    isRegex: false,
    isEqual: true,
    ...more,
  });
  const muted = async (matcher: Keys, more: Keys = {}, paths: fake.Paths = {}) => {
    const all = { ...rule(more), '/am/api/v2/silences': fake.silences(silence([matcher])), ...paths };
    return short((await answersOf(all)).muted);
  };
  const external = success({ yaml: 'global: { external_labels: { region: eu, host: $HOST } }' });
  const relabelled = (steps: string) => success({ yaml: `alerting: { alert_relabel_configs: [${steps}] }` });

  it.each<[string, Keys, Keys, fake.Paths, string]>([
    ['by name', is('alertname', 'LowQuality'), {}, {}, 'yes'],
    ['by pattern', is('alertname', 'Low.+', { isRegex: true }), {}, {}, 'yes'],
    ['by a label of its own', is('severity', 'page'), {}, {}, 'yes'],
    ['by another value of it', is('severity', 'ticket'), {}, {}, 'no'],
    ['by a label of its series', is('instance', 'a'), {}, {}, 'no-answer'],
    ['by a label that is aggregated away', is('instance', 'a'), { query: 'avg(answer_quality) < 0.9' }, {}, 'no'],
    [
      'by a label that is kept',
      is('instance', 'a'),
      { query: 'avg by (instance) (answer_quality) < 0.9' },
      {},
      'no-answer',
    ],
    ['by a label that it overrides', is('instance', 'a'), { labels: { instance: 'b' } }, {}, 'no'],
    ['by a template', is('team', 'a'), { labels: { team: '{{ $labels.team }}' } }, {}, 'no-answer'],
    ['by the name of a group, as vmalert gives it', is('alertgroup', 'ai'), { query: 'avg(a) < 1' }, {}, 'no-answer'],
    [
      'by a label of the server',
      is('region', 'eu'),
      { query: 'avg(a) < 1' },
      one('/api/v1/status/config', external),
      'yes',
    ],
    [
      'by another value of that',
      is('region', 'us'),
      { query: 'avg(a) < 1' },
      one('/api/v1/status/config', external),
      'no',
    ],
    [
      'by a variable of the server',
      is('host', 'x'),
      { query: 'avg(a) < 1' },
      one('/api/v1/status/config', external),
      'no-answer',
    ],
    [
      'by a label that the server may add',
      is('region', 'eu'),
      { query: 'avg(a) < 1' },
      one('/api/v1/status/config', status(404)),
      'no-answer',
    ],
    [
      'by a label that is rewritten',
      is('severity', 'x'),
      {},
      one('/api/v1/status/config', relabelled('{ target_label: severity, replacement: x }')),
      'no-answer',
    ],
    [
      'by a label that is dropped',
      is('severity', 'page'),
      {},
      one('/api/v1/status/config', relabelled('{ action: labeldrop, regex: sev.* }')),
      'no-answer',
    ],
    [
      'by a label that is kept on the way',
      is('severity', 'page'),
      {},
      one('/api/v1/status/config', relabelled('{ action: labeldrop, regex: replica }')),
      'yes',
    ],
    [
      'by labels that are mapped',
      is('severity', 'x'),
      {},
      one('/api/v1/status/config', relabelled('{ action: labelmap, regex: (.*) }')),
      'no-answer',
    ],
  ])('%s', async (_, matcher, more, paths, expected) => {
    expect(await muted(matcher, more, paths)).toBe(expected);
  });

  it('says by which silence', async () => {
    const made = { createdBy: 'maria', endsAt: '2026-12-01T11:00:00+01:00' };
    const by = async (name: string, value: string, more: Keys) => {
      const paths = one('/am/api/v2/silences', fake.silences({ ...silence([is(name, value)]), ...more }));
      const { report } = await asked(paths);
      const { reason } = judgeAlert(alert, report);
      return `${facts(report).answers.muted.detail} | ${ALERT_REASON_MESSAGES[reason?.code ?? 'alert-verified'].says(reason?.args ?? {})}`;
    };
    const certain = await by('severity', 'page', made);
    expect(certain).toMatch(
      /^a silence by "maria" until 2026-12-01 10:00 UTC, for severity="page" \(127\.0\.0\.1:\d+\) \|/,
    );
    expect(certain).toMatch(/ is silenced: a silence by "maria" until /);
    expect(certain).not.toMatch(/sil-1|silenced by/);
    const possible = await by('instance', 'a', made);
    expect(possible).toMatch(
      /it is not known whether it is silenced: a silence by "maria" until .* for instance="a", may cover it/,
    );
    expect(possible).not.toMatch(/sil-1|silenced by/);
  });

  it('asks for the active ones where all silences are too many', async () => {
    const many: Handler = (request, response) =>
      (request.url.endsWith('?active=true&expired=false&pending=false') ? fake.silences() : bomb('gzip'))(
        request,
        response,
      );
    const slowly = { keys: { timeout: '20s' } };
    expect(short((await answersOf(one('/am/api/v2/silences', many), slowly)).muted)).toBe('no');
  });

  it.each<[string, Handler]>([
    ['an error', status(500)],
    ['forbidden', status(403)],
    ['not found', status(404)],
    ['silence', silent],
    ['no list', json({})],
    ['a list of nothing', json([null])],
    ['too much', bomb('gzip')],
    ['a page', page],
    ['a key twice', text('[{"status":{"state":"active"},"matchers":[],"matchers":[]}]')],
  ])('is not known where the answer is %s', async (_, handler) => {
    const answers = await answersOf(one('/am/api/v2/silences', handler));
    expect(short(answers.muted)).toBe('no-answer');
  });
});

describe('whether somebody is told', () => {
  it.each<[string, fake.Paths, string]>([
    ['by the route', {}, 'yes'],
    ['by a route that ends nowhere', one('/am/api/v2/status', route('{ receiver: nobody }')), 'no'],
    [
      'by a route that depends',
      one('/am/api/v2/status', route('{ receiver: pager, routes: [{ receiver: nobody, match: { instance: a } }] }')),
      'no-answer',
    ],
    ['by no Alertmanager', one('/api/v1/alertmanagers', success({ activeAlertmanagers: [] })), 'no'],
    ['by a server that does not say', one('/api/v1/alertmanagers', status(404)), 'cannot-tell'],
    ['by a server that fails', one('/api/v1/alertmanagers', status(500)), 'no-answer'],
    ['by a server that forbids it', one('/api/v1/alertmanagers', status(403)), 'no-answer'],
    [
      'by an address that is none',
      one('/api/v1/alertmanagers', success({ activeAlertmanagers: [{ url: 'x' }] })),
      'no-answer',
    ],
    [
      'by another address',
      one('/api/v1/alertmanagers', success({ activeAlertmanagers: [{ url: 'http://127.0.0.1/x' }] })),
      'no-answer',
    ],
    ['by a list that is none', one('/api/v1/alertmanagers', success({})), 'no-answer'],
    [
      'by an Alertmanager that is down',
      one('/api/v1/alertmanagers', success({ activeAlertmanagers: [{ url: 'http://127.0.0.1:1/api/v2/alerts' }] })),
      'no-answer',
    ],
    [
      'by too many',
      one(
        '/api/v1/alertmanagers',
        success({
          activeAlertmanagers: Array.from({ length: 11 }, (_, at) => ({
            url: `http://127.0.0.1:${at + 1}/api/v2/alerts`,
          })),
        }),
      ),
      'no-answer',
    ],
    ['by routes that are not shown', one('/am/api/v2/status', status(404)), 'cannot-tell'],
    ['by routes that are forbidden', one('/am/api/v2/status', status(403)), 'cannot-tell'],
    ['by routes that are empty', one('/am/api/v2/status', fake.routes('')), 'no-answer'],
    ['by routes that fail', one('/am/api/v2/status', status(500)), 'no-answer'],
    [
      'dropped on the way',
      one(
        '/api/v1/status/config',
        success({
          yaml: 'alerting: { alert_relabel_configs: [{ action: drop, source_labels: [severity], regex: page }] }',
        }),
      ),
      'no',
    ],
    [
      'others are dropped',
      one(
        '/api/v1/status/config',
        success({
          yaml: 'alerting: { alert_relabel_configs: [{ action: drop, source_labels: [severity], regex: ticket }] }',
        }),
      ),
      'yes',
    ],
    [
      'only others are kept',
      one(
        '/api/v1/status/config',
        success({
          yaml: 'alerting: { alertmanagers: [{ alert_relabel_configs: [{ action: keep, source_labels: [severity], regex: ticket }] }] }',
        }),
      ),
      'no',
    ],
    [
      'perhaps dropped',
      one(
        '/api/v1/status/config',
        success({
          yaml: 'alerting: { alert_relabel_configs: [{ action: drop, source_labels: [instance], regex: a }] }',
        }),
      ),
      'no-answer',
    ],
    [
      'by a step that nobody knows',
      one('/api/v1/status/config', success({ yaml: 'alerting: { alert_relabel_configs: [{ action: sing }] }' })),
      'no-answer',
    ],
  ])('%s', async (_, paths, expected) => {
    expect(short((await answersOf(paths)).notifies)).toBe(expected);
  });

  it('asks the Alertmanager that is named, and whether anything is sent at all', async () => {
    const keys = (url: string) => ({ alertmanager: `${url}/am` });
    const managed = await asked({ '/api/v1/alertmanagers': status(404) }, { keys });
    expect(judgeAlert(alert, managed.report).state).toBe('verified');
    const none = success({ activeAlertmanagers: [] });
    expect(await judged({ '/api/v1/alertmanagers': none }, { keys })).toBe('refuted alert-unrouted');
    expect(await judged({ '/api/v1/alertmanagers': status(500) }, { keys })).toBe('unknown alert-unsure');
    const away = success({ activeAlertmanagers: [{ url: 'http://127.0.0.1:1/api/v2/alerts' }] });
    expect(await judged({ '/api/v1/alertmanagers': away }, { keys })).toBe('partly-verified alert-partly-verified');
  });

  it('is partly verified behind a managed service', async () => {
    const managed = { '/api/v1/alertmanagers': status(404), '/api/v1/status/config': status(404) };
    expect(await judged(managed)).toBe('partly-verified alert-partly-verified');
    const slow = { ...managed, ...rule({ query: 'avg_over_time(answer_quality[3d]) < 0.9' }) };
    expect(await judged(slow)).toBe('refuted alert-over-limit');
  });
});

describe('what it watches', () => {
  const reading = (query: string, more: readonly unknown[] = []) => ({
    '/api/v1/rules': rules(group([alerting({ query }), ...more])),
  });
  const chain = [
    recording('job:errors:rate', 'rate(errors_total[5m])'),
    recording('job:share', 'job:errors:rate / job:all:rate'),
    recording('job:all:rate', 'rate(requests_total[5m])'),
  ];
  it.each<[string, string, string, readonly unknown[], string]>([
    ['the same series', 'a > 1', 'sum(a)', [], 'yes'],
    ['another', 'a > 1', 'b', [], 'no'],
    ['one of several', 'a + b > 1', 'b', [], 'yes'],
    ['the metric behind a recording rule', 'job:share > 1', 'sum(errors_total)', chain, 'yes'],
    ['a recording rule of the metric', 'errors_total > 1', 'job:share', chain, 'yes'],
    ['another behind a recording rule', 'job:share > 1', 'sum(clicks_total)', chain, 'no'],
    ['the same name by labels that differ', 'a{f="1"} > 1', 'a{f="2"}', [], 'no'],
    ['the same name by labels that exclude', 'a{f="1"} > 1', 'a{f!="1"}', [], 'no'],
    ['the same name by other labels', 'a{f="1"} > 1', 'a{g="2"}', [], 'cannot-tell'],
    ['the same name by a pattern', 'a{f="1"} > 1', 'a{f=~"1|2"}', [], 'yes'],
    ['one recorded name by labels that differ', 'job:share{f="1"} > 1', 'job:share{f="2"}', chain, 'no'],
    ['a name by a pattern', '{__name__=~"a|b"} > 1', 'a', [], 'cannot-tell'],
    ['no name', '{job="x"} > 1', 'a', [], 'cannot-tell'],
    ['a name beside none', 'b / on () {job="x"} > 1', 'a', [], 'cannot-tell'],
    ['other alerts', 'ALERTS{alertname="x"} > 0', 'a', [], 'cannot-tell'],
    ['a metric that is named by a pattern', 'a > 1', '{__name__=~"b"}', [], 'cannot-tell'],
    ['a metric that reads nothing', 'a > 1', 'vector(1)', [], 'cannot-tell'],
    ['a metric that is no PromQL', 'a > 1', 'b >', [], 'cannot-tell'],
    ['a rule that reads nothing', 'vector(1) > 0', 'a', [], 'cannot-tell'],
    ['another part of a histogram', 'rate(a_count[5m]) > 1', 'a_bucket', [], 'cannot-tell'],
    ['a rule that reads itself', 'loop > 1', 'a', [recording('loop', 'loop + 1')], 'cannot-tell'],
    ['rules that read each other', 'x > 1', 'a', [recording('x', 'y'), recording('y', 'x')], 'cannot-tell'],
    ['a recording rule that is no PromQL', 'x > 1', 'a', [recording('x', 'a +')], 'cannot-tell'],
    [
      'one of many that diverge',
      'x0 > 1',
      'a',
      Array.from({ length: 30 }, (_, at) => recording(`x${at}`, `x${at + 1} + x${at + 1}`)),
      'cannot-tell',
    ],
    [
      'the end of a long way',
      'x0 > 1',
      'x60',
      Array.from({ length: 60 }, (_, at) => recording(`x${at}`, `x${at + 1}`)),
      'cannot-tell',
    ],
  ])('%s', async (_, query, metric, more, expected) => {
    const given = {
      request: { reads: { type: 'prometheus', keys: { query: metric }, sameServer: true, scale: null } },
    };
    expect(short((await answersOf(reading(query, more), given)).watches)).toBe(expected);
  });

  it.each([
    [null],
    [{ type: 'postgres', keys: { query: 'select 1' }, sameServer: false, scale: null }],
    [{ type: 'prometheus', keys: {}, sameServer: true, scale: null }],
    [{ type: 'prometheus', keys: { query: 1 }, sameServer: true, scale: null }],
  ])('cannot be told from %j', async (reads) => {
    expect(short((await answersOf({}, { request: { reads } })).watches)).toBe('cannot-tell');
  });
});

describe('how long it takes', () => {
  const delay = async (more: Keys, of: Keys = {}, others: readonly unknown[] = [], paths: fake.Paths = {}) => {
    const all = { '/api/v1/rules': rules(group([alerting(more)], of), ...others), ...paths };
    return facts((await asked(all)).report).delay;
  };
  const parts = {
    lag: 30,
    refresh: 0,
    window: 0,
    badShare: 1,
    interval: 15,
    hold: 0,
    recording: 0,
    group: 300,
    route: 0,
  };

  it('adds holding, window and offset', async () => {
    expect(await delay({ query: 'avg_over_time(a[1h] offset 10m) < 1', duration: 20 })).toEqual({
      parts: { ...parts, window: 4200, hold: 20 },
      seconds: 30 + 4200 + 15 + 30 + 300,
    });
  });

  it('adds what recording rules look back over, and their intervals, on the longest way', async () => {
    const others = [
      group([recording('r:5m', 'rate(errors_total[5m])')], { interval: 60 }),
      group([recording('r:1h', 'avg_over_time(r:5m[1h])')], { interval: 120 }),
      group([recording('r:day', 'rate(errors_total[1d])')], { interval: 3600 }),
    ];
    expect(await delay({ query: 'r:1h > 1' }, {}, others)).toMatchObject({ parts: { window: 3900, recording: 180 } });
    expect(await delay({ query: 'r:1h + r:day > 1' }, {}, others)).toMatchObject({
      parts: { window: 86_400, recording: 3600 },
    });
  });

  it('takes the waits of the route and the longest interval of scraping', async () => {
    const weekend = fake.routes(
      'route: { receiver: pager, routes: [{ matchers: [severity="page"], group_interval: 1m, mute_time_intervals: [weekend] }] }\n' +
        'receivers: [{ name: pager, email_configs: [{ to: a }] }]\n' +
        'time_intervals: [{ name: weekend, time_intervals: [{ weekdays: [saturday, sunday] }] }]',
    );
    const paths = {
      '/am/api/v2/status': weekend,
      '/api/v1/status/config': success({
        yaml: 'scrape_configs: [{ job_name: a }, { job_name: b, scrape_interval: 5m }]',
      }),
    };
    expect(await delay({}, {}, [], paths)).toMatchObject({ parts: { lag: 300, group: 60, route: 172_800 } });
    expect(await judged(paths)).toBe('refuted alert-over-limit');
  });

  it.each<[string, Keys, Keys, readonly unknown[], fake.Paths]>([
    ['no interval', {}, { interval: null }, [], {}],
    ['no duration', { duration: undefined }, {}, [], {}],
    ['a duration of NaN', { duration: 'NaN' }, {}, [], {}],
    ['a negative duration', { duration: -5 }, {}, [], {}],
    ['an expression that is none', { query: 'a >' }, {}, [], {}],
    ['a moment that is fixed', { query: 'a @ 5 > 1' }, {}, [], {}],
    ['a series without a name', { query: '{a="b"} > 1' }, {}, [], {}],
    [
      'a recording rule without an interval',
      { query: 'r > 1' },
      {},
      [group([recording('r', 'a')], { interval: 0 })],
      {},
    ],
    ['a recording rule that reads itself', { query: 'r > 1' }, {}, [group([recording('r', 'r')])], {}],
    ['an Alertmanager that does not answer', {}, {}, [], one('/am/api/v2/silences', status(500))],
  ])('is not known with %s', async (_, more, of, others, paths) => {
    expect(await delay(more, of, others, paths)).toBeNull();
  });

  it.each<[string, Handler]>([
    ['not found', status(404)],
    ['an error', status(500)],
    ['no YAML', success({ yaml: 'a: [}' })],
    ['nothing', success({})],
  ])('is only known in part where the configuration is %s', async (_, handler) => {
    const { report } = await asked({ ...rule({ duration: 20 }), ...one('/api/v1/status/config', handler) });
    // A minute of scraping, the interval, two intervals of holding and the group's wait.
    expect(facts(report)).toMatchObject({ delay: null, delayAtLeast: 60 + 15 + 30 + 300 });
  });
});

it('asks each thing once for all alerts of a server', async () => {
  const server = await fake.startPrometheus({
    '/api/v1/rules': rules(group([alerting(), alerting({ name: 'Slow' })])),
  });
  servers.push(server);
  const { network } = localNetwork();
  const reports = await Promise.all(
    ['LowQuality', 'Slow', 'LowQuality'].map((name) =>
      prometheusAlerts.verify(
        { id: 'prom', keys: { url: server.url } },
        { metric: name, rule: name, labels: {}, keys: {}, reads: READS },
        { network, nowMs: fake.NOW },
      ),
    ),
  );
  expect(reports.map((report) => judgeAlert(alert, report).state)).toEqual(['verified', 'verified', 'verified']);
  expect(server.requests).toHaveLength(6);
});
