import type { Absent, Reading, Unreadable } from './format.ts';

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

const EARLIEST_MS = Date.UTC(2000, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

/** Milliseconds since the epoch where the value is a time between 2000 and 2100, else `null`: seconds do not pass. */
export function epochMs(value: number | null): number | null {
  return value !== null && value >= EARLIEST_MS && value < LATEST_MS ? Math.round(value) : null;
}

const ZONED =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)? ?(?:[Zz]|UTC|([+-])(\d{2}):?(\d{2}))$/;

/** Milliseconds since the epoch of a date and time that states its zone, else `null`: a zone is never guessed. */
export function zonedMs(value: unknown): number | null {
  const parts = typeof value === 'string' && value.length <= 64 ? ZONED.exec(value) : null;
  if (parts === null) return null;
  const at = (index: number): number => Number(parts[index] ?? 0);
  const [year, month, day, hour, minute, second] = [at(1), at(2), at(3), at(4), at(5), at(6)];
  if (hour > 23 || minute > 59 || second > 60 || at(9) > 23 || at(10) > 59) return null;
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return null;
  const offset = (at(9) * 60 + at(10)) * (parts[8] === '-' ? -1 : 1);
  return epochMs(midnight.getTime() + ((hour * 60 + minute - offset) * 60 + second + at(7)) * 1000);
}

const LONGEST_NAME = 80;
const MOST_NAMES = 10;

/** A foreign name on one line, shortened. */
export function shortName(name: string): string {
  const line = name.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_NAME ? `${line.slice(0, LONGEST_NAME - 1)}…` : line;
}

/** The first ten names in one line, and how many more there are. */
export function listed(names: readonly string[]): string {
  const distinct = [...new Set(names.map(shortName))];
  const shown = distinct.slice(0, MOST_NAMES).join(', ');
  return distinct.length > MOST_NAMES ? `${shown} and ${distinct.length - MOST_NAMES} more` : shown;
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

/** Where a time was found it is a sample's; else there is none. */
export function observed(ms: number | null): Pick<Reading, 'observedAtMs' | 'observedAtKind'> {
  return ms === null ? { observedAtMs: null, observedAtKind: 'none' } : { observedAtMs: ms, observedAtKind: 'sample' };
}

/** The https link, or `null` for anything else. */
export function linkOf(value: unknown): string | null {
  return typeof value === 'string' && /^https:\/\/[^\s]+$/.test(value) ? value : null;
}
