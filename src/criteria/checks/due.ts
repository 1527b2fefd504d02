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
  const { entry, keys } = metric;
  const { indicator, layer } = keys;
  const isSaid = valueAt(reading.document.root, ['metrics', metric.id, 'indicator']) !== undefined;
  // An outcome for the organisation comes later whatever its kind; only who calls it leading himself has to choose.
  if (indicator === 'leading' && (isSaid || layer !== 'business')) {
    report(reading, 'due-on-leading', path, { title: isSaid ? null : (entry?.title ?? null) }, 'key');
  } else if (
    layer !== undefined &&
    layer !== 'business' &&
    !(indicator === 'lagging' && (isSaid || isAtHome(metric)))
  ) {
    report(reading, 'due-needs-lagging', path, { layer }, 'key');
  }
}

/** True where the catalogue, which says that the metric lags, means it on this layer. */
function isAtHome({ entry, keys }: DraftMetric): boolean {
  return entry !== null && [entry.layer, ...entry.alsoOn].some((layer) => layer === keys.layer);
}
