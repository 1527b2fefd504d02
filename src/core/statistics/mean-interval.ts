import { normalQuantile } from './normal-quantile.ts';
import { studentQuantile } from './student-t.ts';

/**
 * The interval of a mean with a known standard error, `alpha` on either side: Student's (1908) with `freedom` degrees
 * of freedom, the normal one where it is `null`.
 */
export function meanInterval(
  mean: number,
  standardError: number,
  freedom: number | null,
  alpha: number,
): readonly [number, number] {
  const quantile = freedom === null ? normalQuantile(1 - alpha) : studentQuantile(1 - alpha, freedom);
  const half = quantile * standardError;
  return [mean - half, mean + half];
}
