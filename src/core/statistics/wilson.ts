/**
 * The score interval of a proportion at `z` standard deviations (Wilson 1927), within 0 and 1. `successes` may be a
 * real number (an effective count), 0 ≤ successes ≤ trials, trials > 0.
 */
export function wilson(successes: number, trials: number, z: number): readonly [number, number] {
  const share = successes / trials;
  const square = (z * z) / trials;
  const centre = (share + square / 2) / (1 + square);
  const half = (z / (1 + square)) * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials));
  const low = successes === 0 ? 0 : Math.max(0, centre - half);
  const high = successes === trials ? 1 : Math.min(1, centre + half);
  return [low, high];
}
