import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { judge, PATIENT, withCriteria } from '../dist/gate-run.ts';
import { CLI } from '../dist/run-dist.ts';
import { ROUTED, startAlertmanager, UNROUTED } from '../servers/alertmanager.ts';
import { serversFor } from '../servers/needed.ts';
import { hasPostgres } from '../servers/postgres.ts';
import { NO_RULES } from '../servers/prometheus.ts';
import * as parts from './assistant.ts';
import { type Differently, expectWithout, GO, gist, judged } from './judged.ts';

// One launch over real servers, which differs from one that may go ahead in a single thing each time. The servers are
// shared: each case mends what it broke, and those that end a server stand last.

const isReady = [
  serversFor('Prometheus, Alertmanager or Pushgateway', parts.areInstalled()),
  serversFor('PostgreSQL', hasPostgres()),
].every((found) => found);

/** One thing that is broken, and what that must come to. */
interface Case {
  readonly what: string;
  readonly broken?: (assistant: parts.Assistant) => Promise<unknown>;
  readonly mended?: (assistant: parts.Assistant) => Promise<unknown>;
  readonly differently?: () => Differently;
  readonly verdict: 'fail' | 'incomplete' | 'error';
  readonly blocking: readonly string[];
  /** Status and reason of the metrics that are not met. */
  readonly metrics?: Readonly<Record<string, string>>;
  /** State and reason of the alert, where it is not verified. */
  readonly alert?: string;
}

const WITHOUT_ALERT = ['alert:re_ask', 'launch-set'];
const setRules = (rules: string) => (assistant: parts.Assistant) => assistant.prometheus.setRules(rules);
const expose = (series: readonly string[], values: readonly string[]) => async (assistant: parts.Assistant) => {
  assistant.service.set(parts.exposed(series));
  await assistant.prometheus.untilValues(parts.RE_ASKED, values);
};
const mendedSeries = expose([`${parts.RE_ASKED} 0.06`], ['0.06']);
const setCriteria =
  (from = '', to = '') =>
  async (assistant: parts.Assistant) =>
    writeFileSync(path.join(assistant.folder, 'launch-gate.yml'), parts.criteriaOf(assistant).replace(from, to));
const setRouting = (config: string) => (assistant: parts.Assistant) => assistant.alertmanager.setConfig(config);
const silenceOn = (name: string, value: string) => async (assistant: parts.Assistant) =>
  assistant.alertmanager.silence([{ name, value, isRegex: true }]);

const CASES: readonly Case[] = [
  {
    what: 'users ask again so often that the rule fires',
    broken: async (assistant) => {
      await expose([`${parts.RE_ASKED} 0.25`], ['0.25'])(assistant);
      await assistant.prometheus.untilState('AssistantReAsked', 'firing');
    },
    mended: async (assistant) => {
      await mendedSeries(assistant);
      await assistant.prometheus.untilState('AssistantReAsked', 'inactive');
    },
    verdict: 'fail',
    blocking: ['re_ask', ...WITHOUT_ALERT],
    metrics: { re_ask: 'fail: target-missed' },
    alert: 'refuted: alert-firing',
  },
  {
    what: 'the rule watches another metric',
    broken: setCriteria('rule: AssistantReAsked', 'rule: AssistantQueues'),
    mended: setCriteria(),
    ...{ verdict: 'fail', blocking: WITHOUT_ALERT, alert: 'refuted: alert-watches-other' },
  },
  {
    what: 'the alert is silenced',
    broken: silenceOn('alertname', 'Assistant.*'),
    mended: (assistant) => assistant.alertmanager.liftSilences(),
    ...{ verdict: 'fail', blocking: WITHOUT_ALERT, alert: 'refuted: alert-muted' },
  },
  {
    what: 'nobody is notified',
    broken: setRouting(UNROUTED),
    mended: setRouting(ROUTED),
    ...{ verdict: 'fail', blocking: WITHOUT_ALERT, alert: 'refuted: alert-unrouted' },
  },
  {
    // Still scraped every second: only the time of the push says how old the values are.
    what: 'the evaluation pushed nothing for longer than its values may be old',
    broken: async (assistant) => {
      await setCriteria('max-age: 1m', 'max-age: 3s')(assistant);
      await assistant.prometheus.untilValues(parts.PUSHED_LONG_AGO, ['1']);
    },
    mended: setCriteria(),
    ...{ verdict: 'incomplete', blocking: ['correct', 'launch-set'], metrics: { correct: 'stale: too-old' } },
  },
  {
    what: 'the service exposes NaN',
    broken: expose([`${parts.RE_ASKED} NaN`], ['NaN']),
    mended: mendedSeries,
    ...{ verdict: 'error', blocking: ['re_ask', 'launch-set'], metrics: { re_ask: 'error: not-a-number' } },
  },
  {
    what: 'two series answer the query',
    broken: expose([`${parts.RE_ASKED}{pod="a"} 0.06`, `${parts.RE_ASKED}{pod="b"} 0.05`], ['0.05', '0.06']),
    mended: mendedSeries,
    ...{ verdict: 'error', blocking: ['re_ask', 'launch-set'], metrics: { re_ask: 'error: ambiguous' } },
  },
  {
    what: 'the password is wrong',
    differently: () => ({ credentials: { WAREHOUSE_PASSWORD: 'wr0ng "password"' } }),
    verdict: 'error',
    blocking: ['deflected', 'handle_minutes'],
    metrics: { deflected: 'error: auth', handle_minutes: 'error: auth' },
  },
  {
    what: "Prometheus' password is wrong",
    differently: () => ({ credentials: { METRICS_PASSWORD: 'wr0ng "password"' } }),
    verdict: 'error',
    blocking: ['correct', 're_ask', 'helped', ...WITHOUT_ALERT],
    metrics: { correct: 'error: auth', re_ask: 'error: auth', helped: 'error: auth' },
    alert: 'unknown: alert-unanswered',
  },
  {
    what: 'the query is too slow',
    broken: ({ database }) => database.query(parts.SLOW),
    mended: ({ database }) => database.query(parts.QUICK_AGAIN),
    ...{ verdict: 'error', blocking: ['deflected'], metrics: { deflected: 'error: timeout' } },
  },
  {
    what: 'the Alertmanager is down',
    broken: ({ alertmanager }) => alertmanager.stop(),
    mended: async (assistant) => {
      const port = Number(new URL(assistant.alertmanager.url).port);
      assistant.alertmanager = await startAlertmanager(ROUTED, port);
    },
    ...{ verdict: 'incomplete', blocking: WITHOUT_ALERT, alert: 'unknown: alert-unsure' },
  },
  {
    what: 'the rule was deleted',
    broken: setRules(NO_RULES),
    mended: setRules(parts.WIRED),
    ...{ verdict: 'fail', blocking: WITHOUT_ALERT, alert: 'refuted: alert-missing' },
  },
  {
    what: 'two rules carry its name',
    broken: setRules(parts.rules('page', 'ticket')),
    mended: setRules(parts.WIRED),
    ...{ verdict: 'incomplete', blocking: WITHOUT_ALERT, alert: 'unknown: alert-ambiguous' },
  },
];

