/** Numbers, signs and words by which a unit says how its values are scaled; plain words such as `score` do not. */
const SCALED =
  /[\d%\u066a\u2030\u2031\ufe6a\uff05]|(?<![a-z])(?:per|of|pp|bps|basis points|percentage points)(?![a-z])/i;

/**
 * True where a unit in free words says on which scale its values are: `of 100`, `per 1000`, `% per month`, `pp`. The
 * scales in which the metric is usually reported tell nothing of those.
 */
export function saysScale(unit: string | null): boolean {
  return unit !== null && unit !== 'ratio' && unit !== 'percent' && SCALED.test(unit);
}
