import { describe, expect, it } from 'vitest';
import type { Criterion, Gate } from '../../src/core/criterion.ts';
import { type OddsTable, oddsTable } from '../../src/core/odds-table.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { criterion } from './measurements.ts';

async function gateOf(metrics: readonly Criterion[]): Promise<Gate> {
  const text = 'version: 1\nfeature: f\nmetrics:\n  m: { layer: task, target: ">= 1" }\n';
  const { gate } = await loadCriteria(text, 'gate.yml');
  if (gate === null) throw new Error('the smallest criteria are not valid');
  return { ...gate, metrics };
}

const share = (id: string, more: Partial<Criterion> = {}) =>
  criterion('>= 0.80', { id, confidence: 0.95, minSamples: 100, ...more });

async function tableOf(...metrics: readonly Criterion[]): Promise<OddsTable> {
  const table = oddsTable(await gateOf(metrics));
  if (table === null) throw new Error('there are no odds');
  return table;
}

describe('the odds of a gate', () => {
  it('are none where no metric has both a confidence and a least number of samples', async () => {
    const metrics = [share('a', { confidence: null }), share('b', { minSamples: null })];
    expect(oddsTable(await gateOf(metrics))).toBeNull();
    expect(oddsTable(await gateOf([...metrics, share('c')]))).not.toBeNull();
  });

  it('keep the order of the file, with what has none and why', async () => {
    const band = criterion('0.2 .. 0.4').target;
    const table = await tableOf(share('b'), share('x', { target: band }), share('a'), share('y', { confidence: null }));
    expect(table.rows.map((row) => row.criterion.id)).toEqual(['b', 'a']);
    expect(table.without.map((one) => [one.criterion.id, one.why])).toEqual([
      ['x', 'band'],
      ['y', 'no-confidence'],
    ]);
  });

  it('are there also where no metric with both keys is a share', async () => {
    expect(await tableOf(share('answer_bleu'))).toMatchObject({ rows: [], joint: null });
  });
});

describe('that all pass', () => {
  it.each([1, 4, 10, 20])('%d equal metrics: the power of one, that often', async (count) => {
    const { rows, joint } = await tableOf(...Array.from({ length: count }, (_, index) => share(`m${index}`)));
    const [one] = rows;
    expect(joint?.metrics).toBe(count);
    expect(joint?.better5).toBeCloseTo((one?.odds.better5.chance ?? 0) ** count, 12);
    expect(joint?.better10).toBeCloseTo((one?.odds.better10.chance ?? 0) ** count, 12);
  });

  it('each at 90 %: 66, 35 and 12 % for 4, 10 and 20 metrics', async () => {
    // 107 cases: a system 10 points better passes 90 % of the time.
    const together = async (count: number) => {
      const metrics = Array.from({ length: count }, (_, index) => share(`m${index}`, { minSamples: 107 }));
      return (await tableOf(...metrics)).joint?.better10 ?? 0;
    };
    const each = await together(1);
    expect(Math.abs(each - 0.9)).toBeLessThan(0.02);
    for (const [count, expected] of [
      [4, 0.66],
      [10, 0.35],
      [20, 0.12],
    ] as const)
      expect((await together(count)) * (0.9 / each) ** count).toBeCloseTo(expected, 2);
  });

  it('counts required metrics only, those of the layer evidence among them', async () => {
    const alone = await tableOf(share('a'));
    const { joint } = await tableOf(share('a'), share('b', { required: false, minSamples: 20 }));
    expect(joint).toEqual(alone.joint);
    expect((await tableOf(share('a'), share('b', { layer: 'evidence' }))).joint?.metrics).toBe(2);
    expect((await tableOf(share('a', { required: false }))).joint).toBeNull();
  });

  it('is impossible where one of them is', async () => {
    const table = await tableOf(share('a'), share('b', { minSamples: 13 }));
    expect(table.joint).toMatchObject({ better5: 0, better10: 0 });
  });

  it('does not make the test of any of them stricter', async () => {
    const many = Array.from({ length: 200 }, (_, index) => share(`m${index}`));
    const { rows } = await tableOf(...many);
    expect(new Set(rows.map(({ odds }) => odds.needs))).toEqual(new Set([87]));
  });
});
