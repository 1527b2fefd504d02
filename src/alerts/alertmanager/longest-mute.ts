import type { Span, TimeInterval, TimeIntervals } from './time-intervals.ts';

/** Milliseconds since the epoch, from and to. */
type Stretch = readonly [number, number];

const DAY_MS = 86_400_000;
/** A year and a little, so that what returns each year is met. */
const HORIZON_DAYS = 372;
const MOST_RANGES = 100;

/** The names of intervals at a route: those in which nobody is told, and the only ones in which somebody is. */
export interface MuteTimes {
  readonly mutedIn: readonly string[];
  readonly activeIn: readonly string[];
}

/**
 * What two routes have in common that are silent at the same times; `null` where an interval is not known, so that it
 * cannot be reckoned.
 */
export function muteKey({ mutedIn, activeIn }: MuteTimes, intervals: TimeIntervals): string | null {
  if (![...mutedIn, ...activeIn].every((name) => intervals.has(name))) return null;
  return JSON.stringify([mutedIn, activeIn]);
}

/**
 * The longest stretch of the coming year, in seconds, in which time intervals keep a route silent; `Infinity` where that
 * is always, `null` where an interval is not known.
 */
export function longestMute(times: MuteTimes, intervals: TimeIntervals, nowMs: number): number | null {
  if (times.mutedIn.length === 0 && times.activeIn.length === 0) return 0;
  const whole: Stretch = [nowMs, nowMs + HORIZON_DAYS * DAY_MS];
  const muted = stretchesOf(times.mutedIn, intervals, whole);
  const active = times.activeIn.length === 0 ? [whole] : stretchesOf(times.activeIn, intervals, whole);
  if (muted === null || active === null) return null;
  const silent = merged([...muted, ...gaps(merged(active), whole)]);
  const longest = silent.reduce((most, [from, to]) => Math.max(most, to - from), 0);
  return longest >= whole[1] - whole[0] ? Number.POSITIVE_INFINITY : longest / 1000;
}

function stretchesOf(names: readonly string[], intervals: TimeIntervals, whole: Stretch): readonly Stretch[] | null {
  const all: TimeInterval[] = [];
  for (const name of names) {
    const found = intervals.get(name) ?? null;
    if (found === null) return null;
    all.push(...found);
  }
  const ranges = all.reduce((sum, { times }) => sum + (times?.length ?? 1), 0);
  return ranges > MOST_RANGES ? null : all.flatMap((interval) => stretchesIn(interval, whole));
}

/** Where an interval lies, day by day of its own zone's calendar. */
function stretchesIn(interval: TimeInterval, [from, to]: Stretch): readonly Stretch[] {
  const stretches: Stretch[] = [];
  const offset = offsets(interval.zone);
  const firstDay = Math.floor(from / DAY_MS) - 1;
  for (let day = firstDay; day <= firstDay + HORIZON_DAYS + 2; day += 1) {
    if (!isOn(interval, new Date(day * DAY_MS))) continue;
    for (const [start, end] of interval.times ?? [[0, 1440]]) {
      const begins = Math.max(from, instantOf(day * DAY_MS + start * 60_000, offset));
      const ends = Math.min(to, instantOf(day * DAY_MS + end * 60_000, offset));
      if (begins < ends) stretches.push([begins, ends]);
    }
  }
  return stretches;
}

function isOn({ weekdays, daysOfMonth, months, years }: TimeInterval, day: Date): boolean {
  const length = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  const fromEnd = (value: number) => (value < 0 ? length + value + 1 : value);
  const dates = daysOfMonth?.map(([from, to]): Span => [fromEnd(from), fromEnd(to)]) ?? null;
  return (
    isIn(weekdays, day.getUTCDay()) &&
    isIn(dates, day.getUTCDate()) &&
    isIn(months, day.getUTCMonth() + 1) &&
    isIn(years, day.getUTCFullYear())
  );
}

function isIn(spans: readonly Span[] | null, value: number): boolean {
  return spans === null || spans.some(([from, to]) => value >= from && value <= to);
}

/** The instant at which clocks of a zone show a time, which is given as if it were UTC. */
function instantOf(shownMs: number, offset: (ms: number) => number): number {
  return shownMs - offset(shownMs - offset(shownMs));
}

/** How far zones are ahead of UTC at the beginnings of days; asking anew for each instant would take seconds. */
const zones = new Map<string, (ms: number) => number>();

/** How far a zone is ahead of UTC at an instant, in milliseconds. */
function offsets(zone: string): (ms: number) => number {
  if (zone === 'UTC') return () => 0;
  const known = zones.get(zone) ?? byDays(exactOffsets(zone));
  zones.set(zone, known);
  return known;
}

/** Clocks are changed once in a day at most: a day that begins and ends alike has one offset. */
function byDays(exact: (ms: number) => number): (ms: number) => number {
  const days = new Map<number, number>();
  const atBeginning = (day: number) => {
    const offset = days.get(day) ?? exact(day * DAY_MS);
    days.set(day, offset);
    return offset;
  };
  return (ms) => {
    const day = Math.floor(ms / DAY_MS);
    const offset = atBeginning(day);
    return atBeginning(day + 1) === offset ? offset : exact(ms);
  };
}

function exactOffsets(zone: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (ms) => {
    const part = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
    const of = (type: Intl.DateTimeFormatPartTypes) => part.get(type) ?? 0;
    const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
    return shown - Math.floor(ms / 60_000) * 60_000;
  };
}

function merged(stretches: readonly Stretch[]): readonly Stretch[] {
  const result: [number, number][] = [];
  for (const [from, to] of [...stretches].sort(([a], [b]) => a - b)) {
    const last = result.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

function gaps(stretches: readonly Stretch[], [from, to]: Stretch): readonly Stretch[] {
  const edges = [from, ...stretches.flat(), to];
  const pairs: Stretch[] = [];
  for (let at = 0; at < edges.length; at += 2) pairs.push([edges[at] ?? to, edges[at + 1] ?? to]);
  return pairs.filter(([begins, ends]) => begins < ends);
}
