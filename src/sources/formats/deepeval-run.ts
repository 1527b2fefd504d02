import { canonical } from './case-scores.ts';
import { countOf, type DocumentObject, elements, entries, field, isObject, textOf } from './document.ts';

/** One test case with what its metrics said. */
export interface Case {
  readonly metrics: readonly DocumentObject[];
  /** Repeats of a case share it; `null` where the file does not say what was asked. */
  readonly input: string | null;
  /** False where the case, or one of its metrics, did not succeed. */
  readonly passed: boolean;
}

/** What a test run says of itself beside its cases; `null` where it does not say. */
export interface RunSummary {
  readonly passed: number | null;
  readonly failed: number | null;
  /** By metric; empty where results of spans are mixed in, which the cases' own do not add up to. */
  readonly metrics: ReadonlyMap<string, MetricSummary>;
}
export interface MetricSummary {
  readonly passes: number;
  readonly fails: number;
  readonly errors: number;
}

/** A deepeval test run in one shape for all versions of the file. */
export interface DeepevalRun {
  readonly cases: readonly Case[];
  /** Entries by metric, each with the index of its case. */
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  /** Cases that did not pass, and among them those that broke before any metric judged them. */
  readonly failed: number;
  readonly unjudged: number;
  readonly summary: RunSummary;
}
export interface Entry {
  readonly index: number;
  readonly entry: DocumentObject;
}

const CASE_LISTS = ['testCases', 'conversationalTestCases', 'test_results'] as const;
const METRIC_LISTS = ['metricsData', 'metrics_data', 'metricsMetadata'] as const;
const MARKS = ['metricsScores', 'metricScores', 'testPassed', 'testFile', 'traceMetricsScores'] as const;

/** The run in a document, or `null` where the structure is no deepeval run's. */
export function deepevalRun(document: unknown): DeepevalRun | null {
  const wrapped = field(document, 'testRunData');
  const run = isObject(wrapped) ? wrapped : document;
  const lists = CASE_LISTS.map((key) => field(run, key)).filter(Array.isArray);
  const written = lists.flat().filter(isObject);
  const hasMetrics = written.some((one) => METRIC_LISTS.some((key) => Array.isArray(field(one, key))));
  if (lists.length === 0 || !(hasMetrics || MARKS.some((key) => field(run, key) !== undefined))) return null;
  const cases = written.map(caseOf);
  return {
    cases,
    entries: entriesByMetric(cases),
    failed: cases.filter((one) => !one.passed).length,
    unjudged: cases.filter((one) => one.metrics.length === 0).length,
    summary: summaryOf(run, written),
  };
}

function caseOf(one: DocumentObject): Case {
  const metrics = METRIC_LISTS.flatMap((key) => elements(field(one, key))).filter(isObject);
  const broken = metrics.some((entry) => field(entry, 'success') === false || textOf(field(entry, 'error')) !== null);
  return { metrics, input: inputOf(one), passed: field(one, 'success') === true && !broken };
}

/** Stands where somebody took the texts out before sharing the file, and says nothing about what was asked. */
const TAKEN_OUT = /^\W{0,3}(?:text )?(?:redacted|removed|masked|hidden)\W{0,3}$/i;

/** What was asked of the feature; its answer is left out, since it differs between repeats. */
function inputOf(one: DocumentObject): string | null {
  const asked = ['input', 'scenario', 'turns'].map((key) => field(one, key));
  const told = asked.some((part) => elements(part).length > 0 || !TAKEN_OUT.test(textOf(part) ?? 'removed'));
  const expected = ['expectedOutput', 'expected_output', 'context'].map((key) => field(one, key));
  return told ? canonical([...asked, ...expected].map((part) => part ?? null)) : null;
}

/** `name`; `metric` until 2024. */
function nameOf(entry: DocumentObject): string | null {
  return textOf(field(entry, 'name')) ?? textOf(field(entry, 'metric'));
}

function entriesByMetric(cases: readonly Case[]): ReadonlyMap<string, readonly Entry[]> {
  const byMetric = new Map<string, Entry[]>();
  for (const [index, one] of cases.entries()) {
    for (const entry of one.metrics) {
      const name = nameOf(entry);
      const known = name === null ? undefined : byMetric.get(name);
      if (known !== undefined) known.push({ index, entry });
      else if (name !== null) byMetric.set(name, [{ index, entry }]);
    }
  }
  return byMetric;
}

function summaryOf(run: unknown, cases: readonly DocumentObject[]): RunSummary {
  const withSpans =
    entries(field(run, 'traceMetricsScores')).length > 0 || cases.some((one) => isObject(field(one, 'trace')));
  const scores = withSpans ? [] : [...elements(field(run, 'metricsScores')), ...elements(field(run, 'metricScores'))];
  const metrics = scores.flatMap((score) => {
    const name = textOf(field(score, 'metric'));
    const [passes, fails, errors] = ['passes', 'fails', 'errors'].map((key) => countOf(field(score, key)) ?? 0);
    return name === null ? [] : [[name, { passes: passes ?? 0, fails: fails ?? 0, errors: errors ?? 0 }] as const];
  });
  return {
    passed: countOf(field(run, 'testPassed')),
    failed: countOf(field(run, 'testFailed')),
    metrics: new Map(metrics),
  };
}
