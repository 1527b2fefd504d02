import { describe, expect, it } from 'vitest';
import { json, status, text } from '../../hostile-server/answers.ts';
import type { Handler } from '../../hostile-server/start-server.ts';
import { factsOf, judgedOf, reportOf, ruleWith, short } from './asked-rule.ts';
import * as fake from './fake-prometheus.ts';

const { alerting, group, rules, success } = fake;
const VERIFIED = 'verified alert-verified';

/** The same answer as a cache gives it after some seconds. */
const cached =
  (seconds: number, handler: Handler): Handler =>
  (request, response) => {
    response.setHeader('age', String(seconds));
    return handler(request, response);
  };

describe('an answer that is not whole', () => {
  const groups = [group([alerting()])];
  it.each<[string, Handler]>([
    ['warnings as an object', success({ groups }, { warnings: { a: 1 } })],
    ['warnings as text', success({ groups }, { warnings: 'partial' })],
    ['warnings within', success({ groups, warnings: ['partial'] })],
    ['a mark that it is partial', success({ groups }, { isPartial: true })],
    ['a mark within', success({ groups, isPartial: 'true' })],
    ['an error beside success', success({ groups }, { error: 'timeout' })],
    ['a kind of error beside success', success({ groups }, { errorType: 'timeout' })],
    ['a next page that is a number', success({ groups, groupNextToken: 7 })],
    ['a pause as text', rules(group([alerting({ isPaused: 'true' })]))],
    ['alerts that are no list', rules(group([alerting({ alerts: { state: 'firing' } })]))],
    ['alerts without a state', rules(group([alerting({ alerts: [{}] })]))],
  ])('is no answer about rules with %s', async (_, handler) => {
    expect(await judgedOf({ '/api/v1/rules': handler })).toBe('unknown alert-unanswered');
  });

  it.each<[string, Handler]>([
    ['no warnings', success({ groups }, { warnings: [], error: '', errorType: null })],
    ['notes', success({ groups }, { infos: ['a hint'] })],
    ['a mark that it is not partial', success({ groups }, { isPartial: false })],
    ['no next page', success({ groups, groupNextToken: null })],
    ['no alerts', rules(group([alerting({ alerts: null, isPaused: false, lastError: '' })]))],
  ])('is one with %s', async (_, handler) => {
    expect(await judgedOf({ '/api/v1/rules': handler })).toBe(VERIFIED);
  });

  it('is none about health with an error beside it', async () => {
    const { answers } = await factsOf(ruleWith({ lastError: 'boom' }));
    expect(short(answers.evaluating)).toBe('no-answer');
  });
});

describe('an answer from a cache', () => {
  const all: Readonly<Record<string, Handler>> = {
    '/api/v1/rules': rules(group([alerting()])),
    '/api/v1/status/config': success({ yaml: 'global: {}' }),
    '/api/v1/query': fake.count(1),
    '/am/api/v2/silences': fake.silences(),
    '/am/api/v2/status': fake.routes('route: { receiver: a }\nreceivers: [{ name: a, email_configs: [{ to: a }] }]'),
  };
  it.each(Object.keys(all))('says nothing of now after a minute: %s', async (path) => {
    const handler = all[path] ?? status(500);
    expect(await judgedOf({ [path]: cached(60, handler) })).toBe(VERIFIED);
    expect(await judgedOf({ [path]: cached(61, handler) })).toMatch(/^unknown /);
  });
});

describe('a configuration of the server', () => {
  const notifies = async (handler: Handler) =>
    short((await factsOf({ '/api/v1/status/config': handler })).answers.notifies);
  const yaml = (written: string) => success({ yaml: written });
  it.each<[string, Handler, string]>([
    ['is hidden', status(403), 'cannot-tell'],
    ['is not there', status(404), 'cannot-tell'],
    ['fails', status(500), 'no-answer'],
    ['is refused otherwise', status(400), 'no-answer'],
    ['comes with warnings', success({ yaml: 'global: {}' }, { warnings: ['w'] }), 'no-answer'],
    ['is no YAML', yaml('a: [}'), 'no-answer'],
    ['is nothing', success({}), 'no-answer'],
    ['stands twice', text('{"status":"success","data":{"yaml":"a: 1","yaml":"b: 1"}}'), 'no-answer'],
    ['is very long', yaml(`global: {}\n#${'x'.repeat(1_100_000)}`), 'no-answer'],
    ['drops by what is no list', yaml('alerting: { alert_relabel_configs: { action: drop } }'), 'no-answer'],
    ['sends by what is no list', yaml('alerting: { alertmanagers: all }'), 'no-answer'],
    ['alerts by a word', yaml('alerting: all'), 'no-answer'],
    ['scrapes at no known interval', yaml('global: { scrape_interval: often }'), 'no-answer'],
    ['leaves out all but that it is one', yaml('global:\nalerting:\nscrape_configs:\n'), 'yes'],
  ])('that %s', async (_, handler, expected) => {
    expect(await notifies(handler)).toBe(expected);
  });

  it('hides nothing of what is known to be bad', async () => {
    const nobody = fake.routes('route: { receiver: a }\nreceivers: [{ name: a }]');
    const paths = { '/am/api/v2/status': nobody, '/api/v1/status/config': status(403) };
    expect(await judgedOf(paths)).toBe('refuted alert-unrouted');
  });
});

