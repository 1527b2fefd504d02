/**
 * x ln(x/m) + m − x without cancellation where x is near m, for x ≥ 0 and m > 0. `difference` is x − m, given where the
 * caller knows it with more digits.
 * Loader (2000), Fast and Accurate Computation of Binomial Probabilities: there named bd0.
 */
export function devianceTerm(x: number, m: number, difference: number = x - m): number {
  if (x === 0) return m;
  if (Math.abs(difference) >= 0.1 * (x + m)) return x * Math.log(x / m) - difference;
  const ratio = difference / (x + m);
  let sum = difference * ratio;
  let power = 2 * x * ratio;
  for (let odd = 3; odd < 1000; odd += 2) {
    power *= ratio * ratio;
    const next = sum + power / odd;
    if (next === sum) return sum;
    sum = next;
  }
  return sum;
}
