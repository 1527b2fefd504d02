import { type PromqlReading, readPromql } from '../promql/read-promql.ts';
import type { MetricRequest } from '../source.ts';
import { SourceProblem } from '../source-problem.ts';
import type { Question } from './ask-all.ts';
import { timeQuestions } from './sample-time.ts';

/** A query of the criteria with what was read of it. */
export interface PlannedQuery extends Question {
  readonly reading: PromqlReading;
}

/** What is asked for one metric. */
export interface MetricPlan {
  readonly request: MetricRequest;
  readonly value: PlannedQuery;
  readonly sampleSize: PlannedQuery | null;
  /** `null`: the time is found by the selectors of the query. */
  readonly observedAt: PlannedQuery | null;
}

/** Reads the queries of a metric; throws `SourceProblem` where one of them cannot be asked. */
export function planOf(request: MetricRequest): MetricPlan {
  const { keys } = request;
  const value = planned('query', keys['query']);
  if (value === null) throw new SourceProblem('config', '`query` is missing');
  return {
    request,
    value,
    sampleSize: planned('sample-size', keys['sample-size']),
    observedAt: planned('observed-at', keys['observed-at']),
  };
}

/** All that can be asked at the same time. */
export function questionsOf({ value, sampleSize, observedAt }: MetricPlan): readonly Question[] {
  const times = observedAt === null ? timeQuestions(value.reading.selectors) : [observedAt];
  return [value, ...(sampleSize === null ? [] : [sampleSize]), ...times];
}

function planned(key: string, text: unknown): PlannedQuery | null {
  if (text === undefined) return null;
  const reading = typeof text === 'string' ? readPromql(text) : null;
  if (typeof text !== 'string' || reading === null) throw new SourceProblem('config', `\`${key}\` is not PromQL`);
  const { type } = reading;
  if (type !== 'vector' && type !== 'scalar')
    throw new SourceProblem('wrong-type', `\`${key}\` does not give one number, but a range of samples or text`);
  if (reading.answersWithoutData)
    throw new SourceProblem('config', `\`${key}\` may answer although nothing was measured`);
  if (reading.constant) throw new SourceProblem('config', `\`${key}\` gives a number that nobody measured`);
  return { text, type, reading };
}
