import type { BinaryExpression, CallExpression, Expression } from '../../sources/promql/expression.ts';
import { parsePromql } from '../../sources/promql/parse-promql.ts';
import type { RuleBook } from './rules.ts';

/** What an expression measures: `factor × core + offset`, the numbers of its outer arithmetic taken off. */
export interface Quantity {
  /** Series and arithmetic without windows and ways of aggregating: equal where two grow and fall together. */
  readonly core: string;
  /** Not 0, and finite. */
  readonly factor: number;
  readonly offset: number;
}

const DEEPEST = 10;
/** Parts that are looked at in all, and characters of recorded expressions that are read. */
const MOST_WORK = 50_000;
const LONGEST_CORE = 20_000;
/** Ways of making one number of many, which never turn them around. */
const MILD_AGGREGATIONS: ReadonlySet<string> = new Set([
  ...['sum', 'avg', 'min', 'max', 'quantile', 'topk', 'bottomk', 'limitk', 'limit_ratio'],
]);
const MILD_CALLS: ReadonlySet<string> = new Set([
  ...['avg_over_time', 'sum_over_time', 'min_over_time', 'max_over_time', 'last_over_time', 'quantile_over_time'],
  ...['label_replace', 'label_join', 'sort', 'sort_desc', 'scalar', 'vector', 'round', 'ceil', 'floor'],
  ...['clamp', 'clamp_min', 'clamp_max'],
]);
/** Operators that compare. */
export const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '>', '<', '>=', '<=']);
const RATES: ReadonlySet<string> = new Set(['rate', 'irate', 'increase']);

/** The number that an expression of numbers alone gives, or `null` where it reads anything else. */
export function constantOf(expression: Expression): number | null {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'unary': {
      const of = constantOf(expression.of);
      return of === null || !expression.negative ? of : -of;
    }
    case 'call': {
      const [first, ...more] = expression.arguments;
      const isOne = first !== undefined && more.length === 0 && ['scalar', 'vector'].includes(expression.name);
      return isOne ? constantOf(first) : null;
    }
    case 'binary': {
      const [left, right] = [constantOf(expression.left), constantOf(expression.right)];
      return left === null || right === null ? null : reckoned(expression.operator, left, right);
    }
    default:
      return null;
  }
}

function reckoned(operator: string, left: number, right: number): number | null {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '^':
      return left ** right;
    default:
      return null;
  }
}

interface Looking {
  readonly recorded: RuleBook['recorded'];
  left: number;
}

/** What an expression measures, a series that one rule records replaced by what is recorded; `null` where it is too much. */
export function quantityOf(expression: Expression, recorded: RuleBook['recorded']): Quantity | null {
  return measured(expression, { recorded, left: MOST_WORK }, 0);
}

function measured(expression: Expression, looking: Looking, depth: number): Quantity | null {
  looking.left -= 1;
  if (depth > DEEPEST || looking.left < 0) return null;
  const of = unfolded(expression, looking);
  if (of !== null) return measured(of, looking, depth + 1);
  if (expression.kind === 'unary') {
    const inner = measured(expression.of, looking, depth);
    return inner === null || !expression.negative ? inner : moved(inner, -1, 0);
  }
  if (expression.kind === 'binary') {
    const shifted = withNumber(expression, looking, depth);
    if (shifted !== undefined) return shifted;
    if (isProduct(expression)) return product(expression, looking, depth);
  }
  const core = coreOf(expression, looking, depth);
  return core === null || core.length > LONGEST_CORE ? null : { core, factor: 1, offset: 0 };
}

function moved({ core, factor, offset }: Quantity, by: number, and: number): Quantity | null {
  const result = { core, factor: factor * by, offset: offset * by + and };
  const isUsable = Number.isFinite(result.factor) && result.factor !== 0 && Number.isFinite(result.offset);
  return isUsable ? result : null;
}

/** A quantity beside a number; `undefined` where the arithmetic is none with a number, or none that keeps it straight. */
function withNumber(
  { operator, left, right }: BinaryExpression,
  looking: Looking,
  depth: number,
): Quantity | null | undefined {
  const [low, high] = [constantOf(left), constantOf(right)];
  const by = low ?? high;
  if (by === null || (low === null) === (high === null)) return undefined;
  const isSum = operator === '+' || operator === '-';
  const isScaled = operator === '*' || (operator === '/' && low === null);
  if (!isSum && !isScaled) return undefined;
  const of = measured(low === null ? left : right, looking, depth);
  if (of === null) return null;
  if (operator === '+') return moved(of, 1, by);
  if (operator === '-') return low === null ? moved(of, 1, -by) : moved(of, -1, by);
  return moved(of, operator === '*' ? by : 1 / by, 0);
}

