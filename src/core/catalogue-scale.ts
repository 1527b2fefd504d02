import { catalogueEntry } from './catalogue/catalogue.ts';
import { contradictsUnit } from './catalogue/contradicts-unit.ts';
import type { Scale } from './catalogue/entry.ts';
import { saysScale } from './catalogue/says-scale.ts';
import { scaleText } from './catalogue/scale-text.ts';
import type { Criterion, Target } from './criterion.ts';
import type { Reason } from './finding.ts';
import { isAbove, unitRange } from './target.ts';

/**
 * Why a value cannot be on the scale of its target, for a metric whose possible values the catalogue knows: 87 is no
 * BLEU score where the target is 0.8, and 0.2 no error rate where the target is 20. `null` where it can, where the
 * catalogue does not know the metric, and where its unit has a range or scale of its own or measures something else. A
 * unit in plain words names no scale: where the target is on one that is known, the value has to be on it too.
 */
export function whyOffScale(value: number, { id, unit, target }: Criterion): Reason<'out-of-range'> | null {
  const entry = catalogueEntry(id);
  if (entry === null || entry.scales.length === 0 || !Number.isFinite(value)) return null;
  if (unit !== null && (unitRange(unit) !== null || saysScale(unit) || contradictsUnit(entry, unit))) return null;
  const { scales } = entry;
  const fitting = scales.filter((scale) => numbersOf(target).every((number) => holds(scale, number)));
  if (fitting.length === 0 && unit !== null) return null;
  // A target that fits none tells nothing, and the value has to be on any.
  const expected = fitting.length === 0 ? scales : likeliest(fitting);
  const looks = lookOf(value, scales, expected);
  if (looks === null && expected.some((scale) => holds(scale, value))) return null;
  return { code: 'out-of-range', args: { value, scales: expected.map(scaleText), unit, metric: id, looks } };
}

/** Scales of points, as people and judges give them, end here: 4 is meant on one of them rather than on 0 to 100. */
const MOST_POINTS = 10;

/** Of the scales that a target fits the one that ends at 1, else those of points, else all. */
function likeliest(fitting: readonly Scale[]): readonly Scale[] {
  const shares = fitting.filter(isShare);
  const points = fitting.filter(({ high }) => high !== null && high <= MOST_POINTS);
  return [shares, points].find((scales) => scales.length > 0) ?? fitting;
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
