export type JunitVerdict = 'passed' | 'failed' | 'errored' | 'skipped' | 'flaky';

/** One `testcase` element with the suites around it, the outermost first. */
export interface JunitCase {
  readonly suites: readonly string[];
  /** Suites, class and name: reports of repeated runs hold it more than once. */
  readonly identity: string;
  /** `hostname` of the nearest suite that has one: Playwright's browser, where a test runs in several. */
  readonly host: string | null;
  readonly verdict: JunitVerdict;
  /** `timestamp` of the nearest suite that has one. */
  readonly timestamp: string | null;
}

/** What one suite element declares about itself, to see that no case or failure is missing, with what it holds. */
export interface JunitSuite {
  readonly suites: readonly string[];
  readonly depth: number;
  readonly declared: SuiteCounts;
  readonly seen: SuiteCounts;
  /** Failures and errors directly below the suite: what broke outside of its cases. */
  readonly broken: number;
}
export interface SuiteCounts {
  readonly tests: number;
  readonly errors: number;
  readonly failures: number;
}

interface OpenSuite {
  readonly depth: number;
  /** Names of the suites around it and its own, shared by its cases; `key` is a short text for them. */
  readonly suites: readonly string[];
  readonly key: string;
  readonly timestamp: string | null;
  readonly host: string | null;
  readonly declared: SuiteCounts;
  tests: number;
  errors: number;
  failures: number;
  broken: number;
}
interface OpenCase {
  readonly depth: number;
  readonly name: string;
  /** Elements that say so; a failure may stand there for each assertion. */
  failures: number;
  errors: number;
  skipped: boolean;
  flaky: number;
  /** True where a case inside of it failed: a case that holds others did not pass without them. */
  failedInside: boolean;
}

const FLAKY: ReadonlySet<string> = new Set(['flakyfailure', 'flakyerror']);
const FAILED: ReadonlySet<string> = new Set(['failure', 'rerunfailure', 'rerunerror']);
/** A `warning` is PHPUnit's for a test that did not come to a verdict. */
const ERRORED: ReadonlySet<string> = new Set(['error', 'warning']);
/** Captured output may hold any element, which then says nothing of the tests. */
const OUTPUT: ReadonlySet<string> = new Set(['system-out', 'system-err']);
/** What the attributes `status` and `result` say where a producer writes no child element. */
const SAYS_FAILED: ReadonlySet<string> = new Set(['fail', 'failed', 'failure']);
const SAYS_SKIPPED: ReadonlySet<string> = new Set(['notrun', 'skipped', 'disabled', 'suppressed']);
const SAYS_PASSED: ReadonlySet<string> = new Set(
  'run completed executed done passed pass success successful succeeded ok'.split(' '),
);

type Attributes = Readonly<Record<string, string>>;

/** Collects cases and suites from elements as they open and close; depths count from 1. */
export function junitElements() {
  const cases: JunitCase[] = [];
  const suites: JunitSuite[] = [];
  const openSuites: OpenSuite[] = [];
  const openCases: OpenCase[] = [];
  const keys = new Map<string, string>();
  let outputDepth: number | null = null;
  return {
    cases,
    suites,
    open(name: string, attributes: Attributes, depth: number): void {
      if (outputDepth !== null) return;
      const around = openCases.at(-1);
      const suite = openSuites.at(-1);
      if (OUTPUT.has(name)) outputDepth = depth;
      else if (name === 'testcase') openCases.push(openCase(attributes, depth));
      else if (name === 'testsuite' || name === 'testsuites')
        openSuites.push(openSuite(attributes, depth, suite, keys));
      else if (around !== undefined && around.depth === depth - 1) mark(around, name);
      else if (around === undefined && suite?.depth === depth - 1) markSuite(openSuites, name);
    },
    close(depth: number): void {
      if (outputDepth !== null) {
        if (depth === outputDepth) outputDepth = null;
      } else if (openCases.at(-1)?.depth === depth) {
        const closed = openCases.pop();
        if (closed !== undefined) cases.push(closeCase(closed, openCases.at(-1), openSuites));
      } else if (openSuites.at(-1)?.depth === depth) {
        const closed = openSuites.pop();
        if (closed !== undefined) suites.push(closeSuite(closed, openSuites.length));
      }
    },
  };
}

