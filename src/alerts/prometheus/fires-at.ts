import type { Fires } from '../../core/alert-facts.ts';
import type { Expression } from '../../sources/promql/expression.ts';
import { expressionType, outputLabels } from '../../sources/promql/output-labels.ts';
import { parsePromql } from '../../sources/promql/parse-promql.ts';
import type { AlertRequest } from '../verifier.ts';
import { COMPARISONS, constantOf, guardedBy, type Quantity, quantityOf } from './quantity.ts';
import type { Recorded } from './reads.ts';

const TURNED = { '>': '<', '<': '>', '>=': '<=', '<=': '>=' } as const;
/** Functions that let through what is given to them, with other labels or in another order. */
const LET_THROUGH: ReadonlySet<string> = new Set(['label_replace', 'label_join', 'sort', 'sort_desc']);

/** What is compared, how, and with which number. */
interface Compared extends Pick<Fires, 'operator' | 'bound'> {
  readonly of: Expression;
}

/**
 * At which values a rule fires by its outermost comparison with a number, reckoned in the metric's unit where both are
 * one quantity but for arithmetic with numbers; `null` where conditions are combined, or there is no such comparison.
 */
export function firesAt(rule: string, reads: AlertRequest['reads'], recorded: Recorded): Fires | null {
  const expression = parsed(rule);
  const compared = expression === null ? null : comparedBy(expression);
  if (compared === null) return null;
  const { operator, bound, of } = compared;
  const query = reads?.type === 'prometheus' ? reads.keys['query'] : null;
  const metric = typeof query === 'string' ? parsed(query) : null;
  const scale = (metric === null ? null : reads?.scale) ?? 1;
  const [theirs, ours] = [quantityOf(of, recorded), metric === null ? null : quantityOf(metric, recorded)];
  const same = ours !== null && theirs !== null && ours.core === theirs.core;
  if (!same) return { operator, bound: bound * scale, sameQuantity: false };
  return { ...asMetric(compared, theirs, ours, scale), sameQuantity: true };
}

function parsed(text: string): Expression | null {
  if (text.length > 20_000) return null;
  try {
    return parsePromql(text);
  } catch {
    return null;
  }
}

function comparedBy(expression: Expression): Compared | null {
  switch (expression.kind) {
    case 'unary':
      return comparedBy(expression.of);
    case 'call': {
      const [first] = expression.arguments;
      return first !== undefined && LET_THROUGH.has(expression.name) ? comparedBy(first) : null;
    }
    case 'binary': {
      const { operator, left, right, bool } = expression;
      const [low, high] = [constantOf(left), constantOf(right)];
      // With two numbers nothing is measured; with none, what is compared is not one number.
      if ((low === null) === (high === null)) return null;
      const of = low === null ? left : right;
      if (!meetsNumber(low === null ? right : left, of)) return null;
      if (!COMPARISONS.has(operator)) return isArithmetic(operator) ? comparedBy(of) : null;
      const bound = low ?? high;
      if (bound === null || bool || !isOrdering(operator) || isHeldBack(of)) return null;
      return { operator: low === null ? operator : TURNED[operator], bound, of };
    }
    default:
      return null;
  }
}

/** False where a number is a series of its own that may find no series with the same labels, as `vector(1)` is. */
function meetsNumber(number: Expression, of: Expression): boolean {
  return expressionType(number) === 'scalar' || outputLabels(of)?.length === 0;
}

function isOrdering(operator: string): operator is Fires['operator'] {
  return Object.hasOwn(TURNED, operator);
}

function isArithmetic(operator: string): boolean {
  return !['or', 'and', 'unless'].includes(operator);
}

/** Calls and aggregations that leave out values or replace them, so that some can never be reached. */
const HOLD_BACK: ReadonlySet<string> = new Set([
  ...['clamp', 'clamp_min', 'clamp_max', 'topk', 'bottomk', 'limitk', 'limit_ratio'],
]);

/** True where a part is left out, replaced or counted by a condition of its own. */
function isHeldBack(expression: Expression): boolean {
  switch (expression.kind) {
    case 'number':
    case 'string':
    case 'selector':
      return false;
    case 'unary':
    case 'subquery':
      return isHeldBack(expression.of);
    case 'aggregation':
      return HOLD_BACK.has(expression.operator) || isHeldBack(expression.of);
    case 'binary': {
      const { operator, left, right } = expression;
      // A divisor that must be above zero keeps out what is no number, not what is bad.
      const guarded = operator === '/' ? guardedDivisor(right) : null;
      return COMPARISONS.has(operator) || isHeldBack(left) || isHeldBack(guarded ?? right);
    }
    case 'call':
      return HOLD_BACK.has(expression.name) || expression.arguments.some(isHeldBack);
    default:
      return expression satisfies never;
  }
}

/** What is divided by, without `> 0` or `clamp_min(…, 1)` around it; `null` where neither is. */
function guardedDivisor(divisor: Expression): Expression | null {
  if (divisor.kind === 'binary') return isOrdering(divisor.operator) ? guardedBy(divisor) : null;
  return divisor.kind === 'call' && divisor.name === 'clamp_min' ? (divisor.arguments[0] ?? null) : null;
}

/** The rule's comparison as one of the metric's value: both are `factor × core + offset`, with one core. */
function asMetric(
  { operator, bound }: Compared,
  theirs: Quantity,
  ours: Quantity,
  scale: number,
): Omit<Compared, 'of'> {
  const core = (bound - theirs.offset) / theirs.factor;
  const isTurned = theirs.factor < 0 !== ours.factor < 0;
  return {
    operator: isTurned ? TURNED[operator] : operator,
    bound: (ours.factor * core + ours.offset) * scale,
  };
}
