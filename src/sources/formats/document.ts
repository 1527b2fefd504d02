import { DuplicateKey } from '../bare-object.ts';
import { parseInstant, readTime } from '../timestamp.ts';
import type { Absent, EvidenceDocument, Format, Reading, Unreadable } from './format.ts';

/** An object of a parsed document: read by own keys only, since its keys are foreign text. */
export type DocumentObject = Readonly<Record<string, unknown>>;

/** True for an object that is neither `null` nor an array. */
export function isObject(value: unknown): value is DocumentObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value below `path` by own keys; `undefined` where a step is missing or no object. */
export function field(value: unknown, ...path: readonly string[]): unknown {
  let current: unknown = value;
  for (const key of path) {
    if (!isObject(current) || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return current;
}

/** The elements of an array; none where the value is something else. */
export function elements(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The entries of an object; none where the value is something else. */
export function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return isObject(value) ? Object.entries(value) : [];
}

/** The value where it is text with something in it, else `null`. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** The value where it is a finite number, else `null`. */
export function finiteOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The value where it is a whole number of things, 0 or more, else `null`. */
export function countOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** Milliseconds since the epoch where the value is a time between 2000 and 2100, else `null`: seconds do not pass. */
export function epochMs(value: number | null): number | null {
  const time = value === null ? null : readTime(value, 'unix-ms');
  return time?.ok === true ? time.ms : null;
}

/** Milliseconds since the epoch of a date and time that states its zone, else `null`: a zone is never guessed. */
export function zonedMs(value: unknown): number | null {
  if (typeof value !== 'string' || value.length > 64) return null;
  // Some reporters write the offset without its colon.
  return parseInstant(value.trim().replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
}

const LONGEST_NAME = 80;
const MOST_NAMES = 10;
/** Names that are looked at for one message: hundreds of metrics may each say what a file of many names has. */
const MOST_LISTED = 500;

/** A foreign name on one line, shortened. */
export function shortName(name: string): string {
  const line = name.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_NAME ? `${line.slice(0, LONGEST_NAME - 1)}…` : line;
}

/** The first ten names in one line, and how many more there are. */
export function listed(names: readonly string[]): string {
  const distinct = [...new Set(names.slice(0, MOST_LISTED).map(shortName))];
  const shown = distinct.slice(0, MOST_NAMES).join(', ');
  const more = names.length > MOST_LISTED ? 'many' : distinct.length - MOST_NAMES;
  return distinct.length > MOST_NAMES ? `${shown} and ${more} more` : shown;
}

/** Says that something is not in the document, and what is there instead. */
export function absent(what: string, available: readonly string[] = []): Absent {
  return { kind: 'absent', detail: available.length === 0 ? what : `${what}; the file has: ${listed(available)}` };
}

/** Says why the document cannot be read as the metric. */
export function unreadable(code: Unreadable['code'], detail: string): Unreadable {
  return { kind: 'failed', code, detail };
}

/** Says that several things answer to the request, and which. */
export function ambiguous(what: string, names: readonly string[]): Unreadable {
  return unreadable('ambiguous', `${what}: ${listed(names)}`);
}

/** A JSON pointer (RFC 6901) to a place in the document. */
export function pointer(...path: readonly (string | number)[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Where a time was found it is a sample's; else there is none, or one that is `stated` and cannot be taken. */
export function observed(
  ms: number | null,
  stated = false,
): Pick<Reading, 'observedAtMs' | 'observedAtKind' | 'unreadableTime'> {
  if (ms !== null) return { observedAtMs: ms, observedAtKind: 'sample' };
  return { observedAtMs: null, observedAtKind: 'none', ...(stated ? { unreadableTime: true } : {}) };
}

/** The https link, or `null` for anything else. */
export function linkOf(value: unknown): string | null {
  return typeof value === 'string' && /^https:\/\/[^\s]+$/.test(value) ? value : null;
}

/** The function with its answer kept per document, so that many metrics of one file cost one reading of it. */
export function oncePerDocument<Answer>(
  read: (document: EvidenceDocument) => Answer,
): (document: EvidenceDocument) => Answer {
  return oncePer(read);
}

/** The function with its answer kept for each object that it was asked about, as long as that object lives. */
export function oncePer<Thing extends object, Answer>(read: (thing: Thing) => Answer): (thing: Thing) => Answer {
  const answers = new WeakMap<Thing, { readonly answer: Answer }>();
  return (thing) => {
    const known = answers.get(thing) ?? { answer: read(thing) };
    answers.set(thing, known);
    return known.answer;
  };
}

/** The format with every duplicate key on its way made an `ambiguous` answer, so that it never throws. */
export function refusingDuplicates(format: Format): Format {
  const guarded = <Answer>(ask: () => Answer, otherwise: (duplicate: DuplicateKey) => Answer): Answer => {
    try {
      return ask();
    } catch (error) {
      if (error instanceof DuplicateKey) return otherwise(error);
      throw error;
    }
  };
  return {
    ...format,
    // What was read up to the duplicate is this format's; reading then says what is wrong.
    recognises: (document) =>
      guarded(
        () => format.recognises(document),
        () => true,
      ),
    timeOf: (document) =>
      guarded(
        () => format.timeOf(document),
        () => null,
      ),
    names: (document) =>
      guarded(
        () => format.names(document),
        () => [],
      ),
    read: (document, keys, metric) =>
      guarded(
        () => format.read(document, keys, metric),
        (duplicate) => unreadable('ambiguous', duplicate.message),
      ),
  };
}
