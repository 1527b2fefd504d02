import { isPlainMap } from '../plain-value.ts';
import { type Reading, report } from '../read-map.ts';
import { dateMs } from '../times.ts';
import { NORTH_STAR, type NorthStarBlock } from './north-star-block.ts';

const DAY_MS = 86_400_000;
const DETOUR_DAYS = 180;

/** A detour ends, and soon enough to be one; the choice itself is looked at again in time. */
export function checkDates({ written }: NorthStarBlock, reading: Reading): void {
  const { nowMs } = reading;
  if (nowMs === null) return;
  const detour = written['detour'];
  checkDetour(isPlainMap(detour) ? detour['until'] : null, nowMs, reading);
  const review = written['review-by'];
  const reviewMs = typeof review === 'string' ? dateMs(review) : null;
  if (typeof review !== 'string' || reviewMs === null || reviewMs >= nowMs) return;
  report(reading, 'ns-review', [NORTH_STAR, 'review-by'], { date: review });
}

function checkDetour(until: unknown, nowMs: number, reading: Reading): void {
  const untilMs = typeof until === 'string' ? dateMs(until) : null;
  if (typeof until !== 'string' || untilMs === null) return;
  const path = [NORTH_STAR, 'detour', 'until'];
  const ahead = daysBetween(nowMs, untilMs);
  if (untilMs < nowMs) {
    report(reading, 'ns-detour-open', path, { problem: 'over', until, most: DETOUR_DAYS }, 'value', reading.lapsed);
  } else if (ahead > DETOUR_DAYS) {
    report(reading, 'ns-detour-open', path, { problem: 'long', until, most: DETOUR_DAYS }, 'value', 'warning');
  }
}

/** Calendar days in UTC from one time to another, so that the hour of the day changes nothing. */
function daysBetween(fromMs: number, toMs: number): number {
  return Math.floor(toMs / DAY_MS) - Math.floor(fromMs / DAY_MS);
}
