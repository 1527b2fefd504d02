import type { AggregationExpression, BinaryExpression, CallExpression, Expression } from './expression.ts';
import { expressionType, outputLabels } from './output-labels.ts';

/** A number that the series make no difference to, as far as it is known; it may still need them to be there. */
export interface Fixed {
  readonly value: number | null;
}

const SOME: Fixed = { value: null };
const ZERO: Fixed = { value: 0 };
const ONE: Fixed = { value: 1 };

/** Functions without arguments that make the same of everything, or of the time of evaluation alone. */
const OF_THE_CLOCK: ReadonlySet<string> = new Set(['time', 'start', 'end', 'step', 'range']);
/** Whose answer is how much is there, or when: also of series that all hold the same. */
const OF_PRESENCE: ReadonlySet<string> = new Set(['count_over_time', 'timestamp']);
const KEEPS: ReadonlySet<string> = new Set([
  'scalar',
  'vector',
  'label_replace',
  'label_join',
  'sort',
  'sort_desc',
  'sort_by_label',
  'sort_by_label_desc',
  'avg_over_time',
  'first_over_time',
  'last_over_time',
  'max_over_time',
  'min_over_time',
  'info',
]);
const PLAIN: Readonly<Record<string, (value: number) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  sgn: Math.sign,
  exp: Math.exp,
  sqrt: Math.sqrt,
  ln: Math.log,
};
const ZERO_OF_FIXED: ReadonlySet<string> = new Set([
  'changes',
  'delta',
  'deriv',
  'idelta',
  'increase',
  'irate',
  'rate',
  'resets',
  'stddev_over_time',
  'stdvar_over_time',
]);
const KEEPING_AGGREGATIONS: ReadonlySet<string> = new Set([
  'avg',
  'min',
  'max',
  'quantile',
  'topk',
  'bottomk',
  'limitk',
  'limit_ratio',
]);
const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '>', '<', '>=', '<=']);

/** True where what the series hold makes no difference to the answer. */
export function isConstant(expression: Expression): boolean {
  return fixedOf(expression) !== null;
}

/** The number that an expression always gives where it gives any; `null` where that is for the series to say. */
export function fixedOf(expression: Expression): Fixed | null {
  switch (expression.kind) {
    case 'number':
      return { value: expression.value };
    case 'string':
    case 'selector':
      return null;
    case 'subquery':
      return fixedOf(expression.of);
    case 'unary':
      return mapped(fixedOf(expression.of), (value) => (expression.negative ? -value : value));
    case 'binary':
      return ofBinary(expression);
    case 'aggregation':
      return ofAggregation(expression);
    case 'call':
      return ofCall(expression);
    default:
      return expression satisfies never;
  }
}

function mapped(fixed: Fixed | null, by: (value: number) => number): Fixed | null {
  return fixed === null || fixed.value === null ? fixed : { value: by(fixed.value) };
}

function ofBinary(expression: BinaryExpression): Fixed | null {
  const { operator, left, right, bool, filled } = expression;
  const [a, b] = [fixedOf(left), fixedOf(right)];
  if (operator === 'and' || operator === 'unless') return a;
  // What replaces missing series is no measurement. What else is needed of the whole decides there.
  if (operator === 'or') return a === null && b === null ? null : a?.value === b?.value ? a : SOME;
  if (COMPARISONS.has(operator)) return bool ? ofBool(expression, a, b) : passed(left, right, a, b);
  if (filled.left || filled.right) return a === null || b === null ? null : SOME;
  if (a !== null && b !== null)
    return a.value === null || b.value === null
      ? (absorbed(operator, a, b) ?? SOME)
      : { value: reckon(operator, a.value, b.value) };
  return absorbed(operator, a, b) ?? ofTheSame(expression);
}

/** What a comparison lets through: the vector's values, of two vectors those of the left. */
function passed(left: Expression, right: Expression, a: Fixed | null, b: Fixed | null): Fixed | null {
  return expressionType(left) === 'scalar' && expressionType(right) !== 'scalar' ? b : a;
}

function ofBool(expression: BinaryExpression, a: Fixed | null, b: Fixed | null): Fixed | null {
  if (a !== null && b !== null) return SOME;
  if (isSame(expression)) return SOME;
  const { operator, left } = expression;
  return isCount(left) && operator === '>' && b?.value === 0 ? ONE : null;
}

