/**
 * What Stirling's formula leaves out: ln Γ(x+1) − [(x+½) ln x − x + ½ ln 2π], for x > 0.
 * Loader (2000), Fast and Accurate Computation of Binomial Probabilities; small x by the recurrence
 * δ(x) = δ(x+1) + (x+½) ln(1+1/x) − 1, so that no logarithm of a large factorial is ever subtracted.
 */
export function stirlingError(x: number): number {
  let shifted = 0;
  let at = x;
  while (at < 16) {
    shifted += (at + 0.5) * Math.log1p(1 / at) - 1;
    at += 1;
  }
  const square = 1 / (at * at);
  const series =
    (1 / 12 -
      (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - (691 / 360_360) * square) * square) * square) * square) * square) /
    at;
  return shifted + series;
}
