import type { MetricKeys } from './metric-schema.ts';
import { durationSeconds } from './times.ts';

/** An alert that takes longer than this leaves users with a broken feature for days; it counts for no launch. */
export const ALERT_LIMIT_SECONDS = 48 * 3600;

/** True where the metric can be the alerted leading indicator of a launch: leading, on task or product, fully alerted. */
export function countsAsAlerted(keys: Partial<MetricKeys>, verified: boolean): boolean {
  const { alert, indicator, layer } = keys;
  if (indicator !== 'leading' || alert === undefined || (layer !== 'task' && layer !== 'product')) return false;
  if (alert.when === undefined || alert.within === undefined || alert.notifies === undefined) return false;
  if (verified && alert.verify === undefined) return false;
  const seconds = durationSeconds(alert.within);
  return seconds !== null && seconds <= ALERT_LIMIT_SECONDS;
}
