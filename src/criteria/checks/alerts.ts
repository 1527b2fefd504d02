import type { Target } from '../../core/criterion.ts';
import { nearest } from '../../core/nearest.ts';
import { ALERT_LIMIT_SECONDS } from '../alerted-leading.ts';
import type { Check, DraftMetric } from '../draft.ts';
import { valueAt } from '../plain-paths.ts';
import { isPlainMap } from '../plain-value.ts';
import { type Reading, report } from '../read-map.ts';
import { durationSeconds } from '../times.ts';

/** What an alert needs to count for a launch. */
const NEEDED: readonly string[] = ['when', 'within', 'notifies'];

/** An alert must fire on the bad side of the target, near it, and soon. */
export const checkAlerts: Check = ({ metrics }, reading) => {
  const alerted = metrics.filter(({ keys }) => keys.alert !== undefined);
  for (const metric of alerted) {
    checkDirection(metric, reading);
    checkWithin(metric, reading);
    checkComplete(metric, reading);
  }
  const [first] = alerted;
  if (first !== undefined && alerted.every((metric) => isLagging(metric, reading))) {
    const path = ['metrics', first.id, 'alert'];
    report(reading, 'alert-on-lagging', path, { metrics: alerted.slice(0, 10).map(({ id }) => id) }, 'key');
  }
};

/** An indicator that is written and could not be read is no lagging one. */
function isLagging({ id, keys }: DraftMetric, reading: Reading): boolean {
  if (keys.indicator !== undefined) return keys.indicator === 'lagging';
  return valueAt(reading.document.root, ['metrics', id, 'indicator']) === undefined;
}

function checkDirection({ id, target, when }: DraftMetric, reading: Reading): void {
  if (target === null || when === null || when.kind === 'band') return;
  const path = ['metrics', id, 'alert', 'when'];
  const args = { when: when.text, target: target.text };
  const high = when.operator === '>' || when.operator === '>=';
  if (isOnGoodSide(target, when.bound, high)) report(reading, 'alert-wrong-direction', path, args);
  else if (isFar(target, when.bound, high)) report(reading, 'alert-weaker-than-target', path, args);
}

/** True where the alert looks to the side on which the target is met; for a band, where every value inside it fires. */
function isOnGoodSide(target: Target, bound: number, high: boolean): boolean {
  if (target.kind === 'band') return high ? bound < target.low : bound > target.high;
  return high === (target.operator === '>' || target.operator === '>=');
}

/** True where the alert fires only at more than twice, or less than half, the worst level that the team would launch with. */
function isFar(target: Target, bound: number, high: boolean): boolean {
  const limit = target.kind === 'bound' ? target.bound : high ? target.high : target.low;
  if (limit < 0) return false; // no factor leads from one side of zero to the other
  return high ? bound > 2 * limit : bound < limit / 2;
}

function checkWithin({ id, keys }: DraftMetric, reading: Reading): void {
  const within = keys.alert?.within;
  const seconds = within === undefined ? null : durationSeconds(within);
  if (within === undefined || seconds === null || seconds <= ALERT_LIMIT_SECONDS) return;
  report(reading, 'alert-too-slow', ['metrics', id, 'alert', 'within'], { within });
}

function checkComplete({ id, keys }: DraftMetric, reading: Reading): void {
  const path = ['metrics', id, 'alert'];
  const written = valueAt(reading.document.root, path);
  if (!isPlainMap(written) || keys.alert === undefined) return;
  if (Object.keys(written).some((key) => nearest(key, NEEDED) !== null && !NEEDED.includes(key))) return; // said as a slip
  const missing = NEEDED.filter((key) => !Object.hasOwn(written, key));
  if (missing.length > 0) report(reading, 'alert-incomplete', path, { missing }, 'key');
}
