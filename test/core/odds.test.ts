import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogueEntry } from '../../src/core/catalogue/catalogue.ts';
import type { Criterion } from '../../src/core/criterion.ts';
import { hardToShow, oddsOf, oddsSamples, type Planned, planOf } from '../../src/core/odds.ts';
import { chanceOf, fewestGood, type OddsTest } from '../../src/core/odds-test.ts';
import { counted, criterion, judged } from './measurements.ts';

const JUDGE = { sensitivity: 0.9, specificity: 0.95 };

function asked(target: string, samples: number, more: Partial<Criterion> = {}): Criterion {
  return criterion(target, { id: 'a_share', confidence: 0.95, minSamples: samples, ...more });
}

function planned(target: string, samples: number, more: Partial<Criterion> = {}): Planned {
  const plan = planOf(asked(target, samples, more), null);
  if (!plan.ok) throw new Error(`${target}: ${plan.why}`);
  return plan;
}

/** The chance that a system whose true share is `level` passes on exactly `samples` cases. */
function passChance(test: OddsTest, samples: number, level: number): number {
  const good = fewestGood(test, samples);
  return good === null ? 0 : chanceOf(test, good, samples, level);
}

const needs = (...of: Parameters<typeof planned>) => oddsOf(planned(...of)).needs;
const least = (...of: Parameters<typeof planned>) => oddsSamples(planned(...of)).least;
/** The chance to pass of a system that is so many points better than the target, in percent. */
function percents(target: string, samples: number, points: readonly number[], more: Partial<Criterion> = {}) {
  const plan = planned(target, samples, more);
  return points.map((point) => 100 * passChance(plan.test, samples, plan.target + point / 100));
}

function expectNear(actual: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(actual).toHaveLength(expected.length);
  for (const [index, value] of actual.entries())
    expect(Math.abs(value - (expected[index] ?? Number.NaN)), `${value}`).toBeLessThanOrEqual(tolerance);
}

describe('what it takes to pass', () => {
  it.each<[string, number, number | null, Partial<Criterion>?]>([
    ['>= 0.80', 100, 87],
    ['> 0.80', 100, 87],
    ['>= 0.80', 14, 14],
    ['>= 0.80', 13, null],
    ['>= 0.95', 59, 59],
    ['>= 0.95', 58, null],
    ['>= 0.99', 299, 299],
    ['>= 0.99', 298, null],
    ['<= 0.10', 100, 4],
    ['< 0.10', 100, 4],
    ['<= 0.003', 998, 0],
    ['<= 0.003', 997, null],
    ['>= 0.80', 200, 170],
    ['>= 1', 1_000_000, null],
    ['>= 0.80', 100, 87, { method: 'wilson' }],
    ['>= 0.95', 52, 52, { method: 'wilson' }],
    ['>= 0.95', 51, null, { method: 'wilson' }],
    ['>= 80', 100, 87, { unit: 'percent' }],
    ['>= 80%', 100, 87, { unit: 'percent' }],
    ['>= 0.80', 100, 86, { confidence: 0.9 }],
    ['>= 0.80', 100, 90, { confidence: 0.99 }],
    ['>= 0.80', 1_000_000_000_000, 800_000_657_942],
  ])('%s of %d: %s', (target, samples, count, more = {}) => expect(needs(target, samples, more)).toBe(count));

  it.each([
    ['>= 0.80', 14, 11],
    ['>= 0.90', 29, 25],
    ['>= 0.95', 59, 52],
    ['>= 0.99', 299, 268],
    ['>= 0.995', 598, 539],
    ['>= 0.997', 998, 900],
    ['>= 0.999', 2995, 2703],
    ['<= 0.001', 2995, 2703],
  ])('%s: a flawless result passes from %d on, by Wilson from %d', (target, exact, wilson) => {
    expect([least(target, 1), least(target, 1, { method: 'wilson' })]).toEqual([exact, wilson]);
  });

  it('a flawless result never shows certainty', () => {
    expect(oddsSamples(planned('>= 1', 10))).toEqual({ least: null, likely5: null, likely10: null });
  });
});

describe('the search for it', () => {
  /** How often the test is looked at, with everything that is read of it once. */
  function looks(target: string, samples: number, more: Partial<Criterion> = {}): number {
    const { test } = planned(target, samples, more);
    let count = 0;
    const watched = {
      ...test,
      get alpha() {
        count += 1;
        return test.alpha;
      },
    };
    fewestGood(watched, samples);
    return count;
  }

  it.each<[string, number, Partial<Criterion>?]>([
    ['>= 0.80', 30],
    ['>= 0.80', 100],
    ['>= 0.50', 1000],
    ['>= 0.999', 5000],
    ['<= 0.01', 100_000],
    ['>= 0.80', 1_000_000_000_000],
    ['>= 0.80', 1_000_000, { method: 'wilson' }],
    ['>= 0.80', 1000, { judge: JUDGE, confidence: 0.99 }],
  ])('%s on %d cases takes a handful of looks', (target, samples, more) => {
    expect(looks(target, samples, more)).toBeLessThanOrEqual(7);
  });
});

