import type { BinaryExpression, Expression, SelectorExpression } from '../../sources/promql/expression.ts';
import { constantOf } from './quantity.ts';

/** A selector by what it selects. */
export type Series = Pick<SelectorExpression, 'series' | 'name' | 'matchers'>;

/** Calls whose result says nothing of the values that they are given. */
const WITHOUT_VALUES: ReadonlySet<string> = new Set(['absent', 'absent_over_time', 'timestamp']);

/**
 * The series whose values an expression gives: not what it is only divided by, what stands on the right of `and` and
 * `unless` or inside `absent`, what is pinned to a time, or one of two that stand in for each other by `or`.
 */
export function measuredSeries(expression: Expression): readonly Series[] {
  switch (expression.kind) {
    case 'number':
    case 'string':
      return [];
    case 'selector':
      return isPinned(expression.moment.at) ? [] : [expression];
    case 'subquery':
      return isPinned(expression.moment.at) ? [] : measuredSeries(expression.of);
    case 'unary':
    case 'aggregation':
      return measuredSeries(expression.of);
    case 'binary':
      return ofBinary(expression);
    case 'call': {
      const { name, arguments: given } = expression;
      if (WITHOUT_VALUES.has(name)) return [];
      // The second argument of info() names labels, not series.
      return (name === 'info' ? given.slice(0, 1) : given).flatMap(measuredSeries);
    }
    default:
      return expression satisfies never;
  }
}

function isPinned(at: string | null): boolean {
  return at !== null && !at.endsWith('()');
}

function ofBinary({ operator, left, right }: BinaryExpression): readonly Series[] {
  const [ours, theirs] = [measuredSeries(left), measuredSeries(right)];
  switch (operator) {
    case 'and':
    case 'unless':
      return ours;
    case 'or':
      return ours.length > 0 && theirs.length > 0 ? [] : [...ours, ...theirs];
    case '/':
      return ours.length > 0 ? ours : theirs;
    case '*':
      return constantOf(left) === 0 || constantOf(right) === 0 ? [] : [...ours, ...theirs];
    default:
      return [...ours, ...theirs];
  }
}
