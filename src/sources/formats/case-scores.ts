import type { Reading } from './format.ts';

/** Scores of one independent case: more than one where it was run repeatedly. */
export type CaseScores = readonly number[];

/**
 * Sample size and spread of a mean over cases. Repeats of one case are clustered into their mean, so that they do not
 * raise n (Miller 2024, "Adding Error Bars to Evals", clustered standard errors). Cases that all score 0 or 1 are
 * counted as successes; for others the sample standard deviation of the case means is given, unless it is zero, which
 * would claim certainty that a handful of equal scores does not carry.
 */
export function spreadOf(cases: readonly CaseScores[]): Pick<Reading, 'sampleSize' | 'successes' | 'stddev'> {
  const means = cases.filter((scores) => scores.length > 0).map(meanOf);
  const sampleSize = means.length;
  const even = cases.every((scores) => scores.length === cases[0]?.length);
  if (even && means.every((mean) => mean === 0 || mean === 1)) {
    return { sampleSize, successes: means.filter((mean) => mean === 1).length };
  }
  const stddev = sampleStddev(means);
  return stddev === null ? { sampleSize } : { sampleSize, stddev };
}

/** Arithmetic mean; NaN for no numbers. */
export function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

/** Standard deviation with n − 1; `null` below two numbers, where it is zero, or where it overflows. */
function sampleStddev(numbers: readonly number[]): number | null {
  if (numbers.length < 2) return null;
  const mean = meanOf(numbers);
  const squares = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const stddev = Math.sqrt(squares / (numbers.length - 1));
  const noise = 1e-12 * numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return Number.isFinite(stddev) && stddev > noise ? stddev : null;
}

/** Text that is the same for the same parsed value, whatever the order of its keys: to recognise repeats of a case. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
        : inner,
    ) ?? ''
  );
}

/** The things by their key, in the order of their first appearance. */
export function grouped<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): Map<string, Thing[]> {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [thing]);
    else group.push(thing);
  }
  return groups;
}
