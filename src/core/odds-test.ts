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
// Teeth of the saw that a number of samples must not dip in, and how many are looked at.
const LASTING_TEETH = 8;
const MOST_TEETH = 200;
// From here on the normal approximation errs by less than anybody plans with.
const APPROXIMATE_FROM = 100_000;

/** True where `good` cases of `samples` (bad ones are the rest) prove what is better than `bound`, as evidence does. */
function proves(test: OddsTest, good: number, samples: number, bound: number, strict: boolean): boolean {
  const { method, alpha, better } = test;
  const successes = better === 'higher' ? good : samples - good;
  const counts = { successes, trials: samples };
  const proportion = { counts, independent: samples, value: successes / samples, one: 1, alpha };
  const proof: Proof = method === 'exact' ? exactCounts(proportion) : wilsonCounts(proportion);
  return better === 'higher' ? provesAbove(proof, bound, strict) : provesBelow(proof, bound, strict);
}

function passesWith(test: OddsTest, good: number, samples: number): boolean {
  return proves(test, good, samples, test.bound, test.strict);
}

/** Fewest good cases that a judge as declared does not report even of a perfect system; `null` where there are none. */
function fewestBeyondJudge(test: OddsTest, samples: number): number | null {
  const perfect = test.seen(test.better === 'higher' ? 1 : 0);
  const share = test.better === 'higher' ? perfect : 1 - perfect;
  if (share >= 1) return null;
  return leastWhole((good) => proves(test, good, samples, perfect, false), guessGood(test, share, samples), 0, samples);
}

/** The share of good cases at the target's bound. */
function goodAtBound({ better, bound }: OddsTest): number {
  return better === 'higher' ? bound : 1 - bound;
}

/** Fewest good cases of `samples` (whole, at least 1) with which the metric passes; `null` where not even all of them do. */
export function fewestGood(test: OddsTest, samples: number): number | null {
  const share = goodAtBound(test);
  if (share >= 1) return null; // no evidence shows certainty
  const good = leastWhole((count) => passesWith(test, count, samples), guessGood(test, share, samples), 0, samples);
  const beyond = fewestBeyondJudge(test, samples);
  return good !== null && beyond !== null && good >= beyond ? null : good;
}

function guessGood({ alpha }: OddsTest, share: number, samples: number): number {
  const z = normalQuantile(1 - alpha);
  return samples * share + z * Math.sqrt(samples * share * (1 - share)) + ((1 - 2 * share) * (z * z - 1)) / 6 + 0.5;
}

/**
 * The chance of at least `good` good cases of `samples`, and no more than the judge can report, where the true share is
 * `level`: an exact binomial sum.
 */
export function chanceOf(test: OddsTest, good: number, samples: number, level: number): number {
  const beyond = fewestBeyondJudge(test, samples);
  const seen = test.seen(level);
  const atLeast = (count: number) =>
    test.better === 'higher' ? binomialAtLeast(count, samples, seen) : binomialAtMost(samples - count, samples, seen);
  return Math.max(0, atLeast(good) - (beyond === null ? 0 : atLeast(beyond)));
}

/** Fewest samples with which a result with `bad` bad cases shows the target met; `null` where no number does. */
export function samplesAllowing(test: OddsTest, bad: number): number | null {
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
  const least = samplesAllowing(test, 0);
  return least === null || fewestGood(test, least) === null ? null : least;
}

/**
 * The number of samples, above `over`, with which a system whose true share is `level` passes at least 80 % of the time,
 * and with more of them too; `null` where no number does. About right beyond 100,000.
 */
export function likelySamples(test: OddsTest, level: number, over: number): number | null {
  const seen = test.seen(level);
  const isBetter = test.better === 'higher' ? seen > test.bound : seen < test.bound;
  if (!isBetter) return null;
  if (passesWith(test, 0, 1)) return over + 1; // a target that everything meets
  const about = samplesForProportion(seen, test.bound, test.alpha).likely;
  if (!(about <= MOST_SAMPLES)) return null;
  if (Math.max(about, over) > APPROXIMATE_FROM) return Math.max(about, over + 1);
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
  const found = leastWhole(isLikely, guess, 0, APPROXIMATE_FROM * 2);
  return found === null ? null : lastingSamples(test, isLikely, found, over);
}

/** Where the first tooth begins, from the `found`-th on and above `over`, that no dip follows soon. */
function lastingSamples(
  test: OddsTest,
  isLikely: (bad: number) => boolean,
  found: number,
  over: number,
): number | null {
  const good = over === 0 ? null : fewestGood(test, over);
  // What `over` samples allow, they also allow: the tooth after that one is the first to begin above them.
  const first = good === null ? found : Math.max(found, over - good + 1);
  let lasting = 0;
  for (let bad = first; bad < first + MOST_TEETH; bad += 1) {
    lasting = isLikely(bad) ? lasting + 1 : 0;
    if (lasting === LASTING_TEETH) return samplesAllowing(test, bad - LASTING_TEETH + 1);
  }
  return null;
}
