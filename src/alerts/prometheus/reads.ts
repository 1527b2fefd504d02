import { parsePromql } from '../../sources/promql/parse-promql.ts';
import { type PromqlReading, readPromql, type Selector } from '../../sources/promql/read-promql.ts';
import { measuredSeries, type Series } from './measured-series.ts';
import type { Rule } from './rules.ts';

/** What a query reads, recording rules followed up to where their series come from. */
export interface Reads {
  /** What stands in the query itself. */
  readonly direct: readonly Selector[];
  /** By name of a series: the selectors of the recording rules that write it, and of those that these read. */
  readonly upstream: (name: string) => readonly Series[];
  /** The series whose values the query gives. */
  readonly measured: readonly Series[];
  /** By name of a series: those that the recording rules which write it give the values of, and so on. */
  readonly measuredUpstream: (name: string) => readonly Series[];
  /** True where every series is known by its name. */
  readonly allKnown: boolean;
  /** How far back it looks, and the intervals of the recording rules on the longest way; `null` where not known. */
  readonly delay: { readonly window: number; readonly recording: number } | null;
  /** Seconds that both are at least, by what is known of them. */
  readonly delayAtLeast: number;
}

/** Recording rules by the name that they write; `null` where they are not known. */
export type Recorded = ReadonlyMap<string, readonly Rule[]> | null;

interface Origin extends Pick<Reads, 'allKnown' | 'delay' | 'delayAtLeast'> {
  readonly selectors: readonly Selector[];
  readonly measured: readonly Series[];
}

/** A query by what it reads, and by whose values it gives. */
interface Query extends PromqlReading {
  readonly measured: readonly Series[];
}

const LONGEST_QUERY = 20_000;
const DEEPEST = 50;
const MOST_SELECTORS = 1000;
const NOTHING: Origin = {
  selectors: [],
  measured: [],
  allKnown: true,
  delay: { window: 0, recording: 0 },
  delayAtLeast: 0,
};
const UNKNOWN: Origin = { ...NOTHING, allKnown: false, delay: null };
/** Written by alerting rules, which look at other series. */
const WRITTEN_BY_ALERTS: ReadonlySet<string> = new Set(['ALERTS', 'ALERTS_FOR_STATE']);

/** Reads a query, and what the recording rules behind it read; `null` where it is no PromQL. */
export function readsOf(query: string, recorded: Recorded): Reads | null {
  const reading = readingOf(query);
  if (reading === null) return null;
  const origins = new Map<string, Origin>();
  const origin = (name: string) => originOf(name, recorded, origins, []);
  const whole = follow(reading, origin);
  return {
    direct: reading.selectors,
    upstream: (name) => origin(name).selectors,
    measured: reading.measured,
    measuredUpstream: (name) => origin(name).measured,
    allKnown: whole.allKnown && recorded !== null,
    delay: recorded === null ? null : whole.delay,
    delayAtLeast: whole.delayAtLeast,
  };
}

function readingOf(query: string): Query | null {
  const reading = query.length > LONGEST_QUERY ? null : readPromql(query);
  return reading === null ? null : { ...reading, measured: measuredSeries(parsePromql(query)) };
}

/** The longest way through what a query reads: its own window on top of the longest behind its series. */
function follow(reading: Query, origin: (name: string) => Origin): Origin {
  const behind = reading.selectors.map(({ name }) => (name === null ? UNKNOWN : origin(name)));
  const selectors = [...reading.selectors, ...behind.flatMap((one) => one.selectors)];
  const delayAtLeast = knownWindow(reading) + mostOf(behind.map((one) => one.delayAtLeast));
  if (selectors.length > MOST_SELECTORS) return { ...UNKNOWN, delayAtLeast };
  const longest = longestOf(behind.map(({ delay }) => delay));
  const own = reading.longestWindowSeconds;
  const measured = reading.measured.flatMap((one) => [one, ...(one.name === null ? [] : origin(one.name).measured)]);
  return {
    selectors,
    measured,
    delayAtLeast,
    allKnown: behind.every(({ allKnown }) => allKnown),
    delay: longest === null || !Number.isFinite(own) ? null : { ...longest, window: longest.window + Math.max(0, own) },
  };
}

/** How far back what is not pinned to a time looks. */
function knownWindow({ selectors }: Query): number {
  const moving = selectors.filter(({ pinnedSeconds }) => pinnedSeconds === null);
  return mostOf(moving.map(({ rangeSeconds, offsetSeconds }) => rangeSeconds + offsetSeconds));
}

/** The largest of some numbers; at least 0. */
function mostOf(numbers: readonly number[]): number {
  return numbers.reduce((most, one) => Math.max(most, one), 0);
}

function originOf(name: string, recorded: Recorded, origins: Map<string, Origin>, trail: readonly string[]): Origin {
  const known = origins.get(name);
  if (known !== undefined) return known;
  // A series that is read to write itself has no beginning.
  if (trail.includes(name) || trail.length > DEEPEST || WRITTEN_BY_ALERTS.has(name)) return UNKNOWN;
  const behind = (recorded?.get(name) ?? []).map((rule): Origin => {
    const reading = readingOf(rule.query);
    if (reading === null) return UNKNOWN;
    const found = follow(reading, (next) => originOf(next, recorded, origins, [...trail, name]));
    const { intervalSeconds } = rule;
    const delay = found.delay;
    const delayAtLeast = found.delayAtLeast + (intervalSeconds ?? 0);
    if (delay === null || intervalSeconds === null) return { ...found, delay: null, delayAtLeast };
    return { ...found, delay: { ...delay, recording: delay.recording + intervalSeconds }, delayAtLeast };
  });
  const origin = behind.length === 0 ? NOTHING : together(behind);
  origins.set(name, origin);
  return origin;
}

function together(behind: readonly Origin[]): Origin {
  const delayAtLeast = mostOf(behind.map((one) => one.delayAtLeast));
  if (behind.reduce((sum, { selectors }) => sum + selectors.length, 0) > MOST_SELECTORS) {
    return { ...UNKNOWN, delayAtLeast };
  }
  return {
    selectors: behind.flatMap(({ selectors }) => selectors),
    measured: behind.flatMap(({ measured }) => measured),
    delayAtLeast,
    allKnown: behind.every(({ allKnown }) => allKnown),
    delay: longestOf(behind.map(({ delay }) => delay)),
  };
}

function longestOf(delays: readonly Reads['delay'][]): Reads['delay'] {
  let longest: NonNullable<Reads['delay']> = { window: 0, recording: 0 };
  for (const delay of delays) {
    if (delay === null) return null;
    if (delay.window + delay.recording > longest.window + longest.recording) longest = delay;
  }
  return longest;
}
