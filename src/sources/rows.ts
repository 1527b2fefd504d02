import { type Cell, type CellReading, equals, numberOf, sameCell, verdictOf } from './cells.ts';
import { fromCounts } from './counts.ts';
import type { FormatResult, Reading } from './formats/format.ts';
import { kindOf, quoted, someNames } from './source-problem.ts';
import { readTime, TIME_FORMATS, type TimeFormat } from './timestamp.ts';

/** One row of a stream of rows. */
export interface Row {
  /** The line that the row starts on, from 1. */
  readonly line: number;
  cell(column: string): Cell;
  /** The columns that this row has, for messages. */
  columns(): readonly string[];
}

/** Reads one metric from rows that are shown to it one by one: memory does not grow with their number. */
export interface RowReader {
  /** The columns that it looks at. */
  readonly columns: readonly string[];
  see(row: Row): void;
  result(): FormatResult;
}

interface Asked {
  readonly where: readonly (readonly [string, unknown])[];
  readonly column: string;
  readonly timeColumn: string | null;
  readonly timeFormat: TimeFormat;
}

/** What all readers keep of the rows that match. */
interface Seen {
  rows: number;
  matching: number;
  firstColumns: readonly string[];
  readonly whereSeen: Set<string>;
  columnSeen: boolean;
  /** Of the rows that count for the time. */
  timed: number;
  unreadableTimes: number;
  newestMs: number | null;
}

/** A reader for a metric's keys: `rate-of` (share of rows whose column is true) or `value` (column of the newest row). */
export function rowReader(keys: Readonly<Record<string, unknown>>, metric: string, reading: CellReading): RowReader {
  const timeColumn = keys['observed-at'];
  const rateOf = keys['rate-of'];
  const asked: Asked = {
    where: Object.entries(Object(keys['where'] ?? {})),
    column: typeof rateOf === 'string' ? rateOf : typeof keys['value'] === 'string' ? keys['value'] : metric,
    timeColumn: typeof timeColumn === 'string' && timeColumn !== 'commit' ? timeColumn : null,
    timeFormat: TIME_FORMATS.find((format) => format === keys['observed-at-format']) ?? 'rfc3339',
  };
  return typeof rateOf === 'string' ? rateReader(asked, reading) : newestReader(asked, reading);
}

function rateReader(asked: Asked, reading: CellReading): RowReader {
  const seen = nothingSeen();
  let judged = 0;
  let successes = 0;
  let problem: FormatResult | null = null;
  return {
    columns: columnsOf(asked),
    see: (row) => {
      if (problem !== null || !matches(asked, seen, row)) return;
      const cell = row.cell(asked.column);
      if (cell !== undefined) seen.columnSeen = true;
      const verdict = verdictOf(cell, reading);
      if (verdict === 'broken') problem = wrongCell(asked.column, row.line, cell, 'true, false, 1, 0 or nothing');
      else if (verdict !== null) {
        // A row without a verdict is no evidence, however new it is.
        noteTime(asked, seen, row);
        judged += 1;
        if (verdict) successes += 1;
      }
    },
    result: () => {
      if (problem !== null) return problem;
      if (seen.matching === 0 || !seen.columnSeen) return nothingFound(asked, seen);
      if (judged === 0)
        return { kind: 'absent', detail: `none of ${seen.matching} rows has a verdict in ${quoted(asked.column)}` };
      const sizes = { sampleSize: judged, successes, attempted: seen.matching };
      return {
        kind: 'reading',
        value: successes / judged,
        ...fromCounts(successes),
        where: `rate of ${asked.column}`,
        ...sizes,
        ...timeOf(asked, seen),
      };
    },
  };
}

function newestReader(asked: Asked, reading: CellReading): RowReader {
  const seen = nothingSeen();
  let newest: { readonly cell: Cell; readonly line: number } | null = null;
  let rivals = false;
  return {
    columns: columnsOf(asked),
    see: (row) => {
      if (!matches(asked, seen, row)) return;
      const before = seen.newestMs;
      const atMs = noteTime(asked, seen, row);
      const cell = row.cell(asked.column);
      if (cell !== undefined) seen.columnSeen = true;
      if (newest === null || (atMs !== null && before !== null && atMs > before)) {
        newest = { cell, line: row.line };
        rivals = false;
      } else if (atMs === before && !sameCell(newest.cell, cell)) rivals = true;
    },
    result: () => {
      if (newest === null || !seen.columnSeen) return nothingFound(asked, seen);
      const doubt = doubtOf(asked, seen, rivals);
      if (doubt !== null) return { kind: 'failed', code: 'ambiguous', detail: doubt };
      const value = numberOf(newest.cell, reading);
      if (value === 'empty')
        return { kind: 'absent', detail: `${quoted(asked.column)} is empty in the newest row (line ${newest.line})` };
      if (value === 'nan')
        return {
          kind: 'failed',
          code: 'not-a-number',
          detail: `line ${newest.line}: ${quoted(asked.column)} is NaN or infinity`,
        };
      if (value === 'broken') return wrongCell(asked.column, newest.line, newest.cell, 'a plain decimal number');
      return { kind: 'reading', value, where: `${asked.column}, line ${newest.line}`, ...timeOf(asked, seen) };
    },
  };
}

