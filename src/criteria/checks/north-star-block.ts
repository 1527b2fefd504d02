import type { Draft, DraftMetric } from '../draft.ts';
import type { Path } from '../findings.ts';
import { valueAt } from '../plain-paths.ts';
import { isPlainMap, type Plain, type PlainMap } from '../plain-value.ts';
import type { Reading } from '../read-map.ts';
import { isWritten } from '../written.ts';

/** A metric named as counter-metric or guard, at its place; `metric` is `null` where the name leads nowhere. */
export interface NamedGuard {
  readonly id: string;
  readonly metric: DraftMetric | null;
  readonly path: Path;
}

/** A way to grow without value, at its place. */
export interface WrittenWay {
  readonly how: string;
  readonly path: Path;
}

/** A list of the block: `unreadable` where something is written that is none, which is said where it stands. */
export type WrittenList = 'missing' | 'empty' | 'unreadable' | 'filled';

/** The block as it is written; what could not be read is left out, and findings say so. */
export interface NorthStarBlock {
  readonly written: PlainMap;
  readonly id: string | null;
  /** `null` where it is not known which metric is meant. */
  readonly metric: DraftMetric | null;
  readonly counterList: WrittenList;
  readonly counters: readonly NamedGuard[];
  readonly wayList: WrittenList;
  readonly ways: readonly WrittenWay[];
  readonly guards: readonly NamedGuard[];
}

export const NORTH_STAR = 'north-star';
export const COUNTERS: Path = [NORTH_STAR, 'counter-metrics'];
export const WAYS: Path = [NORTH_STAR, 'could-grow-while-value-declines'];

/** The block of the file; `null` where there is none, or something else in its place. */
export function northStarBlock(draft: Draft, reading: Reading): NorthStarBlock | null {
  const written = valueAt(reading.document.root, [NORTH_STAR]);
  if (!isPlainMap(written)) return null;
  const byId = new Map(draft.metrics.map((metric) => [metric.id, metric]));
  const named = (id: Plain | undefined, path: Path): readonly NamedGuard[] =>
    typeof id === 'string' ? [{ id, metric: byId.get(id) ?? null, path }] : [];
  const id = written['metric'];
  const counters = listOf(written['counter-metrics']);
  const ways = listOf(written['could-grow-while-value-declines']);
  return {
    written,
    id: typeof id === 'string' ? id : null,
    metric: typeof id === 'string' ? (byId.get(id) ?? null) : null,
    counterList: stateOf(written, 'counter-metrics'),
    counters: counters.flatMap((entry, index) => named(entry, [...COUNTERS, index])),
    wayList: stateOf(written, 'could-grow-while-value-declines'),
    ways: ways.flatMap((way, index) => {
      const how = isPlainMap(way) ? way['how'] : null;
      return typeof how === 'string' ? [{ how, path: [...WAYS, index, 'how'] }] : [];
    }),
    guards: ways.flatMap((way, index) => (isPlainMap(way) ? named(way['guard'], [...WAYS, index, 'guard']) : [])),
  };
}

function listOf(written: Plain | undefined): readonly Plain[] {
  return Array.isArray(written) ? written : [];
}

function stateOf(block: PlainMap, key: string): WrittenList {
  const list = block[key];
  if (Array.isArray(list)) return list.length === 0 ? 'empty' : 'filled';
  return isWritten(block, key) ? 'unreadable' : 'missing';
}
