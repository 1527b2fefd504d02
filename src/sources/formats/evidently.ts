import {
  absent,
  ambiguous,
  entries,
  field,
  finiteOf,
  isObject,
  observed,
  oncePer,
  oncePerDocument,
  pointer,
  refusingDuplicates,
  textOf,
  unreadable,
  zonedMs,
} from './document.ts';
import { type EvidentlyItems, type EvidentlyMetric, type EvidentlyTest, evidentlyItems } from './evidently-items.ts';
import type { Format, FormatResult } from './format.ts';

/** Results by column in the data drift table of reports before 0.6. */
const TABLE = 'drift_by_columns';

const itemsIn = oncePerDocument((document) => evidentlyItems(document.value));

/**
 * Evidently's JSON: reports and snapshots of 0.4 to 0.7 and the old test suites. A metric is named with or without its
 * parameters, followed by the path into its value where that is no number (`DriftedColumnsCount.share`). A test is 1
 * where it is SUCCESS and 0 where it is FAIL or WARNING; sample size and, in reports, time are not in the file.
 */
export const evidently: Format = refusingDuplicates({
  name: 'evidently',
  expects:
    'an object with `metrics[].metric_name` and `value` (or `metric` and `result`), or `tests[].name` and `status`',
  recognises: (document) => document.kind === 'json' && itemsIn(document) !== null,
  timeOf: (document) => zonedMs(itemsIn(document)?.timestamp),
  names: (document) => {
    const items = itemsIn(document);
    return items === null ? [] : [...metricNames(items.metrics), ...items.tests.map((test) => test.name)];
  },
  read: (document, keys, metric) => {
    const items = itemsIn(document);
    if (items === null) return unreadable('bad-response', `not an Evidently result: expected ${evidently.expects}`);
    const result = readItem(items, textOf(keys['metric']), textOf(keys['test']), textOf(keys['column']), metric);
    if (result.kind !== 'reading') return result;
    const time = zonedMs(items.timestamp);
    const unreadableTime = time === null && (items.timestamp ?? null) !== null;
    const notes = unreadableTime ? { notes: ['the timestamp states no time zone'] } : {};
    return { ...result, ...observed(time, unreadableTime), ...notes };
  },
});

const metricNames = oncePer((metrics: readonly EvidentlyMetric[]): readonly string[] =>
  metrics.flatMap((metric) => leaves(metric.value, metric.names[0] ?? '')),
);

/** The numbers below a value by path; lists are data of plots and no results. */
function leaves(value: unknown, path: string): readonly string[] {
  if (!isObject(value)) return typeof value === 'number' ? [path] : [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}

function readItem(
  items: EvidentlyItems,
  metric: string | null,
  test: string | null,
  column: string | null,
  id: string,
): FormatResult {
  if (metric !== null && test !== null) return unreadable('config', 'metric and test are both given: choose one');
  if (test !== null) return readTest(items.tests, test, column);
  const result = readMetric(items.metrics, metric ?? id, column);
  if (metric !== null || result.kind !== 'absent' || !items.tests.some((one) => one.name === id)) return result;
  return readTest(items.tests, id, column);
}

interface Match {
  readonly metric: EvidentlyMetric;
  /** What follows the metric's name in the request: the path into its value. */
  readonly path: string;
}

function readMetric(metrics: readonly EvidentlyMetric[], asked: string, column: string | null): FormatResult {
  const named = matchesOf(metrics, asked);
  const found = named.flatMap((match) => ofColumn(match, column) ?? []);
  const [first] = found;
  if (first === undefined) {
    const columns = named.flatMap((match) => match.metric.columns);
    return named.length > 0
      ? absent(`no metric "${asked}" of the column "${column}"`, columns)
      : absent(`no metric "${asked}"`, metricNames(metrics));
  }
  if (found.length > 1) {
    return ambiguous(
      `several metrics are called "${asked}", choose one with column or its full name`,
      found.map((match) => match.metric.names[0] ?? ''),
    );
  }
  return readValue(first, asked);
}

/** The match where it is about the column; old reports keep a table of columns within one metric. */
function ofColumn(match: Match, column: string | null): Match | null {
  const { metric } = match;
  if (column === null || metric.columns.includes(column)) return match;
  const value = field(metric.value, TABLE, column);
  return value === undefined
    ? null
    : { ...match, metric: { ...metric, value, pointer: [...metric.pointer, TABLE, column] } };
}

function readValue({ metric, path }: Match, asked: string): FormatResult {
  const label = metric.names[0] ?? asked;
  const [place, other] = places(metric.value, path);
  if (place === undefined) return absent(`"${label}" has nothing at "${path}"`, leaves(metric.value, label));
  if (other !== undefined) return ambiguous(`"${asked}" may mean`, [pointer(...place.at), pointer(...other.at)]);
  const { value, at } = place;
  if (value === null) return absent(`"${label}" has no value`);
  if (isObject(value)) return ambiguous(`"${asked}" has several values, name one`, leaves(value, asked));
  const number = finiteOf(value);
  if (number === null)
    return unreadable(typeof value === 'number' ? 'not-a-number' : 'wrong-type', `"${asked}" is no finite number`);
  return { kind: 'reading', value: number, where: pointer(...metric.pointer, ...at) };
}

const byName = oncePer((metrics: readonly EvidentlyMetric[]): ReadonlyMap<string, readonly EvidentlyMetric[]> => {
  const found = new Map<string, EvidentlyMetric[]>();
  for (const metric of metrics) {
    for (const name of metric.names)
      found
        .set(name, found.get(name) ?? [])
        .get(name)
        ?.push(metric);
  }
  return found;
});

/** The metrics called so, or by what stands before one of the dots; of several names of one, the longest counts. */
function matchesOf(metrics: readonly EvidentlyMetric[], asked: string): readonly Match[] {
  const matches = new Map<EvidentlyMetric, Match>();
  for (let end = asked.length; end > 0; end = asked.lastIndexOf('.', end - 1)) {
    for (const metric of byName(metrics).get(asked.slice(0, end)) ?? []) {
      if (!matches.has(metric)) matches.set(metric, { metric, path: asked.slice(end + 1) });
    }
  }
  return [...matches.values()];
}

interface Place {
  readonly value: unknown;
  readonly at: readonly string[];
}

/** Every place that a dotted path by own keys may mean: a key may itself hold dots, as labels and columns do. */
function places(value: unknown, path: string): readonly Place[] {
  if (path === '') return [{ value, at: [] }];
  return entries(value).flatMap(([key, inner]) => {
    if (key === path) return [{ value: inner, at: [key] }];
    if (!path.startsWith(`${key}.`)) return [];
    return places(inner, path.slice(key.length + 1)).map((place) => ({ value: place.value, at: [key, ...place.at] }));
  });
}

function readTest(tests: readonly EvidentlyTest[], name: string, column: string | null): FormatResult {
  const found = tests.filter((test) => test.name === name && (column === null || test.columns.includes(column)));
  const [first] = found;
  if (first === undefined)
    return absent(
      `no test "${name}"`,
      tests.map((test) => test.name),
    );
  if (found.length > 1) {
    const columns = found.map((test) => `${test.name} of ${test.columns.join(', ') || 'no column'}`);
    return ambiguous(`several tests are called "${name}", choose one with column`, columns);
  }
  if (first.status === 'ERROR' || first.status === 'SKIPPED') {
    return absent(`the test "${name}" was not judged: its status is ${first.status}`);
  }
  return { kind: 'reading', value: first.status === 'SUCCESS' ? 1 : 0, where: pointer(...first.pointer) };
}
