const UNITS: ReadonlyMap<string, number> = new Map([
  ['y', 365 * 86_400],
  ['w', 7 * 86_400],
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
  ['s', 1],
  ['ms', 0.001],
]);
/** The longest that the family's own durations hold: 2⁶³ nanoseconds. */
const LONGEST = 2 ** 63 / 1e9;
const DURATION = /^(?:\d{1,9}(?:\.\d{1,9})?(?:ms|[ywdhms]))+$/;
const PART = /(\d+(?:\.\d+)?)(ms|[ywdhms])/g;

/**
 * A length of time in seconds, as the Prometheus family writes it: a number of seconds, or text such as `1m30s` or `0`;
 * `null` for anything else, also for what is negative, or longer than such a duration can be.
 */
export function secondsOf(value: unknown): number | null {
  if (typeof value === 'number') return value >= 0 && value <= LONGEST ? value : null;
  if (typeof value !== 'string' || value.length > 60) return null;
  if (value === '0') return 0;
  if (!DURATION.test(value)) return null;
  let seconds = 0;
  for (const [, count, unit] of value.matchAll(PART)) seconds += Number(count) * (UNITS.get(unit ?? '') ?? Number.NaN);
  return seconds <= LONGEST ? seconds : null;
}
