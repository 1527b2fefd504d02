import { countsOf, oneOf } from './counts.ts';
import type { Criterion, Target } from './criterion.ts';
import { independentItems } from './interval.ts';
import type { Measured } from './measurement.ts';
import type { Proof } from './proof.ts';
import type { SamplesNeeded } from './result.ts';
import { tellsSpread } from './spread.ts';
import { samplesForMean } from './statistics/samples-for-mean.ts';
import { type SampleSizes, samplesForProportion } from './statistics/samples-for-proportion.ts';

// Beyond this many, and this many times what there is, the result sits on the target and samples will not settle it.
const MANY = 10_000;
const MANY_TIMES = 20;

/**
 * How many more samples an undecided metric needs, at the least and for a likely decision, if the truth is what was
 * seen; `null` where more will not settle it or it cannot be told.
 */
export function samplesNeeded(
  criterion: Criterion,
  measured: Measured,
  value: number,
  proof: Proof,
  alpha: number,
): SamplesNeeded | null {
  const samples = measured.sampleSize;
  const independent = independentItems(measured);
  if (samples === null || independent === null) return null;
  const sizes = boundsInDoubt(criterion.target, value).map((bound) =>
    sizesFor(criterion, measured, value, bound, proof, alpha, independent),
  );
  const even = Math.max(...sizes.map((size) => size?.even ?? Number.POSITIVE_INFINITY));
  const likely = Math.max(...sizes.map((size) => size?.likely ?? Number.POSITIVE_INFINITY));
  if (!Number.isSafeInteger(likely) || !Number.isSafeInteger(even)) return null;
  if (likely > MANY && likely > MANY_TIMES * independent) return null;
  // Where items depend on each other, one independent item more takes several items.
  const more = (size: number) => Math.max(1, Math.ceil(((size - independent) * samples) / independent - 1e-9));
  return { least: more(even), likely: more(likely) };
}

/** The bounds that a decision depends on: of a band, both where the value lies inside, else the nearer one. */
function boundsInDoubt(target: Target, value: number): readonly number[] {
  if (target.kind === 'bound') return [target.bound];
  if (value < target.low) return [target.low];
  return value > target.high ? [target.high] : [target.low, target.high];
}

function sizesFor(
  criterion: Criterion,
  measured: Measured,
  value: number,
  bound: number,
  proof: Proof,
  alpha: number,
  independent: number,
): SampleSizes | null {
  switch (proof.method) {
    case 'exact':
    case 'wilson': {
      const counts = countsOf(criterion, measured);
      const target = bound / oneOf(criterion.unit);
      if (counts === null || target < 0 || target > 1) return null;
      return samplesForProportion(counts.successes / counts.trials, target, alpha);
    }
    case 't': {
      const { stddev, stderr } = measured;
      const told = tellsSpread(stddev, value, criterion.target);
      return samplesForMean(value - bound, told ? stddev : (stderr ?? 0) * Math.sqrt(independent), alpha);
    }
    case 'z':
    case 'poisson':
    case 'given':
      return null;
  }
}
