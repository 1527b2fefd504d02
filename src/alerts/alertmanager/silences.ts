import { parseInstant, readInstant } from '../../sources/timestamp.ts';
import type { RegexTest } from '../anchored-regex.ts';
import { type Labels, type Matcher, matches } from '../matcher.ts';
import { listOf, memberOf, membersOf, textOf } from '../members.ts';
import { allHold, type TriState } from '../tri-state.ts';

/** A silence that holds now; `matchers` is `null` where they cannot be read. */
export interface Silence {
  /** Who made it, as it says itself; empty where it does not. */
  readonly by: string;
  /** Milliseconds since the epoch; `null` where that cannot be read. */
  readonly endsMs: number | null;
  readonly matchers: readonly Matcher[] | null;
}

/** The silences of an answer that hold at an instant, or `null` where the answer is none. */
export function activeSilences(answer: unknown, nowMs: number): readonly Silence[] | null {
  if (!Array.isArray(answer) || answer.some((silence) => membersOf(silence) === null)) return null;
  return answer
    .filter((silence) => isActive(silence, nowMs))
    .map((silence) => ({
      by: textOf(silence, 'createdBy') ?? '',
      endsMs: parseInstant(textOf(silence, 'endsAt') ?? ''),
      matchers: readMatchers(listOf(silence, 'matchers')),
    }));
}

/** What is expired is over by Alertmanager's own clock; all else counts unless its times say that it does not hold. */
function isActive(silence: unknown, nowMs: number): boolean {
  const state = textOf(memberOf(silence, 'status'), 'state');
  if (state === 'active') return true;
  if (state === 'expired') return false;
  const begins = readInstant(textOf(silence, 'startsAt') ?? '');
  const ends = readInstant(textOf(silence, 'endsAt') ?? '');
  return !(begins.ok && begins.ms > nowMs) && !(ends.ok && ends.ms <= nowMs);
}

function readMatchers(list: readonly unknown[] | null): readonly Matcher[] | null {
  if (list === null || list.length === 0) return null;
  const matchers = list.map(readMatcher).filter((matcher) => matcher !== null);
  return matchers.length === list.length ? matchers : null;
}

function readMatcher(value: unknown): Matcher | null {
  const [name, text] = [textOf(value, 'name'), textOf(value, 'value')];
  const [isRegex, isEqual] = [memberOf(value, 'isRegex') ?? false, memberOf(value, 'isEqual') ?? true];
  if (name === null || text === null || typeof isRegex !== 'boolean' || typeof isEqual !== 'boolean') return null;
  return { name, value: text, isRegex, isEqual };
}

/** What silences do to an alert: the one that certainly covers it, else one that may, else none. */
export function silencedBy(
  silences: readonly Silence[],
  labels: Labels,
  regex: RegexTest,
): { readonly silenced: TriState; readonly by: Silence | null } {
  let possible: Silence | null = null;
  for (const silence of silences) {
    const { matchers } = silence;
    const covers =
      matchers === null ? 'unknown' : allHold(plainFirst(matchers), (matcher) => matches(matcher, labels, regex));
    if (covers === 'yes') return { silenced: 'yes', by: silence };
    if (covers === 'unknown') possible ??= silence;
  }
  return { silenced: possible === null ? 'no' : 'unknown', by: possible };
}

/** Equalities decide most silences, so that few regular expressions are evaluated at all. */
function plainFirst(matchers: readonly Matcher[]): readonly Matcher[] {
  return [...matchers].sort((a, b) => Number(a.isRegex) - Number(b.isRegex));
}

const LONGEST_NAME = 40;
const MOST_MATCHERS = 3;

/** `a silence by "maria" until 2026-12-01 10:00 UTC, for alertname="High"`; foreign names are quoted and cut. */
export function silenceWords({ by, endsMs, matchers }: Silence): string {
  const who = by.trim() === '' ? '' : ` by "${shortened(by.trim())}"`;
  // To the minute, rounded up, so that it is over by then.
  const ends = endsMs === null ? null : new Date(Math.ceil(endsMs / 60_000) * 60_000).toISOString();
  const until = ends === null ? '' : ` until ${ends.slice(0, 10)} ${ends.slice(11, 16)} UTC`;
  return `a silence${who}${until}${matchers === null ? '' : `, for ${matchersWords(matchers)}`}`;
}

function matchersWords(matchers: readonly Matcher[]): string {
  const shown = matchers.slice(0, MOST_MATCHERS).map(({ name, value, isRegex, isEqual }) => {
    const operator = `${isEqual ? (isRegex ? '=~' : '=') : isRegex ? '!~' : '!='}`;
    return `${shortened(name)}${operator}"${shortened(value)}"`;
  });
  const more = matchers.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > LONGEST_NAME ? `${line.slice(0, LONGEST_NAME - 1)}…` : line;
}
