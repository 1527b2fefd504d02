import { canonical } from './case-scores.ts';
import {
  countOf,
  type DocumentObject,
  elements,
  entries,
  epochMs,
  field,
  finiteOf,
  isObject,
  textOf,
  zonedMs,
} from './document.ts';

/** One prompt with one provider: a column of promptfoo's table. */
export interface Column {
  /** What `prompt` may name: label, display text, raw text and id. */
  readonly prompts: readonly string[];
  /** What `provider` may name: id and label. */
  readonly providers: readonly string[];
  /** The column's summary; an empty object where the file has none. */
  readonly metrics: DocumentObject;
  readonly pointer: readonly (string | number)[];
}

/** One test case run once in one column. */
export interface CaseRun {
  /** Index of the column; `null` where it cannot be told. */
  readonly column: number | null;
  readonly verdict: 'passed' | 'failed' | 'errored';
  /** Runs of the same test share it; `null` where the file does not say what was tested. */
  readonly test: string | null;
  readonly row: DocumentObject;
}

/** A promptfoo evaluation in one shape for all versions of the file. */
export interface Evaluation {
  readonly columns: readonly Column[];
  readonly runs: readonly CaseRun[];
  readonly stats: DocumentObject | null;
  /** How often each test was run; 1 where the file does not say. */
  readonly repeat: number;
  readonly startedAtMs: number | null;
  /** True where the file states a time without a zone, or one that is no time. */
  readonly unreadableTime: boolean;
  readonly derivedMetrics: readonly string[];
  readonly link: unknown;
}

/** The summary: below `results` in files that promptfoo writes, the whole document where a script saved `evaluate()`. */
function summaryOf(document: unknown): { readonly summary: DocumentObject; readonly at: readonly string[] } | null {
  const nested = field(document, 'results');
  if (isObject(nested)) return { summary: nested, at: ['results'] };
  return isObject(document) && Array.isArray(nested) ? { summary: document, at: [] } : null;
}

/** The evaluation in a document, or `null` where the structure is not promptfoo's. */
export function evaluationOf(document: unknown): Evaluation | null {
  const found = summaryOf(document);
  if (found === null) return null;
  const { summary, at } = found;
  const stats = field(summary, 'stats');
  const table = ['table', 'head', 'prompts'];
  const current = elements(field(summary, 'prompts'));
  const columns =
    current.length > 0
      ? columnsOf(current, [...at, 'prompts'])
      : columnsOf(elements(field(summary, ...table)), [...at, ...table]);
  const rows = elements(field(summary, 'results')).filter(isObject);
  const hasStats = isObject(stats) && (Object.hasOwn(stats, 'successes') || Object.hasOwn(stats, 'failures'));
  const rowsAreCases = rows.length > 0 && rows.every((row) => typeof field(row, 'success') === 'boolean');
  if (!hasStats && !(columns.length > 0 && (rowsAreCases || columns.some(hasCounts)))) return null;
  return {
    columns,
    runs: runsOf(rows, columns),
    stats: hasStats ? stats : null,
    repeat: repeatOf(document),
    ...startOf(document, summary),
    derivedMetrics: elements(field(document, 'config', 'derivedMetrics')).flatMap(
      (one) => textOf(field(one, 'name')) ?? [],
    ),
    link: field(document, 'shareableUrl'),
  };
}

function hasCounts(column: Column): boolean {
  return Object.hasOwn(column.metrics, 'testPassCount');
}

function columnsOf(prompts: readonly unknown[], at: readonly (string | number)[]): readonly Column[] {
  return prompts.map((prompt, index) => {
    const metrics = field(prompt, 'metrics');
    const names = ['label', 'display', 'raw', 'id'].map((key) => textOf(field(prompt, key)));
    return {
      prompts: names.filter((name) => name !== null),
      providers: providerNames(field(prompt, 'provider')),
      metrics: isObject(metrics) ? metrics : {},
      pointer: [...at, index],
    };
  });
}

