import { canonical, meanOf, spreadOf } from './case-scores.ts';
import {
  absent,
  type DocumentObject,
  elements,
  field,
  finiteOf,
  isObject,
  oncePerDocument,
  refusingDuplicates,
  textOf,
  unreadable,
} from './document.ts';
import type { Format, FormatResult } from './format.ts';

/** One test case with what its metrics said. */
interface Case {
  readonly metrics: readonly DocumentObject[];
  /** Repeats of a case share it; `null` where the file does not say what was asked. */
  readonly input: string | null;
}

const casesIn = oncePerDocument((document) => casesOf(document.value));

/**
 * A deepeval test run: files of 2023 (`metricScores`, `metricsMetadata`) to 2026, the run below `testRunData`, and a
 * saved `EvaluationResult` (`test_results`). Only the cases' own metrics count: `metricsScores` mixes in the scores of
 * spans, of which one case may have many. The files hold no time.
 */
export const deepeval: Format = refusingDuplicates({
  name: 'deepeval',
  expects: 'an object with `testCases[].metricsData[]` and `metricsScores[]`',
  recognises: (document) => document.kind === 'json' && casesIn(document) !== null,
  timeOf: () => null,
  names: (document) => metricNames(casesIn(document) ?? []),
  read: (document, keys, metric) => {
    const cases = casesIn(document);
    if (cases === null) return unreadable('bad-response', `not a deepeval test run: expected ${deepeval.expects}`);
    return readMetric(cases, textOf(keys['metric']) ?? metric, textOf(keys['score']) ?? 'mean');
  },
});

const CASE_LISTS = ['testCases', 'conversationalTestCases', 'test_results'] as const;
const METRIC_LISTS = ['metricsData', 'metrics_data', 'metricsMetadata'] as const;
const MARKS = ['metricsScores', 'metricScores', 'testPassed', 'testFile', 'traceMetricsScores'] as const;

function casesOf(document: unknown): readonly Case[] | null {
  const wrapped = field(document, 'testRunData');
  const run = isObject(wrapped) ? wrapped : document;
  const lists = CASE_LISTS.map((key) => field(run, key)).filter(Array.isArray);
  const cases = lists.flat().filter(isObject);
  const hasMetrics = cases.some((one) => METRIC_LISTS.some((key) => Array.isArray(field(one, key))));
  if (lists.length === 0 || !(hasMetrics || MARKS.some((key) => field(run, key) !== undefined))) return null;
  return cases.map((one) => ({
    metrics: METRIC_LISTS.flatMap((key) => elements(field(one, key))).filter(isObject),
    input: inputOf(one),
  }));
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

function metricNames(cases: readonly Case[]): readonly string[] {
  return [...new Set(cases.flatMap((one) => one.metrics.flatMap((entry) => nameOf(entry) ?? [])))];
}

function readMetric(cases: readonly Case[], name: string, score: string): FormatResult {
  if (cases.length === 0) return absent('the run has no test case');
  const scores = new Map<string, number[]>();
  let judged = 0;
  let lost = 0;
  for (const [index, one] of cases.entries()) {
    const found = one.metrics.filter((entry) => nameOf(entry) === name);
    if (found.length > 1) return unreadable('ambiguous', `a test case has "${name}" ${found.length} times`);
    const [entry] = found;
    // A case without any metric broke before it was judged; one with others only was not meant for this metric.
    if (entry === undefined) lost += one.metrics.length === 0 ? 1 : 0;
    const value = entry === undefined ? null : judgement(entry, score);
    if (value === 'broken') return unreadable('not-a-number', `a score of "${name}" is no finite number`);
    if (value === null) {
      lost += entry === undefined ? 0 : 1;
      continue;
    }
    judged += 1;
    const key = one.input ?? `case ${index}`;
    scores.set(key, [...(scores.get(key) ?? []), value]);
  }
  if (judged === 0) return absent(`no test case was judged by "${name}"`, metricNames(cases));
  const all = [...scores.values()];
  const value = meanOf(all.flat());
  if (!Number.isFinite(value)) return unreadable('not-a-number', `the mean of "${name}" is no finite number`);
  const attempted = Math.ceil((all.length * (judged + lost)) / judged);
  return { kind: 'reading', value, where: '/testCases', ...spreadOf(all), attempted, ...observedNever };
}

const observedNever = { observedAtMs: null, observedAtKind: 'none' } as const;

/** The score or verdict as a number; `null` where the metric errored, was skipped or gave none. */
function judgement(entry: DocumentObject, score: string): number | 'broken' | null {
  if (textOf(field(entry, 'error')) !== null || field(entry, 'skipped') === true) return null;
  if (score === 'pass-rate') {
    const success = field(entry, 'success');
    // deepeval leaves flaky results out of the verdict.
    return typeof success !== 'boolean' || field(entry, 'flaky') === true ? null : Number(success);
  }
  const value = field(entry, 'score') ?? null;
  return value === null ? null : (finiteOf(value) ?? 'broken');
}
