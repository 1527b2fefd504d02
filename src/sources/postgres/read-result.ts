import { countProblem, fromCounts } from '../counts.ts';
import type { Absent, FormatResult, Unreadable } from '../formats/format.ts';
import { quoted, someNames } from '../source-problem.ts';
import { type ColumnName, type Layout, layoutOf, MOST_METRIC_ROWS } from './result-columns.ts';
import { type RowTime, rowTime } from './row-time.ts';
import type { Answer } from './session.ts';
import { madeWithoutRows, writtenNumbers } from './written-in-query.ts';

type Row = readonly (string | null)[];
/** Of servers that speak the protocol and are not PostgreSQL. */
const ONLY_WORDS = 'the server shows no plan: that the query reads a table was seen by its words alone';

type MaybeNumber = number | null | Unreadable;

/** Numbers of types in the server's catalogue, which are the same everywhere: `select oid, typname from pg_type`. */
const EXACT: ReadonlySet<number> = new Set([20, 21, 23, 1700]);
const FLOATING: ReadonlySet<number> = new Set([700, 701]);

/** Reads one metric from the result of a query: its one row, or the row that names the metric. Never throws. */
export function readResult(answer: Answer, metric: string): FormatResult {
  const layout = layoutOf(answer.columns);
  if ('kind' in layout) return layout;
  const named = layout.get('metric');
  if (named === undefined) return readOnly(answer, layout);
  if (answer.more) return unreadable('too-large', `the query gives more than ${MOST_METRIC_ROWS} rows`);
  const names = answer.rows.map((row) => row[named.index] ?? null);
  const [first, ...others] = answer.rows.filter((_, index) => names[index] === metric);
  if (first === undefined) return noRow(metric, names);
  if (others.length > 0)
    return unreadable('ambiguous', `${others.length + 1} rows have the metric ${quoted(metric)}: give it one`);
  return readRow(first, layout, metric, answer);
}

function readOnly(answer: Answer, layout: Layout): FormatResult {
  const [row] = answer.rows;
  if (row === undefined) return absent('the query gives no row');
  if (answer.more)
    return unreadable(
      'ambiguous',
      'the query gives more than one row: select one, or name the metric of each in a column "metric"',
    );
  return readRow(row, layout, '', answer);
}

function noRow(metric: string, names: readonly (string | null)[]): Absent {
  const known = [...new Set(names.filter((name) => name !== null))];
  const there = known.length === 0 ? 'the query gives no row' : `the query gives rows for ${someNames(known)}`;
  return absent(`no row has the metric ${quoted(metric)}; ${there}`);
}

function readRow(row: Row, layout: Layout, where: string, answer: Answer): FormatResult {
  const number = (column: ColumnName) => numberOf(row, layout, column);
  const [written, sampleSize, successes] = [
    number('value'),
    countOf(row, layout, 'sample_size'),
    countOf(row, layout, 'successes'),
  ];
  const [stddev, stderr] = [spreadOf(row, layout, 'stddev'), spreadOf(row, layout, 'stderr')];
  for (const one of [written, sampleSize, successes, stddev, stderr]) if (isFailure(one)) return one;
  const [counted, met] = [valueOrNull(sampleSize), valueOrNull(successes)];
  const derives = !layout.has('value');
  const value = derives ? share(met, counted) : valueOrNull(written);
  if (value === null)
    return absent(derives ? 'there is nothing to count: successes or sample_size is null or 0' : '"value" is null');
  const problem = countProblem({ value, sampleSize: counted, successes: met });
  if (problem !== null) return unreadable(problem.code, problem.text);
  const time = timeOf(row, layout, answer);
  return {
    kind: 'reading',
    value,
    ...(derives ? fromCounts(met) : {}),
    where,
    sampleSize: counted,
    successes: met,
    stddev: valueOrNull(stddev),
    stderr: valueOrNull(stderr),
    ...time,
    notes: [...(time.notes ?? []), ...notesOf(answer, layout)],
  };
}

function share(successes: number | null, sampleSize: number | null): number | null {
  return successes === null || sampleSize === null || sampleSize === 0 ? null : successes / sampleSize;
}

function isFailure(value: MaybeNumber): value is Unreadable {
  return typeof value === 'object' && value !== null;
}

function valueOrNull(value: MaybeNumber): number | null {
  return typeof value === 'number' ? value : null;
}

/** Numbers stand in columns of numbers: a text that looks like one is not taken, since nobody says what it is. */
function numberOf(row: Row, layout: Layout, column: ColumnName): MaybeNumber {
  const at = layout.get(column);
  const text = at === undefined ? null : (row[at.index] ?? null);
  if (at === undefined || text === null) return null;
  if (!EXACT.has(at.type) && !FLOATING.has(at.type))
    return unreadable('wrong-type', `${quoted(column)} is not of a type of numbers: cast it, as in ${column}::numeric`);
  const form = FLOATING.has(at.type) ? /^-?\d+(\.\d+)?(e[+-]?\d{1,3})?$/ : /^-?\d+(\.\d+)?$/;
  const value = form.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : unreadable('not-a-number', `${quoted(column)} is NaN or infinite`);
}

function countOf(row: Row, layout: Layout, column: ColumnName): MaybeNumber {
  const value = numberOf(row, layout, column);
  if (typeof value !== 'number' || (Number.isSafeInteger(value) && value >= 0)) return value;
  return unreadable('impossible-count', `${quoted(column)} is ${value}, which is not a count of items`);
}

function spreadOf(row: Row, layout: Layout, column: ColumnName): MaybeNumber {
  const value = numberOf(row, layout, column);
  if (typeof value !== 'number' || value >= 0) return value;
  return unreadable('out-of-range', `${quoted(column)} is below 0`);
}

function timeOf(row: Row, layout: Layout, { startedAt, output }: Answer): RowTime {
  const at = layout.get('observed_at');
  if (at === undefined) return { notes: ['the query gives no column observed_at'] };
  return rowTime(row[at.index] ?? null, at.type, startedAt, madeWithoutRows(output, layout));
}

function notesOf({ output }: Answer, layout: Layout): readonly string[] {
  return output === null ? [ONLY_WORDS] : writtenNumbers(output, layout);
}

function absent(detail: string): Absent {
  return { kind: 'absent', detail };
}

function unreadable(code: Unreadable['code'], detail: string): Unreadable {
  return { kind: 'failed', code, detail };
}
