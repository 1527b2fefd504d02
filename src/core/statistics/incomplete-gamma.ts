import { devianceTerm } from './deviance-term.ts';
import type { Tails } from './incomplete-beta.ts';
import { stirlingError } from './stirling-error.ts';
import { tailIntegral } from './tail-integral.ts';

const LARGE = 5000;

/** x^a · e^−x / Γ(a), for a, x > 0: Loader's saddle-point form. */
export function gammaPower(a: number, x: number): number {
  return Math.sqrt(a / (2 * Math.PI)) * Math.exp(-stirlingError(a) - devianceTerm(a, x));
}

/** The series of the lower incomplete gamma function (Abramowitz and Stegun 6.5.29), for x below about a + 1. */
function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let i = 1; i <= 100_000; i += 1) {
    term *= x / (a + i);
    sum += term;
    if (term < sum * 1e-17) break;
  }
  return sum;
}

/** The continued fraction of the upper incomplete gamma function (Abramowitz and Stegun 6.5.31), by Lentz's method. */
function continuedFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / (Math.abs(b) < tiny ? tiny : b);
  let result = d;
  for (let i = 1; i <= 100_000; i += 1) {
    const term = -i * (i - a);
    b += 2;
    d = term * d + b;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = b + term / c;
    if (Math.abs(c) < tiny) c = tiny;
    const factor = d * c;
    result *= factor;
    if (Math.abs(factor - 1) < 1e-15) break;
  }
  return result;
}

function integral(a: number, x: number, side: 1 | -1): number {
  const steepness = Math.max(1 / Math.sqrt(a), Math.abs((a - 1) / x - 1));
  const logRatio = (s: number) => (a - 1) * Math.log1p((side * s) / x) - side * s;
  const end = side === 1 ? Number.POSITIVE_INFINITY : x;
  return (gammaPower(a, x) / x) * tailIntegral(logRatio, 1 / steepness, end);
}

/** The regularised incomplete gamma functions P(a, x) and Q(a, x), for a > 0 and x ≥ 0. */
export function incompleteGamma(a: number, x: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  const below = x < a + 1;
  let tail: number;
  if (a > LARGE) tail = integral(a, x, below ? -1 : 1);
  else tail = gammaPower(a, x) * (below ? series(a, x) : continuedFraction(a, x));
  const small = Math.min(Math.max(tail, 0), 1);
  return below ? { lower: small, upper: 1 - small } : { lower: 1 - small, upper: small };
}
