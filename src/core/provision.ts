import { isUntrustedMiss } from './preconditions.ts';
import type { MetricResult } from './result.ts';

const DAY_MS = 86_400_000;
/** Thirty days ahead, to the end of the last of them. */
const LONGEST_MS = 31 * DAY_MS;

/**
 * The result with the days that its provision still excuses it for being undecided. At any other clock, and for anything
 * worse than undecided, a provision excuses nothing.
 */
export function withProvision(result: MetricResult, nowMs: number): MetricResult {
  const { provisional, waivable } = result.criterion;
  if (provisional === null || !waivable || result.status !== 'inconclusive' || isUntrustedMiss(result)) return result;
  const left = provisional.untilMs - nowMs;
  return left >= 0 && left <= LONGEST_MS ? { ...result, provisionalDaysLeft: Math.floor(left / DAY_MS) } : result;
}
