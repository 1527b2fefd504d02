import type { Target } from './criterion.ts';

/** A spread below this share of the numbers it stands beside is what rounding leaves of none at all. */
const NOISE = 1e-12;
/** What a spread is held against where value and target are zero: far above the denormal numbers. */
const TINY = 1e-290;

/**
 * True where a standard deviation, a standard error or one side of an interval tells how far the value may be off. Zero
 * does not, and neither does what arithmetic leaves of equal numbers in their last binary digits: either would "prove"
 * anything of two cases.
 */
export function tellsSpread(spread: number | null, value: number, target: Target): spread is number {
  if (spread === null) return false;
  const bounds = target.kind === 'band' ? [target.low, target.high] : [target.bound];
  const size = Math.max(TINY, ...[value, ...bounds].map(Math.abs));
  return spread > NOISE * size;
}
