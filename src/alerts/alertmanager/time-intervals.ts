import { listOf, memberOf, membersOf, textOf } from '../members.ts';

/** From and to, both inclusive. */
export type Span = readonly [number, number];

/** Times as Alertmanager's configuration writes them; `null` where a condition is not made. */
export interface TimeInterval {
  /** Minutes of the day, the end exclusive. */
  readonly times: readonly Span[] | null;
  /** 0 is Sunday. */
  readonly weekdays: readonly Span[] | null;
  /** Negative days count from the end of the month. */
  readonly daysOfMonth: readonly Span[] | null;
  readonly months: readonly Span[] | null;
  readonly years: readonly Span[] | null;
  readonly zone: string;
}

/** Intervals by name; `null` where one cannot be read for certain. */
export type TimeIntervals = ReadonlyMap<string, readonly TimeInterval[] | null>;

/** Ranges that all intervals together may have, and each condition by itself. */
const MOST_RANGES = 1000;
/** No name is longer in earnest. */
const LONGEST_NAME = 1000;

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/**
 * Reads the named intervals (https://prometheus.io/docs/alerting/latest/configuration/#time_interval); `null` where they
 * have too many ranges to reckon with.
 */
export function readIntervals(list: readonly unknown[]): TimeIntervals | null {
  let ranges = 0;
  const intervals = new Map<string, readonly TimeInterval[] | null>();
  for (const item of list) {
    const name = textOf(item, 'name');
    if (name === null || name.length > LONGEST_NAME) continue;
    const written = listOf(item, 'time_intervals') ?? [null];
    ranges += written.length;
    if (ranges > MOST_RANGES) return null;
    const read = written.map(readInterval);
    const complete = read.filter((interval) => interval !== null);
    ranges += complete.reduce((sum, interval) => sum + rangesOf(interval), 0);
    if (ranges > MOST_RANGES) return null;
    intervals.set(name, intervals.has(name) || complete.length < read.length ? null : complete);
  }
  return intervals;
}

function rangesOf({ times, weekdays, daysOfMonth, months, years }: TimeInterval): number {
  return [times, weekdays, daysOfMonth, months, years].reduce((sum, spans) => sum + (spans?.length ?? 0), 0);
}

function readInterval(value: unknown): TimeInterval | null {
  if (membersOf(value) === null) return null;
  const times = spansOf(value, 'times', timesOf);
  const weekdays = spansOf(value, 'weekdays', (text) => rangeOf(text, (word) => indexOf(DAYS, word)));
  const daysOfMonth = spansOf(value, 'days_of_month', (text) => rangeOf(text, dayOf));
  const months = spansOf(value, 'months', (text) => rangeOf(text, monthOf));
  const years = spansOf(value, 'years', (text) => rangeOf(text, (word) => numberOf(word, 0, 9999)));
  const zone = zoneOf(memberOf(value, 'location'));
  if (times === false || weekdays === false || daysOfMonth === false || months === false || years === false)
    return null;
  return zone === null ? null : { times, weekdays, daysOfMonth, months, years, zone };
}

/** The spans of one condition, `null` where it is not made, `false` where it cannot be read. */
function spansOf(value: unknown, key: string, read: (item: unknown) => Span | null): readonly Span[] | null | false {
  const written = memberOf(value, key);
  if (written === undefined || written === null) return null;
  if (!Array.isArray(written) || written.length > MOST_RANGES) return false;
  const spans = written.map(read).filter((span) => span !== null);
  if (spans.length < written.length) return false;
  return spans.length === 0 ? null : spans;
}

function rangeOf(item: unknown, read: (word: string) => number | null): Span | null {
  if (typeof item !== 'string' && typeof item !== 'number') return null;
  const words = String(item).toLowerCase().split(':');
  const [from, to] = [read(words[0]?.trim() ?? ''), read((words[1] ?? words[0])?.trim() ?? '')];
  if (from === null || to === null || words.length > 2) return null;
  // Days from the end of a month cannot be compared with days from its beginning before the month is known.
  return from > to && Math.sign(from) === Math.sign(to) ? null : [from, to];
}

function indexOf(names: readonly string[], word: string): number | null {
  const index = names.indexOf(word);
  return index === -1 ? null : index;
}

function numberOf(word: string, least: number, most: number): number | null {
  const value = /^-?\d{1,4}$/.test(word) ? Number(word) : Number.NaN;
  return value >= least && value <= most ? value : null;
}

function dayOf(word: string): number | null {
  const day = numberOf(word, -31, 31);
  return day === 0 ? null : day;
}

function monthOf(word: string): number | null {
  const index = indexOf(MONTHS, word);
  return index === null ? numberOf(word, 1, 12) : index + 1;
}

function timesOf(item: unknown): Span | null {
  const [from, to] = [minutesOf(textOf(item, 'start_time')), minutesOf(textOf(item, 'end_time'))];
  return from === null || to === null || from >= to ? null : [from, to];
}

function minutesOf(text: string | null): number | null {
  const match = /^(\d{2}):(\d{2})$/.exec(text ?? '');
  if (match === null) return null;
  const [hours, minutes] = [Number(match[1]), Number(match[2])];
  return hours * 60 + minutes <= 1440 && minutes <= 59 ? hours * 60 + minutes : null;
}

/** The name of a time zone that is known here; "Local" is the server's own, which nobody else knows. */
function zoneOf(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return 'UTC';
  if (typeof value !== 'string' || value === 'Local') return null;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
