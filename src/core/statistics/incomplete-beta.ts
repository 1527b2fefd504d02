import { devianceTerm } from './deviance-term.ts';
import { stirlingError } from './stirling-error.ts';
import { tailIntegral } from './tail-integral.ts';

/** Both tails of a distribution at a point: the smaller one is accurate in its own digits, the other is 1 less it. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

// From here the integral is faster than the continued fraction, and the density smooth enough for it.
const LARGE = 5000;

/** x^a · y^b / B(a, b) with y = 1 − x, for a, b > 0: Loader's saddle-point form, without logarithms of large factorials. */
export function betaPower(a: number, b: number, x: number, y: number): number {
  const sum = a + b;
  const exponent = stirlingError(sum) - stirlingError(a) - stirlingError(b);
  const difference = distanceBelowMean(a, b, x, y);
  const deviance = devianceTerm(a, sum * x, difference) + devianceTerm(b, sum * y, -difference);
  return Math.sqrt(((a / sum) * b) / (2 * Math.PI)) * Math.exp(exponent - deviance);
}

/** a − (a+b)·x, from whichever of x and y = 1 − x has more digits: how far x lies below the mean, times a + b. */
function distanceBelowMean(a: number, b: number, x: number, y: number): number {
  return x <= y ? a - (a + b) * x : (a + b) * y - b;
}

/**
 * I_x(a, b) divided by x^a·y^b/B(a, b), for x under the mean: the continued fraction of DiDonato and Morris (1992),
 * Algorithm 708, equation 9, which keeps its digits where x is near 1. Terms are scaled so that none overflows.
 */
function continuedFraction(a: number, b: number, x: number, y: number): number {
  const distance = 1 + distanceBelowMean(a, b, x, y);
  let numerators: readonly [number, number] = [0, 1];
  let denominators: readonly [number, number] = [1, distance / (1 + 1 / a)];
  let result = numerators[1] / denominators[1];
  for (let n = 1; n <= 100_000; n += 1) {
    const share = a + 2 * n - 1;
    const weight = n * (b - n) * x;
    const alpha = (((a + n - 1) * (a + b + n - 1)) / share / share) * weight * x;
    const beta = n + weight / share + ((a + n) / (share + 2)) * (distance + n * (1 + y));
    const top = alpha * numerators[0] + beta * numerators[1];
    const bottom = alpha * denominators[0] + beta * denominators[1];
    const previous = result;
    result = top / bottom;
    if (Math.abs(result - previous) <= 1e-15 * result) break;
    numerators = [numerators[1] / bottom, result];
    denominators = [denominators[1] / bottom, 1];
  }
  return result;
}

/** The tail below x by integration, for large a and b and x under the mean. */
function lowerIntegral(a: number, b: number, x: number, y: number): number {
  const sum = a + b;
  const steepness = Math.max(sum * Math.sqrt((sum + 1) / a / b), Math.abs((a - 1) / x - (b - 1) / y));
  const logRatio = (s: number) => (a - 1) * Math.log1p(-s / x) + (b - 1) * Math.log1p(s / y);
  return (betaPower(a, b, x, y) / x / y) * tailIntegral(logRatio, 1 / steepness, x);
}

/**
 * The regularised incomplete beta function I_x(a, b) and its complement, for a, b > 0 and y = 1 − x, given apart so that
 * neither loses digits.
 */
export function incompleteBeta(a: number, b: number, x: number, y: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  const large = Math.min(a, b) > LARGE;
  if (distanceBelowMean(a, b, x, y) >= 0) {
    return fromLower(large ? lowerIntegral(a, b, x, y) : betaPower(a, b, x, y) * continuedFraction(a, b, x, y));
  }
  return fromUpper(large ? lowerIntegral(b, a, y, x) : betaPower(a, b, x, y) * continuedFraction(b, a, y, x));
}

function fromLower(tail: number): Tails {
  const lower = Math.min(Math.max(tail, 0), 1);
  return { lower, upper: 1 - lower };
}

function fromUpper(tail: number): Tails {
  const upper = Math.min(Math.max(tail, 0), 1);
  return { lower: 1 - upper, upper };
}
