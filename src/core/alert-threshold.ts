import type { Fires } from './alert-facts.ts';
import type { Target } from './criterion.ts';

/** Relative difference below which two bounds count as one. */
const TOLERANCE = 1e-9;

/**
 * A rule's comparison held against the declared one: `kept` where the rule fires wherever `when` promises it, or nothing
 * can be compared; `fewer` where it fires at fewer values, or may; `opposite` where it certainly fires the other way.
 */
export function heldAgainstWhen(when: Target | null, fires: Fires | null | undefined): 'kept' | 'fewer' | 'opposite' {
  if (when === null || when.kind === 'band' || !fires) return 'kept';
  if (isUpward(when.operator) !== isUpward(fires.operator)) return fires.sameQuantity ? 'opposite' : 'fewer';
  return firesAtFewer(when, fires) ? 'fewer' : 'kept';
}

/** A rule's comparison as text, such as `> 0.15`; `null` where there is none. */
export function firesText(fires: Fires | null | undefined): string | null {
  return fires ? `${fires.operator} ${boundText(fires.bound)}` : null;
}

type Bound = Extract<Target, { readonly kind: 'bound' }>;

function firesAtFewer(when: Bound, fires: Fires): boolean {
  // Nothing is above or below NaN.
  if (Number.isNaN(fires.bound)) return true;
  const difference = isUpward(when.operator) ? fires.bound - when.bound : when.bound - fires.bound;
  const isSame = Math.abs(difference) <= TOLERANCE * Math.max(Math.abs(fires.bound), Math.abs(when.bound));
  if (isSame && Number.isFinite(fires.bound)) return isInclusive(when.operator) && !isInclusive(fires.operator);
  return difference > 0;
}

function isUpward(operator: Fires['operator']): boolean {
  return operator === '>' || operator === '>=';
}

function isInclusive(operator: Fires['operator']): boolean {
  return operator === '>=' || operator === '<=';
}

/** Twelve digits, so that what was reckoned reads as it would be written. */
function boundText(bound: number): string {
  if (Number.isFinite(bound)) return String(Number(bound.toPrecision(12)));
  return Number.isNaN(bound) ? 'NaN' : bound > 0 ? '+Inf' : '-Inf';
}
