import type { Counts } from './counts.ts';
import { binomialAtLeast, binomialAtMost } from './statistics/binomial-tails.ts';
import { clopperPearson } from './statistics/clopper-pearson.ts';
import { garwood } from './statistics/garwood.ts';
import { meanInterval } from './statistics/mean-interval.ts';
import { normalQuantile } from './statistics/normal-quantile.ts';
import { poissonAtLeast, poissonAtMost } from './statistics/poisson-tails.ts';
import { wilson } from './statistics/wilson.ts';
import { isAbove, nearlyEqual } from './target.ts';

/** How likely such evidence, or one further away, would be if the truth were exactly at a bound. Values in the unit. */
interface ExactTest {
  readonly alpha: number;
  readonly atLeast: (bound: number) => number;
  readonly atMost: (bound: number) => number;
}

/** What evidence proves at a one-sided risk: the two-sided interval that matches, in the metric's unit. */
export interface Proof {
  readonly method: 'exact' | 'wilson' | 't' | 'z' | 'poisson' | 'given';
  readonly low: number;
  readonly high: number;
  /** The test itself, which decides where there is one; else the interval's ends do. */
  readonly bounds: ExactTest | null;
}

/** True where the evidence proves the truth to be above `bound` (`strict`), or at least there. */
export function provesAbove(proof: Proof, bound: number, strict: boolean): boolean {
  if (proof.bounds === null) return isAbove(proof.low, bound, strict);
  const unlikely = isUnlikely(proof.bounds.atLeast(bound), proof.bounds.alpha, strict);
  return unlikely || (isEnd(bound, strict) && proof.low === bound);
}

/** True where the evidence proves the truth to be below `bound` (`strict`), or at most there. */
export function provesBelow(proof: Proof, bound: number, strict: boolean): boolean {
  if (proof.bounds === null) return isAbove(bound, proof.high, strict);
  const unlikely = isUnlikely(proof.bounds.atMost(bound), proof.bounds.alpha, strict);
  return unlikely || (isEnd(bound, strict) && proof.high === bound);
}

function isUnlikely(probability: number, alpha: number, strict: boolean): boolean {
  if (nearlyEqual(probability, alpha)) return !strict;
  return probability < alpha;
}

/** Ends of a scale need no proof: a share is never below 0 or above 1, a rate never below 0. */
function isEnd(bound: number, strict: boolean): boolean {
  return !strict && (bound === 0 || bound === 1 || bound === 100);
}

/** A proportion to be judged: as many successes as found, counted in independent items. `one`: 100 in percent. */
export interface Proportion {
  readonly counts: Counts;
  readonly independent: number;
  readonly value: number;
  readonly one: number;
  readonly alpha: number;
}

/** The binomial test and the interval of Clopper and Pearson. Independent successes count in whole numbers only. */
export function exactCounts(proportion: Proportion): Proof {
  const { independent, value, one, alpha } = proportion;
  const [forLow, forHigh] = wholeSuccesses(proportion);
  const share = (bound: number) => Math.min(Math.max(bound / one, 0), 1);
  // The test decides, and costs far less than the ends that show it: odds ask it many times and never for them.
  let low: number | null = null;
  let high: number | null = null;
  return {
    method: 'exact',
    get low() {
      low ??= Math.min(clopperPearson(forLow, independent, alpha)[0] * one, value);
      return low;
    },
    get high() {
      high ??= Math.max(clopperPearson(forHigh, independent, alpha)[1] * one, value);
      return high;
    },
    bounds: {
      alpha,
      atLeast: (bound) => binomialAtLeast(forLow, independent, share(bound)),
      atMost: (bound) => binomialAtMost(forHigh, independent, share(bound)),
    },
  };
}

/** Successes among the independent items, rounded down for the lower end of the interval and up for the upper one. */
function wholeSuccesses({ counts, independent }: Proportion): readonly [number, number] {
  const effective = (counts.successes / counts.trials) * independent;
  const noise = 1e-9 * Math.max(1, effective * 1e-6);
  const down = Math.max(0, Math.floor(effective + noise));
  const up = Math.min(independent, Math.ceil(effective - noise));
  return [down, up];
}

/** Wilson's score interval. */
export function wilsonCounts({ counts, independent, value, one, alpha }: Proportion): Proof {
  const effective = (counts.successes / counts.trials) * independent;
  const [low, high] = wilson(Math.min(effective, independent), independent, normalQuantile(1 - alpha));
  return { method: 'wilson', low: Math.min(low * one, value), high: Math.max(high * one, value), bounds: null };
}

/** Events over an exposure: the Poisson test and Garwood's interval, per unit of exposure. */
export function exactRate(events: number, exposure: number, alpha: number): Proof {
  const [low, high] = garwood(events, alpha);
  return {
    method: 'poisson',
    low: low / exposure,
    high: high / exposure,
    bounds: {
      alpha,
      atLeast: (bound) => poissonAtLeast(events, Math.max(bound * exposure, 0)),
      atMost: (bound) => poissonAtMost(events, Math.max(bound * exposure, 0)),
    },
  };
}

/** A mean with its standard error: Student's t with `freedom`, else the normal distribution. */
export function normalInterval(mean: number, standardError: number, freedom: number | null, alpha: number): Proof {
  const [low, high] = meanInterval(mean, standardError, freedom, alpha);
  return { method: freedom === null ? 'z' : 't', low, high, bounds: null };
}
