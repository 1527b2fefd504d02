/**
 * The least whole number from `low` to `high` that has a property which no greater one lacks, or `null` where none has
 * it. Looks at `guess` first and in growing steps away from it, so that a good guess costs three looks.
 */
export function leastWhole(has: (at: number) => boolean, guess: number, low: number, high: number): number | null {
  if (low > high) return null;
  const start = Math.min(Math.max(Number.isFinite(guess) ? Math.round(guess) : high, low), high);
  const found = has(start) ? bracketBelow(has, start, low) : bracketAbove(has, start, high);
  if (found === null) return null;
  let [without, withIt] = found;
  while (withIt - without > 1) {
    const middle = without + Math.floor((withIt - without) / 2);
    if (has(middle)) withIt = middle;
    else without = middle;
  }
  return withIt;
}

/** A number without the property, or the one below all, and a greater one that has it. */
type Bracket = readonly [number, number];

function bracketBelow(has: (at: number) => boolean, start: number, low: number): Bracket {
  let withIt = start;
  for (let step = 1; withIt > low; step *= 2) {
    const next = Math.max(withIt - step, low);
    if (!has(next)) return [next, withIt];
    withIt = next;
  }
  return [low - 1, low];
}

function bracketAbove(has: (at: number) => boolean, start: number, high: number): Bracket | null {
  let without = start;
  for (let step = 1; without < high; step *= 2) {
    const next = Math.min(without + step, high);
    if (has(next)) return [without, next];
    without = next;
  }
  return null;
}
