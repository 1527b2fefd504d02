import type { Gate } from '../core/criterion.ts';
import type { Finding, FindingLevel, TextArgs } from '../core/finding.ts';
import { FINDING_LEVELS, type FindingCode } from '../core/finding-codes.ts';
import { atSetLevel } from '../core/lint-levels.ts';

/** Keys and indexes from the top of the file. */
export type Path = readonly (string | number)[];

/** Where something stands in the text; both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Collects findings about one file; nothing is thrown and nothing stops at the first. */
export interface Findings {
  add(code: FindingCode, place: Place, args: TextArgs, metric?: string | null, level?: FindingLevel): void;
  /** From now on, and for all before, findings have the levels that the criteria set for their codes. */
  setLevels(lints: Gate['lints']): void;
  /** All so far, by place, without repetitions. */
  sorted(): Finding[];
  hasErrors(): boolean;
}

/** As many as there can be metrics; a file that has one fault ten thousand times is not made clearer by a longer list. */
const SAME_CODE_LIMIT = 500;

/** An empty collection of findings about the file at `path`. */
export function startFindings(path: string): Findings {
  const found = new Map<string, Finding>();
  const counts = new Map<FindingCode, number>();
  let lints: Gate['lints'] = {};
  const atLevels = () => [...found.values()].map((finding) => atSetLevel(finding, lints));
  return {
    add(code, place, args, metric = null, level = FINDING_LEVELS[code]) {
      const key = `${place.line}:${place.column}:${code}:${JSON.stringify(args)}`;
      const count = counts.get(code) ?? 0;
      if (found.has(key) || count >= SAME_CODE_LIMIT) return;
      counts.set(code, count + 1);
      const at = { path, line: place.line, column: place.column };
      found.set(key, { code, args, level, at, metric });
    },
    setLevels(levels) {
      lints = levels;
    },
    sorted: () => atLevels().sort(byPlace),
    hasErrors: () => atLevels().some((finding) => finding.level === 'error'),
  };
}

function byPlace(a: Finding, b: Finding): number {
  return (
    (a.at.line ?? 0) - (b.at.line ?? 0) ||
    (a.at.column ?? 0) - (b.at.column ?? 0) ||
    (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
  );
}

/** Longest foreign text of a finding's arguments, in code points. */
const CLIP = 80;

/** Foreign text for a finding's arguments: at most 80 characters, whole code points, cut between words. */
export function clip(text: string): string {
  const points = [...text.slice(0, 400)];
  return points.length > CLIP ? `${wholeWords(points.slice(0, CLIP - 1))}…` : points.join('');
}

const TAIL = 30;

/** The same for text whose end says as much as its beginning, such as an example: what is left out is the middle. */
export function clipMiddle(text: string): string {
  const tail = / .*$/s.exec(text.slice(-TAIL))?.[0];
  if (text.length <= CLIP || tail === undefined) return clip(text);
  return `${wholeWords([...text.slice(0, 400)].slice(0, CLIP - TAIL - 1))}…${tail}`;
}

/** Without the word that the cut went through and the signs before it; a single long word is cut where it is. */
function wholeWords(points: readonly string[]): string {
  const text = points.join('');
  const end = text.lastIndexOf(' ');
  return end < text.length / 2 ? text : text.slice(0, end).replace(/[\s,;:.!?<>=–—-]+$/, '');
}

/** True where a credential's name or an address is asked for: people paste the credential itself. */
export function mayBeSecret(path: Path): boolean {
  const isRequest = path[0] === 'sources' && path.some((step) => REQUEST.includes(step));
  return isRequest || path.some((step) => CREDENTIALS.includes(step));
}

const CREDENTIALS: Path = ['auth', 'connection', 'password', 'url', 'alertmanager', 'headers'];
const REQUEST: Path = ['query', 'json', 'form'];
