/**
 * The candidate that a mistyped name most likely meant, or `null` where none is near: at most two slips or `most`
 * (letters added, lost, changed or swapped: optimal string alignment distance), fewer for short names; letter case and
 * the choice among `-`, `_` and camelCase are no slips.
 */
export function nearest(name: string, candidates: readonly string[], most: 1 | 2 = 2): string | null {
  if (name.length > 80) return null;
  const plain = normal(name);
  let best: string | null = null;
  let bestSlips = plain.length <= 3 ? 2 : most + 1;
  for (const candidate of candidates) {
    const slips = distance(plain, normal(candidate));
    if (slips < bestSlips) {
      best = candidate;
      bestSlips = slips;
    }
  }
  return best;
}

function normal(name: string): string {
  return name.replace(/[-_. ]/g, '').toLowerCase();
}

function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      let slips = Math.min(at(previous, column) + 1, at(current, column - 1) + 1, at(previous, column - 1) + same);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) slips = Math.min(slips, at(before, column - 2) + 1);
      current.push(slips);
    }
    before = previous;
    previous = current;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
