import type { Parser } from 'csv-parse';
import type { Row } from './rows.ts';
import { quoted, SourceProblem } from './source-problem.ts';

const LARGEST_RECORD_BYTES = 16 * 1024 * 1024;

/**
 * Shows each record of a CSV file with a header as a row (RFC 4180; semicolons or tabs where the header has no comma).
 * Throws `SourceProblem` for records that are not as wide as the header, a column named twice, and broken quotes.
 */
export async function eachCsvRow(
  path: string,
  batches: AsyncIterable<readonly string[]>,
  show: (row: Row) => void,
): Promise<void> {
  let parser: Parser | null = null;
  for await (const lines of batches) {
    if (parser === null && lines.every((line) => line.trim() === '')) continue;
    parser ??= await startParser(path, lines, show);
    await write(parser, `${lines.join('\n')}\n`);
  }
  if (parser !== null) await end(parser);
}

async function startParser(path: string, lines: readonly string[], show: (row: Row) => void): Promise<Parser> {
  const { parse } = await import(/* webpackMode: "eager" */ 'csv-parse');
  const header = lines.find((line) => line.trim() !== '') ?? '';
  let places: ReadonlyMap<string, number> | null = null;
  let record: readonly string[] = [];
  const row = { line: 0, cell: (column: string) => record[places?.get(column) ?? -1], columns: () => [...(places?.keys() ?? [])] };
  const parser = parse({
    delimiter: delimiterOf(path, header),
    trim: true,
    skip_empty_lines: true,
    max_record_size: LARGEST_RECORD_BYTES,
    // Nothing is handed on: rows are judged one by one, so that none is kept.
    on_record: (fields: readonly string[], context: { readonly lines: number }) => {
      record = fields;
      row.line = context.lines;
      if (places === null) places = headerPlaces(path, fields);
      else show(row);
      return null;
    },
  });
  parser.resume();
  // Errors reach `write` and `end`; without a listener one between them would end the process.
  parser.on('error', () => {});
  failures.set(path, path);
  return parser;
}

function headerPlaces(path: string, names: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    if (places.has(name)) throw new SourceProblem('ambiguous', `${path}: two columns are named ${quoted(name)}`);
    places.set(name, index);
  }
  return places;
}
