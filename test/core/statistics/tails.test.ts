import { describe, expect, it } from 'vitest';
import { binomialAtLeast, binomialAtMost } from '../../../src/core/statistics/binomial-tails.ts';
import { garwood } from '../../../src/core/statistics/garwood.ts';
import { poissonAtLeast, poissonAtMost } from '../../../src/core/statistics/poisson-tails.ts';
import { wilson } from '../../../src/core/statistics/wilson.ts';

/** The tail by adding exact terms: slow, and independent of what is tested. */
function addedTail(k: number, n: number, p: number): number {
  let sum = 0;
  for (let i = k; i <= n; i += 1) {
    let log = i * Math.log(p) + (n - i) * Math.log1p(-p);
    for (let j = 1; j <= i; j += 1) log += Math.log((n - i + j) / j);
    sum += Math.exp(log);
  }
  return sum;
}

describe('binomial tails', () => {
  it.each([
    [84, 100, 0.8, 0.19233758],
    [87, 100, 0.8, 0.04691224],
    [59, 59, 0.95, 0.04849453],
    [58, 58, 0.95, 0.05104687],
    [245, 250, 0.95, 0.01308555],
    [299, 299, 0.99, 0.04953626],
    [298, 298, 0.99, 0.05003662],
    [83, 100, 0.8, 0.271189],
    [171, 200, 0.8, 0.028277],
    [196, 200, 0.95, 0.026447],
    [195, 200, 0.95, 0.062342],
  ])('P(X ≥ %d) of %d at %d', (k, n, p, tail) => {
    expect(Math.abs(binomialAtLeast(k, n, p) - tail)).toBeLessThanOrEqual(5.1e-7);
    expect(binomialAtLeast(k, n, p)).toBeCloseTo(addedTail(k, n, p), 11);
    expect(binomialAtMost(k - 1, n, p)).toBeCloseTo(1 - addedTail(k, n, p), 11);
  });

  it.each([
    // n for p95, p99, p90 and the median of raw samples: the smallest r with P(Bin(n, q) ≤ r − 1) ≥ 0.95.
    [59, 0.95, 59],
    [100, 0.95, 99],
    [200, 0.95, 196],
    [500, 0.95, 484],
    [1000, 0.95, 962],
    [299, 0.99, 299],
    [1000, 0.99, 996],
    [30, 0.9, 30],
    [10, 0.5, 9],
  ])('order statistic of %d samples at %d is %d', (n, q, rank) => {
    expect(binomialAtMost(rank - 1, n, q)).toBeGreaterThanOrEqual(0.95);
    expect(binomialAtMost(rank - 2, n, q)).toBeLessThan(0.95);
  });

  it.each([
    [0.8, 14, 11],
    [0.9, 29, 25],
    [0.95, 59, 52],
    [0.99, 299, 268],
    [0.995, 598, 539],
    [0.997, 998, 900],
    [0.999, 2995, 2703],
  ])('a flawless result meets ≥ %d from %d samples on (Wilson %d)', (target, exact, score) => {
    expect(binomialAtLeast(exact, exact, target)).toBeLessThanOrEqual(0.05);
    expect(binomialAtLeast(exact - 1, exact - 1, target)).toBeGreaterThan(0.05);
    const z = 1.6448536269514722;
    expect(wilson(score, score, z)[0]).toBeGreaterThanOrEqual(target);
    expect(wilson(score - 1, score - 1, z)[0]).toBeLessThan(target);
  });

  it.each([
    // Chance that "≥ 0.80" passes where the truth is 0, 1, 2 and 5 points below.
    [30, [0.044, 0.034, 0.026, 0.011]],
    [50, [0.048, 0.034, 0.023, 0.007]],
    [100, [0.047, 0.028, 0.016, 0.002]],
    [500, [0.039, 0.011, 0.002, 0]],
    [1000, [0.043, 0.006, 0.001, 0]],
  ])('false passes of the exact rule at n = %d', (n, expected) => {
    let least = n;
    while (binomialAtLeast(least - 1, n, 0.8) <= 0.05) least -= 1;
    const found = [0.8, 0.79, 0.78, 0.75].map((truth) => binomialAtLeast(least, n, truth));
    found.forEach((chance, index) => {
      expect(Math.abs(chance - (expected[index] ?? Number.NaN))).toBeLessThanOrEqual(5.1e-4);
    });
  });

  it('keeps the digits of tails far from the centre', () => {
    // mpmath, 40 digits.
    expect(binomialAtLeast(30, 30, 1e-3) / 1e-90).toBeCloseTo(1, 9);
    expect(binomialAtLeast(1, 1e9, 1e-12) / 9.99500166625e-4).toBeCloseTo(1, 9);
    expect(binomialAtMost(0, 1e9, 1e-9) / 0.3678794409875).toBeCloseTo(1, 9);
  });

  it.each([
    [0, 10, 0.5, 1, 0.5 ** 10],
    [10, 10, 0.5, 0.5 ** 10, 1],
    [3, 10, 0, 0, 1],
    [3, 10, 1, 1, 0],
  ])('ends: %d of %d at %d', (k, n, p, atLeast, atMost) => {
    expect(binomialAtLeast(k, n, p)).toBeCloseTo(atLeast, 15);
    expect(binomialAtMost(k, n, p)).toBeCloseTo(atMost, 15);
  });

  it('joins its two methods without a step', () => {
    for (const k of [4990, 4999, 5000, 5001, 5010]) {
      const [a, b] = [binomialAtLeast(k, 10_000, 0.5), binomialAtMost(k - 1, 10_000, 0.5)];
      expect(a + b).toBeCloseTo(1, 12);
      expect(binomialAtLeast(k + 1, 10_000, 0.5)).toBeLessThan(a);
    }
  });
});

describe('Poisson', () => {
  it.each([
    [0, 0, 3.688879],
    [1, 0.025318, 5.571643],
    [3, 0.618672, 8.767273],
    [10, 4.795389, 18.390356],
    [100, 81.363991, 121.626794],
  ])('Garwood 95 %% after %d events', (events, low, high) => {
    const found = garwood(events, 0.025);
    expect(found[0]).toBeCloseTo(low, 6);
    expect(found[1]).toBeCloseTo(high, 6);
  });

  it.each([
    [0, 2.995732],
    [1, 4.743865],
    [3, 7.753657],
    [10, 16.962219],
  ])('one-sided 95 %% upper after %d events', (events, high) => {
    expect(garwood(events, 0.05)[1]).toBeCloseTo(high, 6);
    expect(poissonAtMost(events, garwood(events, 0.05)[1])).toBeCloseTo(0.05, 12);
  });

  it('adds up, and is finite for huge counts', () => {
    for (const events of [1, 7, 4999, 5001, 1e9]) {
      expect(poissonAtLeast(events, events) + poissonAtMost(events - 1, events)).toBeCloseTo(1, 9);
      const [low, high] = garwood(events, 0.05);
      expect(poissonAtLeast(events, low)).toBeCloseTo(0.05, 6);
      expect(poissonAtMost(events, high)).toBeCloseTo(0.05, 6);
    }
    expect(poissonAtLeast(0, 0)).toBe(1);
    expect(poissonAtLeast(1, 0)).toBe(0);
    expect(poissonAtMost(0, 0)).toBe(1);
    expect(poissonAtMost(5, Number.POSITIVE_INFINITY)).toBe(0);
  });
});
