import type { AlertParts } from '../core/criterion.ts';
import { declaredDelay } from '../core/declared-delay.ts';
import { DETECTION_LIMIT_SECONDS, type DetectionDelay } from '../core/detection-delay.ts';
import type { DraftMetric } from './draft.ts';
import type { MetricKeys } from './metric-schema.ts';
import { durationSeconds } from './times.ts';

type AlertKeys = NonNullable<MetricKeys['alert']>;

/** The declared parts of an alert's delay; `null` where none is written. */
export function alertParts(written: AlertKeys): AlertParts | null {
  const seconds = (key: 'every' | 'window' | 'for' | 'delay' | 'routing') => {
    const duration = written[key];
    return duration === undefined ? null : (durationSeconds(duration) ?? Number.NaN);
  };
  const parts: AlertParts = {
    everySeconds: seconds('every'),
    windowSeconds: seconds('window'),
    forSeconds: seconds('for'),
    delaySeconds: seconds('delay'),
    routingSeconds: seconds('routing'),
    eventsPerHour: written['events-per-hour'] ?? null,
  };
  return Object.values(parts).every((part) => part === null) ? null : parts;
}

type Alerted = Pick<DraftMetric, 'keys' | 'target' | 'when'>;

/** The worst-case delay by the declared parts, in seconds; `null` where none is written or it cannot be computed. */
export function writtenDelay({ keys, target, when }: Alerted): DetectionDelay | null {
  const parts = keys.alert === undefined ? null : alertParts(keys.alert);
  const metric = target === null ? null : { target, unit: keys.unit ?? null };
  return declaredDelay({ parts, when }, metric);
}

/** What the declared parts must not exceed: `within`, and 48 hours in any case. `text` is as written. */
export function delayLimit({ within }: AlertKeys): { readonly seconds: number; readonly text: string } {
  const seconds = within === undefined ? null : durationSeconds(within);
  if (within === undefined || seconds === null || seconds > DETECTION_LIMIT_SECONDS) {
    return { seconds: DETECTION_LIMIT_SECONDS, text: '48h' };
  }
  return { seconds, text: within };
}

/** The limit that an alert exceeds by its declared parts, which nobody is to be asked about; `null` where it does not. */
export function exceededLimit(metric: Alerted): string | null {
  const { alert } = metric.keys;
  const delay = writtenDelay(metric);
  // What the alerting system says counts before what is declared.
  if (alert === undefined || alert.verify !== undefined || delay === null) return null;
  const limit = delayLimit(alert);
  return delay.seconds <= limit.seconds ? null : limit.text;
}
