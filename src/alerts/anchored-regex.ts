import { RE2JS } from 're2js';
import { type TriState, triState } from './tri-state.ts';

/** Whether an expression matches a whole text; `unknown` where it cannot be read or would take too long. */
export type RegexTest = (pattern: string, text: string) => TriState;

const LONGEST_PATTERN = 1000;
const LONGEST_TEXT = 10_000;
/** Work that all expressions together may be: at most about a fifth of a second. */
const BUDGET = 10_000_000;
/** What compiling takes at the least. */
const LEAST_WORK = 5000;
/** What compiling one state takes, beside a step of matching. */
const STATE_WORK = 150;
/** A class of Unicode is a table of hundreds of ranges, copied and sorted for each place where it stands. */
const UNICODE_WORK = 30_000;
/** Any class, where cases are folded. */
const FOLDED_WORK = 10_000;
/** The most that the engine unrolls counted repetitions to. */
const MOST_REPETITIONS = 1000;
/** Milliseconds that all expressions together may take, should the reckoning be wrong. */
const MOST_MS = 500;

/**
 * Tests expressions as Prometheus and Alertmanager do: RE2's syntax, in time that is linear in the text, anchored at both
 * ends. An amount of work is shared by all tests, so that many or huge expressions end as `unknown`, never in waiting.
 */
export function regexTests(budget = BUDGET, clock: () => number = () => performance.now()): RegexTest {
  const answers = new Map<string, TriState>();
  let left = budget;
  let spentMs = 0;
  return (pattern, text) => {
    if (pattern.length > LONGEST_PATTERN || text.length > LONGEST_TEXT) return 'unknown';
    const key = `${pattern.length}:${pattern}${text}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    if (left >= 0) left -= workOf(pattern, text);
    if (left < 0 || spentMs > MOST_MS) return 'unknown';
    const begun = clock();
    const answer = tested(pattern, text);
    spentMs += clock() - begun;
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
  const states = pattern.length * Math.min(repeated, MOST_REPETITIONS);
  return LEAST_WORK + classesWork(pattern) + states * (STATE_WORK + 1 + text.length);
}

/** Too much where something only looks like a class, which does no harm. */
function classesWork(pattern: string): number {
  const unicode = pattern.match(/\\p/gi)?.length ?? 0;
  const folded = /\(\?[a-z]*i/i.test(pattern) ? (pattern.match(/\[|\\[dsw]/gi)?.length ?? 0) : 0;
  return unicode * UNICODE_WORK + folded * FOLDED_WORK;
}
