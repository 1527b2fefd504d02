import { grouped } from './case-scores.ts';
import { absent, observed, oncePerDocument, textOf, unreadable, zonedMs } from './document.ts';
import type { Format, FormatResult } from './format.ts';
import { type JunitCase, type JunitReport, type JunitVerdict, parseJunit, rootElement } from './junit-cases.ts';

const reportIn = oncePerDocument((document) =>
  typeof document.value === 'string' ? parseJunit(document.value) : 'no text',
);

/**
 * JUnit XML as pytest, vitest, jest, surefire, gotestsum and promptfoo write it. The pass rate is passed over passed and
 * failed, counted from the cases; errors and skips are attempted and not judged, and so are cases that a suite declares
 * and does not hold. A case that passed only when run again counts as failed, and repeats of a case are one case.
 */
export const junit: Format = {
  name: 'junit',
  expects: 'XML with `testsuites` or `testsuite` as its root and `testcase` elements',
  recognises: (document) => {
    const root = document.kind === 'xml' && typeof document.value === 'string' ? rootElement(document.value) : null;
    return root === 'testsuites' || root === 'testsuite';
  },
  timeOf: (document) => {
    const report = reportIn(document);
    return typeof report === 'string' ? null : timeOf(report.cases);
  },
  names: (document) => {
    const report = reportIn(document);
    return typeof report === 'string' ? [] : suiteNames(report);
  },
  read: (document, keys) => {
    const report = junit.recognises(document) ? reportIn(document) : `expected ${junit.expects}`;
    if (typeof report === 'string') return unreadable('bad-response', `not a JUnit report: ${report}`);
    return readPassRate(report, textOf(keys['suite']));
  },
};

function suiteNames(report: JunitReport): readonly string[] {
  return [...new Set(report.suites.flatMap((suite) => suite.suites.at(-1) ?? []))];
}

/** The oldest start among the suites; none where a suite with cases states no time with a zone. */
function timeOf(cases: readonly JunitCase[]): number | null {
  const times = [...new Set(cases.map((one) => one.timestamp))].map(zonedMs);
  const known = times.filter((time) => time !== null);
  return known.length === 0 || known.length < times.length ? null : Math.min(...known);
}

function readPassRate(report: JunitReport, suite: string | null): FormatResult {
  const cases = report.cases.filter((one) => suite === null || one.suites.includes(suite));
  if (suite !== null && !report.suites.some((one) => one.suites.includes(suite))) {
    return absent(`no suite "${suite}"`, suiteNames(report));
  }
  const runs = grouped(cases, (one) => one.identity);
  const verdicts = [...runs.values()].map(verdictOf);
  const passed = verdicts.filter((verdict) => verdict === 'passed').length;
  const judged = passed + verdicts.filter((verdict) => verdict === 'failed' || verdict === 'flaky').length;
  const missing = missingCases(report, suite);
  const attempted = verdicts.length + missing;
  if (judged === 0)
    return absent(`no test case was judged: ${attempted} attempted`, suite === null ? [] : suiteNames(report));
  const time = timeOf(cases);
  const flaky = verdicts.filter((verdict) => verdict === 'flaky').length;
  const notes = [
    ...(flaky > 0 ? [`${flaky} flaky cases count as failed: they passed only when run again`] : []),
    ...(runs.size < cases.length ? [`${cases.length - runs.size} repeated cases are counted once`] : []),
    ...(missing > 0 ? [`the suites declare ${missing} more cases than they hold`] : []),
    ...(time === null && cases.some((one) => one.timestamp !== null) ? ['a suite has no timestamp with a zone'] : []),
  ];
  return {
    kind: 'reading',
    value: passed / judged,
    where: suite === null ? '/testsuites' : `/testsuites/testsuite[${suite}]`,
    sampleSize: judged,
    successes: passed,
    attempted,
    ...observed(time),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

/** One verdict for all runs of a case, the worst for a pass first. */
function verdictOf(runs: readonly JunitCase[]): JunitVerdict {
  const has = (verdict: JunitVerdict): boolean => runs.some((run) => run.verdict === verdict);
  if (has('flaky') || (has('failed') && has('passed'))) return 'flaky';
  if (has('failed')) return 'failed';
  if (has('errored')) return 'errored';
  return has('passed') ? 'passed' : 'skipped';
}

/** Cases that suites declare and do not hold: a report cut short, or a suite that broke before its cases. */
function missingCases(report: JunitReport, suite: string | null): number {
  const inside = report.suites.filter((one) => suite === null || one.suites.includes(suite));
  const lacks = inside.map((one) => ({
    ...one,
    lack: Math.max(one.tests - one.seenTests, one.errors - one.seenErrors, 0),
  }));
  const outermost = Math.min(...lacks.map((one) => one.depth));
  const above = lacks.filter((one) => one.depth === outermost).reduce((sum, one) => sum + one.lack, 0);
  const below = lacks.filter((one) => one.depth !== outermost).reduce((sum, one) => sum + one.lack, 0);
  // An outer suite usually repeats what its inner ones lack, so that the two are not added.
  return Math.max(above, below);
}
