import { countsOf, oneOf } from './counts.ts';
import type { Criterion, Target } from './criterion.ts';
import { independentItems } from './interval.ts';
import type { Measured } from './measurement.ts';
import { chanceOf, fewestGood, type OddsTest, samplesAllowing } from './odds-test.ts';
import type { Proof } from './proof.ts';
import type { SamplesNeeded } from './result.ts';
import { tellsSpread } from './spread.ts';
import { samplesForMean } from './statistics/samples-for-mean.ts';
import { type SampleSizes, samplesForProportion } from './statistics/samples-for-proportion.ts';
import { meets } from './target.ts';

// Beyond this many, and this many times what there is, the result sits on the target and samples will not settle it.
const MANY = 10_000;
const MANY_TIMES = 20;
// The score test's 80 % are a little less exactly; with many samples the difference does not matter.
const LIKELY_ENOUGH = 0.78;
const MOST_STEPS = 100;

/**
 * How many more samples an undecided metric needs, for about even odds and for a likely decision, if the truth is what was
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
      const share = counts.successes / counts.trials;
      return sizesForCounts(testAgainst(criterion, value, bound, proof.method, alpha), share, independent);
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

/** The test that would decide: of the side of the bound on which the value lies. Shares of 1. */
function testAgainst(
  { target, unit }: Criterion,
  value: number,
  bound: number,
  method: OddsTest['method'],
  alpha: number,
): OddsTest {
  const isStrict = target.kind === 'bound' && (target.operator === '>' || target.operator === '<');
  const strict = meets(target, value) ? isStrict : !isStrict;
  const better = value > bound ? 'higher' : 'lower';
  return { method, alpha, better, bound: bound / oneOf(unit), strict, seen: (level) => level };
}

/**
 * Samples in all by the score test, but no fewer than it takes if everything further speaks for the side on which the
 * share lies, and for a likely decision as many as make it likely by the exact sum.
 */
function sizesForCounts(test: OddsTest, share: number, independent: number): SampleSizes | null {
  const against = (test.better === 'higher' ? 1 - share : share) * independent;
  const flawless = samplesAllowing(test, Math.floor(against + 1e-9 * Math.max(1, against)));
  if (flawless === null) return null;
  const { even, likely } = samplesForProportion(share, test.bound, test.alpha);
  return { even: Math.max(even, flawless), likely: likelyFrom(test, Math.max(likely, flawless), share) };
}

/** The first of a few growing sizes that makes a decision likely; the approximation is short only where errors are few. */
function likelyFrom(test: OddsTest, start: number, share: number): number {
  const isLikely = (samples: number) => {
    const good = fewestGood(test, samples);
    return good !== null && chanceOf(test, good, samples, share) >= LIKELY_ENOUGH;
  };
  let samples = start;
  for (let step = 0; step < MOST_STEPS && samples < MANY && !isLikely(samples); step += 1) {
    samples += Math.max(1, Math.ceil(samples / 100));
  }
  return samples;
}
