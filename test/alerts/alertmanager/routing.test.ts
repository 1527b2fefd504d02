import { afterEach, describe, expect, it, vi } from 'vitest';
import { deliveryOf } from '../../../src/alerts/alertmanager/delivery.ts';
import { readRouting } from '../../../src/alerts/alertmanager/routing.ts';
import { readIntervals } from '../../../src/alerts/alertmanager/time-intervals.ts';
import { regexTests } from '../../../src/alerts/anchored-regex.ts';
import { labelled } from '../labels.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const RECEIVERS = 'receivers: [{ name: a, webhook_configs: [{ url: x }] }]';
const TIME = '{ start_time: "00:01", end_time: "23:59" }';
const interval = (name: string, times: number, more = '') =>
  `{ name: ${name}, time_intervals: [{ times: [${Array(times).fill(TIME)}], location: Asia/Kolkata${more} }] }`;
const config = (routes: readonly string[], intervals: readonly string[] = [], before = '') =>
  `${before}\nroute:\n  receiver: a\n  routes:\n${routes.map((one) => `  - ${one}\n`).join('')}${RECEIVERS}\ntime_intervals: [${intervals}]`;
const many = (count: number, route: (at: number) => string) => Array.from({ length: count }, (_, at) => route(at));
const readable = (text: string) => readRouting(text) !== null;

afterEach(() => void vi.restoreAllMocks());

describe('a routing tree', () => {
  it('has at most a thousand routes', () => {
    const plain = (count: number) => config(many(count, (at) => `{ matchers: ['q="${at}"'], continue: true }`));
    expect(readable(plain(999))).toBe(true);
    expect(readable(plain(1000))).toBe(false);
  });

  it('is not read where aliases make it a huge one', () => {
    const levels = ['x: &r0 { receiver: a }'];
    for (let at = 1; at < 20; at += 1) levels.push(`x${at}: &r${at} { routes: [*r${at - 1}, *r${at - 1}] }`);
    expect(readable(config(['*r4'], [], levels.slice(0, 5).join('\n')))).toBe(true);
    expect(readable(config(['*r19'], [], levels.join('\n')))).toBe(false);
  });

  it('has at most ten thousand matchers, and two million letters in them', () => {
    const matching = (count: number, text: string) => config([`{ matchers: [${Array(count).fill(text)}] }`]);
    expect(readable(matching(10_000, "'a=b'"))).toBe(true);
    expect(readable(matching(10_001, "'a=b'"))).toBe(false);
    expect(readable(matching(5001, "'a=b,c=d'"))).toBe(false);
    const list = `m: &m [${Array(100).fill(`'a="${'x'.repeat(9000)}"'`)}]`;
    expect(
      readable(
        config(
          many(2, () => '{ matchers: *m }'),
          [],
          list,
        ),
      ),
    ).toBe(true);
    expect(
      readable(
        config(
          many(3, () => '{ matchers: *m }'),
          [],
          list,
        ),
      ),
    ).toBe(false);
  });

  it('names at most a hundred intervals at a route', () => {
    const muted = (count: number) => config([`{ mute_time_intervals: [${Array(count).fill('n')}] }`]);
    expect(readable(muted(100))).toBe(true);
    expect(readable(muted(101))).toBe(false);
  });

  it('reckons a year of each interval once, for however many routes and alerts', () => {
    const format = vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
    const route = `{ continue: true, mute_time_intervals: [n], matchers: ['q="1"'] }`;
    const routing = readRouting(
      config(
        many(900, () => route),
        [interval('n', 100)],
      ),
    );
    if (routing === null) throw new Error('no routing');
    const labels = labelled({ q: null });
    for (let alert = 0; alert < 3; alert += 1) deliveryOf(routing, labels, regexTests(), NOW);
    const { notifies, wait } = deliveryOf(routing, labels, regexTests(), NOW);
    // A day's clocks are asked for at its beginning, not for each range of it.
    expect(format.mock.calls.length).toBeLessThan(500);
    expect(notifies.answer).toBe('yes');
    expect(wait?.route).toBeGreaterThan(23 * 3600);
  });

  it('is not read where very many intervals were to be reckoned', () => {
    const names = Array.from({ length: 10 }, (_, at) => `n${at}`);
    const intervals = names.map((name) => interval(name, 50));
    const pairs = names.flatMap((one) => names.map((other) => `{ mute_time_intervals: [${one}, ${other}] }`));
    expect(readable(config(pairs.slice(0, 20), intervals))).toBe(true);
    expect(readable(config(pairs.slice(0, 21), intervals))).toBe(false);
  });
});

describe('time intervals', () => {
  const times = (count: number) => Array.from({ length: count }, () => ({ start_time: '00:01', end_time: '00:02' }));
  it.each<[string, (count: number) => unknown, number]>([
    ['intervals', (count) => Array.from({ length: count }, () => ({})), 1000],
    ['times of day', (count) => [{ times: times(count) }], 999],
    ['days of the week', (count) => [{ weekdays: Array(count).fill('monday') }], 999],
    ['days', (count) => [{ days_of_month: Array(count).fill('1') }], 999],
    ['years', (count) => [{ years: Array(count).fill('2026') }], 999],
  ])('have at most a thousand %s', (_, of, most) => {
    const known = (count: number) => readIntervals([{ name: 'n', time_intervals: of(count) }])?.get('n') ?? null;
    expect(known(most)).not.toBe(null);
    expect(known(most + 1)).toBe(null);
    expect(known(most + 2)).toBe(null);
  });

  it('are counted together', () => {
    const list = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ name: `n${at}`, time_intervals: [{ times: times(99) }] }));
    expect(readIntervals(list(10))?.size).toBe(10);
    expect(readIntervals(list(11))).toBe(null);
  });

  it('of a name that is no name are not known', () => {
    const named = (length: number) => readIntervals([{ name: 'n'.repeat(length), time_intervals: [] }])?.size;
    expect([named(1000), named(1001)]).toEqual([1, 0]);
  });
});
