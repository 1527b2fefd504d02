import type { Row } from './rows.ts';
import { SourceProblem } from './source-problem.ts';
import { parseTolerantJson } from './tolerant-json.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Shows each line of a JSON Lines file as a row; blank lines are skipped. `columns` are those that will be looked at:
 * a line that may hold one of them twice is parsed by the parser that notices. Throws `SourceProblem` for a line that
 * is no JSON object.
 */
export async function eachJsonLine(
  path: string,
  batches: AsyncIterable<readonly string[]>,
  columns: readonly string[],
  show: (row: Row) => void,
): Promise<void> {
  const paths = new Map(columns.map((column) => [column, column.split('.')]));
  const keys = [...new Set([...columns, ...[...paths.values()].flat()])].map((key) => JSON.stringify(key).slice(1));
  let record: JsonObject = {};
  const row = {
    line: 0,
    cell: (column: string) => cellOf(record, column, paths.get(column)),
    columns: () => Object.keys(record),
  };
  for await (const lines of batches) {
    for (const line of lines) {
      row.line += 1;
      if (isBlank(line)) continue;
      record = parseLine(path, line, row.line, keys);
      show(row);
    }
  }
}

function isBlank(line: string): boolean {
  return line.length === 0 || (line.charCodeAt(0) <= 32 && line.trim() === '');
}

function parseLine(path: string, line: string, number: number, keys: readonly string[]): JsonObject {
  const doubtful = keys.some((key) => standsTwice(line, key)) || (line.includes('\\') && hasEscapedKey(line));
  const value = doubtful ? undefined : fastParse(line);
  const object = value === undefined ? tolerantParse(path, line, number) : value;
  if (typeof object !== 'object' || object === null || Array.isArray(object))
    throw new SourceProblem('bad-response', `${path}:${number}: expected one JSON object per line`);
  // At this boundary any object of JSON is a record of unknown values.
  return object as JsonObject;
}

/** The engine's own parser, several times as fast; `undefined` for what it does not take. */
function fastParse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function tolerantParse(path: string, line: string, number: number): unknown {
  const parsed = parseTolerantJson(line);
  if (parsed.ok) return parsed.value;
  throw new SourceProblem(
    'bad-response',
    `${path}:${number}:${parsed.problem.column}: not JSON that can be read: ${parsed.problem.text}`,
  );
}

/**
 * True where a line may have a key twice, anywhere: cheap, and wrong only towards the careful side. `key` ends with its
 * closing quote and has no opening one: searching for what every key begins with would stop at each of them.
 */
function standsTwice(line: string, key: string): boolean {
  const first = keyAt(line, key, 0);
  return first !== -1 && keyAt(line, key, first + key.length) !== -1;
}

/** The escapes with which a key of plain letters can be written in another way. */
const OTHER_WAYS = ['\\u', '\\/'] as const;

/**
 * True where a key may hold such an escape. Cheap where only values hold it, as Python's logs do for every letter outside
 * of ASCII: one look from each text to its end.
 */
function hasEscapedKey(line: string): boolean {
  return OTHER_WAYS.some((sequence) => {
    for (let at = line.indexOf(sequence); at !== -1; ) {
      let end = at + sequence.length;
      while (end < line.length && line.charCodeAt(end) !== 34) end += line.charCodeAt(end) === 92 ? 2 : 1;
      let next = end + 1;
      while (line.charCodeAt(next) <= 32) next += 1;
      if (line.charCodeAt(next) === 58) return true;
      at = line.indexOf(sequence, end);
    }
    return false;
  });
}

function keyAt(line: string, key: string, from: number): number {
  for (let at = line.indexOf(key, from); at !== -1; at = line.indexOf(key, at + key.length)) {
    let next = at + key.length;
    while (line.charCodeAt(next) <= 32) next += 1;
    if (line.charCodeAt(next) === 58 && line.charCodeAt(at - 1) === 34) return at;
  }
  return -1;
}

/** A column of a record by own keys; where no key has the whole name, its parts between dots lead inwards. */
function cellOf(record: JsonObject, column: string, path: readonly string[] | undefined): unknown {
  if (Object.hasOwn(record, column)) return record[column];
  if (path === undefined || path.length < 2) return undefined;
  let value: unknown = record;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    // At this boundary an object of JSON is a record of unknown values.
    value = (value as JsonObject)[key];
  }
  return value;
}
