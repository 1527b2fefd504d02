import type { Check, DraftMetric } from '../draft.ts';
import { valueAt } from '../plain-paths.ts';
import { type Reading, report } from '../read-map.ts';
import { dateMs } from '../times.ts';

const DAYS_AFTER_LAUNCH = 31;
const DAY_MS = 86_400_000;

/** `due` is for outcomes that cannot be known at launch, and not a way to put off what could be measured. */
export const checkDue: Check = ({ file, metrics }, reading) => {
  const launch = file['launch-date'];
  const launchWritten = valueAt(reading.document.root, ['launch-date']) !== undefined;
  for (const metric of metrics) {
    const due = metric.keys.due;
    if (due === undefined) continue;
    const path = ['metrics', metric.id, 'due'];
    checkKind(metric, path, reading);
    if (!launchWritten) report(reading, 'due-without-launch-date', path, { due }, 'key');
    if (launch === undefined) continue;
    const [dueMs, launchMs] = [dateMs(due), dateMs(launch)];
    if (dueMs !== null && launchMs !== null && dueMs > endOfDay(launchMs) + DAYS_AFTER_LAUNCH * DAY_MS) {
      report(reading, 'due-too-late', path, { due, launch, days: DAYS_AFTER_LAUNCH });
    }
  }
};

/** Days are counted whole, so that a launch at nine in the morning has the same last day as one at noon. */
function endOfDay(ms: number): number {
  return (Math.floor(ms / DAY_MS) + 1) * DAY_MS - 1;
}

function checkKind(metric: DraftMetric, path: readonly string[], reading: Reading): void {
  const { indicator, layer } = metric.keys;
  if (indicator === 'leading') report(reading, 'due-on-leading', path, {}, 'key');
  else if (
    layer !== undefined &&
    layer !== 'business' &&
    indicator !== 'lagging' &&
    !isKnownLagging(layer, metric.id)
  ) {
    report(reading, 'due-needs-lagging', path, { layer }, 'key');
  }
}

/** Retention of users on day n of a cohort cannot exist before that day, so its name alone says that it lags. */
function isKnownLagging(layer: string, id: string): boolean {
  if (layer !== 'product') return false;
  return /^(dau_retention|(d|day_?)\d{1,3}_retention|retention_(d|day_?)\d{1,3})$/.test(id);
}
