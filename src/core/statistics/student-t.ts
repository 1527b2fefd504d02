import { incompleteBeta } from './incomplete-beta.ts';
import { inverseBeta } from './inverse-beta.ts';
import { normalQuantile } from './normal-quantile.ts';

// From here the first term of the normal expansion has more digits than the beta function (error of order freedom^−2).
const NEARLY_NORMAL = 1e7;

/** P(T ≤ t) of Student's distribution with `freedom` > 0 degrees of freedom (Abramowitz and Stegun 26.7.1). */
export function studentCdf(t: number, freedom: number): number {
  const sum = freedom + t * t;
  const tail = incompleteBeta(freedom / 2, 0.5, freedom / sum, (t * t) / sum).lower / 2;
  return t < 0 ? tail : 1 - tail;
}

/** The t with P(T ≤ t) = `probability` (0 to 1, exclusive), for `freedom` > 0 degrees of freedom. */
export function studentQuantile(probability: number, freedom: number): number {
  if (probability === 0.5) return 0;
  if (freedom > NEARLY_NORMAL) {
    const z = normalQuantile(probability);
    return z + (z * z * z + z) / (4 * freedom); // Abramowitz and Stegun 26.7.5
  }
  const { x, y } = inverseBeta(2 * Math.min(probability, 1 - probability), freedom / 2, 0.5);
  const t = Math.sqrt((freedom * y) / x);
  return probability < 0.5 ? -t : t;
}
