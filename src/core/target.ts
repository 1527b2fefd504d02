import type { Target } from './criterion.ts';
import type { TextArgs } from './finding.ts';

export const TARGET_PROBLEMS = ['syntax', 'percent-not-allowed', 'out-of-unit-range', 'vacuous', 'empty-band'] as const;

/** Why a text is no target. `args`: `text`, `unit`, and `low` and `high` of the unit's range where it has one. */
export interface TargetProblem {
  readonly code: (typeof TARGET_PROBLEMS)[number];
  readonly args: TextArgs;
}
export type TargetResult =
  | { readonly ok: true; readonly target: Target }
  | { readonly ok: false; readonly problem: TargetProblem };

/** The range that a unit enforces on targets and values, or `null` for units that enforce none. */
export interface UnitRange {
  readonly low: number;
  readonly high: number;
}

/** The range of a unit: `ratio` 0 to 1, `percent` 0 to 100, any other none. */
export function unitRange(unit: string | null): UnitRange | null {
  if (unit === 'ratio') return { low: 0, high: 1 };
  if (unit === 'percent') return { low: 0, high: 100 };
  return null;
}

const NUMBER = '(-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?)[ \\t]*(%?)';
const BOUND = new RegExp(`^(>=|>|<=|<)[ \\t]*${NUMBER}$`);
const BAND = new RegExp(`^${NUMBER}[ \\t]*\\.\\.[ \\t]*${NUMBER}$`);
const LONGEST = 64;

/** Reads one comparison (`>= 0.9`, `< 45`, `0.2 .. 0.4`, `>= 90%`) in a metric's unit, or says why it is none. */
export function parseTarget(text: string, unit: string | null): TargetResult {
  const trimmed = text.trim();
  const range = unitRange(unit);
  const problem = (code: TargetProblem['code']): TargetResult => ({
    ok: false,
    problem: { code, args: { text, unit, low: range?.low ?? null, high: range?.high ?? null } },
  });
  if (trimmed.length > LONGEST) return problem('syntax');
  const bound = BOUND.exec(trimmed);
  const band = bound === null ? BAND.exec(trimmed) : null;
  const found = bound === null ? band?.slice(1) : bound.slice(2);
  if (found === undefined) return problem('syntax');
  const percents = [found[1], found[3]].some((sign) => sign === '%');
  if (percents && range === null) return problem('percent-not-allowed');
  const first = numberOf(found[0], found[1], unit);
  const second = found[2] === undefined ? first : numberOf(found[2], found[3], unit);
  const target: Target =
    bound === null
      ? { kind: 'band', low: first, high: second, text: trimmed }
      : { kind: 'bound', operator: operatorOf(bound[1]), bound: first, text: trimmed };
  const code = problemOf(target, range);
  return code === null ? { ok: true, target } : problem(code);
}

/** The decimal as written, a percentage of a ratio moved by two places as text, so that 90 % is 0.9 exactly. */
function numberOf(digits: string | undefined, sign: string | undefined, unit: string | null): number {
  const value = Number(sign === '%' && unit === 'ratio' ? `${digits}e-2` : digits);
  return value === 0 ? 0 : value;
}

function operatorOf(text: string | undefined): '>=' | '>' | '<=' | '<' {
  switch (text) {
    case '>=':
    case '>':
    case '<=':
      return text;
    default:
      return '<'; // the expression knows four operators
  }
}

function problemOf(target: Target, range: UnitRange | null): TargetProblem['code'] | null {
  if (target.kind === 'band') {
    if (target.low > target.high) return 'empty-band';
    if (range === null) return null;
    if (target.low < range.low || target.high > range.high) return 'out-of-unit-range';
    return isMetByAll(target, range) ? 'vacuous' : null;
  }
  if (range === null) return null;
  const { bound } = target;
  if (bound < range.low || bound > range.high) return 'out-of-unit-range';
  // No value of the unit can be above its top or below its bottom.
  if (!meets(target, range.low) && !meets(target, range.high)) return 'out-of-unit-range';
  return isMetByAll(target, range) ? 'vacuous' : null;
}

/** Judged as a value is, so that a bound within the tolerance of the range's end is no stricter than that end. */
function isMetByAll(target: Target, range: UnitRange): boolean {
  return meets(target, range.low) && meets(target, range.high);
}

/** Which values are better: `higher`, `lower`, or `inside` a band. */
export function betterDirection(target: Target): 'higher' | 'lower' | 'inside' {
  if (target.kind === 'band') return 'inside';
  return target.operator === '>=' || target.operator === '>' ? 'higher' : 'lower';
}

/** Relative difference below which two numbers count as equal: 0.9 computed as 0.8999999999999999 is 0.9. */
const TOLERANCE = 1e-12;

/** True where both numbers are finite and equal within a relative 1e-12. */
export function nearlyEqual(a: number, b: number): boolean {
  return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

/** True where `a` is above `b` (`strict`), or above or equal within a relative 1e-12. False for what is not finite. */
export function isAbove(a: number, b: number, strict: boolean): boolean {
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  return strict ? a > b && !nearlyEqual(a, b) : a > b || nearlyEqual(a, b);
}

/** True where the finite value meets the target; equality within a relative 1e-12 counts as equal, so `>` needs more. */
export function meets(target: Target, value: number): boolean {
  if (target.kind === 'band') return isAbove(value, target.low, false) && isAbove(target.high, value, false);
  switch (target.operator) {
    case '>=':
      return isAbove(value, target.bound, false);
    case '>':
      return isAbove(value, target.bound, true);
    case '<=':
      return isAbove(target.bound, value, false);
    case '<':
      return isAbove(target.bound, value, true);
  }
  return target.operator satisfies never;
}
