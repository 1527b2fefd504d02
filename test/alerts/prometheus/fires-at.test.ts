import { describe, expect, it } from 'vitest';
import { firesAt } from '../../../src/alerts/prometheus/fires-at.ts';
import type { Recorded } from '../../../src/alerts/prometheus/reads.ts';
import { readGroups, ruleBook } from '../../../src/alerts/prometheus/rules.ts';
import { group, recording } from './fake-prometheus.ts';

const METRIC = 'sum(rate(bad[1h])) / sum(rate(all[1h]))';
const recorded = (rules: Readonly<Record<string, string>>): Recorded =>
  ruleBook(readGroups([group(Object.entries(rules).map(([name, query]) => recording(name, query)))]) ?? [], true)
    .recorded;
const RECORDED = recorded({ 'bad:ratio': METRIC, 'good:ratio': `1 - (${METRIC})`, loop: 'loop + 0' });
const reading = (query: unknown, scale: number | null = null) => ({
  type: 'prometheus',
  keys: { query },
  sameServer: true,
  scale,
});
const shown = (rule: string, metric: unknown = METRIC, scale: number | null = null) => {
  const fires = firesAt(rule, reading(metric, scale), RECORDED);
  if (fires === null) return 'null';
  return `${fires.operator} ${Number(fires.bound.toPrecision(12))}${fires.sameQuantity ? '' : ' of another'}`;
};