/** A provider is text in columns and an object with `id` and `label` in cases. */
function providerNames(provider: unknown): readonly string[] {
  const names = isObject(provider) ? [field(provider, 'label'), field(provider, 'id')] : [provider];
  return names.flatMap((name) => textOf(name) ?? []);
}

function runsOf(rows: readonly DocumentObject[], columns: readonly Column[]): readonly CaseRun[] {
  const columnByNames = namedColumns(columns);
  return rows.map((row) => runOf(row, columns.length, columnByNames));
}

function runOf(row: DocumentObject, columns: number, columnByNames: ReadonlyMap<string, number | null>): CaseRun {
  // 2 marks an error; before it existed, errors were written as failures and cannot be told from them.
  const errored = field(row, 'failureReason') === 2 || typeof field(row, 'success') !== 'boolean';
  const passed = field(row, 'success') === true;
  return {
    column: columnOf(row, columns, columnByNames),
    verdict: errored ? 'errored' : passed ? 'passed' : 'failed',
    test: testOf(row),
    row,
  };
}

/** The column of each pair of provider and prompt; `null` where several columns have both. */
function namedColumns(columns: readonly Column[]): ReadonlyMap<string, number | null> {
  const byNames = new Map<string, number | null>();
  for (const [index, column] of columns.entries()) {
    for (const pair of pairsOf(column.providers, column.prompts)) {
      const known = byNames.get(pair);
      byNames.set(pair, known === undefined || known === index ? index : null);
    }
  }
  return byNames;
}

function pairsOf(providers: readonly string[], prompts: readonly string[]): readonly string[] {
  return providers.flatMap((provider) => prompts.map((prompt) => JSON.stringify([provider, prompt])));
}

/** Newer files number the column; in older ones prompt and provider tell it, if only one column has both. */
function columnOf(
  row: DocumentObject,
  columns: number,
  columnByNames: ReadonlyMap<string, number | null>,
): number | null {
  const numbered = countOf(field(row, 'promptIdx'));
  if (numbered !== null) return numbered < columns ? numbered : null;
  if (columns === 1) return 0;
  const providers = providerNames(field(row, 'provider'));
  const named = [['prompt', 'label'], ['prompt', 'display'], ['prompt', 'raw'], ['promptId']];
  const prompts = named.flatMap((path) => textOf(field(row, ...path)) ?? []);
  const found = pairsOf(providers, prompts).flatMap((pair) => {
    const column = columnByNames.get(pair);
    return column === undefined ? [] : [column];
  });
  const [first = null, ...others] = new Set(found);
  return others.length === 0 ? first : null;
}

/** What was tested: the variables and the assertions. A case of which neither is told has no identity. */
function testOf(row: DocumentObject): string | null {
  const vars = field(row, 'vars') ?? field(row, 'testCase', 'vars');
  const asserted = field(row, 'testCase', 'assert');
  if (entries(vars).length === 0 && elements(asserted).length === 0) return null;
  return canonical([vars ?? null, asserted ?? null, field(row, 'testCase', 'description') ?? null]);
}

function repeatOf(document: unknown): number {
  const places = [['runtimeOptions'], ['config', 'commandLineOptions'], ['config', 'evaluateOptions']];
  for (const place of places) {
    const repeat = finiteOf(field(document, ...place, 'repeat'));
    if (repeat !== null && repeat >= 1) return Math.ceil(repeat);
  }
  return 1;
}

/** The first time that is stated: where it cannot be read, no other one takes its place. */
function startOf(document: unknown, summary: DocumentObject): Pick<Evaluation, 'startedAtMs' | 'unreadableTime'> {
  const stated = [field(summary, 'timestamp'), field(document, 'metadata', 'evaluationCreatedAt')];
  const written = [...stated, field(document, 'createdAt')].find((time) => time !== undefined && time !== null);
  const startedAtMs = zonedMs(written) ?? epochMs(finiteOf(written));
  return { startedAtMs, unreadableTime: startedAtMs === null && written !== undefined };
}
