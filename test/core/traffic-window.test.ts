import { describe, expect, it } from 'vitest';
import type { Target } from '../../src/core/criterion.ts';
import { parseTarget } from '../../src/core/target.ts';
import { trafficWindow } from '../../src/core/traffic-window.ts';

function read(text: string, unit: string | null): Target {
  const result = parseTarget(text, unit);
  if (!result.ok) throw new Error(text);
  return result.target;
}
const windowOf = (perHour: number, target: string, when: string | null, unit: string | null = 'ratio') =>
  trafficWindow(perHour, when === null ? null : read(when, unit), { target: read(target, unit), unit });

describe('the time that traffic needs', () => {
  it.each<[number, string, string, string | null, number, number]>([
    [108, '<= 0.10', '> 0.20', 'ratio', 108, 3600],
    [54, '<= 10', '> 20', 'percent', 108, 7200],
    [54, '<= 10%', '> 20%', 'percent', 108, 7200],
    [108, '>= 0.90', '< 0.80', 'ratio', 108, 3600],
    [39.9, '<= 0.10', '> 0.15', null, 399, 36_000],
    [0.5, '<= 0.10', '> 0.41', 'ratio', 13, 93_600],
    [1e300, '<= 0.10', '> 0.41', 'ratio', 13, 13 * 3.6e-297],
    // An alert that fires before the target is missed has two levels as well.
    [60, '<= 0.20', '> 0.10', 'ratio', 140, 8400],
  ])('at %d an hour for %s and %s (%s) is that of %d events', (perHour, target, when, unit, samples, seconds) => {
    const window = windowOf(perHour, target, when, unit);
    if (!window.ok) throw new Error(window.problem);
    expect(window.samples).toBe(samples);
    expect(window.seconds / seconds).toBeCloseTo(1, 12);
  });

  it.each<[string, number, string, string | null, string | null]>([
    ['no-when', 10, '<= 0.10', null, 'ratio'],
    ['band', 10, '0.05 .. 0.10', '> 0.20', 'ratio'],
    ['same-level', 10, '<= 0.10', '> 0.10', 'ratio'],
    ['same-level', 10, '<= 10%', '> 10%', 'percent'],
    ['not-shares', 10, '<= 0.1', '> 0.2', 'ms'],
    ['not-shares', 10, '<= 10', '> 20', null],
    ['not-shares', 10, '<= 0.5', '> 1.5', null],
    ['not-shares', 10, '>= -0.5', '< 0', null],
    ['too-few-events', 0, '<= 0.10', '> 0.20', 'ratio'],
    ['too-few-events', -1, '<= 0.10', '> 0.20', 'ratio'],
    ['too-few-events', Number.NaN, '<= 0.10', '> 0.20', 'ratio'],
    ['too-few-events', Number.MIN_VALUE, '<= 0.10', '> 0.20', 'ratio'],
  ])('is not known: %s at %d an hour for %s and %s (%s)', (problem, perHour, target, when, unit) => {
    expect(windowOf(perHour, target, when, unit)).toEqual({ ok: false, problem });
  });
});
