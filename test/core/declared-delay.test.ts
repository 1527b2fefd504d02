import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertParts, Target } from '../../src/core/criterion.ts';
import { declaredDelay } from '../../src/core/declared-delay.ts';
import { DETECTION_LIMIT_SECONDS } from '../../src/core/detection-delay.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NONE: AlertParts = {
  everySeconds: null,
  windowSeconds: null,
  forSeconds: null,
  delaySeconds: null,
  routingSeconds: null,
  eventsPerHour: null,
};
const bound = (operator: '<=' | '>', at: number): Target => ({
  kind: 'bound',
  operator,
  bound: at,
  text: `${operator} ${at}`,
});
const METRIC = { target: bound('<=', 0.1), unit: 'ratio' };
const delayOf = (parts: Partial<AlertParts> | null, when: Target | null = bound('>', 0.2)) =>
  declaredDelay({ parts: parts === null ? null : { ...NONE, ...parts }, when }, METRIC);
const hours = (parts: Partial<AlertParts>) => (delayOf(parts)?.seconds ?? Number.NaN) / HOUR;

describe('the worst case by declared parts', () => {
  // The cadence of a batch is part of the way to the store. That only half of the window must be bad cannot be declared.
  it.each<[string, Partial<AlertParts>, number, boolean]>([
    [
      '5 m rate, every 1 m, for 10 m, delay 1 m',
      { windowSeconds: 5 * MINUTE, everySeconds: MINUTE, forSeconds: 10 * MINUTE, delaySeconds: MINUTE },
      0.29,
      true,
    ],
    [
      '24 h window, every 5 m, for 1 h, delay 10 m',
      { windowSeconds: DAY, everySeconds: 5 * MINUTE, forSeconds: HOUR, delaySeconds: 10 * MINUTE },
      25.3,
      true,
    ],
    [
      'daily batch, 24 h window, 2 h on the way',
      { windowSeconds: DAY, everySeconds: 5 * MINUTE, delaySeconds: DAY + 2 * HOUR },
      50.1,
      false,
    ],
    [
      'daily batch, two breaches in a row',
      { everySeconds: DAY, forSeconds: DAY, delaySeconds: DAY + 2 * HOUR },
      74,
      false,
    ],
    [
      '1 h window to a pager of weekdays, where a new alert may wait 5 m for its group',
      { windowSeconds: HOUR, everySeconds: 5 * MINUTE, routingSeconds: 63 * HOUR + 5 * MINUTE },
      64.2,
      false,
    ],
    [
      'correctness judged by people each week',
      { windowSeconds: 7 * DAY, delaySeconds: 7 * DAY + 2 * HOUR },
      338,
      false,
    ],
    ['retention after 14 days', { windowSeconds: 14 * DAY }, 336, false],
  ])('%s', (_, parts, expected, inTime) => {
    expect(hours(parts)).toBeCloseTo(expected, expected > 300 ? 0 : 1);
    expect(hours(parts) * HOUR <= DETECTION_LIMIT_SECONDS).toBe(inTime);
  });

  it('is not known where none is declared', () => {
    expect(delayOf(null)).toBeNull();
  });

  it('takes a minute between evaluations and 30 s of grouping for granted, and nothing else', () => {
    const parts = { lag: 0, refresh: 0, window: 0, badShare: 1, interval: 60, hold: 0, recording: 0 };
    expect(delayOf({ delaySeconds: 0 })).toEqual({ parts: { ...parts, group: 30, route: 0 }, seconds: 90 });
  });

  it.each<[string, Partial<AlertParts>, number]>([
    ['48 h exactly', { windowSeconds: 2 * DAY - 90 }, DETECTION_LIMIT_SECONDS],
    ['a second more', { windowSeconds: 2 * DAY - 89 }, DETECTION_LIMIT_SECONDS + 1],
    ['held for an interval and a second', { everySeconds: 300, forSeconds: 301 }, 300 + 600 + 30],
    ['held for no time', { everySeconds: 300, forSeconds: 0 }, 330],
    ['999,999 weeks', { windowSeconds: 999_999 * 7 * DAY }, 999_999 * 7 * DAY + 90],
  ])('%s', (_, parts, seconds) => {
    expect(delayOf(parts)?.seconds).toBe(seconds);
  });

  it.each(['everySeconds', 'windowSeconds', 'forSeconds', 'delaySeconds', 'routingSeconds', 'eventsPerHour'] as const)(
    'is not known where %s is no number, infinite or negative',
    (key) => {
      for (const value of [Number.NaN, Number.NEGATIVE_INFINITY, -1]) expect(delayOf({ [key]: value })).toBeNull();
      if (key !== 'eventsPerHour') expect(delayOf({ [key]: Number.POSITIVE_INFINITY })).toBeNull();
      expect(delayOf({ windowSeconds: 1e308, routingSeconds: 1e308 })).toBeNull();
      expect(delayOf({ everySeconds: 0 })).toBeNull();
    },
  );
});

describe('the traffic', () => {
  it.each<[string, Partial<AlertParts>, number]>([
    ['makes a short window longer', { windowSeconds: HOUR, eventsPerHour: 10.8 }, 10 * HOUR],
    ['leaves a long one alone', { windowSeconds: 12 * HOUR, eventsPerHour: 10.8 }, 12 * HOUR],
    ['is enough by itself', { eventsPerHour: 10.8 }, 10 * HOUR],
    ['needs hardly any time where there is much of it', { windowSeconds: 300, eventsPerHour: 1e6 }, 300],
  ])('%s', (_, parts, window) => {
    expect(delayOf(parts)?.parts.window).toBeCloseTo(window, 6);
  });

  it('makes a fast rule too slow where the events are few', () => {
    const fast = { windowSeconds: 300, everySeconds: 60 };
    expect(delayOf(fast)?.seconds).toBe(390);
    expect(delayOf({ ...fast, eventsPerHour: 2 })?.seconds).toBe(54 * HOUR + 90);
  });

  it('that cannot be computed leaves the delay unknown, and never short', () => {
    expect(delayOf({ eventsPerHour: 10 }, null)).toBeNull();
    expect(delayOf({ eventsPerHour: 10 }, bound('>', 0.1))).toBeNull();
    expect(declaredDelay({ parts: { ...NONE, eventsPerHour: 10 }, when: bound('>', 0.2) }, null)).toBeNull();
  });
});

describe('whatever is declared', () => {
  it('no part makes the delay shorter, and fewer events never do', () => {
    const seconds = fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: null });
    const keys = ['windowSeconds', 'forSeconds', 'delaySeconds', 'routingSeconds'] as const;
    const any = fc.record({
      everySeconds: seconds,
      windowSeconds: seconds,
      forSeconds: seconds,
      delaySeconds: seconds,
      routingSeconds: seconds,
      eventsPerHour: fc.option(fc.integer({ min: 1, max: 1000 }), { nil: null }),
    });
    fc.assert(
      fc.property(any, fc.constantFrom(...keys), fc.integer({ min: 1, max: 100_000 }), (parts, key, more) => {
        const before = delayOf(parts)?.seconds ?? Number.NaN;
        expect(delayOf({ ...parts, [key]: (parts[key] ?? 0) + more })?.seconds).toBeGreaterThanOrEqual(before);
        const fewer = { ...parts, eventsPerHour: (parts.eventsPerHour ?? 1000) / 2 };
        expect(delayOf(fewer)?.seconds).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});