const NO_DATABASE = { deflected: 'error: network', handle_minutes: 'error: network' };
/** These end a server for good. */
const ENDINGS: readonly Case[] = [
  {
    what: 'the database is down',
    broken: ({ database }) => database.stop(),
    verdict: 'error',
    blocking: ['deflected', 'handle_minutes'],
    metrics: NO_DATABASE,
  },
  {
    what: 'Prometheus is down as well',
    broken: ({ prometheus }) => prometheus.stop(),
    verdict: 'error',
    blocking: ['correct', 're_ask', 'helped', 'deflected', 'handle_minutes', ...WITHOUT_ALERT],
    metrics: { ...NO_DATABASE, correct: 'error: network', re_ask: 'error: network', helped: 'error: network' },
    alert: 'unknown: alert-unanswered',
  },
];

const named = (cases: readonly Case[]) => cases.map((one) => [one.what, one] as const);

describe.skipIf(!isReady)('a support assistant over real servers', () => {
  let assistant: parts.Assistant;
  beforeAll(async () => {
    assistant = await parts.startAssistant();
  }, 60_000);
  afterAll(() => assistant?.stop());
  // Scraped within the second, it keeps the values fresh, however long the cases take.
  beforeEach(() => assistant.pushgateway.push(parts.EVALUATION.job, parts.EVALUATION.text));

  it('may go ahead', async () => {
    const outcome = await judged(assistant.folder);
    expect(gist(outcome)).toEqual(GO);
    expect(outcome.launchSet?.complete).toBe(true);
    expect(outcome.alerts['re_ask']?.facts?.state).toBe('inactive');
  });

  it.each(named(CASES))('may not go ahead where %s', (_, one) => expectCase(one));

  it('may go ahead again', async () => {
    await assistant.prometheus.untilAnnounced();
    expect(gist(await judged(assistant.folder))).toEqual(GO);
  });

  it.each(['text', 'markdown', 'json'])('may go ahead by the command line, with a report as %s', async (format) => {
    const words = [CLI, 'check', 'launch-gate.yml', '--format', format];
    const env = { PATH: process.env['PATH'] ?? '', ...parts.CREDENTIALS };
    // Rejects on any exit code but 0. Not synchronous: the service that Prometheus scrapes lives in this process.
    const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: assistant.folder, env });
    expectWithout(stdout, parts.PASSWORDS);
    if (format === 'json') expect(JSON.parse(stdout)).toMatchObject({ decision: 'go', blocking: [] });
  });

  it('may go ahead by the action, on a pull request', PATIENT, async () => {
    // What pull requests name must be marked as inside before it is asked.
    const base = withCriteria(parts.criteriaOf(assistant, 'private: true'));
    const run = await judge({ base }, { evidence: parts.evaluated(), env: parts.CREDENTIALS });
    expect(run.report).toMatchObject({ decision: 'go', blocking: [] });
    expect(run.report.findings.filter(({ level }) => level !== 'info')).toEqual([]);
    for (const text of [run.out + run.err, run.summary, JSON.stringify(run.report)])
      expectWithout(text.replaceAll(/^::add-mask::.*$/gm, ''), parts.PASSWORDS);
  });

  it.each(named(ENDINGS))('may not go ahead where %s', (_, one) => expectCase(one));

  async function expectCase({ broken, mended, differently, ...expected }: Case): Promise<void> {
    await broken?.(assistant);
    try {
      const { verdict, blocking, metrics = {}, alert = GO.alert } = expected;
      const said = gist(await judged(assistant.folder, differently?.()));
      expect(said).toEqual({
        ...GO,
        decision: 'no-go',
        verdict,
        blocking,
        metrics: { ...GO.metrics, ...metrics },
        alert,
      });
    } finally {
      await mended?.(assistant);
    }
  }
});
