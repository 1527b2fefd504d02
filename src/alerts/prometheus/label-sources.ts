import type { BinaryExpression, CallExpression, Expression, Moment } from '../../sources/promql/expression.ts';
import { expressionType, outputLabels } from '../../sources/promql/output-labels.ts';
import { parsePromql } from '../../sources/promql/parse-promql.ts';
import { type Selector, selectorsOf } from '../../sources/promql/selectors.ts';
import type { Recorded } from './reads.ts';

type Labels = readonly string[] | null;

/** A selector whose series give an expression's labels, and which of them get through. */
export interface LabelSource {
  readonly selector: Selector;
  readonly keeps: (label: string) => boolean;
}

const LONGEST_QUERY = 20_000;
/** Aggregations that pick series and leave their labels as they are. */
const PICKS: ReadonlySet<string> = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio']);
/** Calls that give labels which no series of theirs has, or may. */
const OTHER_LABELS: ReadonlySet<string> = new Set([
  ...['absent', 'absent_over_time', 'histogram_quantile', 'histogram_fraction', 'histogram_quantiles'],
  ...['info', 'label_join', 'label_replace'],
]);

/** Labels that a query's answer can carry, recording rules followed; `null` where any label may be among them. */
export function labelsOf(query: string, recorded: Recorded): Labels {
  return followed(query, recorded, new Map());
}

function followed(query: string, recorded: Recorded, known: Map<string, Labels>): Labels {
  const expression = parsed(query);
  if (expression === null) return null;
  return outputLabels(withRecorded(expression, (name) => recordedLabels(name, recorded, known)));
}

/** The labels of a series that is recorded: those of what is recorded, and the rules' own. */
function recordedLabels(name: string, recorded: Recorded, known: Map<string, Labels>): Labels {
  const before = known.get(name);
  if (before !== undefined) return before;
  // What is read to write itself may carry anything.
  known.set(name, null);
  const rules = recorded?.get(name) ?? [];
  let all: Labels = rules.length === 0 ? null : [];
  for (const { query, labels } of rules) {
    const given = followed(query, recorded, known);
    all = all === null || given === null || labels === null ? null : [...new Set([...all, ...given, ...labels.keys()])];
  }
  known.set(name, all);
  return all;
}

/** An expression of which each selector of a recorded name is one that is grouped by the labels that it can have. */
function withRecorded(expression: Expression, labels: (name: string) => Labels): Expression {
  const inner = (one: Expression) => withRecorded(one, labels);
  switch (expression.kind) {
    case 'number':
    case 'string':
      return expression;
    case 'selector': {
      const known = expression.name === null ? null : labels(expression.name);
      const grouping = { kind: 'by', labels: known ?? [] } as const;
      return known === null
        ? expression
        : { kind: 'aggregation', operator: 'group', parameter: null, of: expression, grouping };
    }
    case 'unary':
    case 'subquery':
    case 'aggregation':
      return { ...expression, of: inner(expression.of) };
    case 'binary':
      return { ...expression, left: inner(expression.left), right: inner(expression.right) };
    case 'call':
      return { ...expression, arguments: expression.arguments.map(inner) };
    default:
      return expression satisfies never;
  }
}

/** The selectors whose series give the labels of a query's answer; `null` where labels may come from elsewhere. */
export function labelSources(query: string): readonly LabelSource[] | null {
  const expression = parsed(query);
  return expression === null ? null : sourcesOf(expression, 0, 0);
}

type Sources = readonly LabelSource[] | null;

function sourcesOf(expression: Expression, rangeSeconds: number, offsetSeconds: number): Sources {
  const inner = (one: Expression) => sourcesOf(one, rangeSeconds, offsetSeconds);
  switch (expression.kind) {
    case 'number':
    case 'string':
      return [];
    case 'selector': {
      const moment: Moment = { offsetSeconds, at: null };
      const [selector] = selectorsOf(expression, { moment, rangeSeconds, optional: false });
      return selector === undefined ? null : [{ selector, keeps: () => true }];
    }
    case 'unary':
      return inner(expression.of);
    case 'subquery': {
      const { moment, of } = expression;
      if (moment.at !== null) return null;
      return sourcesOf(of, rangeSeconds + expression.rangeSeconds, offsetSeconds + moment.offsetSeconds);
    }
    case 'aggregation': {
      const { operator, of, grouping } = expression;
      if (operator === 'count_values') return null;
      if (PICKS.has(operator)) return inner(of);
      const isBy = grouping?.kind !== 'without';
      const listed = new Set(grouping?.labels ?? []);
      return kept(inner(of), (label) => listed.has(label) === isBy);
    }
    case 'binary':
      return ofBinary(expression, inner);
    case 'call':
      return ofCall(expression, inner);
    default:
      return expression satisfies never;
  }
}

function ofBinary({ operator, left, right, matching, grouped, filled }: BinaryExpression, inner: Inner): Sources {
  if (operator === 'or') return together([inner(left), inner(right)]);
  if (operator === 'and' || operator === 'unless') return inner(left);
  if (isScalar(left)) return inner(right);
  if (isScalar(right)) return inner(left);
  if (grouped || filled.left || filled.right) return null;
  // One to one without a word on labels: both sides have the same.
  return matching === null ? inner(left) : null;
}

type Inner = (expression: Expression) => Sources;

function ofCall({ name, arguments: given }: CallExpression, inner: Inner): Sources {
  if (OTHER_LABELS.has(name)) return null;
  if (name === 'scalar' || name === 'vector') return [];
  return together(given.filter((one) => one.kind !== 'string' && !isScalar(one)).map(inner));
}

function isScalar(expression: Expression): boolean {
  return expressionType(expression) === 'scalar';
}

function kept(sources: Sources, and: (label: string) => boolean): Sources {
  return sources?.map(({ selector, keeps }) => ({ selector, keeps: (label) => and(label) && keeps(label) })) ?? null;
}

function together(all: readonly Sources[]): Sources {
  const known = all.filter((one) => one !== null);
  return known.length === all.length ? known.flat() : null;
}

function parsed(query: string): Expression | null {
  if (query.length > LONGEST_QUERY) return null;
  try {
    return parsePromql(query);
  } catch {
    return null;
  }
}
