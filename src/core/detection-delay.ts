/** What a worst-case detection delay is made of, in seconds; each part is 0 where there is none. */
export interface DelayParts {
  /** From the event to the store: scrape interval, ETL, joins. */
  readonly lag: number;
  /** Cadence of a metric computed in batches. */
  readonly refresh: number;
  /** The longest range that the query looks back over, with its offset. */
  readonly window: number;
  /** Share of the window that must be bad before the threshold is crossed; 1 at worst. */
  readonly badShare: number;
  /** How often the rule is evaluated. */
  readonly interval: number;
  /** How long the rule must hold before it fires, as declared: waiting is in whole intervals. */
  readonly hold: number;
  /** Intervals of the recording rules that the query reads from, added up. */
  readonly recording: number;
  /** How long a notification waits for others of its group. */
  readonly group: number;
  /** The longest stretch in which nobody is told. */
  readonly route: number;
}

/** The worst-case time from the event to somebody being told. */
export interface DetectionDelay {
  readonly parts: DelayParts;
  readonly seconds: number;
}

/** The 48-hour rule, in seconds. */
export const DETECTION_LIMIT_SECONDS = 48 * 60 * 60;

/**
 * The worst-case delay of some parts, in seconds; `null` where a part is negative or no number, the share is over 1, or
 * the rule is evaluated at no interval. A rule that must hold waits for the first evaluation after that, so that holding
 * is rounded up to whole intervals (https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/).
 */
export function worstCaseDelay(parts: DelayParts): DetectionDelay | null {
  if (!areUsable(parts) || parts.interval === 0) return null;
  const seconds = sumOf(parts);
  return Number.isFinite(seconds) ? { parts, seconds } : null;
}

/** What some parts add up to, in seconds, where those that are not known are 0; `null` where that is no number. */
export function leastDelay(parts: DelayParts): number | null {
  const seconds = areUsable(parts) ? sumOf(parts) : Number.NaN;
  return Number.isFinite(seconds) ? seconds : null;
}

function sumOf({ lag, refresh, window, badShare, interval, hold, recording, group, route }: DelayParts): number {
  const held = interval === 0 ? hold : Math.ceil(hold / interval) * interval;
  return lag + refresh + badShare * window + interval + held + recording + group + route;
}

/** True where every part is a finite number of at least 0, and the share at most 1. */
export function areUsable(parts: DelayParts): boolean {
  const { lag, refresh, window, badShare, interval, hold, recording, group, route } = parts;
  const all = [lag, refresh, window, badShare, interval, hold, recording, group, route];
  return badShare <= 1 && all.every((part) => Number.isFinite(part) && part >= 0);
}
