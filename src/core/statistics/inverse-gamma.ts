import { gammaPower, incompleteGamma } from './incomplete-gamma.ts';
import { monotoneRoot } from './monotone-root.ts';
import { normalQuantile } from './normal-quantile.ts';

/**
 * The x with P(a, x) = `probability`, for a > 0 and a probability between 0 and 1 (exclusive): half the chi-square
 * quantile with 2a degrees of freedom. Starts at the approximation of Wilson and Hilferty (1931).
 */
export function inverseGamma(probability: number, a: number): number {
  const byLower = probability <= 0.5;
  const wanted = Math.log(byLower ? probability : 1 - probability);
  const evaluate = (logX: number) => {
    const x = Math.exp(logX);
    const tails = incompleteGamma(a, x);
    const tail = byLower ? tails.lower : tails.upper;
    const value = Math.log(tail) - wanted;
    return { value: byLower ? value : -value, slope: gammaPower(a, x) / tail };
  };
  const cube = 1 - 1 / (9 * a) + normalQuantile(probability) / (3 * Math.sqrt(a));
  const start = cube > 0.1 ? Math.log(a) + 3 * Math.log(cube) : Math.log(a) + Math.log(probability) / a;
  return Math.exp(monotoneRoot(evaluate, start, -745, 709));
}
