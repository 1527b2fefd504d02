import { RE2JS } from 're2js';
import { type TriState, triState } from './tri-state.ts';

/** Whether an expression matches a whole text; `unknown` where it cannot be read or would take too long. */
export type RegexTest = (pattern: string, text: string) => TriState;

const LONGEST_PATTERN = 1000;
const LONGEST_TEXT = 10_000;
/** Work that all expressions together may be, about a tenth of a second. */
const BUDGET = 10_000_000;
/** What compiling takes at the least. */
const LEAST_WORK = 5000;
/** The most that the engine unrolls counted repetitions to. */
const MOST_REPETITIONS = 1000;

/**
 * Tests expressions as Prometheus and Alertmanager do: RE2's syntax, in time that is linear in the text, anchored at both
 * ends. An amount of work is shared by all tests, so that many or huge expressions end as `unknown`, never in waiting.
 */
export function regexTests(budget = BUDGET): RegexTest {
  const answers = new Map<string, TriState>();
  let left = budget;
  return (pattern, text) => {
    const key = `${pattern.length}:${pattern}${text}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    left -= workOf(pattern, text);
    if (pattern.length > LONGEST_PATTERN || text.length > LONGEST_TEXT || left < 0) return 'unknown';
    const answer = tested(pattern, text);
    answers.set(key, answer);
    return answer;
  };
}

function tested(pattern: string, text: string): TriState {
  try {
    return triState(RE2JS.compile(pattern).matches(text));
  } catch {
    return 'unknown';
  }
}

/** A counted repetition is unrolled, so that its states are as many as it repeats. */
function workOf(pattern: string, text: string): number {
  let repeated = 1;
  for (const [, least, most] of pattern.matchAll(/\{(\d{1,9})(?:,(\d{0,9}))?\}/g)) {
    repeated *= Math.max(1, Number(least), Number(most ?? 0));
  }
  return LEAST_WORK + pattern.length * Math.min(repeated, MOST_REPETITIONS) * (1 + text.length);
}
