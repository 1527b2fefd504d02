import type { Measurement, Provenance } from '../../core/measurement.ts';
import { countProblem } from '../counts.ts';
import { readTime, timeProblem } from '../timestamp.ts';
import { failed, measuredOf } from '../to-measurement.ts';
import { oneNumber } from './ask-all.ts';
import type { MetricPlan, PlannedQuery } from './metric-plan.ts';
import { type QueryAnswer, type QueryFailed, queryFailed } from './query-answer.ts';
import type { Origins } from './recording-rules.ts';
import { type SampleTime, sampleTime } from './sample-time.ts';

type Answers = ReadonlyMap<string, QueryAnswer>;

/** Makes the measurement of a metric of the answers to all its questions. */
export function measurePlan(plan: MetricPlan, origins: Origins, answers: Answers, provenance: Provenance): Measurement {
  const value = oneNumber(answerTo(plan.value, answers));
  if (!value.ok) return failed(value.code, value.detail, provenance);
  if (value.series === null) return { kind: 'absent', detail: 'no series: the query selects nothing', provenance };
  const size = readSize(plan.sampleSize, answers);
  if (!size.ok) return failed(size.code, `sample-size: ${size.detail}`, provenance);
  const time = plan.observedAt === null ? sampleTime(origins, answers) : givenTime(plan.observedAt, answers);
  if (!time.ok) return failed(time.code, time.detail, provenance);
  const counted = { value: value.series.value, sampleSize: size.count, successes: null };
  const problem = countProblem(counted);
  if (problem !== null) return failed(problem.code, problem.text, provenance);
  const { keys, scale } = plan.request;
  const isSample = plan.observedAt?.reading.readsClock !== true;
  return measuredOf(
    {
      kind: 'reading',
      ...counted,
      where: String(keys['query']),
      // What a query saw is not newer than its evaluation, which a cache may have kept for long.
      observedAtMs: time.ms === null ? null : Math.min(time.ms, value.series.evaluatedMs),
      observedAtKind: isSample ? 'sample' : 'query-time',
      notes: [size.note, time.note, isSample ? null : CLOCK_NOTE].filter((note) => note !== null),
    },
    scale,
    provenance,
  );
}

const CLOCK_NOTE =
  'observed-at takes the time of evaluation, as time() and timestamp() of anything but a plain selector do';

function answerTo({ text }: PlannedQuery, answers: Answers): QueryAnswer {
  return answers.get(text) ?? queryFailed('server', 'nobody was asked');
}

type Size = { readonly ok: true; readonly count: number | null; readonly note: string | null } | QueryFailed;

/** A number of items. `increase()` reckons with parts of them, which are never rounded up. */
function readSize(query: PlannedQuery | null, answers: Answers): Size {
  if (query === null) return { ok: true, count: null, note: null };
  const found = oneNumber(answerTo(query, answers));
  if (!found.ok) return found;
  if (found.series === null) return { ok: true, count: null, note: 'sample-size selects nothing' };
  const { value } = found.series;
  const count = Math.floor(value);
  if (value < 0 || !Number.isSafeInteger(count)) return queryFailed('impossible-count', 'not a number of items');
  const shown = Number(value.toFixed(2));
  const note = `sample-size ${shown} was rounded down to ${count}: increase() and rate() reckon with parts of items`;
  // Less than is shown is an error of reckoning, not a part of an item.
  return { ok: true, count, note: count === shown ? null : note };
}

function givenTime(query: PlannedQuery, answers: Answers): SampleTime {
  const found = oneNumber(answerTo(query, answers));
  if (!found.ok && found.code === 'not-a-number')
    return { ok: true, ms: null, note: 'observed-at gives NaN or infinity' };
  if (!found.ok) return queryFailed(found.code, `observed-at: ${found.detail}`);
  if (found.series === null) return { ok: true, ms: null, note: 'observed-at selects nothing' };
  const { value } = found.series;
  const reading = readTime(value, 'unix-s');
  if (reading.ok) return { ok: true, ms: reading.ms, note: null };
  const milliseconds = readTime(value, 'unix-ms').ok;
  const note = milliseconds
    ? 'observed-at gives milliseconds: divide it by 1000, since times of PromQL are in seconds'
    : timeProblem(reading, 'observed-at');
  return { ok: true, ms: null, note };
}
