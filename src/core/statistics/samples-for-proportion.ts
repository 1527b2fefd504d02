import { normalQuantile } from './normal-quantile.ts';

/** Sample sizes that would decide: where the result stays exactly as seen (about even odds), and for 80 % odds. */
export interface SampleSizes {
  readonly even: number;
  readonly likely: number;
}

/**
 * Samples in all that tell `share` from `target` (both 0 to 1) at one-sided `alpha`, by the score test that Wilson's
 * interval inverts. Infinite where the two are equal.
 */
export function samplesForProportion(share: number, target: number, alpha: number): SampleSizes {
  const distance = share - target;
  if (distance === 0) return { even: Number.POSITIVE_INFINITY, likely: Number.POSITIVE_INFINITY };
  const noise = normalQuantile(1 - alpha) * Math.sqrt(target * (1 - target));
  const power = normalQuantile(0.8) * Math.sqrt(share * (1 - share));
  return { even: wholeSquare(noise / distance), likely: wholeSquare((noise + power) / distance) };
}

// Rounding up must not be moved by the last digits of the square.
function wholeSquare(root: number): number {
  const square = root * root;
  return Math.ceil(square - square * 1e-12);
}
