import { leastWhole } from './least-whole.ts';
import { exactCounts, type Proof, provesAbove, provesBelow, wilsonCounts } from './proof.ts';
import { binomialAtLeast, binomialAtMost } from './statistics/binomial-tails.ts';
import { normalQuantile } from './statistics/normal-quantile.ts';
import { samplesForProportion } from './statistics/samples-for-proportion.ts';

/** How a share of cases is going to be judged, before there are any. Shares of 1. */
export interface OddsTest {
  readonly method: 'exact' | 'wilson';
  /** One-sided risk, above 0 and below 0.5. */
  readonly alpha: number;
  readonly better: 'higher' | 'lower';
  /** The target's bound as it is seen: where a judge errs, on the scale of what the judge says. */
  readonly bound: number;
  readonly strict: boolean;
  /** The share that is seen where the truth is `level`. */
  readonly seen: (level: number) => number;
}

/** What counts as likely enough to plan with. */
export const LIKELY = 0.8;

// No evidence is larger; beyond it, a target cannot be told from certainty.
const MOST_SAMPLES = 1e15;
// From here on the normal approximation errs by less than anybody plans with.
const APPROXIMATE_FROM = 100_000;

/** True where `good` cases of `samples` (bad ones are the rest) pass, by the same proof that judges evidence. */
function passesWith(test: OddsTest, good: number, samples: number): boolean {
  const { method, alpha, better, bound, strict } = test;
  const successes = better === 'higher' ? good : samples - good;
  const counts = { successes, trials: samples };
  const proportion = { counts, independent: samples, value: successes / samples, one: 1, alpha, better };
  const proof: Proof = method === 'exact' ? exactCounts(proportion) : wilsonCounts(proportion);
  return better === 'higher' ? provesAbove(proof, bound, strict) : provesBelow(proof, bound, strict);
}

/** The share of good cases at the target's bound. */
function goodAtBound({ better, bound }: OddsTest): number {
  return better === 'higher' ? bound : 1 - bound;
}

/** Fewest good cases of `samples` (whole, at least 1) with which the metric passes; `null` where not even all of them do. */
export function fewestGood(test: OddsTest, samples: number): number | null {
  const share = goodAtBound(test);
  if (share >= 1) return null; // no evidence shows certainty
  const z = normalQuantile(1 - test.alpha);
  const guess =
    samples * share + z * Math.sqrt(samples * share * (1 - share)) + ((1 - 2 * share) * (z * z - 1)) / 6 + 0.5;
  return leastWhole((good) => passesWith(test, good, samples), guess, 0, samples);
}

/** The chance of at least `good` good cases of `samples` where the true share is `level`: an exact binomial sum. */
export function chanceOf(test: OddsTest, good: number, samples: number, level: number): number {
  const seen = test.seen(level);
  if (test.better === 'higher') return binomialAtLeast(good, samples, seen);
  return binomialAtMost(samples - good, samples, seen);
}

/** Fewest samples with which a result with `bad` bad cases passes; `null` where no number does. */
function samplesAllowing(test: OddsTest, bad: number): number | null {
  const share = goodAtBound(test);
  const rest = 1 - share;
  if (rest <= 0) return null; // no evidence shows certainty
  const noise = normalQuantile(1 - test.alpha) * Math.sqrt(share * rest);
  const root = (noise + Math.sqrt(noise * noise + 4 * rest * bad)) / (2 * rest);
  const guess = bad === 0 ? Math.log(test.alpha) / Math.log(share) : root * root;
  return leastWhole((samples) => passesWith(test, samples - bad, samples), guess, Math.max(bad, 1), MOST_SAMPLES);
}

/** Fewest samples with which a flawless result passes: ⌈ln α / ln τ⌉ for the exact test; `null` where none does. */
export function leastSamples(test: OddsTest): number | null {
  return samplesAllowing(test, 0);
}

/**
 * The number of samples with which a system whose true share is `level` passes at least 80 % of the time, and with more
 * of them too, within a percent; `null` where no number does. About right beyond 100,000.
 */
export function likelySamples(test: OddsTest, level: number): number | null {
  const seen = test.seen(level);
  const isBetter = test.better === 'higher' ? seen > test.bound : seen < test.bound;
  if (!isBetter) return null;
  if (passesWith(test, 0, 1)) return 1; // a target that everything meets
  const about = samplesForProportion(seen, test.bound, test.alpha).likely;
  if (!(about <= MOST_SAMPLES)) return null;
  if (about > APPROXIMATE_FROM) return about;
  // For as many bad cases as are allowed, the chance falls with more samples until one more is allowed: a saw whose
  // teeth rise. The lowest point of a tooth, just before the next, decides.
  const isLikely = (bad: number) => {
    const next = samplesAllowing(test, bad + 1);
    if (next === null) return false;
    const lowest = Math.max(next - 1, bad, 1);
    return chanceOf(test, lowest - bad, lowest, level) >= LIKELY;
  };
  const good = fewestGood(test, about);
  const guess = good === null ? 0 : about - good;
  const bad = leastWhole(isLikely, guess, 0, APPROXIMATE_FROM * 2);
  return bad === null ? null : samplesAllowing(test, bad);
}
