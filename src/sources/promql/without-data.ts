import type { BinaryExpression, CallExpression, Expression } from './expression.ts';

/** What a query gives while none of its series exists: no series, NaN, or a number that nobody measured. */
export type WithoutData = 'nothing' | 'nan' | 'number';

const RANK: Readonly<Record<WithoutData, number>> = { nothing: 0, nan: 1, number: 2 };

/** Functions of one vector that make NaN of NaN; others may make a number of it. */
const KEEPS_NAN: ReadonlySet<string> = new Set([
  'abs',
  'ceil',
  'clamp',
  'clamp_max',
  'clamp_min',
  'exp',
  'floor',
  'ln',
  'log10',
  'log2',
  'round',
  'sgn',
  'sqrt',
  'label_replace',
  'label_join',
  'sort',
  'sort_desc',
  'sort_by_label',
  'sort_by_label_desc',
  'scalar',
  'vector',
  'avg_over_time',
  'last_over_time',
  'sum_over_time',
]);
const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '>', '<', '>=', '<=']);
const NUMBER_OF_NAN: ReadonlySet<string> = new Set(['count', 'count_values', 'group']);

/** What the expression gives without data, the worst where it depends. */
export function withoutData(expression: Expression): WithoutData {
  switch (expression.kind) {
    case 'number':
    case 'string':
      return 'number';
    case 'selector':
      return 'nothing';
    case 'unary':
    case 'subquery':
      return withoutData(expression.of);
    case 'aggregation':
      return ofNan(withoutData(expression.of), !NUMBER_OF_NAN.has(expression.operator));
    case 'binary':
      return binary(expression);
    case 'call':
      return call(expression);
    default:
      return expression satisfies never;
  }
}

function ofNan(given: WithoutData, keeps: boolean): WithoutData {
  return given === 'nan' && !keeps ? 'number' : given;
}

function worse(a: WithoutData, b: WithoutData): WithoutData {
  return RANK[a] > RANK[b] ? a : b;
}

function milder(a: WithoutData, b: WithoutData): WithoutData {
  return RANK[a] < RANK[b] ? a : b;
}

function binary({ operator, left, right, filled }: BinaryExpression): WithoutData {
  const [of, and] = [withoutData(left), withoutData(right)];
  if (operator === 'or') return worse(of, and);
  // The left side's values are the result, also where the right side is what must be there.
  if (operator === 'and' || operator === 'unless') return of;
  if (filled.left || filled.right) return worse(of, and);
  const both = milder(of, and);
  // NaN compares as unequal, and nothing is too strange for a power: 1 ^ NaN is 1.
  return ofNan(both, !COMPARISONS.has(operator) && operator !== '^');
}

function call({ name, arguments: given }: CallExpression): WithoutData {
  if (name === 'absent' || name === 'absent_over_time') return 'number';
  const [first] = given;
  if (first === undefined) return 'number';
  // The second argument of info() only adds labels.
  if (name === 'info') return withoutData(first);
  const needed = given.filter(({ kind }) => kind !== 'string').map(withoutData);
  const least = needed.reduce(milder, 'number');
  if (name === 'scalar' && least === 'nothing') return 'nan';
  return ofNan(least, KEEPS_NAN.has(name));
}
