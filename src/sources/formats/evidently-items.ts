import { type DocumentObject, elements, entries, field, isObject, textOf } from './document.ts';

/** One metric of a report: what it may be called, the columns that it is about, and its value as written. */
export interface EvidentlyMetric {
  readonly names: readonly string[];
  readonly columns: readonly string[];
  readonly value: unknown;
  readonly pointer: readonly (string | number)[];
}

/** One test of a report or test suite. */
export interface EvidentlyTest {
  readonly name: string;
  readonly columns: readonly string[];
  readonly status: string;
  readonly pointer: readonly (string | number)[];
}

export interface EvidentlyItems {
  readonly metrics: readonly EvidentlyMetric[];
  readonly tests: readonly EvidentlyTest[];
  /** The snapshot's own time as written; reports have none. */
  readonly timestamp: unknown;
}

/** Metrics and tests of a report, snapshot or test suite of any version; `null` where the structure is none of these. */
export function evidentlyItems(document: unknown): EvidentlyItems | null {
  const suite = field(document, 'suite');
  const found = isObject(suite) ? oldSnapshot(suite) : (newSnapshot(document) ?? report(document));
  return found === null ? null : { ...found, timestamp: field(document, 'timestamp') };
}

type Found = Pick<EvidentlyItems, 'metrics' | 'tests'>;

/** Reports: `metric_name`, `config` and `value` since 0.6, `metric` and `result` before. */
function report(document: unknown): Found | null {
  const listed = field(document, 'metrics');
  const tested = field(document, 'tests');
  const metrics = elements(listed).flatMap((entry, index) => metricOf(entry, ['metrics', index]) ?? []);
  const tests = testsOf(tested, ['tests']);
  const empty = Array.isArray(listed) && Array.isArray(tested) && listed.length === 0 && tested.length === 0;
  // A list of which only some look right is another tool's.
  const whole = metrics.length === elements(listed).length && tests.length === elements(tested).length;
  return empty || (whole && metrics.length + tests.length > 0) ? { metrics, tests } : null;
}

function metricOf(entry: unknown, pointer: readonly (string | number)[]): EvidentlyMetric | null {
  if (!isObject(entry)) return null;
  const config = field(entry, 'config');
  if (Object.hasOwn(entry, 'result') && textOf(field(entry, 'metric')) !== null) {
    const result = field(entry, 'result');
    return { ...namesOf(field(entry, 'metric'), [result]), value: result, pointer: [...pointer, 'result'] };
  }
  const name = textOf(field(entry, 'metric_name')) ?? textOf(field(entry, 'metric_id'));
  if (name === null || !Object.hasOwn(entry, 'value')) return null;
  return { ...namesOf(name, [config]), value: field(entry, 'value'), pointer: [...pointer, 'value'] };
}

/** Snapshots since 0.6: results by a hash, each with its place and configuration. */
function newSnapshot(document: unknown): Found | null {
  const results = entries(field(document, 'metric_results')).filter((entry): entry is [string, DocumentObject] =>
    isObject(field(entry[1], 'metric_value_location')),
  );
  if (results.length === 0) return null;
  const metrics = results.map(([id, result]): EvidentlyMetric => {
    const config = field(result, 'metric_value_location', 'metric', 'params');
    const named = namesOf(field(config, 'type') ?? field(result, 'display_name'), [config]);
    return { ...named, value: plain(result), pointer: ['metric_results', id] };
  });
  const tests = results.flatMap(([id, result]) => testsOf(field(result, 'tests'), ['metric_results', id, 'tests']));
  return { metrics, tests };
}

/** A snapshot's result without what describes it: a number, or numbers by name. */
function plain(result: unknown): unknown {
  if (!isObject(result)) return result;
  if (Object.hasOwn(result, 'value')) return result['value'];
  const map = field(result, 'values') ?? result;
  const inner = ['count', 'share', 'mean', 'std', 'counts', 'shares'].filter((key) => Object.hasOwn(result, key));
  const keys = isObject(field(result, 'values')) ? Object.keys(Object(map)) : inner;
  return Object.fromEntries(keys.map((key) => [key, plainChild(field(map, key))]));
}

function plainChild(child: unknown): unknown {
  if (!isObject(child) || Object.hasOwn(child, 'value')) return plain(child);
  return Object.fromEntries(Object.entries(child).map(([key, value]) => [key, plain(value)]));
}

/** Snapshots of 0.4 and 0.5: metrics and their results in two lists of one order. */
function oldSnapshot(suite: DocumentObject): Found | null {
  const metrics = elements(field(suite, 'metrics'));
  const results = elements(field(suite, 'metric_results'));
  const tests = testsOf(field(suite, 'test_results'), ['suite', 'test_results']);
  if (metrics.length !== results.length || metrics.length + tests.length === 0) return null;
  const paired = metrics.map((metric, index): EvidentlyMetric => {
    const value = results[index];
    return { ...namesOf(field(metric, 'type'), [metric, value]), value, pointer: ['suite', 'metric_results', index] };
  });
  return { metrics: paired, tests };
}

const STATUSES: ReadonlySet<string> = new Set(['SUCCESS', 'FAIL', 'WARNING', 'ERROR', 'SKIPPED']);

function testsOf(tests: unknown, pointer: readonly (string | number)[]): readonly EvidentlyTest[] {
  return elements(tests).flatMap((test, index) => {
    const name = textOf(field(test, 'name'));
    const status = textOf(field(test, 'status'))?.toUpperCase() ?? '';
    if (name === null || !STATUSES.has(status)) return [];
    const places = [
      field(test, 'metric_config', 'params'),
      field(test, 'metric_config'),
      field(test, 'parameters'),
      test,
    ];
    return [{ name, status, columns: columnsOf(places), pointer: [...pointer, index] }];
  });
}

/** `RowCount()`, `evidently:metric_v2:RowCount` and `evidently.metrics.RowCount` may all be called `RowCount`. */
function namesOf(name: unknown, places: readonly unknown[]): Pick<EvidentlyMetric, 'names' | 'columns'> {
  const configured = places.map((place) => field(place, 'type'));
  const texts = [name, ...configured].flatMap((one) => textOf(one) ?? []);
  const short = texts.map((text) => (text.split('(')[0] ?? text).split(/[:.]/).at(-1) ?? text);
  const columns = columnsOf(places);
  return { names: [...new Set([...texts, ...short])], columns: columns.length > 0 ? columns : columnsNamed(texts) };
}

/** Names are parameters joined together: far shorter than what a hostile one would need to be slow to take apart. */
const LONGEST_NAME = 1000;

/** The column in `ValueDrift(column=age,threshold=0.1)`: some reports of 0.7 hold no configuration beside the name. */
function columnsNamed(names: readonly string[]): readonly string[] {
  const short = names.filter((name) => name.length <= LONGEST_NAME);
  return short.flatMap((name) => /\((?:\w+=[^=]*,)?column=(.+?)(?:,\w+=.*)?\)$/s.exec(name)?.[1] ?? []);
}

function columnsOf(places: readonly unknown[]): readonly string[] {
  const values = places.flatMap((place) => [
    field(place, 'column'),
    field(place, 'column_name'),
    field(place, 'column_name', 'name'),
    ...elements(field(place, 'columns')),
  ]);
  return [...new Set(values.flatMap((value) => textOf(value) ?? []))];
}