describe('routes of an Alertmanager', () => {
  const shown = (original: string) => fake.routes(original);
  const PAGER = 'receivers: [{ name: nobody }, { name: pager, email_configs: [{ to: a }] }]';
  it.each<[string, Handler, string]>([
    ['forbidden', status(403), 'cannot-tell'],
    ['not there', status(404), 'cannot-tell'],
    ['refused as 400', status(400), 'no-answer'],
    ['refused as 405', status(405), 'no-answer'],
    ['refused as 501', status(501), 'no-answer'],
    ['an object of nothing', json({}), 'no-answer'],
    ['a list', json([]), 'no-answer'],
    ['a key twice', text('{"config":{"original":"a"},"config":{"original":"b"}}'), 'no-answer'],
    ['empty', shown(''), 'no-answer'],
    [
      'with a matcher that cannot be read',
      shown(`route: { receiver: nobody, routes: [{ matchers: ['team=~"\\bx"'], receiver: nobody }] }\n${PAGER}`),
      'no-answer',
    ],
    ['very long', shown(`route: { receiver: nobody }\n${PAGER}\n#${'x'.repeat(1_100_000)}`), 'no-answer'],
  ])('%s', async (_, handler, expected) => {
    const { answers } = await factsOf({ '/am/api/v2/status': handler });
    expect(short(answers.notifies)).toBe(expected);
  });
});

describe('the Alertmanager that is named', () => {
  const none = status(404);
  const announcing = (url: string) => success({ activeAlertmanagers: [{ url: `${url}/api/v2/alerts` }] });
  const nobody = fake.routes('route: { receiver: a }\nreceivers: [{ name: a }]');

  it.each<[string, fake.Paths, string, string]>([
    ['is the one that is announced', {}, '/am/', 'yes'],
    ['is another, and both tell somebody', {}, '', 'cannot-tell'],
    ['is another, and the announced tells nobody', { '/am/api/v2/status': nobody }, '', 'no'],
    ['is another, and the announced hides its routes', { '/am/api/v2/status': none }, '', 'cannot-tell'],
    ['is another, and the announced has broken routes', { '/am/api/v2/status': json({}) }, '', 'no-answer'],
    ['is another, and the announced is out of reach', { '/am/api/v2/silences': none }, '', 'cannot-tell'],
  ])('%s', async (_, paths, path, expected) => {
    const named = await fake.startPrometheus();
    try {
      const { url } = named;
      const keys = { alertmanager: path === '' ? `${url}/am` : `${url}${path}` };
      const own = path === '' ? {} : { '/api/v1/alertmanagers': announcing(`${url}/am`) };
      const { answers } = await factsOf({ ...own, ...paths }, { keys });
      expect(short(answers.notifies)).toBe(expected);
    } finally {
      await named.close();
    }
  });

  it('is not the only one whose silences count', async () => {
    const named = await fake.startPrometheus();
    const matchers = [{ name: 'alertname', value: 'LowQuality', isRegex: false, isEqual: true }];
    const silence = { id: 's', status: { state: 'active' }, matchers };
    try {
      const paths = { '/am/api/v2/silences': fake.silences(silence) };
      expect(await judgedOf(paths, { keys: { alertmanager: `${named.url}/am` } })).toBe('refuted alert-muted');
    } finally {
      await named.close();
    }
  });
});

describe('a server that announces no Alertmanager', () => {
  const info = (data: Readonly<Record<string, unknown>>) => success({ startTime: fake.ago(90_000), ...data });
  const EMPTY = { '/api/v1/alertmanagers': success({ activeAlertmanagers: [], droppedAlertmanagers: [] }) };
  it.each<[string, Handler, string]>([
    ['for long', info({ lastConfigTime: fake.ago(60) }), 'no'],
    ['since it read its configuration', info({ lastConfigTime: fake.ago(59) }), 'no-answer'],
    ['since it started', info({ startTime: fake.ago(5), lastConfigTime: fake.ago(5) }), 'no-answer'],
    ['and does not say since when', status(404), 'no'],
    ['and says nothing of times', info({ startTime: 5 }), 'no'],
  ])('%s', async (_, handler, expected) => {
    const { answers } = await factsOf({ ...EMPTY, '/api/v1/status/runtimeinfo': handler });
    expect(short(answers.notifies)).toBe(expected);
  });

  it('is asked since when only then', async () => {
    const report = await reportOf({ '/api/v1/status/runtimeinfo': info({ startTime: fake.ago(5) }) });
    expect(report).toMatchObject({ answers: { notifies: { answer: 'yes' } } });
  });
});
