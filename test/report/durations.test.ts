import { describe, expect, it } from 'vitest';
import { formatDuration, formatInstant } from '../../src/report/durations.ts';

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [59, '59 s'],
    [60, '1 min'],
    [3599, '59 min'],
    [3600, '1 h'],
    [86_400, '24 h'],
    [172_800, '48 h'],
    [259_199, '71 h'],
    [259_200, '3 d'],
    [604_800, '7 d'],
    [-3600, '-1 h'],
    [Number.NaN, 'unknown'],
    [Number.POSITIVE_INFINITY, 'unknown'],
  ])('%d s is %s', (seconds, shown) => {
    expect(formatDuration(seconds)).toBe(shown);
  });
});

describe('formatInstant', () => {
  it.each([
    [Date.UTC(2026, 10, 21, 12), '2026-11-21T12:00:00Z'],
    [Date.UTC(2026, 10, 21, 12, 0, 0, 999), '2026-11-21T12:00:00Z'],
    [null, null],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
    [9e15, null],
  ])('%d is %s', (ms, shown) => {
    expect(formatInstant(ms)).toBe(shown);
  });
});
