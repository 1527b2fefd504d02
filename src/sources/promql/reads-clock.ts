import type { CallExpression, Expression } from './expression.ts';

const CLOCK: ReadonlySet<string> = new Set(['time', 'start', 'end']);
const CALENDAR: ReadonlySet<string> = new Set([
  'day_of_month',
  'day_of_week',
  'day_of_year',
  'days_in_month',
  'hour',
  'minute',
  'month',
  'year',
]);

/** True where the time of evaluation becomes part of the answer. */
export function readsClock(expression: Expression): boolean {
  switch (expression.kind) {
    case 'number':
    case 'string':
    case 'selector':
      return false;
    case 'unary':
    case 'subquery':
      return readsClock(expression.of);
    case 'aggregation':
      return readsClock(expression.of) || (expression.parameter !== null && readsClock(expression.parameter));
    case 'binary':
      return readsClock(expression.left) || readsClock(expression.right);
    case 'call':
      return ofCall(expression);
    default:
      return expression satisfies never;
  }
}

function ofCall({ name, arguments: given }: CallExpression): boolean {
  if (CLOCK.has(name) || (CALENDAR.has(name) && given.length === 0)) return true;
  // Only samples that a selector finds have a time of their own; whatever is computed has that of the evaluation.
  if (name === 'timestamp' && given[0]?.kind !== 'selector') return true;
  return given.some(readsClock);
}
