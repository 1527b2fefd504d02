import { readInstant } from '../../sources/timestamp.ts';
import type { RegexTest } from '../anchored-regex.ts';
import { type Labels, type Matcher, matches } from '../matcher.ts';
import { listOf, memberOf, membersOf, textOf } from '../members.ts';
import { allHold, type TriState } from '../tri-state.ts';

/** A silence that holds now; `matchers` is `null` where they cannot be read. */
export interface Silence {
  readonly id: string;
  readonly matchers: readonly Matcher[] | null;
}

/** The silences of an answer that hold at an instant, or `null` where the answer is none. */
export function activeSilences(answer: unknown, nowMs: number): readonly Silence[] | null {
  if (!Array.isArray(answer) || answer.some((silence) => membersOf(silence) === null)) return null;
  return answer
    .filter((silence) => isActive(silence, nowMs))
    .map((silence) => ({ id: textOf(silence, 'id') ?? '', matchers: readMatchers(listOf(silence, 'matchers')) }));
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
