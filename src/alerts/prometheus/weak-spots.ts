import type { Expression } from '../../sources/promql/expression.ts';
import { parsePromql } from '../../sources/promql/parse-promql.ts';
import { readPromql } from '../../sources/promql/read-promql.ts';
import { selectorsOf } from '../../sources/promql/selectors.ts';
import { someNames } from '../../sources/source-problem.ts';
import type { Reads } from './reads.ts';
import type { Rule, RuleBook } from './rules.ts';

const LONGEST_QUERY = 20_000;
const MOST_READ = 200_000;
/** How far back Prometheus looks for a sample unless it is told otherwise. */
const LOOKBACK_SECONDS = 300;
const ABSENCE: ReadonlySet<string> = new Set(['absent', 'absent_over_time']);

/** Rules are shared by all alerts of a source, and each is read once. */
const watchedByRule = new WeakMap<Rule, ReadonlySet<string>>();

/**
 * What may keep a rule silent and refutes nothing: that nobody is told when its series are missing, and series or
 * evaluations with gaps. Empty where the server's rules are not known.
 */
export function weakSpots(rule: Rule, reads: Reads | null, book: RuleBook): readonly string[] {
  if (reads === null || book.recorded === null) return [];
  return [...unwatched(rule, reads, book), ...gaps(rule, reads, book.recorded)];
}

/** Without data a rule is silent, as if all were well. */
function unwatched(rule: Rule, reads: Reads, { alerts }: RuleBook): readonly string[] {
  if (rule.query.length <= LONGEST_QUERY && readPromql(rule.query)?.answersWithoutData !== false) return [];
  const asking = alerts.filter(({ paused, query }) => !paused && query.includes('absent'));
  // So much is not read, and then nobody knows.
  if (asking.reduce((sum, { query }) => sum + query.length, 0) > MOST_READ) return [];
  const watched = new Set(asking.flatMap((one) => [...watchedBy(one)]));
  // Where what a series is recorded from is missing, nothing is recorded either.
  const missing = directNames(reads).filter(
    (name) => ![name, ...upstreamNames(reads, name)].some((one) => watched.has(one)),
  );
  if (missing.length === 0) return [];
  const which = missing.length === 1 ? 'it is' : 'one is';
  return [
    `without ${someNames(missing)} the rule stays silent, and no other rule alerts when ${which} absent(): add one`,
  ];
}

/** The series whose absence a rule alerts on. */
function watchedBy(rule: Rule): ReadonlySet<string> {
  const known = watchedByRule.get(rule);
  if (known !== undefined) return known;
  const expression = parsed(rule.query);
  const watched = new Set(expression === null ? [] : absentIn(expression));
  watchedByRule.set(rule, watched);
  return watched;
}

function parsed(query: string): Expression | null {
  try {
    return query.length > LONGEST_QUERY ? null : parsePromql(query);
  } catch {
    return null;
  }
}

/** Names of the series that an expression asks the absence of. */
function absentIn(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'number':
    case 'string':
    case 'selector':
      return [];
    case 'unary':
    case 'subquery':
    case 'aggregation':
      return absentIn(expression.of);
    case 'binary':
      return [...absentIn(expression.left), ...absentIn(expression.right)];
    case 'call':
      if (!ABSENCE.has(expression.name)) return expression.arguments.flatMap(absentIn);
      return expression.arguments.flatMap((one) =>
        selectorsOf(one).flatMap(({ name }) => (name === null ? [] : [name])),
      );
    default:
      return expression satisfies never;
  }
}

/** Series that are written less often than a query looks back, and a rule that may never hold. */
function gaps(rule: Rule, reads: Reads, recorded: NonNullable<RuleBook['recorded']>): readonly string[] {
  const names = [...new Set(directNames(reads).flatMap((name) => [name, ...upstreamNames(reads, name)]))];
  const seldom = names.filter((name) => (recorded.get(name) ?? []).some(isSeldom));
  const isHeld = isSeldom(rule) && (rule.holdSeconds ?? 0) > 0;
  return [
    ...(seldom.length === 0
      ? []
      : [
          `${someNames(seldom)}: recorded less often than every 5 min, so that there are gaps in which the rule sees nothing`,
        ]),
    ...(isHeld
      ? [
          'evaluated less often than every 5 min and with a for: one evaluation without a sample, and it begins to wait again',
        ]
      : []),
  ];
}

function isSeldom({ intervalSeconds }: Rule): boolean {
  return intervalSeconds !== null && intervalSeconds > LOOKBACK_SECONDS;
}

function directNames({ direct }: Reads): readonly string[] {
  return [...new Set(direct.flatMap(({ name }) => (name === null ? [] : [name])))];
}

function upstreamNames({ upstream }: Reads, name: string): readonly string[] {
  return upstream(name).flatMap((one) => (one.name === null ? [] : [one.name]));
}
