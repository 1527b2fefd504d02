import { type PromqlReading, readPromql, type Selector } from '../../sources/promql/read-promql.ts';
import type { Rule } from './rules.ts';

/** What a query reads, recording rules followed up to where their series come from. */
export interface Reads {
  /** What stands in the query itself. */
  readonly direct: readonly Selector[];
  /** By name of a series: the selectors of the recording rules that write it, and of those that these read. */
  readonly upstream: (name: string) => readonly Selector[];
  /** True where every series is known by its name. */
  readonly allKnown: boolean;
  /** How far back it looks, and the intervals of the recording rules on the longest way; `null` where not known. */
  readonly delay: { readonly window: number; readonly recording: number } | null;
}

/** Recording rules by the name that they write; `null` where they are not known. */
export type Recorded = ReadonlyMap<string, readonly Rule[]> | null;

interface Origin {
  readonly selectors: readonly Selector[];
  readonly allKnown: boolean;
  readonly delay: Reads['delay'];
}

const LONGEST_QUERY = 20_000;
const DEEPEST = 50;
const MOST_SELECTORS = 1000;
const NOTHING: Origin = { selectors: [], allKnown: true, delay: { window: 0, recording: 0 } };
const UNKNOWN: Origin = { selectors: [], allKnown: false, delay: null };
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
    allKnown: whole.allKnown && recorded !== null,
    delay: recorded === null ? null : whole.delay,
  };
}

function readingOf(query: string): PromqlReading | null {
  return query.length > LONGEST_QUERY ? null : readPromql(query);
}

/** The longest way through what a query reads: its own window on top of the longest behind its series. */
function follow(reading: PromqlReading, origin: (name: string) => Origin): Origin {
  const behind = reading.selectors.map(({ name }) => (name === null ? UNKNOWN : origin(name)));
  const selectors = [...reading.selectors, ...behind.flatMap((one) => one.selectors)];
  if (selectors.length > MOST_SELECTORS) return UNKNOWN;
  const longest = longestOf(behind.map(({ delay }) => delay));
  const own = reading.longestWindowSeconds;
  return {
    selectors,
    allKnown: behind.every(({ allKnown }) => allKnown),
    delay: longest === null || !Number.isFinite(own) ? null : { ...longest, window: longest.window + Math.max(0, own) },
  };
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
    if (delay === null || intervalSeconds === null) return { ...found, delay: null };
    return { ...found, delay: { ...delay, recording: delay.recording + intervalSeconds } };
  });
  const origin = behind.length === 0 ? NOTHING : together(behind);
  origins.set(name, origin);
  return origin;
}

function together(behind: readonly Origin[]): Origin {
  if (behind.reduce((sum, { selectors }) => sum + selectors.length, 0) > MOST_SELECTORS) return UNKNOWN;
  return {
    selectors: behind.flatMap(({ selectors }) => selectors),
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
