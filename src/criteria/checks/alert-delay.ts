import type { AlertParts } from '../../core/criterion.ts';
import { DETECTION_LIMIT_SECONDS } from '../../core/detection-delay.ts';
import type { TextArgs } from '../../core/finding.ts';
import { trafficWindow } from '../../core/traffic-window.ts';
import { alertParts, delayLimit, writtenDelay } from '../alert-parts.ts';
import type { Check, DraftMetric } from '../draft.ts';
import type { Path } from '../findings.ts';
import { valueAt } from '../plain-paths.ts';
import { type Reading, report } from '../read-map.ts';

/** How far back Prometheus looks for a sample: a rule that is evaluated less often leaves gaps. */
const LOOKBACK_SECONDS = 5 * 60;

/** How soon a declared alert speaks by its own parts. */
export const checkAlertDelay: Check = ({ metrics }, reading) => {
  for (const metric of metrics) {
    const { alert } = metric.keys;
    const parts = alert === undefined ? null : alertParts(alert);
    if (alert === undefined || parts === null) continue;
    const path = ['metrics', metric.id, 'alert'];
    const { for: hold, every } = alert;
    checkTraffic(metric, parts, path, reading);
    if (hold !== undefined && (parts.forSeconds ?? 0) > DETECTION_LIMIT_SECONDS) {
      report(reading, 'for-over-48h', [...path, 'for'], { for: hold });
    }
    if (hold !== undefined && (parts.forSeconds ?? 0) > 0 && (parts.everySeconds ?? 0) > LOOKBACK_SECONDS) {
      report(reading, 'rule-interval-gap', [...path, 'every'], { every: every ?? '', for: hold });
    }
    checkSum(metric, parts, path, reading);
  }
};

/** What the traffic needs must be computable, else it would quietly count as nothing. */
function checkTraffic({ id, keys, target, when }: DraftMetric, parts: AlertParts, path: Path, reading: Reading): void {
  const written = (key: string) => valueAt(reading.document.root, ['metrics', id, ...key.split('.')]) !== undefined;
  // What could not be read has a finding of its own.
  if (parts.eventsPerHour === null || target === null || (when === null && written('alert.when'))) return;
  const window = trafficWindow(parts.eventsPerHour, when, { target, unit: keys.unit ?? null });
  if (window.ok) return;
  const args = { problem: window.problem, when: when?.text ?? null, target: target.text, unit: keys.unit ?? null };
  report(reading, 'events-per-hour-unusable', [...path, 'events-per-hour'], args);
}

/** The parts add up to more than `within` promises, or than counts for a launch. */
function checkSum(metric: DraftMetric, parts: AlertParts, path: Path, reading: Reading): void {
  const { alert } = metric.keys;
  const delay = writtenDelay(metric);
  if (alert === undefined || delay === null) return;
  const limit = delayLimit(alert);
  if (delay.seconds <= limit.seconds) return;
  const args = { ...delay.parts, seconds: delay.seconds, limit: limit.text, ...trafficArgs(metric, parts) };
  report(reading, 'alert-parts-too-slow', path, args, 'key');
}

/** Where it is the traffic that makes the window long: how many events tell, and how many an hour there are. */
function trafficArgs({ keys, target, when }: DraftMetric, parts: AlertParts): TextArgs {
  if (parts.eventsPerHour === null || target === null) return {};
  const window = trafficWindow(parts.eventsPerHour, when, { target, unit: keys.unit ?? null });
  if (!window.ok || window.seconds <= (parts.windowSeconds ?? 0)) return {};
  return { samples: window.samples, eventsPerHour: parts.eventsPerHour };
}
