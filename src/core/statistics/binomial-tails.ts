import { incompleteBeta } from './incomplete-beta.ts';

/** P(X ≥ successes) for X ~ Binomial(trials, share): I_share(k, n−k+1). Whole numbers, 0 ≤ successes ≤ trials. */
export function binomialAtLeast(successes: number, trials: number, share: number): number {
  if (successes <= 0) return 1;
  return incompleteBeta(successes, trials - successes + 1, share, 1 - share).lower;
}

/** P(X ≤ successes) for X ~ Binomial(trials, share): 1 − I_share(k+1, n−k). Whole numbers, 0 ≤ successes ≤ trials. */
export function binomialAtMost(successes: number, trials: number, share: number): number {
  if (successes >= trials) return 1;
  return incompleteBeta(successes + 1, trials - successes, share, 1 - share).upper;
}
