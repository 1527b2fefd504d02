import { catalogueEntry } from './catalogue/catalogue.ts';
import type { Scale } from './catalogue/entry.ts';
import type { Criterion, Target } from './criterion.ts';
import type { Reason } from './finding.ts';
import { isAbove } from './target.ts';

/**
 * Why a value cannot be on the scale of its target, for a metric without a unit whose possible values the catalogue
 * knows: 87 is no BLEU score where the target is 0.8, and 0.2 no error rate where the target is 20. `null` where it can,
 * where the catalogue does not know the metric, and where the criteria give a unit.
 */
export function whyOffScale(value: number, criterion: Criterion): Reason<'out-of-range'> | null {
  if (criterion.unit !== null || !Number.isFinite(value)) return null;
  const scales = catalogueEntry(criterion.id)?.scales ?? [];
  if (scales.length === 0) return null;
  const expected = expectedScales(scales, criterion.target);
  const looks = lookOf(value, scales, expected);
  if (looks === null && expected.some((scale) => holds(scale, value))) return null;
  const [first] = expected;
  const args = { value, low: first?.low ?? null, high: first?.high ?? null, unit: null, metric: criterion.id, looks };
  return { code: 'out-of-range', args };
}

/**
 * The scales that the target is on: the one that ends at 1 where it fits, else every one that it fits. A target that
 * fits none tells nothing, and the value has to be on any.
 */
function expectedScales(scales: readonly Scale[], target: Target): readonly Scale[] {
  const fitting = scales.filter((scale) => numbersOf(target).every((number) => holds(scale, number)));
  const shares = fitting.filter(isShare);
  if (shares.length > 0) return shares;
  return fitting.length > 0 ? fitting : scales;
}

/** What a value looks like that is on another scale than its target: a percentage, or a share of 1; else `null`. */
function lookOf(value: number, scales: readonly Scale[], expected: readonly Scale[]): 'percent' | 'share' | null {
  if (expected.every(isShare)) {
    const isPercent = scales.filter((scale) => holds(scale, value)).every(({ high }) => high === 100);
    return isPercent && value > 1 && value <= 100 ? 'percent' : null;
  }
  const isOnOther = scales.some(isShare) && !expected.some(isShare);
  return isOnOther && value > 0 && value <= 1 ? 'share' : null;
}

function numbersOf(target: Target): readonly number[] {
  return target.kind === 'band' ? [target.low, target.high] : [target.bound];
}

function isShare({ high }: Scale): boolean {
  return high === 1;
}

function holds({ low, high }: Scale, number: number): boolean {
  return (low === null || isAbove(number, low, false)) && (high === null || isAbove(high, number, false));
}