function isProduct({ operator }: BinaryExpression): boolean {
  return operator === '*' || operator === '/';
}

/** Two quantities times or through each other, as in `100 * a / b`: their factors go in front. */
function product({ operator, left, right }: BinaryExpression, looking: Looking, depth: number): Quantity | null {
  const [one, other] = [measured(left, looking, depth), measured(right, looking, depth)];
  if (one === null || other === null) return null;
  const core = wrapped(operator, [written(one), written(other)]);
  if (core === null) return null;
  const by = (of: Quantity) => (of.offset === 0 ? of.factor : 1);
  return moved({ core, factor: 1, offset: 0 }, operator === '*' ? by(one) * by(other) : by(one) / by(other), 0);
}

/** A quantity inside a product: all of it where a number is added, else without its factor. */
function written({ core, factor, offset }: Quantity): string {
  return offset === 0 ? core : `(${factor}*${core}+${offset})`;
}

/** What is recorded under a series' name by one rule alone; where labels select some of it, it stands for itself. */
function unfolded(expression: Expression, looking: Looking): Expression | null {
  if (expression.kind !== 'selector' || expression.name === null || expression.matchers.length > 0) return null;
  const [rule, ...more] = looking.recorded?.get(expression.name) ?? [];
  if (rule === undefined || more.length > 0 || rule.query.length > LONGEST_CORE) return null;
  looking.left -= rule.query.length;
  if (looking.left < 0) return null;
  try {
    return parsePromql(rule.query);
  } catch {
    return null;
  }
}

function coreOf(expression: Expression, looking: Looking, depth: number): string | null {
  looking.left -= 1;
  if (depth > DEEPEST || looking.left < 0) return null;
  const of = unfolded(expression, looking);
  if (of !== null) return coreOf(of, looking, depth + 1);
  const inner = (one: Expression) => coreOf(one, looking, depth);
  switch (expression.kind) {
    case 'number':
      return String(expression.value);
    case 'string':
      return '';
    case 'selector':
      return expression.series;
    case 'unary':
      return wrapped(expression.negative ? 'minus' : '', [inner(expression.of)]);
    case 'subquery':
      return inner(expression.of);
    case 'aggregation':
      return wrapped(MILD_AGGREGATIONS.has(expression.operator) ? '' : expression.operator, [inner(expression.of)]);
    case 'binary':
      return coreOfBinary(expression, inner);
    case 'call':
      return coreOfCall(expression, inner);
    default:
      return expression satisfies never;
  }
}

type Inner = (expression: Expression) => string | null;

function coreOfBinary(expression: BinaryExpression, inner: Inner): string | null {
  const { operator, left, right } = expression;
  const guarded = guardedBy(expression);
  if (guarded !== null) return inner(guarded);
  const isLeftAlone = operator === 'and' || operator === 'unless' || (operator === 'or' && constantOf(right) !== null);
  return isLeftAlone ? inner(left) : wrapped(operator, [inner(left), inner(right)]);
}

/** What a comparison with a number lets through, such as `total > 0` below a fraction; `null` for other arithmetic. */
export function guardedBy({ operator, left, right, bool }: BinaryExpression): Expression | null {
  if (bool || !COMPARISONS.has(operator)) return null;
  return constantOf(right) === null ? (constantOf(left) === null ? null : right) : left;
}

function coreOfCall({ name, arguments: given }: CallExpression, inner: Inner): string | null {
  const read = given.filter((one) => one.kind !== 'string' && constantOf(one) === null);
  const called = RATES.has(name) ? 'rate' : MILD_CALLS.has(name) ? '' : name;
  return wrapped(read.length === 1 ? called : name, read.map(inner));
}

function wrapped(name: string, inner: readonly (string | null)[]): string | null {
  if (inner.includes(null)) return null;
  const whole = name === '' ? inner.join() : `${name}(${inner.join()})`;
  return whole.length > LONGEST_CORE ? null : whole;
}