describe('how often a system passes', () => {
  const POINTS = [-10, -5, -2, 0, 2, 5, 10];
  it.each([
    [50, [0, 1, 2, 5, 9, 22, 62]],
    [100, [0, 0, 2, 5, 12, 35, 88]],
    [300, [0, 0, 1, 5, 21, 72, 100]],
    [1000, [0, 0, 0, 4, 45, 99, 100]],
    [3000, [0, 0, 0, 5, 87, 100, 100]],
  ])('>= 0.80 on %d cases', (samples, expected) => expectNear(percents('>= 0.80', samples, POINTS), expected, 0.51));

  it.each([
    [30, [4.4, 3.4, 2.6, 1.1], [4.4, 3.4, 2.6, 1.1]],
    [50, [4.8, 3.4, 2.3, 0.7], [4.8, 3.4, 2.3, 0.7]],
    [100, [4.7, 2.8, 1.6, 0.2], [4.7, 2.8, 1.6, 0.2]],
    [500, [3.9, 1.1, 0.2, 0], [5.0, 1.5, 0.3, 0]],
    [1000, [4.3, 0.6, 0.1, 0], [5.1, 0.8, 0.1, 0]],
  ])('>= 0.80 on %d cases, exactly and by Wilson, although it misses the target', (samples, exact, wilson) => {
    const points = [0, -1, -2, -5];
    expectNear(percents('>= 0.80', samples, points), exact, 0.051);
    expectNear(percents('>= 0.80', samples, points, { method: 'wilson' }), wilson, 0.051);
  });

  it('<= is the mirror image of >=', () => {
    const points = [-10, -5, 0, 5, 10];
    const mirrored = percents(
      '<= 0.20',
      100,
      points.map((point) => -point),
    );
    expectNear(mirrored, percents('>= 0.80', 100, points), 1e-9);
    expect(needs('<= 0.20', 100)).toBe(13);
  });

  it('names the end of the scale where fewer points are left', () => {
    const { atTarget, better5, better10 } = oddsOf(planned('>= 0.93', 100));
    expect(atTarget).toMatchObject({ level: 0.93, perfect: false });
    expect(better5).toMatchObject({ level: 0.98, perfect: false });
    expect(better10).toEqual({ level: 1, perfect: true, chance: 1 });
    expect(oddsOf(planned('<= 0.05', 100)).better5).toEqual({ level: 0, perfect: true, chance: 1 });
    expect(oddsOf(planned('<= 5', 100, { unit: 'percent' })).better5).toEqual({ level: 0, perfect: true, chance: 1 });
    expect(oddsOf(planned('>= 0.949', 100)).better5).toMatchObject({ level: 0.999, perfect: false });
  });
});

