import { bareObject, setOnce } from './bare-object.ts';

/** Where and why a text is not JSON; lines and columns count from 1. */
export interface JsonProblem {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}
export type JsonParse =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: JsonProblem };

/** How deeply evidence may nest: far more than result files do, far less than the stack bears. */
export const DEEPEST_NESTING = 200;

/**
 * Parses JSON as result files hold it: strict JSON, and the bare `NaN`, `Infinity` and `-Infinity` that Python writes.
 * Objects inherit nothing, a duplicate key throws when read, and nesting over 200 levels is refused.
 */
export function parseTolerantJson(text: string): JsonParse {
  const cursor: Cursor = { text, at: 0, depth: 0 };
  try {
    const value = readValue(cursor);
    skipBlanks(cursor);
    if (cursor.at < text.length) fail(cursor, 'text after the end of the document');
    return { ok: true, value };
  } catch (error) {
    if (error instanceof JsonSyntax) return { ok: false, problem: located(text, error) };
    throw error;
  }
}

interface Cursor {
  readonly text: string;
  at: number;
  depth: number;
}

class JsonSyntax extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

function fail(cursor: Cursor, message: string): never {
  throw new JsonSyntax(message, cursor.at);
}

function located(text: string, error: JsonSyntax): JsonProblem {
  let line = 1;
  let lineStart = 0;
  for (let next = text.indexOf('\n'); next !== -1 && next < error.at; next = text.indexOf('\n', next + 1)) {
    line += 1;
    lineStart = next + 1;
  }
  return { text: error.message, line, column: error.at - lineStart + 1 };
}

function skipBlanks(cursor: Cursor): number {
  const { text } = cursor;
  let at = cursor.at;
  let code = text.charCodeAt(at);
  while (code === 32 || code === 10 || code === 13 || code === 9) {
    at += 1;
    code = text.charCodeAt(at);
  }
  cursor.at = at;
  return code;
}

function readValue(cursor: Cursor): unknown {
  switch (skipBlanks(cursor)) {
    case 34:
      return readString(cursor);
    case 123:
      return readObject(cursor);
    case 91:
      return readArray(cursor);
    case 116:
      return readWord(cursor, 'true', true);
    case 102:
      return readWord(cursor, 'false', false);
    case 110:
      return readWord(cursor, 'null', null);
    case 78:
      return readWord(cursor, 'NaN', Number.NaN);
    case 73:
      return readWord(cursor, 'Infinity', Number.POSITIVE_INFINITY);
    default:
      return readNumber(cursor);
  }
}

function readWord<T>(cursor: Cursor, word: string, value: T): T {
  if (!cursor.text.startsWith(word, cursor.at)) fail(cursor, 'expected a value');
  cursor.at += word.length;
  return value;
}

function enter(cursor: Cursor): void {
  cursor.depth += 1;
  if (cursor.depth > DEEPEST_NESTING) fail(cursor, `nested more than ${DEEPEST_NESTING} levels deep`);
  cursor.at += 1;
}

function readObject(cursor: Cursor): Record<string, unknown> {
  enter(cursor);
  const object = bareObject();
  let code = skipBlanks(cursor);
  if (code !== 125) {
    for (;;) {
      if (code !== 34) fail(cursor, 'expected a key in double quotes');
      const key = readString(cursor);
      if (skipBlanks(cursor) !== 58) fail(cursor, 'expected ":" after the key');
      cursor.at += 1;
      setOnce(object, key, readValue(cursor));
      code = skipBlanks(cursor);
      if (code === 125) break;
      if (code !== 44) fail(cursor, 'expected "," or "}"');
      cursor.at += 1;
      code = skipBlanks(cursor);
    }
  }
  cursor.at += 1;
  cursor.depth -= 1;
  return object;
}

function readArray(cursor: Cursor): unknown[] {
  enter(cursor);
  const list: unknown[] = [];
  if (skipBlanks(cursor) !== 93) {
    for (;;) {
      list.push(readValue(cursor));
      const code = skipBlanks(cursor);
      if (code === 93) break;
      if (code !== 44) fail(cursor, 'expected "," or "]"');
      cursor.at += 1;
    }
  }
  cursor.at += 1;
  cursor.depth -= 1;
  return list;
}

function readString(cursor: Cursor): string {
  const { text } = cursor;
  const start = cursor.at + 1;
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 34) break;
    if (code === 92) return readEscapedString(cursor, start, at);
    if (!(code >= 32)) badCharacter(cursor, at);
    at += 1;
  }
  cursor.at = at + 1;
  return text.slice(start, at);
}

function badCharacter(cursor: Cursor, at: number): never {
  const ended = at >= cursor.text.length;
  if (!ended) cursor.at = at;
  return fail(cursor, ended ? 'a text in quotes does not end' : 'a control character inside a text in quotes');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

function readEscapedString(cursor: Cursor, start: number, firstEscape: number): string {
  const { text } = cursor;
  let result = '';
  let from = start;
  let at = firstEscape;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 34) break;
    if (!(code >= 32)) badCharacter(cursor, at);
    if (code !== 92) {
      at += 1;
      continue;
    }
    result += text.slice(from, at);
    const letter = text.charAt(at + 1);
    const hexadecimal = letter === 'u' ? text.slice(at + 2, at + 6) : '';
    const plain = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
    if (plain === undefined && !/^[0-9A-Fa-f]{4}$/.test(hexadecimal)) {
      cursor.at = at;
      fail(cursor, 'an escape that JSON does not have');
    }
    result += plain ?? String.fromCharCode(Number.parseInt(hexadecimal, 16));
    at += 2 + hexadecimal.length;
    from = at;
  }
  cursor.at = at + 1;
  return result + text.slice(from, at);
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function readNumber(cursor: Cursor): number {
  const { text, at } = cursor;
  if (at >= text.length) fail(cursor, 'the document ends early');
  if (text.startsWith('-Infinity', at)) return readWord(cursor, '-Infinity', Number.NEGATIVE_INFINITY);
  NUMBER.lastIndex = at;
  const match = NUMBER.exec(text);
  if (match === null) fail(cursor, 'expected a value');
  cursor.at = at + match[0].length;
  const code = text.charCodeAt(cursor.at);
  if (code >= 48 && code <= 57) fail(cursor, 'a number with a leading zero');
  return Number(match[0]);
}
