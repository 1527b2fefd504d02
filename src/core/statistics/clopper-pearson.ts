import { inverseBeta } from './inverse-beta.ts';

/**
 * The exact interval of a proportion, `alpha` on either side (0 to 1, exclusive): Clopper and Pearson (1934).
 * Whole numbers, 0 ≤ successes ≤ trials, trials ≥ 1. Returns shares of 1.
 */
export function clopperPearson(successes: number, trials: number, alpha: number): readonly [number, number] {
  const low = successes === 0 ? 0 : inverseBeta(alpha, successes, trials - successes + 1).x;
  const high = successes === trials ? 1 : inverseBeta(1 - alpha, successes + 1, trials - successes).x;
  return [low, high];
}
