import { fromCounts } from '../counts.ts';
import { grouped, meanOf } from './case-scores.ts';
import { absent, epochMs, observed, oncePer, oncePerDocument, textOf, unreadable, zonedMs } from './document.ts';
import type { Format, FormatResult, Reading } from './format.ts';
import {
  type JunitCase,
  type JunitReport,
  type JunitSuite,
  type JunitVerdict,
  parseJunit,
  rootElement,
} from './junit-cases.ts';

const reportIn = oncePerDocument((document) =>
  typeof document.value === 'string' ? parseJunit(document.value) : 'no text',
);

/**
 * JUnit XML as pytest, vitest, jest, surefire, gotestsum and promptfoo write it. The pass rate is passed over passed and
 * failed, counted from the cases; errors and skips are attempted and not judged, and so are cases that a suite declares
 * and does not hold; failures that it declares and no case shows are a contradiction. A case that passed only when run again counts as failed. Cases of one name may be runs of one test
 * or different ones: each counts for the rate, and all together as one of the sample.
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
    const suite = textOf(keys['suite']);
    const result = readings(report).get(suite) ?? readPassRate(report, suite);
    readings(report).set(suite, result);
    return result;
  },
};

const suiteNames = oncePer((report: JunitReport): readonly string[] => [
  ...new Set(report.suites.flatMap((suite) => suite.suites.at(-1) ?? [])),
]);

/** What was read of each suite, since hundreds of metrics may ask for the same. */
const readings = oncePer((_: JunitReport) => new Map<string | null, FormatResult>());

/** The oldest start among the suites; none where a suite with cases states no time with a zone. */
function timeOf(cases: readonly JunitCase[]): number | null {
  const times = [...new Set(cases.map((one) => one.timestamp))].map(startedMs);
  const known = times.filter((time) => time !== null);
  return known.length === 0 || known.length < times.length
    ? null
    : known.reduce((oldest, time) => Math.min(oldest, time));
}

function readPassRate(report: JunitReport, suite: string | null): FormatResult {
  const cases = report.cases.filter((one) => suite === null || one.suites.includes(suite));
  const inside = report.suites.filter((one) => suite === null || one.suites.includes(suite));
  if (suite !== null && inside.length === 0) return absent(`no suite "${suite}"`, suiteNames(report));
  const hidden = inside.find(hidesFailures);
  if (hidden !== undefined) return unreadable('ambiguous', hiddenText(hidden));
  const tests = [...grouped(cases, (one) => one.identity).values()];
  const perHost = tests.map((runs) => [...grouped(runs, (run) => run.host ?? '').values()]);
  const counted = perHost.map((hosts) => hosts.flatMap(countedRuns));
  const judged = counted.flat();
  const missing = missingCases(inside);
  const outside = inside.reduce((sum, one) => sum + one.broken, 0);
  // A test of which one run broke and another did not has been judged, and has lost something all the same.
  const broken = tests.filter((runs) => countedRuns(runs).length > 0 && has(runs, 'errored')).length;
  const attempted = tests.length + broken + missing + outside;
  if (judged.length === 0)
    return absent(`no test case was judged: ${attempted} attempted`, suite === null ? [] : suiteNames(report));
  const time = timeOf(cases);
  const flaky = perHost
    .flat()
    .filter((runs) => has(runs, 'flaky') || (has(runs, 'failed') && has(runs, 'passed'))).length;
  const notes = [
    ...(flaky > 0 ? [`${flaky} flaky cases count as failed: they passed only when run again`] : []),
    ...(tests.length < cases.length ? [`${cases.length - tests.length} repeated cases do not raise n`] : []),
    ...(missing > 0 ? [`the suites declare ${missing} more cases than they hold`] : []),
    ...(outside > 0 ? [`${outside} failures or errors stand outside of any case`] : []),
    ...(time === null && cases.some((one) => one.timestamp !== null) ? ['a suite has no timestamp with a zone'] : []),
  ];
  return {
    kind: 'reading',
    value: meanOf(judged),
    where: suite === null ? '/testsuites' : `/testsuites/testsuite[${suite}]`,
    ...sizes(counted.filter((runs) => runs.length > 0)),
    attempted,
    ...observed(
      time,
      cases.some((one) => one.timestamp !== null),
    ),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

function has(runs: readonly JunitCase[], verdict: JunitVerdict): boolean {
  return runs.some((run) => run.verdict === verdict);
}

/** The judged runs of a test on one host as 1 and 0: beside a failure, a pass is one that came when run again. */
function countedRuns(runs: readonly JunitCase[]): readonly number[] {
  const failed = runs.filter((run) => run.verdict === 'failed' || run.verdict === 'flaky').map(() => 0);
  return failed.length > 0 ? failed : runs.filter((run) => run.verdict === 'passed').map(() => 1);
}

/** Sizes in tests of different names; successes where the passed runs make whole tests, else a spread. */
function sizes(
  tests: readonly (readonly number[])[],
): Pick<Reading, 'sampleSize' | 'successes' | 'stddev' | 'valueFromCounts'> {
  const runs = tests.flat();
  const passed = runs.filter((run) => run === 1).length;
  const sampleSize = tests.length;
  const successes = (passed * sampleSize) / runs.length;
  if (Number.isInteger(successes)) return { sampleSize, successes, ...fromCounts(successes) };
  if (sampleSize === 1) return { sampleSize };
  const rate = passed / runs.length;
  return { sampleSize, stddev: Math.sqrt((rate * (1 - rate) * sampleSize) / (sampleSize - 1)) };
}

/** A start with its zone; early versions of Playwright wrote milliseconds since the epoch. */
function startedMs(timestamp: string | null): number | null {
  return timestamp !== null && /^\d{13}$/.test(timestamp) ? epochMs(Number(timestamp)) : zonedMs(timestamp);
}

/** True where a suite declares failures that neither its cases show nor cases that are missing can account for. */
function hidesFailures({ declared, seen }: JunitSuite): boolean {
  // Some tools count among the failures what they write as an error.
  const shown = seen.failures + Math.max(seen.errors - declared.errors, 0);
  return declared.failures - shown > Math.max(declared.tests - seen.tests, 0);
}

function hiddenText({ suites, declared, seen }: JunitSuite): string {
  const name = suites.at(-1);
  return `the suite${name === undefined ? '' : ` "${name}"`} declares ${declared.failures} failures, its cases show ${seen.failures}`;
}

/** Cases that suites declare and do not hold: a report cut short, or a suite that broke before its cases. */
function missingCases(inside: readonly JunitSuite[]): number {
  const lacks = inside.map(({ depth, declared, seen }) => ({
    depth,
    lack: Math.max(declared.tests - seen.tests, declared.errors - seen.errors, 0),
  }));
  const outermost = lacks.reduce((least, one) => Math.min(least, one.depth), Number.POSITIVE_INFINITY);
  const above = lacks.filter((one) => one.depth === outermost).reduce((sum, one) => sum + one.lack, 0);
  const below = lacks.filter((one) => one.depth !== outermost).reduce((sum, one) => sum + one.lack, 0);
  // An outer suite usually repeats what its inner ones lack, so that the two are not added.
  return Math.max(above, below);
}
