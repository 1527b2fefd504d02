import type { Target } from '../../core/criterion.ts';
import type { TextArgs } from '../../core/finding.ts';
import { formatDuration } from '../durations.ts';
import { formatAgainst, formatNumber, formatTarget, type Shown, shownIn, withUnit } from '../numbers.ts';
import { unmarkedText, withinMarks } from '../prose.ts';

/** A numeric argument, or `null` where it is absent. */
export function numeric(args: TextArgs, name: string): number | null {
  const value = args[name];
  return typeof value === 'number' ? value : null;
}

/** A numeric argument in plain decimals, all its digits; `?` where it is absent. */
export function plain(args: TextArgs, name: string): string {
  const value = numeric(args, name);
  return value === null ? '?' : formatNumber(value, 17);
}

/** A share of 1 as a percentage: `90 %`; `?` where it is absent. */
export function percentage(args: TextArgs, name: string): string {
  const value = numeric(args, name);
  return value === null ? '?' : `${formatNumber(value * 100)} %`;
}

/** A duration given in seconds, as people say it. */
export function duration(args: TextArgs, name: string): string {
  const value = numeric(args, name);
  return value === null ? 'an unknown time' : formatDuration(value);
}

const OPERATORS = { 'at least': '>=', above: '>', 'at most': '<=', below: '<' } as const;

/** The target that the arguments carry; its text serves only to show the numbers as they were written. */
function targetOf(args: TextArgs): Target | null {
  const bound = numeric(args, 'bound');
  const end = numeric(args, 'end');
  const text = String(args['target'] ?? '');
  if (bound === null) return null;
  if (end !== null) return { kind: 'band', low: bound, high: end, text };
  const comparison = String(args['comparison'] ?? '');
  const operator = Object.entries(OPERATORS).find(([words]) => words === comparison)?.[1];
  return operator === undefined ? null : { kind: 'bound', operator, bound, text };
}

/** How the numbers are shown; `null` where the target is not known. The unit may be marked as foreign. */
function shownOf(args: TextArgs): Shown | null {
  const target = targetOf(args);
  const unit = typeof args['unit'] === 'string' ? args['unit'] : null;
  return target === null ? null : shownIn({ ...target, text: unmarkedText(target.text) }, unit);
}

/** The target as a sentence says it: `at least 0.80`, `between 0.2 and 0.4`. */
export function targetWords(args: TextArgs): string {
  const shown = shownOf(args);
  if (shown === null) return 'its target';
  const numbers = formatTarget(shown.target)
    .replace(/^[≥>≤<] /, '')
    .replace(' to ', ' and ');
  return `${String(args['comparison'])} ${inUnit(numbers, shown.unit)}`;
}

/** Numbers in their unit, as beside the target in the table: `91 %`, `₹112`, `1.2 s`; a ratio has none. */
function inUnit(numbers: string, unit: string | null): string {
  if (unit === null || unit === '' || unit === 'ratio' || unit === 'percent') return withUnit(numbers, unit);
  if (!/^\p{Sc}$/u.test(unmarkedText(unit))) return `${numbers} ${unit}`;
  return numbers.replace(/\d+(?:\.\d+)?/g, (digits) => withinMarks(unit, digits));
}

/** Two values of the metric with their unit: `0.756 to 0.889`, `4.01 to 4.39 s`. */
function rangeWords(args: TextArgs, low: string, high: string): string {
  const shown = shownOf(args);
  if (shown === null) return `${valueWords(args, low)} to ${valueWords(args, high)}`;
  const [from, to] = [low, high].map((name) =>
    formatAgainst(shown.of(numeric(args, name) ?? Number.NaN), shown.target),
  );
  return inUnit(`${from} to ${to}`, shown.unit);
}

/** A value of the metric with as many digits as tell it from the target. */
export function valueWords(args: TextArgs, name: string): string {
  const value = numeric(args, name);
  if (value === null) return 'no value';
  const shown = shownOf(args);
  if (shown !== null) return inUnit(formatAgainst(shown.of(value), shown.target), shown.unit);
  return withUnit(formatNumber(value, 17), args['unit'] === 'percent' ? 'percent' : null);
}

/** `83 of 100 is 0.83`, `3 events in 1000 units of exposure`, or the value itself. */
export function observation(args: TextArgs): string {
  const successes = numeric(args, 'successes');
  if (successes !== null && numeric(args, 'exposure') !== null) {
    return `${plain(args, 'successes')} events in ${plain(args, 'exposure')} units of exposure`;
  }
  if (successes !== null && numeric(args, 'samples') !== null) {
    return `${plain(args, 'successes')} of ${plain(args, 'samples')} is ${valueWords(args, 'value')}`;
  }
  return `the value is ${valueWords(args, 'value')}`;
}

/** The interval with its level: `the 90 % interval 0.756 to 0.889`; empty where there is none. */
export function intervalWords(args: TextArgs): string {
  if (numeric(args, 'intervalLow') === null || numeric(args, 'intervalHigh') === null) return '';
  return `the ${percentage(args, 'level')} interval ${rangeWords(args, 'intervalLow', 'intervalHigh')}`;
}
