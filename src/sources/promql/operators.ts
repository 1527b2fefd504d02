import type { BinaryExpression, Expression } from './expression.ts';
import { NotPromql } from './string-literal.ts';

/** A binary operator with its modifiers. */
export interface Operator extends Omit<BinaryExpression, 'kind' | 'left' | 'right'> {
  readonly kind: 'operator';
}

/** What stands in a row between parentheses. */
export type Term =
  | Operator
  | { readonly kind: 'sign'; readonly negative: boolean }
  | {
      readonly kind: 'operand';
      readonly of: Expression;
      /** In parentheses of its own: no modifier applies to what is inside. */
      readonly isClosed: boolean;
      readonly hasOffset: boolean;
    };

/** From loosest to tightest (https://prometheus.io/docs/prometheus/latest/querying/operators/#binary-operator-precedence). */
const LEVELS: readonly (readonly string[])[] = [
  ['or'],
  ['and', 'unless'],
  ['==', '!=', '>', '<', '>=', '<=', '</', '>/'],
  ['+', '-'],
  ['*', '/', '%', 'atan2'],
  ['^'],
];
const POWER = LEVELS.length - 1;

/** Groups terms by the precedence of their operators: from the left, powers from the right, a sign after powers. */
export function withPrecedence(terms: readonly Term[]): Expression {
  let at = 0;
  const operand = (): Expression => {
    const term = terms[at];
    at += 1;
    if (term?.kind === 'sign') return { kind: 'unary', negative: term.negative, of: expression(POWER) };
    if (term?.kind !== 'operand') throw new NotPromql();
    return term.of;
  };
  const expression = (loosest: number): Expression => {
    let left = operand();
    for (let next = terms[at]; next?.kind === 'operator'; next = terms[at]) {
      const level = levelOf(next.operator);
      if (level < loosest) break;
      at += 1;
      const right = expression(level === POWER ? POWER : level + 1);
      left = { ...next, kind: 'binary', left, right };
    }
    return left;
  };
  const whole = expression(0);
  if (at < terms.length) throw new NotPromql();
  return whole;
}

function levelOf(operator: string): number {
  const level = LEVELS.findIndex((operators) => operators.includes(operator));
  if (level === -1) throw new NotPromql();
  return level;
}