/** What one side makes of any other. */
function absorbed(operator: string, a: Fixed | null, b: Fixed | null): Fixed | null {
  const [left, right] = [a?.value, b?.value];
  switch (operator) {
    case '*':
      return left === 0 || right === 0 ? ZERO : null;
    case '/':
      return left === 0 || Math.abs(right ?? 0) === Number.POSITIVE_INFINITY ? ZERO : null;
    case '%':
      return left === 0 ? ZERO : null;
    case '^':
      return right === 0 || left === 1 ? ONE : null;
    default:
      return null;
  }
}

/** The same on both sides, series by series. */
function ofTheSame(expression: BinaryExpression): Fixed | null {
  if (!isSame(expression)) return null;
  const { operator } = expression;
  return operator === '-' || operator === '%' ? ZERO : operator === '/' ? ONE : null;
}

function isSame({ left, right, matching, filled }: BinaryExpression): boolean {
  const isPlain = matching === null && !filled.left && !filled.right;
  return isPlain && JSON.stringify(left) === JSON.stringify(right);
}

function reckon(operator: string, a: number, b: number): number | null {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '^':
      return a === 1 || b === 0 ? 1 : a ** b;
    case 'atan2':
      return Math.atan2(a, b);
    default:
      return null;
  }
}

function ofAggregation({ operator, of }: AggregationExpression): Fixed | null {
  const inner = fixedOf(of);
  const isOne = outputLabels(of)?.length === 0;
  if (operator === 'group') return ONE;
  if (KEEPING_AGGREGATIONS.has(operator)) return inner;
  if (operator === 'count') return isOne ? ONE : null;
  if (operator === 'stddev' || operator === 'stdvar') return isOne || inner !== null ? ZERO : null;
  // How many series there are is something measured.
  if (operator === 'sum') return isOne || inner?.value === 0 ? inner : null;
  return null;
}

/** True for what is 1 at least, where it is there. */
function isCount(expression: Expression): boolean {
  if (expression.kind === 'aggregation') return expression.operator === 'count' || expression.operator === 'group';
  return expression.kind === 'call' && ['count_over_time', 'present_over_time', 'exp'].includes(expression.name);
}

function ofCall(expression: CallExpression): Fixed | null {
  const { name, arguments: given } = expression;
  if (name === 'pi') return { value: Math.PI };
  if (OF_THE_CLOCK.has(name) || given.length === 0) return SOME;
  if (name === 'absent' || name === 'absent_over_time' || name === 'present_over_time') return ONE;
  if (OF_PRESENCE.has(name)) return null;
  const [first] = given;
  if (first === undefined) return SOME;
  if (name === 'sgn' && isCount(first)) return ONE;
  if (name.startsWith('clamp')) return ofClamp(expression);
  if (name === 'info' || KEEPS.has(name)) return fixedOf(first);
  const all = given.filter(({ kind }) => kind !== 'string').map(fixedOf);
  if (!all.every((one) => one !== null)) return null;
  if (ZERO_OF_FIXED.has(name)) return ZERO;
  const plain = Object.hasOwn(PLAIN, name) ? PLAIN[name] : undefined;
  return plain === undefined ? SOME : mapped(all[0] ?? null, plain);
}

/** Limits that leave one number, also those of one call within another. */
function ofClamp(expression: CallExpression): Fixed | null {
  const { low, high, of } = limits(expression);
  if (low !== null && low === high) return { value: low };
  return of === null ? null : SOME;
}

interface Limits {
  readonly low: number | null;
  readonly high: number | null;
  /** What is limited, and all that limits it, where every one of them is fixed. */
  readonly of: Fixed | null;
}

function limits(expression: Expression): Limits {
  const name = expression.kind === 'call' ? expression.name : '';
  const [first, ...others] = expression.kind === 'call' ? expression.arguments : [];
  if (!name.startsWith('clamp') || first === undefined) return { low: null, high: null, of: fixedOf(expression) };
  const inner = limits(first);
  const bounds = others.map(fixedOf);
  const of = inner.of !== null && bounds.every((one) => one !== null) ? SOME : null;
  const [one, two] = bounds.map((bound) => bound?.value ?? null);
  const low = name === 'clamp_max' ? null : (one ?? null);
  const high = name === 'clamp_min' ? null : name === 'clamp_max' ? (one ?? null) : (two ?? null);
  // What the inner call leaves is limited once more.
  const within = (limit: number | null): number | null =>
    limit === null
      ? null
      : Math.min(Math.max(limit, low ?? Number.NEGATIVE_INFINITY), high ?? Number.POSITIVE_INFINITY);
  return { low: within(inner.low) ?? low, high: within(inner.high) ?? high, of };
}
