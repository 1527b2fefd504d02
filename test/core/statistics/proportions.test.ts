import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clopperPearson } from '../../../src/core/statistics/clopper-pearson.ts';
import { jeffreys } from '../../../src/core/statistics/jeffreys.ts';
import { normalQuantile } from '../../../src/core/statistics/normal-quantile.ts';
import { wilson } from '../../../src/core/statistics/wilson.ts';

type Interval = readonly [low: number, high: number];
type Row = readonly [k: number, n: number, Interval, Interval, Interval, Interval, Interval];

// Wilson 95, Clopper-Pearson 95, Jeffreys 95, Wilson 90, Clopper-Pearson 90. The first four are the examples of
// Newcombe (1998), Statistics in Medicine 17:857-872; 7/50 is in the documentation of scipy.
const TABLE: readonly Row[] = [
  [
    81,
    263,
    [0.25528852, 0.36620958],
    [0.25273675, 0.36762192],
    [0.25452193, 0.3656475],
    [0.26331362, 0.35656635],
    [0.26105575, 0.3581785],
  ],
  [
    15,
    148,
    [0.0623864, 0.16048724],
    [0.05784401, 0.16165049],
    [0.06044852, 0.15764314],
    [0.06744326, 0.14957293],
    [0.06351845, 0.15176837],
  ],
  [0, 20, [0, 0.16112516], [0, 0.16843347], [0, 0.11663898], [0, 0.11915784], [0, 0.13910834]],
  [
    1,
    29,
    [0.00611321, 0.17175522],
    [0.00087265, 0.1776443],
    [0.00374617, 0.15007769],
    [0.00773081, 0.1406831],
    [0.00176717, 0.15339202],
  ],
  [
    7,
    50,
    [0.06950833, 0.26186194],
    [0.0581917, 0.267396],
    [0.0648717, 0.25532503],
    [0.0777209, 0.239239],
    [0.0675967, 0.2469352],
  ],
  [
    80,
    100,
    [0.71117083, 0.86663307],
    [0.70815731, 0.87334445],
    [0.71372043, 0.86920958],
    [0.72669619, 0.85749818],
    [0.72279975, 0.86333867],
  ],
  [
    98,
    100,
    [0.92998821, 0.99449803],
    [0.92961607, 0.99756866],
    [0.93739415, 0.99582119],
    [0.94135163, 0.99335936],
    [0.9383808, 0.99643485],
  ],
  [59, 59, [0.93887063, 1], [0.9393911, 1], [0.95849143, 1], [0.95615396, 1], [0.95049239, 1]],
  [
    610,
    1000,
    [0.57940352, 0.63975459],
    [0.57898168, 0.64036866],
    [0.57948719, 0.63987709],
    [0.58436547, 0.63504092],
    [0.58391302, 0.63560571],
  ],
];

function expectInterval(actual: readonly [number, number], expected: readonly [number, number], digits = 8) {
  expect(actual[0]).toBeCloseTo(expected[0], digits);
  expect(actual[1]).toBeCloseTo(expected[1], digits);
}

describe('intervals of a proportion', () => {
  it.each(TABLE)('%d of %d', (k, n, wilson95, exact95, jeffreys95, wilson90, exact90) => {
    expectInterval(wilson(k, n, normalQuantile(0.975)), wilson95);
    expectInterval(clopperPearson(k, n, 0.025), exact95);
    expectInterval(jeffreys(k, n, 0.025), jeffreys95);
    expectInterval(wilson(k, n, normalQuantile(0.95)), wilson90);
    expectInterval(clopperPearson(k, n, 0.05), exact90);
  });

  it('has all digits of 7 of 50', () => {
    // mpmath, 40 digits; what scipy documents comes from a root search that stops at 1e-12.
    expectInterval(clopperPearson(7, 50, 0.025), [0.0581917003403721, 0.2673960024970084], 14);
    expectInterval(clopperPearson(7, 50, 0.025), [0.05819170033997342, 0.26739600249700846], 12);
  });

  it.each([
    [10, 100, 0.05522854161313612, 0.1743673043676654],
    [90, 100, 0.8256326956323345, 0.9447714583868639],
    [0, 100, 0, 0.03699480747600191],
    [1, 2, 0.09452865480086611, 0.905471345199134],
  ])('Wilson at z = 1.96 for %d of %d', (k, n, low, high) => {
    expectInterval(wilson(k, n, 1.96), [low, high], 14);
  });

  it.each([
    // k, n, alpha, low, high: computed with mpmath at 40 digits.
    [1, 1e9, 0.05, 5.129329438745581e-11, 4.743864517062886e-9],
    [1000, 1e9, 0.025, 9.38973046589561e-7, 1.0639521019952884e-6],
    [5e8, 1e9, 0.05, 0.4999739920806, 0.5000260079194],
  ])('huge n: %d of %d', (k, n, alpha, low, high) => {
    const [lowest, highest] = clopperPearson(k, n, alpha);
    expect(lowest / low).toBeCloseTo(1, 6);
    expect(highest / high).toBeCloseTo(1, 6);
  });

  it('is fast and finite for any counts', () => {
    const sizes = [1, 2, 1000, 1e6, 1e9, 2 ** 53 - 1];
    const started = performance.now();
    for (const n of sizes) {
      for (const k of [0, 1, Math.floor(n / 2), n - 1, n]) {
        const [low, high] = clopperPearson(k, n, 0.05);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(k / n);
        expect(high).toBeGreaterThanOrEqual(k / n);
      }
    }
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('contains the share, mirrors, and shrinks with alpha', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
        const k = Math.round(n * share);
        for (const interval of [clopperPearson, jeffreys]) {
          const [low, high] = interval(k, n, 0.05);
          const [wider] = interval(k, n, 0.01);
          const [mirrored] = interval(n - k, n, 0.05);
          expect(low).toBeLessThanOrEqual(k / n + 1e-12);
          expect(high).toBeGreaterThanOrEqual(k / n - 1e-12);
          expect(wider).toBeLessThanOrEqual(low);
          expect(mirrored).toBeCloseTo(1 - high, 10);
        }
      }),
      { numRuns: 200 },
    );
  });
});
