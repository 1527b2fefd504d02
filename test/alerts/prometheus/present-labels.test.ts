import { describe, expect, it } from 'vitest';
import { labelSources, labelsOf } from '../../../src/alerts/prometheus/label-sources.ts';
import { readGroups, ruleBook } from '../../../src/alerts/prometheus/rules.ts';
import { status } from '../../hostile-server/answers.ts';
import type { Handler } from '../../hostile-server/start-server.ts';
import { factsOf, judgedOf, ruleWith, short } from './asked-rule.ts';
import * as fake from './fake-prometheus.ts';

const RECEIVERS = `receivers: [{ name: nobody }, { name: pager, webhook_configs: [{ url: a }] }]
time_intervals: [{ name: office, time_intervals: [{ weekdays: ["monday:friday"], times: [{ start_time: "09:00", end_time: "17:00" }] }] }]`;
const routed = (written: string) => ({ '/am/api/v2/status': fake.routes(`route: ${written}\n${RECEIVERS}`) });
const silenced = (...pairs: readonly (readonly [string, string])[]) => {
  const matchers = pairs.map(([name, value]) => ({ name, value, isRegex: false, isEqual: true }));
  return { '/am/api/v2/silences': fake.silences({ id: 's', status: { state: 'active' }, matchers }) };
};
const present = (...metrics: readonly Readonly<Record<string, unknown>>[]) => ({
  '/api/v1/query': fake.present(...metrics),
});
const DEV = { namespace: 'dev' };
const PROD = { namespace: 'prod' };
const ofTeam = (namespace: string, team: string) => ({ namespace, team });
const many = Array.from({ length: 1001 }, (_, at) => ({ namespace: `n${at}` }));

describe('a silence by a label that only series have', () => {
  const answers: Handler = (request, response) =>
    (fake.isGroup(request.url) ? status(500) : fake.count(3))(request, response);
  it.each<[string, fake.Paths, string]>([
    ['none of them', present(PROD), 'no'],
    ['all of them', present(DEV), 'yes'],
    ['some of them', present(DEV, PROD), 'no-answer'],
    ['no series has the label', present({}), 'no'],
    ['there are no series', present(), 'no-answer'],
    ['1,000 series', present(...many.slice(1)), 'no'],
    ['more than 1,000 series', present(...many), 'no-answer'],
    ['what was not asked for', present({ ...PROD, team: 'a' }), 'no-answer'],
    ['no texts', present({ namespace: 5 }), 'no-answer'],
    ['a failure', { '/api/v1/query': answers }, 'no-answer'],
  ])('%s', async (_, paths, expected) => {
    const { muted } = (await factsOf({ ...paths, ...silenced(['namespace', 'dev']) })).answers;
    expect(short(muted)).toBe(expected);
  });

  it('is held against each series as a whole', async () => {
    const both = silenced(['namespace', 'dev'], ['team', 'ai']);
    const apart = present(ofTeam('dev', 'web'), ofTeam('prod', 'ai'));
    expect(short((await factsOf({ ...apart, ...both })).answers.muted)).toBe('no');
    const together = present(ofTeam('dev', 'ai'), ofTeam('prod', 'ai'));
    expect(short((await factsOf({ ...together, ...both })).answers.muted)).toBe('no-answer');
  });

  it('is not asked about by a name that is no plain one, nor by more than 20', async () => {
    const odd = silenced(['x) (up) or group by (y', 'dev']);
    expect(short((await factsOf({ ...present({}), ...odd })).answers.muted)).toBe('no-answer');
    const pairs = (count: number) => silenced(...Array.from({ length: count }, (_, at) => [`l${at}`, 'v'] as const));
    expect(short((await factsOf({ ...present({}), ...pairs(20) })).answers.muted)).toBe('no');
    expect(short((await factsOf({ ...present({}), ...pairs(21) })).answers.muted)).toBe('no-answer');
  });

  it('is none where a recording rule leaves the label out, whoever says nothing of series', async () => {
    const of = (recorded: string, labels = {}) => ({
      '/api/v1/rules': fake.rules(
        fake.group([fake.alerting({ query: 'job:ratio > 0.15' }), fake.recording('job:ratio', recorded, { labels })]),
      ),
    });
    const muted = async (paths: fake.Paths) => {
      const plain = { '/api/v1/status/config': fake.success({ yaml: 'global: {}' }) };
      return short((await factsOf({ ...plain, ...paths, ...silenced(['namespace', 'dev']) })).answers.muted);
    };
    expect(await muted(of('sum(bad) / sum(all)'))).toBe('no');
    expect(await muted(of('sum by (namespace) (bad)'))).toBe('no-answer');
    expect(await muted(of('sum(bad) / sum(all)', DEV))).toBe('no-answer');
  });
});

