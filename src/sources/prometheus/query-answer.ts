import type { SourceFailure } from '../../core/measurement.ts';
import { DuplicateKey } from '../bare-object.ts';
import { numberOf } from '../cells.ts';

/** One series of an answer, or the one number of a scalar, which has no labels. */
export interface Series {
  readonly labels: Readonly<Record<string, unknown>>;
  /** `nan` also stands for what is infinite. */
  readonly value: number | 'nan' | 'histogram' | 'broken';
  /** The time of evaluation in milliseconds since the epoch; not that of any sample. */
  readonly evaluatedMs: number;
}

export interface QueryFailed {
  readonly ok: false;
  readonly code: SourceFailure['code'];
  readonly detail: string;
}

/** What a query gives: any number of series, or why nothing can be said. */
export type QueryAnswer = { readonly ok: true; readonly series: readonly Series[] } | QueryFailed;

/** Error types of the query API (https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview). */
const ERROR_TYPES: Readonly<Record<string, QueryFailed>> = {
  timeout: queryFailed('timeout', 'the server gave up: the query takes too long'),
  canceled: queryFailed('timeout', 'the server gave up: the query was cancelled'),
  bad_data: queryFailed('config', 'the server does not take the query'),
  execution: queryFailed('config', 'the server cannot evaluate the query'),
  unavailable: queryFailed('server', 'the server cannot answer now'),
  internal: queryFailed('server', 'the server failed'),
};

/** A failure as an answer; `detail` in plain words, without the query. */
export function queryFailed(code: QueryFailed['code'], detail: string): QueryFailed {
  return { ok: false, code, detail };
}

/** Reads the JSON of an instant query. What has another shape is never taken for an answer. */
export function readAnswer(json: unknown): QueryAnswer {
  try {
    return answerOf(json);
  } catch (error) {
    if (error instanceof DuplicateKey) return queryFailed('bad-response', `the answer is unclear: ${error.message}`);
    throw error;
  }
}

function answerOf(json: unknown): QueryAnswer {
  const answer = mapOf(json);
  if (answer === null || typeof answer['status'] !== 'string') return notPrometheus();
  if (answer['status'] !== 'success' || isSaid(answer['error']) || isSaid(answer['errorType'])) return errorOf(answer);
  const data = mapOf(answer['data']);
  if (data === null) return notPrometheus();
  const places = [answer, data];
  if (places.some(({ warnings }) => !isListOrNothing(warnings))) return notPrometheus();
  if (places.some(({ warnings }) => Array.isArray(warnings) && warnings.length > 0))
    return queryFailed('partial', 'the server answers with warnings: the result may lack data');
  // https://docs.victoriametrics.com/victoriametrics/cluster-victoriametrics/#cluster-availability
  if (places.some(({ isPartial }) => isPartial !== undefined && isPartial !== false))
    return queryFailed('partial', 'the server says that its answer is partial');
  switch (data['resultType']) {
    case 'vector':
      return Array.isArray(data['result']) ? vectorOf(data['result']) : notPrometheus();
    case 'scalar':
      return withoutBroken([seriesOf({ metric: {}, value: data['result'] })]);
    case 'matrix':
      return queryFailed('wrong-type', 'the query gives ranges of samples: it must give one number');
    case 'string':
      return queryFailed('wrong-type', 'the query gives text: it must give one number');
    default:
      return notPrometheus();
  }
}

function errorOf(answer: Readonly<Record<string, unknown>>): QueryFailed {
  const type = answer['errorType'];
  const isStatus = answer['status'] === 'error' || answer['status'] === 'success';
  const known = isStatus && typeof type === 'string' && Object.hasOwn(ERROR_TYPES, type);
  const failure = known ? ERROR_TYPES[type] : undefined;
  return failure ?? queryFailed('bad-response', 'the server answers with an error that it does not explain');
}

function notPrometheus(): QueryFailed {
  return queryFailed(
    'bad-response',
    'the answer is not that of the query API of Prometheus: is `url` its base address?',
  );
}

/** Some servers write out what they do not say. */
function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function isListOrNothing(value: unknown): boolean {
  return value === undefined || value === null || Array.isArray(value);
}

function vectorOf(result: readonly unknown[]): QueryAnswer {
  return withoutBroken(result.map(seriesOf));
}

function withoutBroken(all: readonly (Series | null)[]): QueryAnswer {
  const series = all.filter((one) => one !== null);
  return series.length === all.length ? { ok: true, series } : notPrometheus();
}

function seriesOf(written: unknown): Series | null {
  const series = mapOf(written);
  const labels = mapOf(series?.['metric']);
  if (series === null || labels === null) return null;
  const isHistogram = series['histogram'] !== undefined;
  const pair = isHistogram ? series['histogram'] : series['value'];
  if (!Array.isArray(pair) || pair.length !== 2) return null;
  const seconds = numberOf(pair[0], { textIsNumber: false });
  if (typeof seconds !== 'number') return null;
  const evaluatedMs = Math.round(seconds * 1000);
  if (isHistogram) return { labels, value: 'histogram', evaluatedMs };
  const value = numberOf(pair[1], { textIsNumber: true });
  return { labels, value: value === 'empty' ? 'broken' : value, evaluatedMs };
}

/** A map of JSON; `null` for anything else. */
export function mapOf(value: unknown): Readonly<Record<string, unknown>> | null {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isMap ? (value as Readonly<Record<string, unknown>>) : null; // objects of JSON have keys that are text
}
