import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MetricsTarget, startMetricsTarget } from '../../servers/metrics-target.ts';
import { areInstalled, until } from '../../servers/program.ts';
import { type Prometheus, startPrometheus } from '../../servers/prometheus.ts';
import { type Pushgateway, startPushgateway } from '../../servers/pushgateway.ts';
import { measure } from './asking.ts';

const RULES = `groups:
  - name: recording
    rules:
      - { record: 'honored:max', expr: max(honored) }
      - { record: plainly_named, expr: 'max(honored) * 1' }
      - { record: 'honored:again', expr: '1 * honored:max' }
      - { record: 'level:sum', expr: 'sum(level{job="scraped"})' }
      - { record: 'split:value', expr: max(honored), labels: { from: push } }
      - { record: 'split:value', expr: 'sum(level{job="scraped"})', labels: { from: scrape } }
      - { record: 'gone:or:zero', expr: sum(gone) or vector(0) }
      - { record: 'a:constant', expr: vector(0.05) }
      - { record: 'counts:on', expr: '(counts:on offset 1s or max(honored)) + max(honored)' }
`;

/** Milliseconds between the pushes, and from the last of them to the questions. */
const APART_MS = 4000;

describe.skipIf(!areInstalled('prometheus', 'prometheus-pushgateway'))(
  'what was pushed, over a real Prometheus',
  () => {
    let direct: MetricsTarget;
    let gateway: Pushgateway;
    let prometheus: Prometheus;
    let firstMs = 0;
    let secondMs = 0;

    async function push(group: string, text: string): Promise<void> {
      const answer = await fetch(`${gateway.url}/metrics/job/${group}`, { method: 'PUT', body: text });
      expect(answer.ok, group).toBe(true);
    }

    beforeAll(async () => {
      direct = await startMetricsTarget('level 0.5\nboth 1\n');
      gateway = await startPushgateway();
      firstMs = Date.now();
      await push('evalh2', 'honored{instance="i"} 0.05\nlabelled{model="m",exported_instance="e"} 1\n');
      await push('odd', 'odd{exported_job="other"} 1\n');
      await push('keys/model/a/instance/n1', 'keyed 1\n');
      await push('direct', 'both{model="pushed"} 1\n');
      prometheus = await startPrometheus({
        targets: { push: gateway.address, direct: direct.address, scraped: direct.address },
        renaming: { renamed: gateway.address },
        rules: RULES,
      });
      await until(async () => Date.now() - firstMs >= APART_MS, 'the first pushes to be old');
      secondMs = Date.now();
      await push('keys/model/b/instance/n2', 'keyed 2\n');
      await prometheus.untilValues('count(keyed)', ['4']);
      await prometheus.untilValues('honored:again', ['0.05']);
      await prometheus.untilValues('count({__name__=~".+:.+"})', ['8']);
      await wait(Math.max(0, secondMs + APART_MS - Date.now()));
    }, 60_000);
    afterAll(async () => {
      for (const server of [prometheus, gateway, direct]) await server?.stop();
    });

    async function found(query: string) {
      const { it: one } = await measure({ url: prometheus.url }, { it: { query } });
      if (one?.kind !== 'measured') throw new Error(`${query}: ${JSON.stringify(one)}`);
      return one;
    }

    /** Which of the times it is; the scrape was within the last two seconds. */
    async function whenOf(query: string): Promise<string> {
      const { observedAtMs, notes } = await found(query);
      if (observedAtMs === null) return `none: ${notes.length}`;
      const times = { first: firstMs, second: secondMs, scrape: Date.now() };
      const near = Object.entries(times).filter(([, ms]) => Math.abs(observedAtMs - ms) < APART_MS / 2);
      return near.map(([name]) => name).join();
    }

    it.each([
      // A label of the series that its group has not.
      ['honored{job="evalh2"}', 'first'],
      ['honored{job="evalh2",instance="i"}', 'first'],
      ['honored{job="renamed"}', 'first'],
      ['honored{job="renamed",exported_instance="i"}', 'first'],
      ['max(honored)', 'first'],
      ['max_over_time(honored{job="evalh2"}[1m])', 'first'],
      ['labelled{job="evalh2",model="m"}', 'first'],
      ['labelled{job="renamed",model="m"}', 'first'],
      ['max(labelled{exported_instance="e"})', 'first'],
      // A label that looks like the renamed job.
      ['odd{job="odd"}', 'first'],
      ['odd{job="odd",exported_job="other"}', 'first'],
      ['odd{job="renamed"}', 'first'],
      ['max(odd)', 'first'],
      // Groups of more than the job.
      ['keyed{job="keys",model="a"}', 'first'],
      ['keyed{job="keys",model="b"}', 'second'],
      ['keyed{job="keys",instance="n2"}', 'second'],
      ['keyed{job="renamed",exported_instance="n2"}', 'second'],
      ['keyed{job="renamed",model=~"b|c"}', 'second'],
      ['sum(keyed{job="keys"})', 'first'],
      // What is scraped itself.
      ['level{job="scraped"}', 'scrape'],
      ['sum(both{job="scraped"})', 'scrape'],
      ['max(level{job="scraped"}) * max(honored)', 'first'],
      // A job that is scraped and has pushes: the push counts.
      ['both{job="direct",model=""}', 'first'],
      ['level{job="direct"}', 'first'],
      ['sum(level)', 'first'],
    ])('%s is dated by the %s', async (query, when) => expect(await whenOf(query)).toBe(when));

    it.each([
      ['honored:max', 'first'],
      ['plainly_named', 'first'],
      ['honored:again', 'first'],
      ['max_over_time(honored:again[1m])', 'first'],
      ['honored:max * 0.5 + max(level{job="scraped"})', 'first'],
      ['split:value{from="push"}', 'first'],
      ['split:value{from="scrape"}', 'scrape'],
      ['level:sum', 'scrape'],
      ['gone:or:zero + level:sum', 'scrape'],
      ['gone:or:zero', 'none: 1'],
      ['a:constant', 'none: 1'],
      ['counts:on', 'first'],
    ])('%s, which a rule records, is dated by the %s', async (query, when) => expect(await whenOf(query)).toBe(when));
  },
);
