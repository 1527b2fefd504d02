import { grouped, spreadOf } from './case-scores.ts';
import { absent, epochMs, observed, oncePerDocument, textOf, unreadable, zonedMs } from './document.ts';
import type { Format, FormatResult, Reading } from './format.ts';
import { type JunitCase, type JunitReport, parseJunit, rootElement } from './junit-cases.ts';

const reportIn = oncePerDocument((document) =>
  typeof document.value === 'string' ? parseJunit(document.value) : 'no text',
);

/**
 * JUnit XML as pytest, vitest, jest, surefire, gotestsum and promptfoo write it. The pass rate is passed over passed and
 * failed, counted from the cases; errors and skips are attempted and not judged, and so are cases that a suite declares
 * and does not hold. A case marked as flaky counts as failed. Cases of one name may be runs of one test: each counts for
 * the rate, and all together as one case of the sample.
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
  const times = [...new Set(cases.map((one) => one.timestamp))].map(startedMs);
  const known = times.filter((time) => time !== null);
  return known.length === 0 || known.length < times.length ? null : Math.min(...known);
}

function readPassRate(report: JunitReport, suite: string | null): FormatResult {
  const cases = report.cases.filter((one) => suite === null || one.suites.includes(suite));
  if (suite !== null && !report.suites.some((one) => one.suites.includes(suite))) {
    return absent(`no suite "${suite}"`, suiteNames(report));
  }
  const runs = [...grouped(cases, (one) => one.identity).values()];
  const judged = cases.filter(isJudged).length;
  const missing = missingCases(report, suite);
  // A test of which one run broke and another did not has been judged, and has lost something all the same.
  const broken = runs.filter((all) => all.some(isJudged) && all.some((run) => run.verdict === 'errored')).length;
  const attempted = runs.length + broken + missing;
  if (judged === 0)
    return absent(`no test case was judged: ${attempted} attempted`, suite === null ? [] : suiteNames(report));
  const time = timeOf(cases);
  const flaky = cases.filter((one) => one.verdict === 'flaky').length;
  const notes = [
    ...(flaky > 0 ? [`${flaky} flaky cases count as failed: they passed only when run again`] : []),
    ...(runs.length < cases.length ? [`${cases.length} cases have ${runs.length} names: counted once each in n`] : []),
    ...(missing > 0 ? [`the suites declare ${missing} more cases than they hold`] : []),
    ...(time === null && cases.some((one) => one.timestamp !== null) ? ['a suite has no timestamp with a zone'] : []),
  ];
  return {
    kind: 'reading',
    value: cases.filter((one) => one.verdict === 'passed').length / judged,
    where: suite === null ? '/testsuites' : `/testsuites/testsuite[${suite}]`,
    ...sizes(runs),
    attempted,
    ...observed(time),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

function isJudged(run: JunitCase): boolean {
  return run.verdict === 'passed' || run.verdict === 'failed' || run.verdict === 'flaky';
}

/** Sizes in tests of different names; successes where the passed runs make whole tests, else the spread of their rates. */
function sizes(runs: readonly (readonly JunitCase[])[]): Pick<Reading, 'sampleSize' | 'successes' | 'stddev'> {
  const rates = runs
    .map((all) => all.filter(isJudged).map((run) => (run.verdict === 'passed' ? 1 : 0)))
    .filter((rate) => rate.length > 0);
  const all = rates.flat();
  const passed = all.filter((rate) => rate === 1).length;
  if ((passed * rates.length) % all.length === 0)
    return { sampleSize: rates.length, successes: (passed * rates.length) / all.length };
  const { stddev } = spreadOf(rates);
  return stddev === undefined ? { sampleSize: rates.length } : { sampleSize: rates.length, stddev };
}

/** A start with its zone; Playwright wrote milliseconds since the epoch until 2023. */
function startedMs(timestamp: string | null): number | null {
  return timestamp !== null && /^\d{13}$/.test(timestamp) ? epochMs(Number(timestamp)) : zonedMs(timestamp);
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
