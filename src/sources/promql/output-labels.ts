import type { AggregationExpression, BinaryExpression, CallExpression, Expression } from './expression.ts';

type Labels = readonly string[] | null;

/** Aggregations that pick series and leave their labels as they are. */
const PICKS: ReadonlySet<string> = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio']);
const ADDS_LABELS: ReadonlySet<string> = new Set([
  'absent',
  'absent_over_time',
  'histogram_quantiles',
  'info',
  'label_join',
  'label_replace',
]);

/** Labels that the result can carry besides the metric's name, perhaps more than it does; `null` where unknown. */
export function outputLabels(expression: Expression): Labels {
  switch (expression.kind) {
    case 'number':
    case 'string':
      return [];
    case 'selector':
      return null;
    case 'unary':
    case 'subquery':
      return outputLabels(expression.of);
    case 'aggregation':
      return ofAggregation(expression);
    case 'binary':
      return ofBinary(expression);
    case 'call':
      return ofCall(expression);
    default:
      return expression satisfies never;
  }
}

function ofAggregation({ operator, parameter, of, grouping }: AggregationExpression): Labels {
  const given = outputLabels(of);
  if (PICKS.has(operator)) return given;
  const left = grouping?.kind === 'without' ? without(given, grouping.labels) : within(grouping?.labels ?? [], given);
  if (operator !== 'count_values') return left;
  return parameter?.kind === 'string' ? union(left, [parameter.value]) : null;
}

function ofBinary({ operator, left, right, matching, grouped, filled }: BinaryExpression): Labels {
  const [of, and] = [outputLabels(left), outputLabels(right)];
  if (operator === 'or' || filled.left || filled.right) return union(of, and);
  if (operator === 'and' || operator === 'unless') return of;
  if (grouped) return null;
  if (isScalar(left)) return and;
  if (isScalar(right)) return of;
  // One to one: the labels that both sides were matched by, or, of a comparison that only lets through, the left side's.
  return matching?.kind === 'on' ? union(within(matching.labels, null), comparisonLabels(operator, of)) : of;
}

function comparisonLabels(operator: string, of: Labels): Labels {
  return ['==', '!=', '>', '<', '>=', '<='].includes(operator) ? of : [];
}

function ofCall({ name, arguments: given }: CallExpression): Labels {
  if (name === 'scalar' || name === 'vector' || given.length === 0) return [];
  if (ADDS_LABELS.has(name)) return null;
  const labels = given.filter((one) => one.kind !== 'string' && !isScalar(one)).map(outputLabels);
  return labels.reduce(union, []);
}

/** True for what is one number without labels, not a series. */
function isScalar(expression: Expression): boolean {
  return expressionType(expression) === 'scalar';
}

/** What kind of answer an expression gives. */
export type ExpressionType = 'vector' | 'scalar' | 'range' | 'string';

const SCALAR_CALLS: ReadonlySet<string> = new Set(['scalar', 'time', 'pi', 'start', 'end', 'step', 'range']);

/** The kind of answer, where the expression is sound. */
export function expressionType(expression: Expression): ExpressionType {
  switch (expression.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'selector':
      return expression.rangeSeconds === null ? 'vector' : 'range';
    case 'subquery':
      return 'range';
    case 'unary':
      return expressionType(expression.of);
    case 'binary':
      return isScalar(expression.left) && isScalar(expression.right) ? 'scalar' : 'vector';
    case 'aggregation':
      return 'vector';
    case 'call':
      return SCALAR_CALLS.has(expression.name) ? 'scalar' : 'vector';
    default:
      return expression satisfies never;
  }
}

function union(a: Labels, b: Labels): Labels {
  return a === null || b === null ? null : [...new Set([...a, ...b])];
}

function without(labels: Labels, dropped: readonly string[]): Labels {
  return labels === null ? null : labels.filter((label) => !dropped.includes(label));
}

function within(labels: readonly string[], known: Labels): Labels {
  return known === null ? [...new Set(labels)] : [...new Set(labels)].filter((label) => known.includes(label));
}
