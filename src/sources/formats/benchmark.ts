import {
  absent,
  ambiguous,
  elements,
  entries,
  epochMs,
  field,
  finiteOf,
  isObject,
  observed,
  oncePerDocument,
  pointer,
  textOf,
  unreadable,
} from './document.ts';
import type { EvidenceDocument, Format, FormatResult, Reading, Unreadable } from './format.ts';

/** A list of benchmark results with what is known of the run that made it. */
interface Run {
  readonly suite: string | null;
  readonly benches: readonly unknown[];
  readonly path: string;
  readonly atMs: number | null;
  /** True where a date is written, readable or not. */
  readonly dated: boolean;
  readonly commit: string | null;
}

/**
 * github-action-benchmark: the array that its custom tools read, and its history (`data.js` or JSON), of which the
 * newest entry of a suite counts. https://github.com/benchmark-action/github-action-benchmark
 */
export const benchmark: Format = {
  name: 'benchmark',
  expects: 'an array of objects with `name`, `unit` and `value`, or an object with `entries.<suite>[].benches[]`',
  recognises: (document) => isCustom(document) || isHistory(document),
  timeOf: (document) => {
    const runs = newestRuns(document, null);
    const times = 'kind' in runs ? [] : runs.map((run) => run.atMs);
    return times.length === 0 || times.includes(null) ? null : Math.max(...times.map(Number));
  },
  names: (document) => {
    const runs = newestRuns(document, null);
    return 'kind' in runs ? [] : [...new Set(runs.flatMap(benchNames))];
  },
  read: (document, keys, metric) => {
    const runs = newestRuns(document, textOf(keys['suite']));
    return 'kind' in runs ? runs : readNamed(runs, textOf(keys['name']) ?? metric);
  },
};

function isBench(value: unknown): boolean {
  return (
    isObject(value) &&
    textOf(field(value, 'name')) !== null &&
    Object.hasOwn(value, 'unit') &&
    Object.hasOwn(value, 'value')
  );
}

const isCustom = oncePerDocument(({ value }) => Array.isArray(value) && value.length > 0 && value.every(isBench));

const isHistory = oncePerDocument(({ value }) => {
  const suites = entries(field(value, 'entries'));
  const isRun = (run: unknown): boolean => Array.isArray(field(run, 'benches')) && isObject(field(run, 'commit'));
  return isObject(field(value, 'entries')) && suites.every(([, runs]) => Array.isArray(runs) && runs.every(isRun));
});

/** The newest run of each suite, or of the one asked for. */
function newestRuns(document: EvidenceDocument, suite: string | null): readonly Run[] | FormatResult {
  const { value } = document;
  if (isCustom(document)) {
    if (suite !== null) return absent('the file is a list without suites: leave out `suite`');
    return [{ suite: null, benches: elements(value), path: '', atMs: null, dated: false, commit: null }];
  }
  if (!isHistory(document)) return unreadable('bad-response', `not a benchmark file: expected ${benchmark.expects}`);
  const suites = entries(field(value, 'entries'));
  const chosen = suites.filter(([name]) => suite === null || name === suite);
  if (chosen.length === 0)
    return absent(
      `no suite ${suite ?? ''}`.trim(),
      suites.map(([name]) => name),
    );
  const runs: Run[] = [];
  for (const [name, list] of chosen) {
    const run = newestRun(name, elements(list));
    if (run !== null && 'kind' in run) return run;
    if (run !== null) runs.push(run);
  }
  return runs;
}

/** The last run by position, which its date must confirm: with dates that say otherwise, neither is to be trusted. */
function newestRun(suite: string, list: readonly unknown[]): Run | Unreadable | null {
  const last = list.at(-1);
  if (last === undefined) return null;
  const atMs = epochMs(finiteOf(field(last, 'date')));
  const later = list.some((run) => atMs !== null && (finiteOf(field(run, 'date')) ?? 0) > atMs);
  if (later) return unreadable('ambiguous', `suite ${suite}: the last run is not the newest by its date`);
  const commit = textOf(field(last, 'commit', 'id'))?.toLowerCase() ?? '';
  return {
    suite,
    benches: elements(field(last, 'benches')),
    path: pointer('entries', suite, list.length - 1, 'benches'),
    atMs,
    dated: (field(last, 'date') ?? null) !== null,
    commit: /^[0-9a-f]{40}$/.test(commit) ? commit : null,
  };
}

function benchNames(run: Run): readonly string[] {
  return run.benches.flatMap((bench) => textOf(field(bench, 'name')) ?? []);
}

function readNamed(runs: readonly Run[], name: string): FormatResult {
  const found = runs.flatMap((run) =>
    run.benches.flatMap((bench, index) => (field(bench, 'name') === name ? [{ run, bench, index }] : [])),
  );
  const [first, second] = found;
  if (first === undefined) return absent(`no benchmark named ${name}`, runs.flatMap(benchNames));
  if (second !== undefined) {
    const places = found.map(({ run, index }) => (run.suite === null ? `number ${index + 1}` : `suite ${run.suite}`));
    return ambiguous(`${found.length} benchmarks are named ${name}`, places);
  }
  const value = field(first.bench, 'value');
  const where = `${first.run.path}${pointer(first.index)}`;
  if (value === null || value === undefined) return absent(`the benchmark ${name} has no value`);
  if (typeof value === 'string')
    return unreadable(
      'wrong-type',
      `${where}/value is text; write the number without quotes (a tool's text is not guessed at)`,
    );
  if (typeof value !== 'number') return unreadable('wrong-type', `${where}/value is not a number`);
  if (!Number.isFinite(value)) return unreadable('not-a-number', `${where}/value is NaN or infinity`);
  const time = observed(first.run.atMs, first.run.dated);
  const reading: Reading = { kind: 'reading', value, where, commit: first.run.commit, ...time };
  return reading;
}
