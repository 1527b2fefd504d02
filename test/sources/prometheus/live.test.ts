import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MetricsTarget, startMetricsTarget } from '../../servers/metrics-target.ts';
import { areInstalled, until } from '../../servers/program.ts';
import { type Prometheus, startPrometheus } from '../../servers/prometheus.ts';
import { type Pushgateway, startPushgateway } from '../../servers/pushgateway.ts';
import { measure } from './asking.ts';

const APPLICATION = `# TYPE good_total counter
good_total{model="a"} 90
good_total{model="b"} 80
# TYPE all_total counter
all_total{model="a"} 100
all_total{model="b"} 100
# TYPE level gauge
level 0.5
`;

describe.skipIf(!areInstalled('prometheus', 'prometheus-pushgateway'))('against a real Prometheus', () => {
  let target: MetricsTarget;
  let fading: MetricsTarget;
  let gateway: Pushgateway;
  let prometheus: Prometheus;
  let pushedAtMs = 0;

  beforeAll(async () => {
    target = await startMetricsTarget(APPLICATION);
    fading = await startMetricsTarget('faded_total 5\n');
    gateway = await startPushgateway();
    pushedAtMs = Date.now();
    await gateway.push('eval', 'accuracy{model="a"} 0.93\n');
    prometheus = await startPrometheus({
      targets: { app: target.address, push: gateway.address, fade: fading.address },
    });
    await prometheus.untilValues('accuracy', ['0.93']);
    await prometheus.untilValues('level', ['0.5']);
    await prometheus.untilValues('faded_total', ['5']);
    fading.set('');
    await prometheus.untilValues('faded_total', []);
  }, 60_000);
  afterAll(async () => {
    for (const server of [prometheus, gateway, target, fading]) await server?.stop();
  });

  const read = (metrics: Parameters<typeof measure>[1]) =>
    measure({ type: 'prometheus', url: prometheus.url }, metrics);

  it('takes value, sample size and the time of the samples', async () => {
    const { share, level } = await read({
      share: { query: 'sum(good_total) / sum(all_total)', 'sample-size': 'sum(all_total)' },
      level: { query: 'level # as it is', scale: 100 },
    });
    expect(share).toMatchObject({ value: 0.85, sampleSize: 200, observedAtKind: 'sample', notes: [] });
    expect(level).toMatchObject({ value: 50, sampleSize: null, observedAtKind: 'sample' });
    for (const one of [share, level]) {
      const age = Date.now() - Number(one?.kind === 'measured' ? one.observedAtMs : 0);
      expect(age).toBeGreaterThanOrEqual(0);
      expect(age).toBeLessThan(5000);
    }
  });

  it('dates what was pushed by the push, however often it is scraped', async () => {
    await until(async () => Date.now() - pushedAtMs > 4000, 'the push to be old');
    const { both, one, model } = await read({
      one: { query: 'accuracy' },
      both: { query: 'max(accuracy) * max(level)' },
      model: { query: 'accuracy{model=~"a|b",job="eval",instance=""}' },
    });
    for (const pushed of [one, both, model]) {
      const at = Number(pushed?.kind === 'measured' ? pushed.observedAtMs : 0);
      expect(Math.abs(at - pushedAtMs)).toBeLessThan(2000);
    }
  });

  it('finds the newest sample of a range that nothing recent is in', async () => {
    const { faded } = await read({ faded: { query: 'max(max_over_time(faded_total[10m]))' } });
    expect(faded).toMatchObject({ value: 5, observedAtKind: 'sample' });
    const at = Number(faded?.kind === 'measured' ? faded.observedAtMs : 0);
    expect(Date.now() - at).toBeLessThan(60_000);
    expect(at).toBeGreaterThan(pushedAtMs - 2000);
  });

  it.each([
    ['level @ 1e9', 'absent'],
    ['level offset 1h', 'absent'],
    ['good_total', 'ambiguous'],
    ['nothing_there', 'absent'],
    ['sum(good_total) / 0', 'not-a-number'],
    ['rate(level)', 'config'],
  ])('%s is %s', async (query, code) => {
    const { it: found } = await read({ it: { query } });
    expect(found?.kind === 'failed' ? found.code : found?.kind).toBe(code);
  });

  it('judges each of many by its own answer, although they are asked together', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [
        `m${index}`,
        { query: `sum(good_total) + ${index} # number ${index}` },
      ]),
    );
    const found = await read({ ...many, wrong: { query: 'rate(level)' }, two: { query: 'good_total' } });
    for (let index = 0; index < 30; index += 1) expect(found[`m${index}`]).toMatchObject({ value: 170 + index });
    expect(found['wrong']).toMatchObject({ code: 'config' });
    expect(found['two']).toMatchObject({ code: 'ambiguous' });
  });

  it('does not take the time of evaluation for that of a sample', async () => {
    const at = Math.floor(Date.now() / 1000) - 1;
    const { pinned, computed, plain } = await read({
      pinned: { query: `level @ ${at}` },
      computed: { query: 'level', 'observed-at': 'timestamp(sum(level))' },
      plain: { query: 'level', 'observed-at': 'timestamp((level))' },
    });
    expect(Number(pinned?.kind === 'measured' && pinned.observedAtMs)).toBeLessThanOrEqual(at * 1000);
    expect(computed).toMatchObject({ observedAtKind: 'query-time' });
    expect(plain).toMatchObject({ observedAtKind: 'sample' });
  });
});
