import { describe, expect, it } from 'vitest';
import { samplesForMean } from '../../../src/core/statistics/samples-for-mean.ts';
import { samplesForProportion } from '../../../src/core/statistics/samples-for-proportion.ts';

describe('samples that would decide', () => {
  it.each([
    [0.83, 0.8, 481, 1055],
    [41 / 50, 0.8, 1083, 2408],
    [182 / 200, 0.9, 2435, 5393],
    [0.96, 0.95, 1286, 2740],
  ])('a share of %d against %d', (share, target, even, likely) => {
    expect(samplesForProportion(share, target, 0.05)).toEqual({ even, likely });
  });

  it.each([
    [0.1, 0.9, 222, 503],
    [-0.1, 0.9, 222, 503],
    [0.2, 0.9, 57, null],
    [0.5, 1.0, 13, null],
  ])('a mean %d off with deviation %d', (distance, deviation, even, likely) => {
    const found = samplesForMean(distance, deviation, 0.05);
    expect(found.even).toBe(even);
    if (likely !== null) expect(found.likely).toBe(likely);
  });

  it('is infinite, and quick, where the result sits on the target', () => {
    const infinite = { even: Number.POSITIVE_INFINITY, likely: Number.POSITIVE_INFINITY };
    expect(samplesForProportion(0.8, 0.8, 0.05)).toEqual(infinite);
    expect(samplesForMean(0, 1, 0.05)).toEqual(infinite);
    expect(samplesForMean(1e-9, 1, 0.05).likely).toBeGreaterThan(1e18);
    expect(samplesForMean(Number.NaN, 1, 0.05)).toEqual(infinite);
  });
});
