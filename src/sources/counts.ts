import type { Reading, Unreadable } from './formats/format.ts';

/** A value with the counts that came beside it; unknown ones are `null`. */
export interface Counted {
  readonly value: number;
  readonly sampleSize: number | null;
  readonly successes: number | null;
  readonly attempted?: number | null;
}

/** Why value and counts cannot all be true, or `null`: more judged than tried, more met than judged, another share. */
export function countProblem(counted: Counted): { readonly code: Unreadable['code']; readonly text: string } | null {
  const { value, sampleSize, successes } = counted;
  const attempted = counted.attempted ?? null;
  const impossible = (text: string) => ({ code: 'impossible-count' as const, text });
  if (sampleSize !== null && attempted !== null && sampleSize > attempted)
    return impossible(`${sampleSize} items judged of ${attempted} attempted`);
  if (sampleSize === 0) return impossible('a value, and 0 items judged');
  if (successes === null || sampleSize === null) return null;
  if (successes > sampleSize) return impossible(`${successes} successes of ${sampleSize} items`);
  const share = successes / sampleSize;
  if (near(value, share) || near(value, 100 * share)) return null;
  return {
    code: 'ambiguous',
    text: `the value is ${value}, but ${successes} of ${sampleSize} is ${round(share)}: which is it?`,
  };
}

/** Marks a share that a reader made of counts itself, so that judging may put it into the metric's unit. */
export function fromCounts(successes: number | null | undefined): Pick<Reading, 'valueFromCounts'> {
  return successes === null || successes === undefined ? {} : { valueFromCounts: true };
}

/** True where the value is the exact number, rounded to as many decimals as the value is written with. */
function near(value: number, exact: number): boolean {
  const decimals = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
  const halfUnit = decimals === 0 ? 1e-9 : 0.5 * 10 ** -decimals;
  return Math.abs(value - exact) <= halfUnit + 1e-9 * Math.abs(exact);
}

function round(share: number): string {
  return String(Math.round(share * 1e4) / 1e4);
}
