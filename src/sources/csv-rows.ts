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
  try {
    for await (const lines of batches) {
      if (parser === null && lines.every((line) => line.trim() === '')) continue;
      parser ??= await startParser(path, lines, show);
      await write(parser, `${lines.join('\n')}\n`);
    }
    if (parser !== null) await end(parser);
  } catch (error) {
    throw csvProblem(path, error);
  } finally {
    parser?.destroy();
  }
}

async function startParser(path: string, lines: readonly string[], show: (row: Row) => void): Promise<Parser> {
  const { parse } = await import(/* webpackMode: "eager" */ 'csv-parse');
  const delimiter = delimiterOf(path, lines.find((line) => line.trim() !== '') ?? '');
  let places: ReadonlyMap<string, number> | null = null;
  let record: readonly string[] = [];
  const row = {
    line: 0,
    cell: (column: string) => record[places?.get(column) ?? -1],
    columns: () => [...(places?.keys() ?? [])],
  };
  const parser = parse({ delimiter, trim: true, skip_empty_lines: true, max_record_size: LARGEST_RECORD_BYTES });
  // Records are taken where the parser would queue them: none is kept, and none costs a turn of the event loop.
  parser.push = (fields: readonly string[] | null): boolean => {
    if (fields === null) return true;
    record = fields;
    row.line = parser.info.lines;
    if (places === null) places = headerPlaces(path, fields);
    else show(row);
    return true;
  };
  // Errors come back from `write` and `end`; the event without a listener would end the process.
  parser.on('error', () => {});
  return parser;
}

function write(parser: Parser, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

function end(parser: Parser): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.once('error', reject);
    parser.end(() => resolve());
  });
}

function headerPlaces(path: string, names: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    if (places.has(name)) throw new SourceProblem('ambiguous', `${path}: two columns are named ${quoted(name)}`);
    places.set(name, index);
  }
  return places;
}

function delimiterOf(path: string, header: string): string {
  const plain = header.replace(/"[^"]*"/g, '');
  if (plain.includes(',')) return ',';
  const others = [';', '\t'].filter((delimiter) => plain.includes(delimiter));
  if (others.length > 1)
    throw new SourceProblem('ambiguous', `${path}: the header has semicolons and tabs: which separates the columns?`);
  return others[0] ?? ',';
}

const PROBLEMS: Readonly<Record<string, readonly [SourceProblem['code'], string]>> = {
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: ['bad-response', 'a row has more or fewer columns than the header'],
  CSV_QUOTE_NOT_CLOSED: ['bad-response', 'a text in quotes does not end'],
  CSV_INVALID_CLOSING_QUOTE: ['bad-response', 'text after a closing quote'],
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: ['bad-response', 'text after a closing quote'],
  INVALID_OPENING_QUOTE: ['bad-response', 'a quote in the middle of a text that is not quoted'],
  CSV_MAX_RECORD_SIZE: ['too-large', 'a row is longer than 16 MiB'],
};

function csvProblem(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error instanceof SourceProblem) return error;
  const line = 'lines' in error && typeof error.lines === 'number' ? `${path}:${error.lines}` : path;
  const [code, text] = PROBLEMS[String(error.code)] ?? ['bad-response', 'it is not CSV that can be read'];
  return new SourceProblem(code, `${line}: ${text}`);
}
