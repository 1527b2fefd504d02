import { describe, expect, it } from 'vitest';
import { longestMute } from '../../../src/alerts/alertmanager/longest-mute.ts';
import { readIntervals, type TimeIntervals } from '../../../src/alerts/alertmanager/time-intervals.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR = 3600;
const night = [
  { start_time: '18:00', end_time: '24:00' },
  { start_time: '00:00', end_time: '09:00' },
];
const office = { times: [{ start_time: '09:00', end_time: '18:00' }], weekdays: ['monday:friday'] };
const intervalsOf = (list: readonly unknown[]): TimeIntervals => {
  const read = readIntervals(list);
  if (read === null) throw new Error('no intervals');
  return read;
};
const mute = (intervals: unknown, how: 'mutedIn' | 'activeIn' = 'mutedIn', nowMs = NOW) => {
  const read = intervalsOf([{ name: 'it', time_intervals: intervals }]);
  return longestMute({ mutedIn: [], activeIn: [], [how]: ['it'] }, read, nowMs);
};

describe('the longest time in which nobody is told', () => {
  it.each<[string, unknown, 'mutedIn' | 'activeIn', number]>([
    ['nights', [{ times: night }], 'mutedIn', 15 * HOUR],
    ['weekends', [{ weekdays: ['saturday', 'sunday'] }], 'mutedIn', 48 * HOUR],
    ['a pager of weekdays', [office], 'activeIn', 63 * HOUR],
    ['nights and weekends', [{ times: night }, { weekdays: ['saturday', 'Sunday'] }], 'mutedIn', 63 * HOUR],
    ['the end of each month', [{ days_of_month: ['-3:-1'] }], 'mutedIn', 72 * HOUR],
    ['the beginning of each month', [{ days_of_month: ['1'] }], 'mutedIn', 24 * HOUR],
    ['a month', [{ months: ['december'] }], 'mutedIn', 31 * 24 * HOUR],
    ['months by number', [{ months: ['1:2'] }], 'mutedIn', 59 * 24 * HOUR],
    ['a year that is over', [{ years: ['2020:2025'] }], 'mutedIn', 0],
    ['no time at all', [], 'mutedIn', 0],
    ['always', [{ days_of_month: ['1:-1'] }], 'mutedIn', Number.POSITIVE_INFINITY],
    ['always, said plainly', [{}], 'mutedIn', Number.POSITIVE_INFINITY],
    ['never told', [{ years: ['2020'] }], 'activeIn', Number.POSITIVE_INFINITY],
    ['told at all times', [{}], 'activeIn', 0],
    [
      'a weekend whose Sunday has 25 hours',
      [{ weekdays: ['saturday', 'sunday'], location: 'Europe/Berlin' }],
      'mutedIn',
      49 * HOUR,
    ],
    [
      'days of New York',
      [{ times: [{ start_time: '08:00', end_time: '20:00' }], location: 'America/New_York' }],
      'mutedIn',
      12 * HOUR,
    ],
  ])('%s', (_, intervals, how, seconds) => {
    expect(mute(intervals, how)).toBe(seconds);
  });

  it('counts from now on', () => {
    const rest = [{ years: ['2026'], months: ['november'] }];
    expect(mute(rest)).toBe(8.5 * 24 * HOUR);
  });

  it.each<[string, unknown]>([
    ['the zone of the server', [{ location: 'Local' }]],
    ['a zone that is none', [{ location: 'Mars/Olympus' }]],
    ['no list', [{ weekdays: 'monday' }]],
    ['a day that is none', [{ weekdays: ['mon'] }]],
    ['a week that runs backwards', [{ weekdays: ['friday:monday'] }]],
    ['day 0', [{ days_of_month: ['0'] }]],
    ['day 32', [{ days_of_month: ['32'] }]],
    ['month 13', [{ months: ['13'] }]],
    ['25 o’clock', [{ times: [{ start_time: '09:00', end_time: '25:00' }] }]],
    ['a time that runs backwards', [{ times: [{ start_time: '18:00', end_time: '09:00' }] }]],
    ['no interval', [null]],
    ['more than one may reckon with', Array.from({ length: 101 }, () => ({ weekdays: ['monday'] }))],
  ])('is not known with %s', (_, intervals) => {
    expect(mute(intervals)).toBeNull();
  });

  it('is not known with a name that is not declared, or twice', () => {
    expect(longestMute({ mutedIn: ['other'], activeIn: [] }, intervalsOf([]), NOW)).toBeNull();
    const twice = intervalsOf([
      { name: 'it', time_intervals: [] },
      { name: 'it', time_intervals: [] },
    ]);
    expect(longestMute({ mutedIn: ['it'], activeIn: [] }, twice, NOW)).toBeNull();
    expect(longestMute({ mutedIn: [], activeIn: [] }, intervalsOf([]), NOW)).toBe(0);
  });
});
