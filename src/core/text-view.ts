/** A text as it is after something was undone in it, with the way back to the places of the text that it came from. */
export interface TextView {
  readonly text: string;
  /** Where the characters from `from` to before `to` come from. */
  readonly range: (from: number, to: number) => Range;
}
export type Range = readonly [from: number, to: number];

/** Undoes one kind of escaping, or says `null` where what the pattern found is none. */
interface Decoding {
  readonly pattern: RegExp;
  readonly decode: (match: RegExpExecArray) => string | null;
}

const LETTERS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** Backslashes: of JSON, of languages like it, and of Markdown. */
export const BACKSLASHES: Decoding = {
  pattern: /\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([bfnrt])|([^A-Za-z0-9\s]))/gi,
  decode: ([, unicode, byte, letter, sign]) => {
    const code = unicode ?? byte;
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return letter === undefined ? (sign ?? null) : (LETTERS[letter] ?? null);
  },
};

/** Percent signs of URLs and forms. */
export const PERCENT_SIGNS: Decoding = {
  pattern: /%[0-7][0-9a-f]|(?:%[89a-f][0-9a-f])+/gi,
  decode: ([found]) => {
    const bytes = found.split('%').slice(1);
    return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16)));
  },
};

/** Tildes of JSON pointers: https://www.rfc-editor.org/rfc/rfc6901#section-3 */
export const TILDES: Decoding = {
  pattern: /~[01]/g,
  decode: ([found]) => (found === '~0' ? '~' : '/'),
};

/** Character references of HTML. */
export const REFERENCES: Decoding = {
  pattern: /&(?:#(\d{1,8})|#x([0-9a-f]{1,8})|(amp|lt|gt|quot|apos|nbsp));?/gi,
  decode: ([, decimal, hex, name]) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? null;
    const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : null;
  },
};

/**
 * What making a text harmless takes out of it, replaces by something else or puts into it: white space, control and
 * invisible characters, apostrophes and backticks, pipes and slashes.
 */
export const NEUTRALISED: Decoding = {
  pattern:
    // biome-ignore lint/suspicious/noMisleadingCharacterClass: each character counts for itself
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to leave out
    /[\u034f\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\s\u0000-\u0020\u007f-\u00a0\u00ad\u061c\u115f\u1160\u200b-\u200f\u2028-\u202f\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\uffff`'|/\\]+/g,
  decode: () => '',
};

/** The text as it is. */
export function plainView(text: string): TextView {
  return { text, range: (from, to) => [from, to] };
}

/** The view with one kind of escaping undone; `null` where there is none in it. */
export function decodedView(view: TextView, { pattern, decode }: Decoding): TextView | null {
  const { text } = view;
  const pieces: string[] = [];
  // Each piece of the new text: where it begins there and in the old text, and how long it is there.
  const starts: number[] = [];
  const sources: number[] = [];
  const lengths: number[] = [];
  let length = 0;
  let done = 0;
  const add = (piece: string, source: number, sourceLength: number): void => {
    if (piece === '') return;
    pieces.push(piece);
    starts.push(length);
    sources.push(source);
    lengths.push(sourceLength);
    length += piece.length;
  };
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const decoded = decode(match);
    if (decoded === null) continue;
    add(text.slice(done, match.index), done, match.index - done);
    add(decoded, match.index, match[0].length);
    done = match.index + match[0].length;
  }
  if (done === 0) return null;
  add(text.slice(done), done, text.length - done);
  return { text: pieces.join(''), range: rangeIn(view, pieces, starts, sources, lengths) };
}

function rangeIn(
  view: TextView,
  pieces: readonly string[],
  starts: readonly number[],
  sources: readonly number[],
  lengths: readonly number[],
): TextView['range'] {
  const place = (at: number): Range => {
    const index = lastAtMost(starts, at);
    const [source, length] = [sources[index] ?? 0, lengths[index] ?? 0];
    // What was decoded is one whole: no part of an escape stands for a part of a character.
    if (pieces[index]?.length !== length) return [source, source + length];
    const here = source + at - (starts[index] ?? 0);
    return [here, here + 1];
  };
  return (from, to) => view.range(place(from)[0], place(to - 1)[1]);
}

/** Index of the last of the ascending numbers that is not above `at`. */
function lastAtMost(numbers: readonly number[], at: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
