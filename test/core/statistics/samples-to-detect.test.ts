import { describe, expect, it } from 'vitest';
import { samplesToDetect } from '../../../src/core/statistics/samples-to-detect.ts';

describe('events that tell one share from another at α = 0.01 with power 0.8', () => {
  it.each<[number, number, number]>([
    [0.1, 0.2, 108],
    [0.1, 0.15, 399],
    [0.1, 0.41, 13],
    [0.05, 0.1, 231],
    // Looked at as shares of good answers it is the same question.
    [0.9, 0.8, 108],
    [0.95, 0.9, 231],
  ])('from %d to %d are %d', (usual, bad, samples) => {
    expect(samplesToDetect(usual, bad)).toBe(samples);
  });

  it.each<[number, number, number]>([
    // ln 0.2 / ln 0.99 = 160.1, ln 0.2 / ln 0.95 = 31.4
    [0, 0.01, 161],
    [0, 0.05, 32],
    [1, 0.95, 32],
    [0, 1, 1],
    [1, 0, 1],
  ])('from %d to %d are as many as show one exception in four of five cases: %d', (usual, bad, samples) => {
    expect(samplesToDetect(usual, bad)).toBe(samples);
    if (bad > 0 && bad < 1) {
      const seen = (count: number) => 1 - (1 - Math.abs(bad - usual)) ** count;
      expect(seen(samples)).toBeGreaterThanOrEqual(0.8);
      expect(seen(samples - 1)).toBeLessThan(0.8);
    }
  });

  it.each([
    [0.1, 0.1],
    [0, 0],
    [1, 1],
    [-0.1, 0.2],
    [0.1, 1.1],
    [Number.NaN, 0.2],
    [0.1, Number.NaN],
    [0.1, Number.POSITIVE_INFINITY],
    [Number.MIN_VALUE, 0],
  ])('from %d to %d are not known', (usual, bad) => {
    expect(samplesToDetect(usual, bad)).toBeNull();
  });
});
