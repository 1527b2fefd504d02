import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DETECTION_LIMIT_SECONDS, type DelayParts, worstCaseDelay } from '../../src/core/detection-delay.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NONE: DelayParts = {
  lag: 0,
  refresh: 0,
  window: 0,
  badShare: 1,
  interval: MINUTE,
  hold: 0,
  recording: 0,
  group: 0,
  route: 0,
};
const hours = (parts: Partial<DelayParts>) => (worstCaseDelay({ ...NONE, ...parts })?.seconds ?? Number.NaN) / HOUR;

describe('the worst case from an event to somebody being told', () => {
  it.each<[string, Partial<DelayParts>, number, boolean]>([
    [
      '5 m rate, every 1 m, for 10 m, lag 1 m',
      { window: 5 * MINUTE, hold: 10 * MINUTE, lag: MINUTE, group: 30 },
      0.29,
      true,
    ],
    [
      '24 h window, every 5 m, for 1 h, lag 10 m',
      { window: DAY, interval: 5 * MINUTE, hold: HOUR, lag: 10 * MINUTE, group: 30 },
      25.3,
      true,
    ],
    [
      'daily batch, 24 h window, 2 h ETL',
      { refresh: DAY, window: DAY, lag: 2 * HOUR, interval: 5 * MINUTE },
      50.1,
      false,
    ],
    [
      'the same, half of the window bad',
      { refresh: DAY, window: DAY, badShare: 0.5, lag: 2 * HOUR, interval: 5 * MINUTE },
      38.1,
      true,
    ],
    ['daily batch, two breaches in a row', { refresh: DAY, lag: 2 * HOUR, interval: DAY, hold: DAY }, 74, false],
    [
      '1 h window to a pager of weekdays',
      { window: HOUR, interval: 5 * MINUTE, group: 5 * MINUTE, route: 63 * HOUR },
      64.2,
      false,
    ],
    ['correctness judged by people each week', { refresh: 7 * DAY, window: 7 * DAY, lag: 2 * HOUR }, 338, false],
    ['retention after 14 days', { window: 14 * DAY, interval: 1 }, 336, false],
  ])('%s', (_, parts, expected, inTime) => {
    expect(hours(parts)).toBeCloseTo(expected, expected > 300 ? 0 : 1);
    expect(hours(parts) * HOUR <= DETECTION_LIMIT_SECONDS).toBe(inTime);
  });

  it.each([
    [0, 0],
    [1, 300],
    [300, 300],
    [301, 600],
    [599.5, 600],
  ])('holding for %d s waits %d s at intervals of 300 s', (hold, waits) => {
    expect(worstCaseDelay({ ...NONE, interval: 300, hold })?.seconds).toBe(300 + waits);
  });

  it('adds the intervals of recording rules and the waits of the way', () => {
    const parts = { ...NONE, recording: 120, group: 300, route: 600 };
    expect(worstCaseDelay(parts)).toEqual({ parts, seconds: 60 + 120 + 300 + 600 });
  });

  it.each<[string, Partial<DelayParts>]>([
    ['no interval', { interval: 0 }],
    ['a share over 1', { badShare: 1.01 }],
    ['a sum that is not finite', { window: 1e308, route: 1e308 }],
    ...(Object.keys(NONE) as (keyof DelayParts)[]).flatMap((key): [string, Partial<DelayParts>][] => [
      [`${key} below 0`, { [key]: -1 }],
      [`${key} NaN`, { [key]: Number.NaN }],
      [`${key} infinite`, { [key]: Number.POSITIVE_INFINITY }],
    ]),
  ])('is not known with %s', (_, parts) => {
    expect(worstCaseDelay({ ...NONE, ...parts })).toBeNull();
  });

  it('is never shorter than any of its waits, and never shrinks as one grows', () => {
    const part = fc.double({ min: 0, max: 1e6, noNaN: true });
    const all = fc.record({
      lag: part,
      refresh: part,
      window: part,
      interval: part.map((value) => value + 1),
      hold: part,
    });
    fc.assert(
      fc.property(
        all,
        part,
        fc.constantFrom('lag', 'refresh', 'window', 'hold', 'route' as const),
        (some, more, key) => {
          const before = worstCaseDelay({ ...NONE, ...some });
          const after = worstCaseDelay({ ...NONE, ...some, [key]: (key === 'route' ? 0 : some[key]) + more });
          expect(before?.seconds).toBeGreaterThanOrEqual(some.hold + some.interval + some.window);
          expect(after?.seconds).toBeGreaterThanOrEqual(before?.seconds ?? Number.NaN);
        },
      ),
    );
  });
});
