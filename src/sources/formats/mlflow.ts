import {
  absent,
  ambiguous,
  epochMs,
  observed,
  oncePerDocument,
  pointer,
  refusingDuplicates,
  textOf,
  unreadable,
} from './document.ts';
import type { Format, FormatResult, Unreadable } from './format.ts';
import { type Logged, type Run, runOf } from './mlflow-run.ts';

const runIn = oncePerDocument(runOf);

/**
 * One MLflow run: a directory of a file store, a run exported by mlflow-export-import, or a run as the REST interface
 * and `Run.to_dictionary()` give it. Only finished, active runs count; the newest logged value is taken, at its time.
 */
export const mlflow: Format = refusingDuplicates({
  name: 'mlflow',
  expects:
    'a run directory with `meta.yaml` and `metrics/`, or an object with `info.run_id`, `info.status` and `metrics`',
  recognises: (document) => runIn(document) !== null,
  timeOf: (document) => {
    const run = runIn(document);
    return run === null ? null : epochMs(run.startedAtMs);
  },
  names: (document) => [...(runIn(document)?.metrics.keys() ?? [])],
  read: (document, keys, metric) => {
    const run = runIn(document);
    if (run === null) return unreadable('bad-response', `not an MLflow run: expected ${mlflow.expects}`);
    return unusable(run) ?? readMetric(run, textOf(keys['metric']) ?? metric);
  },
});

function unusable(run: Run): Unreadable | null {
  if (run.stage !== 'active') {
    return unreadable('no-data', `the run is not active: its lifecycle stage is ${run.stage ?? 'not stated'}`);
  }
  if (run.status === 'FINISHED') return null;
  const code = run.status === 'FAILED' || run.status === 'KILLED' ? 'partial' : 'not-ready';
  return unreadable(code, `the run is not finished: its status is ${run.status ?? 'not stated'}`);
}

function readMetric(run: Run, name: string): FormatResult {
  const logged = run.metrics.get(name);
  if (logged === undefined) return absent(`the run has no metric "${name}"`, [...run.metrics.keys()]);
  if (logged === null) return unreadable('bad-response', `the record of the metric "${name}" is broken`);
  const newest = newestOf(logged);
  const [first] = newest;
  if (first === undefined) return absent(`the metric "${name}" has no value`);
  if (newest.some((one) => !Object.is(one.value, first.value))) {
    return ambiguous(
      `the metric "${name}" has several newest values`,
      newest.map((one) => String(one.value)),
    );
  }
  if (!Number.isFinite(first.value))
    return unreadable('not-a-number', `the newest value of "${name}" is no finite number`);
  const loggedAt = epochMs(first.timestampMs);
  const startedAt = epochMs(run.startedAtMs);
  // The run started before anything was logged, so that its start makes no value younger than it is.
  const time = loggedAt ?? startedAt;
  const stated = first.timestampMs !== null || run.startedAtMs !== null;
  const notes = loggedAt === null && startedAt !== null ? ['time of the start of the run'] : [];
  return {
    kind: 'reading',
    value: first.value,
    where: pointer(...run.pointer, name),
    ...observed(time, stated),
    commit: run.commit,
    ...(notes.length > 0 ? { notes } : {}),
  };
}

/** All values logged at the newest time, and of those at the highest step. */
function newestOf(logged: readonly Logged[]): readonly Logged[] {
  // No value is newer than another whose time is not known.
  if (logged.some((one) => one.timestampMs === null)) return logged;
  const time = logged.reduce((newest, one) => Math.max(newest, one.timestampMs ?? 0), 0);
  const then = logged.filter((one) => one.timestampMs === time);
  const step = then.reduce((highest, one) => Math.max(highest, one.step ?? 0), Number.MIN_SAFE_INTEGER);
  return then.filter((one) => (one.step ?? 0) === step);
}