describe('a route by a label that only series have', () => {
  const BLACK_HOLE = '{ receiver: pager, routes: [{ receiver: nobody, matchers: [namespace="dev"] }] }';
  it.each<[string, fake.Paths, string]>([
    ['none of them', present(PROD), 'yes'],
    ['all of them', present(DEV), 'no'],
    ['some of them', present(DEV, PROD), 'no-answer'],
    ['nobody says', {}, 'no-answer'],
  ])('to nobody: %s', async (_, paths, expected) => {
    const { notifies } = (await factsOf({ ...paths, ...routed(BLACK_HOLE) })).answers;
    expect(short(notifies)).toBe(expected);
  });

  const OFFICE =
    '{ receiver: pager, routes: [{ receiver: pager, matchers: [namespace=~"dev|staging"], active_time_intervals: [office] }] }';
  it.each<[string, fake.Paths, string]>([
    ['none of them', present(PROD), 'verified alert-verified'],
    ['all of them', present(DEV), 'refuted alert-over-limit'],
    ['some of them', present(DEV, PROD), 'partly-verified alert-partly-verified'],
    ['nobody says', {}, 'partly-verified alert-partly-verified'],
    ['nobody says, held for a week', ruleWith({ duration: 604_800 }), 'refuted alert-over-limit'],
  ])('in office hours: %s', async (_, paths, expected) => {
    expect(await judgedOf({ ...paths, ...routed(OFFICE) })).toBe(expected);
  });
});

describe('where labels come from', () => {
  const shown = (query: string) =>
    labelSources(query)?.map(
      ({ selector, keeps }) => `${selector.text} ${selector.rangeSeconds} ${['a', 'b'].filter(keeps).join('')}`,
    ) ?? null;
  it.each<[string, readonly string[] | null]>([
    ['x > 1', ['x 0 ab']],
    ['1 < x', ['x 0 ab']],
    ['sum by (a) (rate(x[5m] offset 1m)) > 1', ['x offset 60s 300 a']],
    ['sum without (a) (x) > 1', ['x 0 b']],
    ['sum(x) or y', ['x 0 ', 'y 0 ab']],
    ['x and on () y', ['x 0 ab']],
    ['x / y > 1', ['x 0 ab']],
    ['max_over_time(x[1h:1m]) > 1', ['x 3600 ab']],
    ['topk(1, x)', ['x 0 ab']],
    ['x / on (a) group_left (b) y', null],
    ['x / on (a) y', null],
    ['absent(x{a="1"})', null],
    ['label_replace(x, "a", "b", "c", "d")', null],
    ['count_values("a", x)', null],
    ['x >', null],
  ])('%s', (query, expected) => {
    expect(shown(query)).toEqual(expected);
  });

  it('follows recording rules, and ends', () => {
    const rules = (all: readonly (readonly [string, string])[]) =>
      ruleBook(readGroups([fake.group(all.map(([name, query]) => fake.recording(name, query)))]) ?? [], true).recorded;
    const book = rules([
      ['two', 'sum by (a) (x)'],
      ['two', 'sum by (b) (x)'],
      ['over', 'avg_over_time(two[5m])'],
      ['loop', 'loop + 0'],
    ]);
    expect(labelsOf('over > 1', book)).toEqual(['a', 'b']);
    expect(labelsOf('loop > 1', book)).toBeNull();
    expect(labelsOf('x > 1', book)).toBeNull();
    expect(labelsOf('over > 1', null)).toBeNull();
  });
});
