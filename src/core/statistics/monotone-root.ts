/** A function and its slope at a point. */
export interface Slope {
  readonly value: number;
  readonly slope: number;
}

/**
 * The root of an increasing function between `low` and `high`: Newton's steps, and bisection wherever a step leaves the
 * bracket, so that it always ends. Infinite values count by their sign.
 */
export function monotoneRoot(evaluate: (at: number) => Slope, start: number, low: number, high: number): number {
  let below = low;
  let above = high;
  let at = Math.min(Math.max(start, low), high);
  for (let step = 0; step < 200; step += 1) {
    const { value, slope } = evaluate(at);
    if (value === 0) return at;
    if (value < 0) below = at;
    else above = at;
    const newton = at - value / slope;
    const next = newton > below && newton < above ? newton : (below + above) / 2;
    if (Math.abs(next - at) <= 1e-13 * Math.max(1, Math.abs(at))) return next;
    at = next;
  }
  return at;
}
