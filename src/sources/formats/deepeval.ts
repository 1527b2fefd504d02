import { fromCounts } from '../counts.ts';
import { meanOf, spreadOf } from './case-scores.ts';
import { type DeepevalRun, deepevalRun, type Entry } from './deepeval-run.ts';
import {
  absent,
  type DocumentObject,
  field,
  finiteOf,
  oncePerDocument,
  refusingDuplicates,
  textOf,
  unreadable,
} from './document.ts';
import type { Format, FormatResult, Unreadable } from './format.ts';

const runIn = oncePerDocument((document) => deepevalRun(document.value));
const namesIn = oncePerDocument((document) => [...(runIn(document)?.entries.keys() ?? [])]);

/**
 * A deepeval test run: files of 2023 (`metricScores`, `metricsMetadata`) to 2026, the run below `testRunData`, and a
 * saved `EvaluationResult` (`test_results`). Only the cases' own metrics count: `metricsScores` mixes in the scores of
 * spans, of which one case may have many. Where the file's own totals are worse than what the cases show, it
 * contradicts itself; totals over more cases than it holds are lost items. The files hold no time.
 */
export const deepeval: Format = refusingDuplicates({
  name: 'deepeval',
  expects: 'an object with `testCases[].metricsData[]` and `metricsScores[]`',
  recognises: (document) => document.kind === 'json' && runIn(document) !== null,
  timeOf: () => null,
  names: namesIn,
  read: (document, keys, metric) => {
    const run = runIn(document);
    if (run === null) return unreadable('bad-response', `not a deepeval test run: expected ${deepeval.expects}`);
    const name = textOf(keys['metric']) ?? metric;
    const score = textOf(keys['score']) ?? 'mean';
    return readMetric(run, name, score, namesIn(document));
  },
});

function readMetric(run: DeepevalRun, name: string, score: string, names: readonly string[]): FormatResult {
  if (run.cases.length === 0) return absent('the run has no test case');
  const entries = run.entries.get(name) ?? [];
  const twice = entries.find(({ index }, at) => entries[at + 1]?.index === index);
  if (twice !== undefined) return unreadable('ambiguous', `a test case has "${name}" more than once`);
  const missing = missingCases(run, name, entries);
  if (typeof missing !== 'number') return missing;
  const scores = new Map<string, number[]>();
  // A case without any metric broke before it was judged; one with others only was not meant for this metric.
  let lost = missing + run.unjudged;
  let judged = 0;
  for (const { index, entry } of entries) {
    const value = judgement(entry, score);
    if (value === 'broken') return unreadable('not-a-number', `a score of "${name}" is no finite number`);
    if (value === null) lost += 1;
    else {
      judged += 1;
      const key = run.cases[index]?.input ?? `case ${index}`;
      const known = scores.get(key);
      if (known === undefined) scores.set(key, [value]);
      else known.push(value);
    }
  }
  if (judged === 0) return absent(`no test case was judged by "${name}"`, names);
  const all = [...scores.values()];
  const value = meanOf(all.flat());
  if (!Number.isFinite(value)) return unreadable('not-a-number', `the mean of "${name}" is no finite number`);
  const attempted = Math.ceil((all.length * (judged + lost)) / judged);
  const spread = spreadOf(all);
  // A score has its own unit; a share of verdicts has none.
  const counted = score === 'pass-rate' ? fromCounts(spread.successes) : {};
  return { kind: 'reading', value, where: '/testCases', ...spread, ...counted, attempted, ...observedNever };
}

const observedNever = { observedAtMs: null, observedAtKind: 'none' } as const;

/** Cases that the totals count and the file does not hold; refused where the totals have more failures than that. */
function missingCases(run: DeepevalRun, name: string, entries: readonly Entry[]): number | Unreadable {
  const { summary, cases, failed } = run;
  const missing = Math.max(0, (summary.passed ?? 0) + (summary.failed ?? 0) - cases.length);
  if ((summary.failed ?? 0) - failed > missing)
    return unreadable('ambiguous', `the run counts ${summary.failed} failed test cases, its cases show ${failed}`);
  const total = summary.metrics.get(name);
  if (total === undefined) return missing;
  const bad = entries.filter(({ entry }) => judgement(entry, 'pass-rate') !== 1).length;
  const absentEntries = Math.max(0, total.passes + total.fails + total.errors - entries.length);
  if (total.fails + total.errors - bad > absentEntries)
    return unreadable(
      'ambiguous',
      `the run counts ${total.fails + total.errors} failures and errors of "${name}", its cases show ${bad}`,
    );
  return Math.max(missing, absentEntries);
}

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