describe('how many cases give a system 80 %', () => {
  it.each<[string, Partial<Criterion>]>([
    ['>= 0.50', {}],
    ['>= 0.80', {}],
    ['>= 0.80', { method: 'wilson' }],
    ['>= 0.93', {}],
    ['<= 0.12', {}],
    ['>= 0.80', { judge: JUDGE }],
  ])('%s: from that many on it does, and with one fewer it does not', (target, more) => {
    const plan = planned(target, 10, more);
    const better = plan.test.better === 'higher' ? 0.05 : -0.05;
    const level = plan.target + better;
    const { likely5 } = oddsSamples(plan);
    const from = likely5 ?? 0;
    expect(passChance(plan.test, from - 1, level)).toBeLessThan(0.8);
    expect(passChance(plan.test, from, level)).toBeGreaterThanOrEqual(0.8);
    const chances = Array.from({ length: 150 }, (_, further) => passChance(plan.test, from + further, level));
    expect(Math.min(...chances)).toBeGreaterThanOrEqual(0.8);
  });

  it.each([
    ['>= 0.80', 398, 94],
    ['>= 0.95', 59, 59],
    ['<= 0.10', 203, 29],
  ])('%s: %d cases at 5 points better, %d at 10', (target, likely5, likely10) => {
    expect(oddsSamples(planned(target, 100))).toMatchObject({ likely5, likely10 });
  });

  it.each<[string, Partial<Criterion>]>([
    ['>= 0.53', { judge: JUDGE }],
    ['>= 0.50', {}],
    ['>= 0.57', { method: 'wilson', confidence: 0.9, judge: JUDGE }],
    ['>= 0.97', { confidence: 0.9, judge: JUDGE }],
  ])('%s: no dip under it soon after', (target, more) => {
    const plan = planned(target, 10, more);
    const { level } = oddsOf(plan).better5;
    const from = oddsSamples(plan).likely5 ?? 0;
    const chances = Array.from({ length: 40 }, (_, further) => passChance(plan.test, from + further, level));
    expect(Math.min(...chances)).toBeGreaterThanOrEqual(0.8);
  });

  it('is more than the criteria ask for wherever that is too little', () => {
    for (let samples = 1; samples <= 450; samples += 1) {
      const plan = planned('>= 0.80', samples);
      const { likely5, likely10 } = oddsSamples(plan);
      const { better5, better10 } = oddsOf(plan);
      if (better5.chance < 0.8) expect(likely5, `${samples}`).toBeGreaterThan(samples);
      if (better10.chance < 0.8) expect(likely10, `${samples}`).toBeGreaterThan(samples);
      else expect(likely10).toBe(94);
    }
    // So many that they are only about right: the chance on exactly as many is 79.9 %.
    const more = { judge: { sensitivity: 0.6, specificity: 0.45 } };
    const about = oddsSamples(planned('>= 0.80', 1, more)).likely5 ?? 0;
    const plan = planned('>= 0.80', about, more);
    expect(about).toBeGreaterThan(100_000);
    expect(oddsOf(plan).better5.chance).toBeLessThan(0.8);
    expect(oddsSamples(plan).likely5).toBeGreaterThan(about);
  });

  it('judged by one that hardly tells good from bad: very many, told quickly', () => {
    const { likely5 } = oddsSamples(planned('>= 0.80', 100, { judge: { sensitivity: 0.501, specificity: 0.5 } }));
    expect(likely5).toBeGreaterThan(1e8);
    expect(Number.isSafeInteger(likely5)).toBe(true);
  });
});

describe('a judge that errs', () => {
  it('counts what it says and speaks of what is true', () => {
    // 0.90 good are seen as 0.90 × 0.9 + 0.10 × 0.05 = 0.815; 89 of 100 is the first that proves more than that.
    expect(needs('>= 0.90', 100, { judge: JUDGE })).toBe(89);
    // 0.10 bad are seen as 0.10 × 0.95 + 0.90 × 0.10 = 0.185.
    expect(needs('<= 0.10', 100, { judge: JUDGE })).toBe(11);
    expect(needs('>= 90', 100, { judge: JUDGE, unit: 'percent' })).toBe(89);
    const { atTarget, better10 } = oddsOf(planned('>= 0.90', 100, { judge: JUDGE }));
    expect(atTarget.level).toBe(0.9);
    expect(atTarget.chance).toBeCloseTo(0.0301, 4);
    // Even a perfect system is only called good nine times in ten; 96 of 100 and more would refute such a judge.
    expect(better10.perfect).toBe(true);
    expect(better10.chance).toBeCloseTo(0.703 - 0.0237, 3);
  });

  it('that is never wrong changes nothing', () => {
    const perfect = { sensitivity: 1, specificity: 1 };
    expect(oddsOf(planned('>= 0.80', 100, { judge: perfect }))).toEqual(oddsOf(planned('>= 0.80', 100)));
  });
});

describe('a target that is hard to show', () => {
  it.each<[string, number, Partial<Criterion>, object | null]>([
    ['>= 0.80', 93, {}, { impossible: false, likely: 94 }],
    ['>= 0.80', 94, {}, null],
    ['>= 0.95', 58, {}, { impossible: true, likely: 59 }],
    ['>= 0.95', 59, {}, null],
    ['<= 0.10', 28, {}, { impossible: true, likely: 29 }],
    ['<= 0.10', 29, {}, null],
    ['>= 1', 1_000_000_000_000, {}, { impossible: true, likely: null }],
    ['>= 0.90', 100, { judge: JUDGE }, { impossible: false, likely: 134 }],
  ])('%s on %d cases', (target, samples, more, expected) => {
    const hard = hardToShow(planned(target, samples, more));
    if (expected === null) expect(hard).toBeNull();
    else expect(hard).toMatchObject(expected);
  });
});

