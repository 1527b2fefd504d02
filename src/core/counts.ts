import { isCorpusScore } from './catalogue/corpus-scores.ts';
import type { Criterion } from './criterion.ts';
import { roundingOf } from './decimal-rounding.ts';
import type { Measured } from './measurement.ts';
import { betterDirection, nearlyEqual } from './target.ts';

/** `successes` of `trials`, as whole numbers. */
export interface Counts {
  readonly successes: number;
  readonly trials: number;
}

/** What one is in the unit: a share of 1 is 100 of `percent`. */
export function oneOf(unit: string | null): number {
  return unit === 'percent' ? 100 : 1;
}

// Written with fewer decimals than this, a value tells too little to be held against counts.
const COARSEST_ROUNDING = 0.05;

/** How far the value may lie from the share that it stands for, in shares of 1. */
function slack(value: number, one: number): number {
  return Math.min(roundingOf(value) / one, COARSEST_ROUNDING) * (1 + 1e-9);
}

/** True where the value, as far as it is rounded, is `exact` in the unit. */
export function agrees(value: number, exact: number, unit: string | null): boolean {
  const one = oneOf(unit);
  if (nearlyEqual(value, exact)) return true;
  return Math.abs(value - exact) / one <= Math.max(slack(value, one), 1e-9);
}

/** The value that counts stand for, more exact than the value beside them, or `null` where there are no counts. */
export function countedValue(measured: Measured, unit: string | null): number | null {
  const { successes, sampleSize, exposure } = measured;
  if (successes === null) return null;
  if (sampleSize !== null) return (successes * oneOf(unit)) / sampleSize;
  return exposure === null ? null : successes / exposure;
}

/**
 * The counts behind a proportion: as given, or for a ratio that is no corpus score, the whole number that value × n
 * stands for within the value's rounding. Where several fit, the one that speaks against meeting the target; for a band
 * then none. `null`: not a proportion.
 */
export function countsOf(criterion: Criterion, measured: Measured): Counts | null {
  const trials = measured.sampleSize;
  if (trials === null) return null;
  if (measured.successes !== null) return { successes: measured.successes, trials };
  if (criterion.unit !== 'ratio' || isCorpusScore(criterion.id)) return null;
  const successes = wholeSuccesses(criterion, measured.value, trials);
  return successes === null ? null : { successes, trials };
}

function wholeSuccesses(criterion: Criterion, value: number, trials: number): number | null {
  const product = value * trials;
  const nearest = Math.round(product);
  if (Math.abs(product - nearest) <= Math.max(1e-9, product * 1e-15)) return within(nearest, trials);
  const half = slack(value, 1);
  const least = Math.ceil((value - half) * trials);
  const most = Math.floor((value + half) * trials);
  if (least > most) return null;
  const below = Math.floor(product);
  switch (betterDirection(criterion.target)) {
    case 'higher':
      return within(Math.max(below, least), trials);
    case 'lower':
      return within(Math.min(below + 1, most), trials);
    case 'inside':
      return least === most ? within(least, trials) : null;
  }
}

function within(successes: number, trials: number): number {
  return Math.min(Math.max(successes, 0), trials);
}
