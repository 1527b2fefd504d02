import { inverseBeta } from './inverse-beta.ts';

/**
 * The Jeffreys interval of a proportion, `alpha` on either side, with 0 and 1 kept at the ends: Brown, Cai and
 * DasGupta (2001). Whole numbers, 0 ≤ successes ≤ trials, trials ≥ 1. Returns shares of 1.
 */
export function jeffreys(successes: number, trials: number, alpha: number): readonly [number, number] {
  const a = successes + 0.5;
  const b = trials - successes + 0.5;
  const low = successes === 0 ? 0 : inverseBeta(alpha, a, b).x;
  const high = successes === trials ? 1 : inverseBeta(1 - alpha, a, b).x;
  return [low, high];
}
