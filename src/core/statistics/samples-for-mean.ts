import { normalQuantile } from './normal-quantile.ts';
import type { SampleSizes } from './samples-for-proportion.ts';
import { studentQuantile } from './student-t.ts';

const FAR = 1e9;

/**
 * Samples in all after which a mean at `distance` from its target would be told from it at one-sided `alpha`, where
 * single values spread by `deviation`: the smallest N with (t(1−α) + t(power)) · s / √N ≤ distance.
 */
export function samplesForMean(distance: number, deviation: number, alpha: number): SampleSizes {
  return {
    even: smallest(Math.abs(distance), deviation, alpha, 0.5),
    likely: smallest(Math.abs(distance), deviation, alpha, 0.8),
  };
}

function smallest(distance: number, deviation: number, alpha: number, power: number): number {
  const normal = ((normalQuantile(1 - alpha) + normalQuantile(power)) * deviation) / distance;
  const start = Math.max(2, Math.ceil(normal * normal * (1 - 1e-12)));
  // So far out t and normal quantiles agree to all digits that matter.
  if (!(start < FAR)) return Number.isFinite(start) ? start : Number.POSITIVE_INFINITY;
  let samples = start;
  while (!enough(samples, distance, deviation, alpha, power)) samples += 1;
  return samples;
}

// Student's quantiles exceed the normal ones, so the search starts below the answer, at most a handful of steps away.
function enough(samples: number, distance: number, deviation: number, alpha: number, power: number): boolean {
  const quantiles = studentQuantile(1 - alpha, samples - 1) + studentQuantile(power, samples - 1);
  return (quantiles * deviation) / Math.sqrt(samples) <= distance;
}
