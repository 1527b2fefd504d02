import { betaPower, incompleteBeta } from './incomplete-beta.ts';
import { monotoneRoot } from './monotone-root.ts';
import { normalQuantile } from './normal-quantile.ts';

/** A share and what is left of 1, each with all its digits. */
export interface Share {
  readonly x: number;
  readonly y: number;
}

/**
 * The x with I_x(a, b) = `probability`, for a, b > 0 and a probability between 0 and 1 (exclusive). Solved on the scale
 * of ln(x/(1−x)) and of the smaller tail's logarithm, so that shares near 0 and 1 keep their digits.
 */
export function inverseBeta(probability: number, a: number, b: number): Share {
  const byLower = probability <= 0.5;
  const wanted = Math.log(byLower ? probability : 1 - probability);
  const evaluate = (logit: number) => {
    const { x, y } = shareOf(logit);
    const tails = incompleteBeta(a, b, x, y);
    const tail = byLower ? tails.lower : tails.upper;
    const value = Math.log(tail) - wanted;
    return { value: byLower ? value : -value, slope: betaPower(a, b, x, y) / tail };
  };
  const start = Math.log(a / b) + normalQuantile(probability) * Math.sqrt(1 / a + 1 / b);
  return shareOf(monotoneRoot(evaluate, start, -745, 745));
}

function shareOf(logit: number): Share {
  return { x: 1 / (1 + Math.exp(-logit)), y: 1 / (1 + Math.exp(logit)) };
}