describe('where a rule fires', () => {
  it.each([
    // One quantity, whichever way it is written, windowed, grouped and guarded.
    [`${METRIC} > 0.15`, '> 0.15'],
    [`0.15 < ${METRIC}`, '> 0.15'],
    [`0.15 <= ${METRIC}`, '>= 0.15'],
    [`0.15 > ${METRIC}`, '< 0.15'],
    [`0.15 >= ${METRIC}`, '<= 0.15'],
    [`(${METRIC}) >= (15e-2)`, '>= 0.15'],
    ['sum by (app) (increase(bad[5m])) / sum by (app) (increase(all[5m])) > 0.15', '> 0.15'],
    ['max(rate(bad[5m] offset 1h)) / (sum(rate(all[5m])) > 0) > 0.15', '> 0.15'],
    ['(sum(rate(bad[1h])) or vector(0)) / clamp_min(sum(rate(all[1h])), 1) > 0.15', '> 0.15'],
    [`label_replace(${METRIC} > 0.15, "a", "b", "c", "d")`, '> 0.15'],
    [`(${METRIC} > 0.15) * 100`, '> 0.15'],
    [`-(${METRIC} > 0.15)`, '> 0.15'],
    // Numbers are reckoned, also around the quantity.
    [`${METRIC} > 3 / 20`, '> 0.15'],
    [`${METRIC} > (0.1 + 0.2) ^ 2 - -0.06 % 1`, '> 0.15'],
    [`${METRIC} > scalar(vector(0.15))`, '> 0.15'],
    [`100 * ${METRIC} > 15`, '> 0.15'],
    [`${METRIC} * 100 - 5 > 10`, '> 0.15'],
    [`2 + (${METRIC}) / 0.5 > 2.3`, '> 0.15'],
    [`1 - ${METRIC} < 0.85`, '> 0.15'],
    [`-(${METRIC}) < -0.15`, '> 0.15'],
    [`+(${METRIC}) > 0.15`, '> 0.15'],
    [`${METRIC} > Inf`, '> Infinity'],
    [`${METRIC} > -Inf`, '> -Infinity'],
    [`${METRIC} > NaN`, '> NaN'],
    // What is recorded is the same.
    ['bad:ratio > 0.15', '> 0.15'],
    ['good:ratio < 0.85', '> 0.15'],
    ['100 * avg_over_time(bad:ratio[1h]) > 15', '> 0.15'],
    // The other way.
    [`${METRIC} < 0.15`, '< 0.15'],
    ['good:ratio > 0.85', '< 0.15'],
    // Something else: as it is written.
    ['sum(rate(good[1h])) / sum(rate(all[1h])) < 0.85', '< 0.85 of another'],
    ['sum(rate(all[1h])) / sum(rate(bad[1h])) < 7', '< 7 of another'],
    ['sum(rate(bad{a="1"}[1h])) / sum(rate(all[1h])) > 0.15', '> 0.15 of another'],
    ['(sum(rate(all[1h])) - sum(rate(bad[1h]))) / sum(rate(all[1h])) < 0.85', '< 0.85 of another'],
    ['bad:ratio{app="a"} > 0.15', '> 0.15 of another'],
    ['1 / (bad:ratio) < 7', '< 7 of another'],
    ['0 * bad:ratio > 0.15', '> 0.15 of another'],
    ['count(bad) > 2', '> 2 of another'],
    ['loop > 0.15', '> 0.15 of another'],
    // No one comparison with a number.
    [`${METRIC}`, 'null'],
    [`${METRIC} == 0.15`, 'null'],
    [`${METRIC} != 0.15`, 'null'],
    [`${METRIC} > bool 0.15`, 'null'],
    [`(${METRIC} > bool 0.15) > 0`, 'null'],
    [`(${METRIC} > 0.99) > 0.15`, 'null'],
    [`${METRIC} > 0.15 and all > 5`, 'null'],
    [`${METRIC} > 0.15 or absent(bad)`, 'null'],
    [`${METRIC} > 0.15 unless on () maintenance`, 'null'],
    [`sum(${METRIC} > 0.15)`, 'null'],
    [`count(${METRIC} > 0.15) > 2`, 'null'],
    [`${METRIC} > limit`, 'null'],
    [`${METRIC} > scalar(limit)`, 'null'],
    [`${METRIC} > 0.15 < 0.1`, 'null'],
    [`${METRIC} > 0.15 and ${METRIC} < 0.1`, 'null'],
    [`${METRIC} > 0.15 and on () (vector(0) == 1)`, 'null'],
    [`${METRIC} > 0.15 unless on () vector(1)`, 'null'],
    ['topk(0, bad) > 0.15', 'null'],
    ['bottomk(0, bad) > 0.15', 'null'],
    ['100 * sum(limitk(0, bad)) > 0.15', 'null'],
    [`clamp_max(${METRIC}, 0.1) > 0.15`, 'null'],
    [`0.15 < 2 * clamp(${METRIC}, 0, 0.01)`, 'null'],
    [`clamp_min(${METRIC}, 0.2) < 0.15`, 'null'],
    ['sum(bad) / clamp_max(sum(all), 1) > 0.15', 'null'],
    ['sum(bad) / (sum(all) == 0) > 0.15', 'null'],
    ['sum(bad == 2) > 0.15', 'null'],
    ['bad > vector(0.15)', 'null'],
    ['sum(bad) > vector(0.15)', '> 0.15 of another'],
    [`${METRIC} > time()`, 'null'],
    [`${METRIC} > 010`, 'null'],
    ['1 > 0', 'null'],
    ['vector(1) > 0', 'null'],
    [`${METRIC} >`, 'null'],
    [`bad > ${'1'.repeat(20_001)}`, 'null'],
  ])('%s: %s', (rule, expected) => {
    expect(shown(rule)).toBe(expected);
  });

  it('is reckoned in the unit of the metric', () => {
    expect(shown('100 * bad:ratio > 15', `100 * ${METRIC}`)).toBe('> 15');
    expect(shown('bad:ratio > 0.15', `100 * ${METRIC}`)).toBe('> 15');
    expect(shown('bad:ratio > 0.15', `1 - ${METRIC}`)).toBe('< 0.85');
    expect(shown('bad:ratio > 0.15', METRIC, 100)).toBe('> 15');
    expect(shown('other > 0.15', METRIC, 100)).toBe('> 15 of another');
  });

  it('is as written where the metric is read elsewhere', () => {
    const other = { operator: '>', bound: 0.15, sameQuantity: false };
    expect(firesAt('bad:ratio > 0.15', null, RECORDED)).toEqual(other);
    expect(firesAt('bad:ratio > 0.15', { ...reading(METRIC, 100), type: 'http' }, RECORDED)).toEqual(other);
    expect(firesAt('bad:ratio > 0.15', reading('bad >'), RECORDED)).toEqual(other);
    expect(firesAt('bad:ratio > 0.15', reading(METRIC), null)).toEqual(other);
  });

  it('ends, whatever is recorded', () => {
    const begun = performance.now();
    // Sums in pairs are as wide as they can be without being deep.
    const sum = (name: string, levels: number): string =>
      levels === 0 ? name : `(${sum(name, levels - 1)} + ${sum(name, levels - 1)})`;
    const wide = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`r${at}`, sum(`r${at + 1}`, 7)]));
    const book = recorded(wide);
    expect(firesAt('r0 > 1', reading('r1'), book)).toEqual({ operator: '>', bound: 1, sameQuantity: false });
    expect(shown('r8 > 1', 'r8')).toBe('> 1');
    // Without an end it would take years.
    expect(performance.now() - begun).toBeLessThan(60_000);
  }, 120_000);
});