describe('no odds', () => {
  it.each<[string, Partial<Criterion>, string]>([
    ['no confidence', { confidence: null }, 'no-confidence'],
    ['a confidence that is none', { confidence: 1 }, 'no-confidence'],
    ['a confidence that is not a number', { confidence: Number.NaN }, 'no-confidence'],
    ['no least number of samples', { minSamples: null }, 'no-min-samples'],
    ['no whole number of samples', { minSamples: Number.POSITIVE_INFINITY }, 'no-min-samples'],
    ['points', { method: 'point' }, 'point'],
    ['t', { method: 't' }, 'spread'],
    ['a corpus score', { id: 'answer_bleu' }, 'corpus-score'],
    ['a unit of its own', { unit: 'ms' }, 'not-a-share'],
    ['no unit and no name that is known', { unit: null }, 'not-a-share'],
    ['a mean', { id: 'ndcg' }, 'mean'],
    [
      'a known share on another scale',
      { id: 'recall', unit: null, target: criterion('>= 80', { unit: null }).target },
      'not-a-share',
    ],
    ['a band', { target: criterion('0.2 .. 0.4').target }, 'band'],
    ['a judge that tells nothing', { judge: { sensitivity: 0.5, specificity: 0.5 } }, 'not-a-share'],
    ['a judge that is not known', { judge: { sensitivity: Number.NaN, specificity: 1 } }, 'not-a-share'],
  ])('for %s', (_, more, why) => {
    const of = asked('>= 0.80', 100, more);
    expect(planOf(of, catalogueEntry(of.id))).toEqual({ ok: false, why });
  });

  it('but for a share that the catalogue knows, without a unit, and for a mean that is counted', () => {
    for (const more of [
      { id: 'recall', unit: null },
      { id: 'ndcg', method: 'exact' },
    ] as const) {
      const of = asked('>= 0.80', 100, more);
      expect(planOf(of, catalogueEntry(of.id)).ok, of.id).toBe(true);
    }
  });
});

const targets = fc.record({
  operator: fc.constantFrom('>=', '>', '<=', '<'),
  thousandths: fc.integer({ min: 1, max: 999 }),
  samples: fc.integer({ min: 1, max: 3000 }),
  more: fc.record({
    confidence: fc.constantFrom(0.9, 0.95, 0.99),
    method: fc.constantFrom(null, 'exact', 'wilson'),
    judge: fc.option(
      fc.record({
        sensitivity: fc.integer({ min: 60, max: 100 }).map((share) => share / 100),
        specificity: fc.integer({ min: 60, max: 100 }).map((share) => share / 100),
      }),
    ),
  }),
} as const);

describe('whatever is asked', () => {
  it('the count is where judging turns to pass', () => {
    fc.assert(
      fc.property(targets, ({ operator, thousandths, samples, more }) => {
        const of = asked(`${operator} ${thousandths / 1000}`, samples, more);
        const { needs: count, better } = oddsOf(planned(`${operator} ${thousandths / 1000}`, samples, more));
        const statusOf = (successes: number) => judged(of, counted(successes, samples)).status;
        const one = better === 'higher' ? 1 : -1;
        if (count === null) {
          expect(statusOf(better === 'higher' ? samples : 0)).not.toBe('pass');
          return;
        }
        expect(statusOf(count)).toBe('pass');
        const before = count - one;
        if (before >= 0 && before <= samples) expect(statusOf(before)).not.toBe('pass');
      }),
      { numRuns: 300 },
    );
  });

  it('a better system passes no less often, and one at the target at most by its risk', () => {
    fc.assert(
      fc.property(
        targets,
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ operator, thousandths, samples, more }, level) => {
          const plan = planned(`${operator} ${thousandths / 1000}`, samples, { ...more, method: 'exact' });
          const better = plan.test.better === 'higher' ? Math.min(1, level + 0.03) : Math.max(0, level - 0.03);
          const chance = passChance(plan.test, samples, level);
          expect(chance).toBeGreaterThanOrEqual(0);
          // What no judge as declared would report is refused, at the same risk, however good the system is.
          const refused = more.judge === null ? 1e-12 : plan.test.alpha * (1 + 1e-9);
          expect(passChance(plan.test, samples, better)).toBeGreaterThanOrEqual(chance - refused);
          const { atTarget, better5, better10 } = oddsOf(plan);
          expect(atTarget.chance).toBeLessThanOrEqual(plan.test.alpha * (1 + 1e-9));
          expect(better10.chance).toBeGreaterThanOrEqual(better5.chance - refused);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('four times as many cases show a better system no less often, but for the steps of whole counts', () => {
    fc.assert(
      fc.property(targets, ({ operator, thousandths, samples, more }) => {
        const plan = planned(`${operator} ${thousandths / 1000}`, samples, more);
        const { level } = oddsOf(plan).better5;
        const [few, many] = [samples + 200, (samples + 200) * 4];
        expect(passChance(plan.test, many, level)).toBeGreaterThanOrEqual(passChance(plan.test, few, level) - 0.05);
      }),
      { numRuns: 200 },
    );
  });
});
