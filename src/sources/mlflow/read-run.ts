import { countProblem } from '../counts.ts';
import { epochMs, observed, pointer, textOf } from '../formats/document.ts';
import type { FormatResult, Unreadable } from '../formats/format.ts';
import { type Logged, type Run, runOf } from '../formats/mlflow-run.ts';
import { quoted, SourceProblem, someNames } from '../source-problem.ts';

type Keys = Readonly<Record<string, unknown>>;

/** Databases that cannot hold infinity get the largest number instead from MLflow, and give that back. */
const STANDS_FOR_INFINITY = Number.MAX_VALUE;

/** A run as the server wrote it. Throws `SourceProblem` where it is none. */
export function parsedRun(written: unknown): Run {
  const run = runOf({ path: '', kind: 'json', value: written });
  if (run === null) throw new SourceProblem('bad-response', 'the server answers with something that is no run');
  return run;
}

/** Reads one metric of a run, with the metric that holds its sample size. Never throws. */
export function readMetric(run: Run, keys: Keys, metric: string): FormatResult {
  const name = textOf(keys['metric']) ?? metric;
  const logged = loggedOnce(run, name);
  if (logged === null) {
    const names = [...run.metrics.keys()];
    const there = names.length === 0 ? 'it has none' : `it has ${someNames(names)}`;
    return { kind: 'absent', detail: `the run has no metric ${quoted(name)}; ${there}` };
  }
  if ('kind' in logged) return logged;
  const { value } = logged;
  if (!isNumber(value)) return unreadable('not-a-number', `${quoted(name)} is NaN, infinite or no plain number`);
  const size = sampleSizeOf(run, textOf(keys['sample-size']));
  if (typeof size === 'object' && size !== null) return size;
  const sized = typeof size === 'number' ? size : null;
  const problem = countProblem({ value, sampleSize: sized, successes: null });
  if (problem !== null) return unreadable(problem.code, problem.text);
  const notes = typeof size === 'string' ? [size] : [];
  return {
    kind: 'reading',
    value,
    where: pointer('metrics', name),
    ...observed(epochMs(logged.timestampMs)),
    sampleSize: sized,
    commit: run.commit,
    notes: epochMs(logged.timestampMs) === null ? [...notes, 'the metric was logged without a usable time'] : notes,
  };
}

/** The only value of a metric, `null` where there is none. A search gives the newest value of each metric, and no other. */
function loggedOnce(run: Run, name: string): Logged | Unreadable | null {
  const logged = run.metrics.get(name);
  if (logged === undefined) return null;
  if (logged === null) return unreadable('bad-response', `the record of the metric ${quoted(name)} is broken`);
  const [first, ...others] = logged;
  if (others.length > 0)
    return unreadable('ambiguous', `the run has the metric ${quoted(name)} ${logged.length} times`);
  return first ?? null;
}

/** The number of items, a note why there is none, or why it is none; `null` where nobody asks. */
function sampleSizeOf(run: Run, name: string | null): number | string | Unreadable | null {
  if (name === null) return null;
  const logged = loggedOnce(run, name);
  if (logged === null) return `sample-size: the run has no metric ${quoted(name)}`;
  if ('kind' in logged) return logged;
  const { value } = logged;
  if (!isNumber(value)) return unreadable('not-a-number', `${quoted(name)} is NaN, infinite or no plain number`);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  return unreadable('impossible-count', `${quoted(name)} is ${value}, which is not a count of items`);
}

function isNumber(value: number): boolean {
  return Number.isFinite(value) && Math.abs(value) < STANDS_FOR_INFINITY;
}

function unreadable(code: Unreadable['code'], detail: string): Unreadable {
  return { kind: 'failed', code, detail };
}
