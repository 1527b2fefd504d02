/** Text that cannot be read as PromQL; thrown inside this room and answered with `null` by `readPromql`. */
export class NotPromql extends Error {}

const CLOSED = /^(?:"(?:[^\\\n"]|\\[^\n])*"|'(?:[^\\\n']|\\[^\n])*'|`[^`]*`)$/;
const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([\s\S]))/g;
const LETTERS: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

/**
 * The text that a literal stands for, with Go's escapes (https://go.dev/ref/spec#String_literals). Bytes that are no
 * UTF-8 become U+FFFD. The grammar for editors lets a literal end with the text; a server does not.
 */
export function readString(literal: string): string {
  if (!CLOSED.test(literal)) throw new NotPromql();
  const inner = literal.slice(1, -1);
  if (literal.startsWith('`')) return inner;
  if (!inner.includes('\\')) return inner;
  const parts: Buffer[] = [];
  let from = 0;
  for (const match of inner.matchAll(ESCAPE)) {
    parts.push(Buffer.from(inner.slice(from, match.index)), escaped(match, literal.charAt(0)));
    from = match.index + match[0].length;
  }
  parts.push(Buffer.from(inner.slice(from)));
  return Buffer.concat(parts).toString('utf8');
}

function escaped(match: RegExpExecArray, quote: string): Buffer {
  const [, byte, short, long, octal, letter] = match;
  if (byte !== undefined) return Buffer.from([Number.parseInt(byte, 16)]);
  if (octal !== undefined) return Buffer.from([oneByte(Number.parseInt(octal, 8))]);
  if (letter === undefined) return Buffer.from(codePoint(Number.parseInt(short ?? long ?? '', 16)));
  const plain = Object.hasOwn(LETTERS, letter) ? LETTERS[letter] : undefined;
  const otherQuote = (letter === '"' || letter === "'") && letter !== quote;
  if (plain === undefined || otherQuote) throw new NotPromql();
  return Buffer.from(plain);
}

function oneByte(value: number): number {
  if (value > 255) throw new NotPromql();
  return value;
}

function codePoint(value: number): string {
  if (value > 0x10_ffff || (value >= 0xd800 && value <= 0xdfff)) throw new NotPromql();
  return String.fromCodePoint(value);
}

/** A literal of PromQL that stands for the text. */
export function writeString(text: string): string {
  const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r' };
  return `"${text.replace(/[\\"\n\r]/g, (character) => escapes[character] ?? character)}"`;
}