function openSuite(
  attributes: Attributes,
  depth: number,
  outer: OpenSuite | undefined,
  keys: Map<string, string>,
): OpenSuite {
  const name = attribute(attributes, 'name');
  const path = `${outer?.key ?? ''}/${name}`;
  const key = keys.get(path) ?? String(keys.size);
  keys.set(path, key);
  return {
    depth,
    suites: name === null ? (outer?.suites ?? []) : [...(outer?.suites ?? []), name],
    key: name === null ? (outer?.key ?? '') : key,
    timestamp: attribute(attributes, 'timestamp') ?? outer?.timestamp ?? null,
    host: attribute(attributes, 'hostname') ?? outer?.host ?? null,
    declared: {
      tests: declared(attributes, 'tests'),
      errors: declared(attributes, 'errors'),
      failures: declared(attributes, 'failures'),
    },
    tests: 0,
    errors: 0,
    failures: 0,
    broken: 0,
  };
}

function openCase(attributes: Attributes, depth: number): OpenCase {
  const name = JSON.stringify([attribute(attributes, 'classname'), attribute(attributes, 'name')]);
  // gtest writes `status="notrun"` or `result="suppressed"` for disabled tests, ctest `status="fail"`.
  const said = ['status', 'result'].flatMap((key) => attribute(attributes, key)?.trim().toLowerCase() ?? []);
  const isKnown = (word: string): boolean => [SAYS_FAILED, SAYS_SKIPPED, SAYS_PASSED].some((words) => words.has(word));
  return {
    depth,
    name,
    failures: said.some((word) => SAYS_FAILED.has(word)) ? 1 : 0,
    // What is neither passed, failed nor left out, such as `error`, `broken` or `timeout`, came to no verdict.
    errors: said.every(isKnown) ? 0 : 1,
    skipped: said.some((word) => SAYS_SKIPPED.has(word)),
    flaky: 0,
    failedInside: false,
  };
}

function mark(current: OpenCase, name: string): void {
  if (FAILED.has(name)) current.failures += 1;
  else if (ERRORED.has(name)) current.errors += 1;
  else if (name === 'skipped') current.skipped = true;
  else if (FLAKY.has(name)) current.flaky += 1;
}

/** What breaks outside of a test, such as a fixture for all of them, some tools write directly below the suite. */
function markSuite(open: readonly OpenSuite[], name: string): void {
  const nearest = open.at(-1);
  if (nearest === undefined || !(FAILED.has(name) || ERRORED.has(name))) return;
  nearest.broken += 1;
  for (const suite of open) {
    if (FAILED.has(name)) suite.failures += 1;
    else suite.errors += 1;
  }
}

function closeCase(current: OpenCase, outer: OpenCase | undefined, open: readonly OpenSuite[]): JunitCase {
  const { failures, errors, skipped, flaky } = current;
  const failed = failures > 0 || current.failedInside;
  if (outer !== undefined && (failed || flaky > 0)) outer.failedInside = true;
  for (const suite of open) {
    suite.tests += 1;
    suite.errors += errors > 0 ? 1 : 0;
    suite.failures += failures + flaky;
  }
  const suite = open.at(-1);
  const verdict = failed ? 'failed' : errors > 0 ? 'errored' : skipped ? 'skipped' : flaky > 0 ? 'flaky' : 'passed';
  return {
    suites: suite?.suites ?? [],
    identity: `${suite?.key ?? ''} ${current.name}`,
    host: suite?.host ?? null,
    verdict,
    timestamp: suite?.timestamp ?? null,
  };
}

function closeSuite(suite: OpenSuite, outerSuites: number): JunitSuite {
  const { suites, declared, tests, errors, failures, broken } = suite;
  return { suites, depth: outerSuites, declared, seen: { tests, errors, failures }, broken };
}

function attribute(attributes: Attributes, name: string): string | null {
  const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  return value === undefined || value.trim() === '' ? null : value;
}

function declared(attributes: Attributes, name: string): number {
  const text = attribute(attributes, name);
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : 0;
}