function columnsOf(asked: Asked): readonly string[] {
  const columns = [...asked.where.map(([column]) => column), asked.column];
  return asked.timeColumn === null ? columns : [...columns, asked.timeColumn];
}

function nothingSeen(): Seen {
  return {
    rows: 0,
    matching: 0,
    firstColumns: [],
    whereSeen: new Set(),
    columnSeen: false,
    timed: 0,
    unreadableTimes: 0,
    newestMs: null,
  };
}

function matches(asked: Asked, seen: Seen, row: Row): boolean {
  if (seen.rows === 0) seen.firstColumns = row.columns();
  seen.rows += 1;
  let all = true;
  for (const [column, expected] of asked.where) {
    const cell = row.cell(column);
    if (cell !== undefined && seen.whereSeen.size < asked.where.length) seen.whereSeen.add(column);
    if (!equals(cell, expected)) all = false;
  }
  if (all) seen.matching += 1;
  return all;
}

function noteTime(asked: Asked, seen: Seen, row: Row): number | null {
  if (asked.timeColumn === null) return null;
  seen.timed += 1;
  const time = readTime(row.cell(asked.timeColumn), asked.timeFormat);
  if (!time.ok) {
    seen.unreadableTimes += 1;
    return null;
  }
  if (seen.newestMs === null || time.ms > seen.newestMs) seen.newestMs = time.ms;
  return time.ms;
}

/** The newest of the times; none where a row has no readable one, since it may be of any age. */
function timeOf(asked: Asked, seen: Seen): Pick<Reading, 'observedAtMs' | 'observedAtKind' | 'notes'> {
  if (asked.timeColumn === null) return {};
  if (seen.unreadableTimes === 0 && seen.newestMs !== null)
    return { observedAtMs: seen.newestMs, observedAtKind: 'last-event', notes: [] };
  const note = `${seen.unreadableTimes} of ${seen.timed} judged rows have no readable time with a zone in ${quoted(asked.timeColumn)}; no timestamp is taken`;
  return { observedAtMs: null, observedAtKind: 'none', notes: [note] };
}

/** Why the newest row cannot be told, or `null`. */
function doubtOf(asked: Asked, seen: Seen, rivals: boolean): string | null {
  if (seen.matching === 1) return null;
  if (asked.timeColumn === null)
    return `${seen.matching} rows match: name the column of the time with observed-at, or narrow \`where\` to one row`;
  if (seen.unreadableTimes > 0)
    return `${seen.unreadableTimes} of ${seen.matching} rows have no readable time, so that none is surely the newest`;
  return rivals ? `several rows have the newest time and different values of ${quoted(asked.column)}` : null;
}

function wrongCell(column: string, line: number, cell: Cell, expected: string): FormatResult {
  return {
    kind: 'failed',
    code: 'wrong-type',
    detail: `line ${line}: ${quoted(column)} is ${kindOf(cell)}; expected ${expected}`,
  };
}

function nothingFound(asked: Asked, seen: Seen): FormatResult {
  const columns = seen.firstColumns.length === 0 ? '' : `; the first row has: ${someNames(seen.firstColumns)}`;
  if (seen.rows === 0) return { kind: 'absent', detail: 'the file has no rows' };
  const unknown = asked.where.map(([column]) => column).find((column) => !seen.whereSeen.has(column));
  if (unknown !== undefined) return { kind: 'absent', detail: `no row has a column ${quoted(unknown)}${columns}` };
  if (seen.matching === 0) return { kind: 'absent', detail: `none of ${seen.rows} rows matches \`where\`` };
  return { kind: 'absent', detail: `no row has a column ${quoted(asked.column)}${columns}` };
}
