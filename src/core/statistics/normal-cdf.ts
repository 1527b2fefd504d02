import { incompleteGamma } from './incomplete-gamma.ts';

/** P(Z ≤ z) of the standard normal distribution, through Q(½, z²/2) (Abramowitz and Stegun 26.4.19). */
export function normalCdf(z: number): number {
  const tails = incompleteGamma(0.5, (z * z) / 2);
  return z < 0 ? tails.upper / 2 : 0.5 + tails.lower / 2;
}
