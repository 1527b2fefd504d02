import type { Selector } from '../promql/read-promql.ts';
import { quoted, someNames } from '../source-problem.ts';
import { readTime, timeProblem } from '../timestamp.ts';
import { oneNumber, type Question } from './ask-all.ts';
import { type QueryAnswer, type QueryFailed, queryFailed } from './query-answer.ts';
import type { Origins } from './recording-rules.ts';
import { newestSample, newestSampleInRange } from './time-queries.ts';

type Answers = ReadonlyMap<string, QueryAnswer>;

/** When a value was measured; `null` with the reason where nobody can say. */
export type SampleTime =
  | { readonly ok: true; readonly ms: number; readonly note: string | null }
  | { readonly ok: true; readonly ms: null; readonly note: string }
  | QueryFailed;

/** What to ask for the times of the samples of selectors. */
export function timeQuestions(selectors: readonly Selector[]): readonly Question[] {
  return selectors.map((selector) => ({ text: newestSample(selector), type: 'vector' }));
}

/** What to ask further of ranges in which nothing is recent enough for the first questions. */
export function rangeQuestions(selectors: readonly Selector[], answers: Answers): readonly Question[] {
  return selectors
    .filter((selector) => selector.rangeSeconds > 0 && isEmpty(answers.get(newestSample(selector))))
    .map((selector) => ({ text: newestSampleInRange(selector), type: 'vector' }));
}

function isEmpty(answer: QueryAnswer | undefined): boolean {
  return answer?.ok === true && answer.series.length === 0;
}

/** The oldest of the newest samples that a query's values come from. */
export function sampleTime({ timed, unknown, unreadable }: Origins, answers: Answers): SampleTime {
  let oldest = Number.POSITIVE_INFINITY;
  let isMeasured = false;
  for (const { selector, isRecorded } of timed) {
    const time = timeOf(selector, answers);
    if (!time.ok) return time;
    if (time.ms === null) {
      if (!selector.optional || !time.isEmpty) return { ok: true, ms: null, note: time.note };
    } else {
      oldest = Math.min(oldest, time.ms);
      isMeasured ||= !isRecorded;
    }
  }
  const [first] = unreadable;
  if (first !== undefined)
    return { ok: true, ms: null, note: `what the recording rule of ${quoted(first)} reads was not found out` };
  if (!isMeasured) return { ok: true, ms: null, note: 'no sample of the query has a time' };
  return { ok: true, ms: oldest, note: unknown.length === 0 ? null : ruleNote(unknown) };
}

function ruleNote(names: readonly string[]): string {
  return `${someNames(names)} may be recorded by a rule that the server does not tell: dated by the recording, not by what it reads`;
}

type SelectorTime =
  | { readonly ok: true; readonly ms: number }
  | { readonly ok: true; readonly ms: null; readonly isEmpty: boolean; readonly note: string }
  | QueryFailed;

function timeOf(selector: Selector, answers: Answers): SelectorTime {
  const asked = answers.get(newestSample(selector));
  const answer = isEmpty(asked) ? (answers.get(newestSampleInRange(selector)) ?? asked) : asked;
  const found = oneNumber(answer ?? queryFailed('server', 'nobody was asked'));
  if (!found.ok)
    return queryFailed(
      found.code,
      `the time of the samples was not found: ${found.detail}; observed-at can say what to ask`,
    );
  const what = `the newest sample of ${quoted(selector.text)}`;
  if (found.series === null) return { ok: true, ms: null, isEmpty: true, note: `the time of ${what} was not found` };
  const { value, evaluatedMs } = found.series;
  const reading = readTime(value, 'unix-s');
  if (!reading.ok) return { ok: true, ms: null, isEmpty: false, note: timeProblem(reading, `the time of ${what}`) };
  // Some servers give the time of evaluation for what is moved or pinned; no sample is newer than where it was looked.
  const looked = selector.pinnedSeconds === null ? evaluatedMs : selector.pinnedSeconds * 1000;
  return { ok: true, ms: Math.min(reading.ms, looked - selector.offsetSeconds * 1000) };
}
