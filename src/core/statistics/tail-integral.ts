// Nodes and weights of the Gauss-Legendre rule with eight points on [−1, 1] (Abramowitz and Stegun, table 25.4).
const RULE = [
  [0.1834346424956498, 0.362683783378362],
  [0.525532409916329, 0.3137066458778873],
  [0.7966664774136267, 0.2223810344533745],
  [0.9602898564975363, 0.1012285362903763],
] as const;

/**
 * ∫ exp(logRatio(s)) ds for s from 0 to `end`, where logRatio starts at 0 and falls: the tail of a unimodal density,
 * relative to its height where the tail begins. `width` is the distance over which it falls noticeably. Takes the same
 * time for any number of trials, where continued fractions take time by its square root.
 */
export function tailIntegral(logRatio: (s: number) => number, width: number, end: number): number {
  let total = 0;
  for (let start = 0, panel = 0; start < end && panel < 4000; panel += 1) {
    const stop = Math.min(start + width, end);
    const half = (stop - start) / 2;
    const middle = start + half;
    let sum = 0;
    for (const [node, weight] of RULE) {
      sum += weight * (Math.exp(logRatio(middle - half * node)) + Math.exp(logRatio(middle + half * node)));
    }
    total += sum * half;
    if (sum * half <= total * 1e-17) break;
    start = stop;
  }
  return total;
}
