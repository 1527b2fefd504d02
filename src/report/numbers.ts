import type { Target } from '../core/criterion.ts';

/** Numbers this close count as equal, as in judging. */
const TOLERANCE = 1e-12;
const LEAST_DIGITS = 4;
const MOST_DIGITS = 17;

/** A number in plain decimals with at least 4 significant digits, integers whole; an exponent only beyond 1e21 and below 1e-9. */
export function formatNumber(value: number, digits: number = LEAST_DIGITS): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'not a number' : 'infinite';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e21 || size < 1e-9) return exponent(value, digits);
  const decimals = Math.min(Math.max(digits - wholeDigits(value), 0), 26);
  return trimZeros(digits >= MOST_DIGITS ? shortest(value) : value.toFixed(decimals));
}

/** Digits before the decimal point; negative where zeros follow it. */
function wholeDigits(value: number): number {
  return value === 0 ? 1 : Math.floor(Math.log10(Math.abs(value))) + 1;
}

/** The shortest decimal that reads back as the same number, without an exponent where `toFixed` reaches. */
function shortest(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(26) : text;
}

function exponent(value: number, digits: number): string {
  const [mantissa = '', power = ''] = value.toExponential(digits - 1).split('e');
  return `${trimZeros(mantissa)}e${power.replace('+', '')}`;
}

function trimZeros(text: string): string {
  const trimmed = text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
  return trimmed === '-0' ? '0' : trimmed;
}

/**
 * A judged number beside its target: digits are added until what is shown stands on the same side of the target as
 * what was judged, so that the two never look equal when the verdict says otherwise.
 */
export function formatAgainst(value: number, target: Target): string {
  const bounds = boundsOf(target);
  const least = Math.max(LEAST_DIGITS, wholeDigits(value) + decimalsOf(target));
  for (let digits = least; digits < MOST_DIGITS; digits += 1) {
    const shown = formatNumber(value, digits);
    if (bounds.every((bound) => side(Number(shown), bound, 0) === side(value, bound, TOLERANCE)))
      return padTo(shown, decimalsOf(target));
  }
  return padTo(formatNumber(value, MOST_DIGITS), decimalsOf(target));
}

function side(value: number, bound: number, tolerance: number): number {
  const near = tolerance * Math.max(Math.abs(value), Math.abs(bound));
  return Math.abs(value - bound) <= near ? 0 : Math.sign(value - bound);
}

function boundsOf(target: Target): readonly number[] {
  return target.kind === 'bound' ? [target.bound] : [target.low, target.high];
}

const SIGNS = { '>=': '≥', '>': '>', '<=': '≤', '<': '<' } as const;

/** A target with the numbers that were judged, written as in the criteria (`0.90`) where that reads as the same numbers. */
export function formatTarget(target: Target): string {
  const numbers = writtenNumbers(target) ?? boundsOf(target).map((bound) => formatNumber(bound, MOST_DIGITS));
  const [first = '', second = ''] = numbers;
  return target.kind === 'bound' ? `${SIGNS[target.operator]} ${first}` : `${first} to ${second}`;
}

/** The numbers as the criteria write them; `null` where they do not read as the numbers that were judged. */
function writtenNumbers(target: Target): readonly string[] | null {
  const written = target.text.slice(0, 200).match(/-?\d+(?:\.\d+)?/g) ?? [];
  const bounds = boundsOf(target);
  const same = written.length === bounds.length && written.every((text, index) => Number(text) === bounds[index]);
  return same && written.every((text) => text.length <= 20) ? written : null;
}

/** How a metric's numbers are shown: times a factor, beside a target in that same unit. */
export interface Shown {
  readonly target: Target;
  readonly unit: string | null;
  readonly of: (value: number) => number;
}

/** Digits that survive the moving of a decimal point. */
const EXACT_DIGITS = 15;
const IN_PERCENT = /(-?\d+(?:\.\d+)?)[ \t]*(%?)/g;

/** A ratio whose target is written in percent is shown in percent, as it was written; everything else as it was judged. */
export function shownIn(target: Target, unit: string | null): Shown {
  const asJudged: Shown = { target, unit, of: (value) => value };
  if (unit !== 'ratio') return asJudged;
  const written = [...target.text.slice(0, 200).matchAll(IN_PERCENT)];
  const bounds = boundsOf(target);
  const same = written.every(([, digits, sign], index) => sign === '%' && Number(`${digits}e-2`) === bounds[index]);
  if (!same || written.length !== bounds.length) return asJudged;
  const [first = 0, second = 0] = written.map(([, digits]) => Number(digits));
  const ends = target.kind === 'bound' ? { ...target, bound: first } : { ...target, low: first, high: second };
  return { target: ends, unit: 'percent', of: (value) => Number((value * 100).toPrecision(EXACT_DIGITS)) };
}

function decimalsOf(target: Target): number {
  const decimals = (writtenNumbers(target) ?? []).map((text) => text.split('.')[1]?.length ?? 0);
  return Math.min(Math.max(0, ...decimals), 6);
}

/** Trailing zeros up to the target's decimals: `0.9` beside `≥ 0.90` is `0.90`. */
function padTo(shown: string, decimals: number): string {
  if (decimals === 0 || !/^-?\d+(\.\d*)?$/.test(shown)) return shown;
  const [whole = '', fraction = ''] = shown.split('.');
  return `${whole}.${fraction.padEnd(decimals, '0')}`;
}

/** A number or a comparison in its unit as far as the unit is ours: `91 %` for `percent`; other units are foreign text. */
export function withUnit(shown: string, unit: string | null): string {
  return unit === 'percent' ? `${shown} %` : shown;
}
