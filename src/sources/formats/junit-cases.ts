import { SaxesParser } from 'saxes';

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

/** What one suite element declares about itself, to see that no case is missing. */
export interface JunitSuite {
  readonly suites: readonly string[];
  readonly depth: number;
  readonly tests: number;
  readonly errors: number;
  readonly seenTests: number;
  readonly seenErrors: number;
}
export interface JunitReport {
  readonly cases: readonly JunitCase[];
  readonly suites: readonly JunitSuite[];
}

interface OpenSuite {
  readonly name: string | null;
  readonly timestamp: string | null;
  readonly host: string | null;
  readonly tests: number;
  readonly errors: number;
  seenTests: number;
  seenErrors: number;
}
interface OpenCase {
  readonly depth: number;
  readonly name: string;
  failed: boolean;
  errored: boolean;
  skipped: boolean;
  flaky: boolean;
}

/** Suites nest two or three deep in practice; hostile depth would cost its square. */
const DEEPEST = 100;

const FLAKY: ReadonlySet<string> = new Set(['flakyfailure', 'flakyerror']);
const FAILED: ReadonlySet<string> = new Set(['failure', 'rerunfailure', 'rerunerror']);
/** A `warning` is PHPUnit's for a test that did not come to a verdict. */
const ERRORED: ReadonlySet<string> = new Set(['error', 'warning']);
/** What the attributes `status` and `result` say where a producer writes no child element. */
const SAYS_FAILED: ReadonlySet<string> = new Set(['fail', 'failed', 'failure']);
const SAYS_ERRORED: ReadonlySet<string> = new Set(['error', 'errored', 'broken']);
const SAYS_SKIPPED: ReadonlySet<string> = new Set(['notrun', 'skipped', 'disabled', 'suppressed']);

/** The name of the root element without its prefix, or `null` where there is none: reads no further than that. */
export function rootElement(text: string): string | null {
  let root: string | null = null;
  let broken = false;
  const parser = new SaxesParser();
  parser.on('opentagstart', (tag) => {
    root ??= localName(tag.name);
  });
  parser.on('error', () => {
    broken = true;
  });
  for (let at = 0; at < text.length && root === null && !broken; at += 4096) parser.write(text.slice(at, at + 4096));
  return root;
}

/** Every test case of a report; the first well-formedness error as text where it is not XML. No entity is expanded. */
export function parseJunit(text: string): JunitReport | string {
  const collector = createCollector();
  const parser = new SaxesParser();
  let problem: string | null = null;
  parser.on('error', (error) => {
    problem ??= error.message;
  });
  parser.on('opentag', (tag) => {
    if (problem === null && !collector.open(localName(tag.name), tag.attributes)) {
      problem = `elements nest more than ${DEEPEST} deep`;
    }
  });
  parser.on('closetag', (tag) => {
    if (problem === null) collector.close(localName(tag.name));
  });
  parser.write(text).close();
  return problem ?? { cases: collector.cases, suites: collector.suites };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

type Attributes = Readonly<Record<string, string>>;

function createCollector() {
  const cases: JunitCase[] = [];
  const suites: JunitSuite[] = [];
  const open: OpenSuite[] = [];
  let current: OpenCase | null = null;
  let depth = 0;
  return {
    cases,
    suites,
    /** False where the element is too deep. */
    open(name: string, attributes: Attributes): boolean {
      depth += 1;
      if (current !== null) {
        // Only direct children speak of this case: captured output may hold any element.
        if (depth === current.depth + 1) mark(current, name);
      } else if (name === 'testsuite' || name === 'testsuites') {
        open.push(openSuite(attributes));
      } else if (name === 'testcase') {
        current = openCase(attributes, depth);
      }
      return depth <= DEEPEST;
    },
    close(name: string): void {
      if (current !== null && depth === current.depth) {
        cases.push(closeCase(current, open));
        current = null;
      } else if (current === null && (name === 'testsuite' || name === 'testsuites')) {
        const suite = open.pop();
        if (suite !== undefined) suites.push(closeSuite(suite, open));
      }
      depth -= 1;
    },
  };
}

function openSuite(attributes: Attributes): OpenSuite {
  return {
    name: attribute(attributes, 'name'),
    timestamp: attribute(attributes, 'timestamp'),
    host: attribute(attributes, 'hostname'),
    tests: declared(attributes, 'tests'),
    errors: declared(attributes, 'errors'),
    seenTests: 0,
    seenErrors: 0,
  };
}

function openCase(attributes: Attributes, depth: number): OpenCase {
  const name = JSON.stringify([attribute(attributes, 'classname'), attribute(attributes, 'name')]);
  const status = attribute(attributes, 'status')?.toLowerCase();
  const result = attribute(attributes, 'result')?.toLowerCase();
  // gtest writes `status="notrun"` or `result="suppressed"` for disabled tests, ctest `status="fail"`.
  const said = (words: ReadonlySet<string>): boolean => words.has(status ?? '') || words.has(result ?? '');
  return {
    depth,
    name,
    failed: said(SAYS_FAILED),
    errored: said(SAYS_ERRORED),
    skipped: said(SAYS_SKIPPED),
    flaky: false,
  };
}

function mark(current: OpenCase, name: string): void {
  if (FAILED.has(name)) current.failed = true;
  else if (ERRORED.has(name)) current.errored = true;
  else if (name === 'skipped') current.skipped = true;
  else if (FLAKY.has(name)) current.flaky = true;
}

function closeCase(current: OpenCase, open: readonly OpenSuite[]): JunitCase {
  for (const suite of open) {
    suite.seenTests += 1;
    suite.seenErrors += current.errored ? 1 : 0;
  }
  const suites = open.flatMap((suite) => suite.name ?? []);
  const { failed, errored, skipped, flaky } = current;
  const verdict = failed ? 'failed' : errored ? 'errored' : skipped ? 'skipped' : flaky ? 'flaky' : 'passed';
  const timestamp = open.findLast((suite) => suite.timestamp !== null)?.timestamp ?? null;
  const host = open.findLast((suite) => suite.host !== null)?.host ?? null;
  return { suites, identity: JSON.stringify([suites, current.name]), host, verdict, timestamp };
}

function closeSuite(suite: OpenSuite, outer: readonly OpenSuite[]): JunitSuite {
  const suites = [...outer.flatMap((one) => one.name ?? []), ...(suite.name === null ? [] : [suite.name])];
  const { tests, errors, seenTests, seenErrors } = suite;
  return { suites, depth: outer.length, tests, errors, seenTests, seenErrors };
}

function attribute(attributes: Attributes, name: string): string | null {
  const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  return value === undefined || value.trim() === '' ? null : value;
}

function declared(attributes: Attributes, name: string): number {
  const text = attribute(attributes, name);
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : 0;
}
