import { grouped } from './case-scores.ts';
import { countOf, type DocumentObject, elements, entries, field, finiteOf, isObject, textOf } from './document.ts';
import type { EvidenceDocument } from './format.ts';

/** One logged value. A number that cannot be read stays NaN; an unknown time or step is `null`. */
export interface Logged {
  readonly value: number;
  readonly timestampMs: number | null;
  readonly step: number | null;
}

/** A run in one shape for file store, export and REST answer. */
export interface Run {
  readonly status: string | null;
  readonly stage: string | null;
  readonly startedAtMs: number | null;
  readonly commit: string | null;
  /** Every logged value by metric; `null` where a metric's record is broken. */
  readonly metrics: ReadonlyMap<string, readonly Logged[] | null>;
  readonly pointer: readonly string[];
}

/** RunStatus of MLflow's protocol, which file stores write as a number. */
const STATUSES: readonly string[] = ['', 'RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'];
/** What tells a run's facts from another object with a run id. */
const STATED: readonly string[] = ['status', 'lifecycle_stage'];
const COMMIT_TAG = 'mlflow.source.git.commit';

/** The run in a document, or `null` where the structure is no run's. */
export function runOf(document: EvidenceDocument): Run | null {
  switch (document.kind) {
    case 'directory':
      return storedRun(document.value);
    case 'json':
    case 'yaml':
      return writtenRun(document.value);
    case 'xml':
    case 'text':
      return null;
    default:
      return document.kind satisfies never;
  }
}

/** A run directory of a file store: parsed `meta.yaml`, and the text of each file below `metrics` and `tags`. */
function storedRun(value: unknown): Run | null {
  const meta = field(value, 'meta');
  const metrics = field(value, 'metrics');
  if (!isObject(meta) || !hasRunId(meta) || !isObject(metrics)) return null;
  const logged = entries(metrics).map(([name, text]) => [name, linesOf(text)] as const);
  return { ...factsOf(meta, field(value, 'tags', COMMIT_TAG)), metrics: new Map(logged), pointer: ['metrics'] };
}

/** An export of mlflow-export-import, `Run.to_dictionary()`, or the answer of `runs/get`. */
function writtenRun(document: unknown): Run | null {
  for (const outer of [[], ['mlflow'], ['run']]) {
    const info = field(document, ...outer, 'info');
    if (!isObject(info) || !hasRunId(info) || !STATED.some((key) => Object.hasOwn(info, key))) continue;
    const inner = isObject(field(document, ...outer, 'data')) ? [...outer, 'data'] : outer;
    const metrics = field(document, ...inner, 'metrics');
    const tags = field(document, ...inner, 'tags');
    const listed = elements(tags).find((tag) => field(tag, 'key') === COMMIT_TAG);
    const commit = field(listed, 'value') ?? field(tags, COMMIT_TAG);
    const logged = Array.isArray(metrics) ? listedMetrics(metrics) : mappedMetrics(metrics);
    return { ...factsOf(info, commit), metrics: logged, pointer: [...inner, 'metrics'] };
  }
  return null;
}

function hasRunId(facts: DocumentObject): boolean {
  return textOf(field(facts, 'run_id')) !== null || textOf(field(facts, 'run_uuid')) !== null;
}

function factsOf(facts: DocumentObject, commit: unknown): Pick<Run, 'status' | 'stage' | 'startedAtMs' | 'commit'> {
  const status = field(facts, 'status');
  const sha = textOf(commit)?.trim().toLowerCase() ?? '';
  return {
    status: typeof status === 'number' ? (STATUSES[status] ?? null) : textOf(status),
    stage: textOf(field(facts, 'lifecycle_stage')),
    startedAtMs: wholeOf(field(facts, 'start_time')),
    commit: /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(sha) ? sha : null,
  };
}

/** REST: one entry per metric, the newest value of each. */
function listedMetrics(metrics: readonly unknown[]): Run['metrics'] {
  const named = metrics.flatMap((entry) => {
    const name = textOf(field(entry, 'key'));
    return name === null ? [] : [{ name, logged: loggedOf(entry) }];
  });
  return new Map(
    [...grouped(named, (one) => one.name)].map(([name, all]) => [name, whole(all.map((one) => one.logged))]),
  );
}

/** Exports: a list per metric; `to_dictionary`: a bare number per metric. */
function mappedMetrics(metrics: unknown): Run['metrics'] {
  const logged = entries(metrics).map(([name, value]) => {
    const bare = { value: decimalOf(value), timestampMs: null, step: null };
    return [name, Array.isArray(value) ? whole(value.map(loggedOf)) : isObject(value) ? null : [bare]] as const;
  });
  return new Map(logged);
}

function loggedOf(entry: unknown): Logged | null {
  if (!isObject(entry)) return null;
  const timestampMs = wholeOf(field(entry, 'timestamp'));
  const step = stepOf(field(entry, 'step') ?? 0);
  if (step === null || (field(entry, 'timestamp') !== undefined && timestampMs === null)) return null;
  return { value: decimalOf(field(entry, 'value')), timestampMs, step };
}

function whole(logged: readonly (Logged | null)[]): readonly Logged[] | null {
  const known = logged.filter((one) => one !== null);
  return known.length === logged.length ? known : null;
}

/** Lines of "milliseconds value [step [dataset name [digest]]]"; Python writes small values with an exponent. */
function linesOf(text: unknown): readonly Logged[] | null {
  if (typeof text !== 'string') return null;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const logged = lines.map((line): Logged | null => {
    const [timestamp = '', value, step = '0'] = line.trim().split(/\s+/);
    const timestampMs = wholeOf(timestamp);
    if (value === undefined || timestampMs === null || stepOf(step) === null) return null;
    return {
      value: /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/.test(value) ? Number(value) : Number.NaN,
      timestampMs,
      step: stepOf(step),
    };
  });
  return whole(logged);
}

/** A number, or text that is wholly a plain decimal, as servers and JSON libraries write 64-bit numbers. */
function decimalOf(value: unknown): number {
  if (typeof value === 'string') return /^[+-]?\d+(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  return finiteOf(value) ?? Number.NaN;
}

function wholeOf(value: unknown): number | null {
  return countOf(typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value);
}

/** A step may be negative. */
function stepOf(value: unknown): number | null {
  const step = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof step === 'number' && Number.isSafeInteger(step) ? step : null;
}
