import type { Check } from '../draft.ts';
import { type Reading, report } from '../read-map.ts';
import { dateMs } from '../times.ts';

const LOOSENING = ['due', 'provisional', 'from-stage'] as const;

/** A safety floor that no label waives must not be loosened in the file either. */
export const checkWaivable: Check = ({ metrics }, reading) => {
  for (const { id, keys } of metrics) {
    if (keys.waivable !== false) continue;
    const path = ['metrics', id];
    if (keys.required === false)
      report(reading, 'not-waivable-conflict', [...path, 'required'], { key: 'required: false' }, 'key');
    for (const key of LOOSENING) {
      if (keys[key] !== undefined) report(reading, 'not-waivable-conflict', [...path, key], { key }, 'key');
    }
  }
};

const DAYS_AHEAD = 30;
const DAY_MS = 86_400_000;

/** At most one metric per layer may be provisional, and not for long: more would leave a layer without judgement. */
export const checkProvisional: Check = ({ metrics }, reading) => {
  const first = new Map<string, string>();
  for (const { id, keys } of metrics) {
    if (keys.provisional === undefined) continue;
    checkUntil(keys.provisional.until, ['metrics', id, 'provisional', 'until'], reading);
    if (keys.layer === undefined) continue;
    const other = first.get(keys.layer);
    if (other === undefined) first.set(keys.layer, id);
    else report(reading, 'provisional-twice', ['metrics', id, 'provisional'], { layer: keys.layer, other }, 'key');
  }
};

/** Days are counted whole, so that a file read in the morning may name the same last day as one read at night. */
function checkUntil(until: string, path: readonly string[], reading: Reading): void {
  const { nowMs } = reading;
  const untilMs = dateMs(until);
  if (nowMs === null || untilMs === null) return;
  const lastMs = (Math.floor(nowMs / DAY_MS) + 1 + DAYS_AHEAD) * DAY_MS - 1;
  if (untilMs > lastMs) {
    const last = new Date(lastMs).toISOString().slice(0, 10);
    report(reading, 'provisional-too-far', path, { until, days: DAYS_AHEAD, last });
  } else if (untilMs < nowMs) report(reading, 'provisional-over', path, { until });
}
