import { isOnStack, LAYERS } from '../../../core/layer.ts';
import type { Check, Draft, DraftMetric } from '../../draft.ts';
import { type Reading, report } from '../../read-map.ts';
import { isWritten } from '../../written.ts';
import { idsOf, isGating, writtenKeys } from './gating.ts';

/** An outcome that no metric of a lower layer is said to move, directly or through others. */
export const checkNoProxy: Check = (draft, reading) => {
  if (draft.metrics.some((metric) => isOpen(metric, draft, reading))) return;
  const drivers = driversOf(draft);
  const alone = draft.metrics.filter((metric) => isOutcome(metric) && !isReachedFromBelow(metric, drivers));
  const [first] = alone;
  if (first === undefined) return;
  if (draft.metrics.some(({ keys }) => keys.drives !== undefined)) {
    for (const { id } of alone) report(reading, 'no-proxy', ['metrics', id], { metrics: [id], unused: null }, 'key');
  } else {
    report(reading, 'no-proxy', ['metrics'], { metrics: idsOf(alone), unused: 'yes' }, 'key');
  }
};

/** True where it cannot be told what the metric drives or where it stands; that has a finding of its own. */
function isOpen(metric: DraftMetric, { metricIds }: Draft, reading: Reading): boolean {
  const { drives, layer } = metric.keys;
  if (layer === undefined) return true;
  return drives === undefined
    ? isWritten(writtenKeys(metric, reading), 'drives')
    : drives.some((id) => !metricIds.has(id));
}

function isOutcome(metric: DraftMetric): boolean {
  return isGating(metric) && (metric.keys.layer === 'product' || metric.keys.layer === 'business');
}

/** For each id, the metrics that say that they drive it. */
function driversOf({ metrics }: Draft): ReadonlyMap<string, readonly DraftMetric[]> {
  const drivers = new Map<string, DraftMetric[]>();
  for (const metric of metrics) {
    for (const id of metric.keys.drives ?? []) {
      const known = drivers.get(id);
      if (known === undefined) drivers.set(id, [metric]);
      else known.push(metric);
    }
  }
  return drivers;
}

function isReachedFromBelow(outcome: DraftMetric, drivers: ReadonlyMap<string, readonly DraftMetric[]>): boolean {
  const seen = new Set<string>();
  const waiting = [outcome];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const driver of drivers.get(next.id) ?? []) {
      if (isBelow(driver, outcome)) return true;
      if (!seen.has(driver.id)) waiting.push(driver);
      seen.add(driver.id);
    }
  }
  return false;
}

function isBelow(a: DraftMetric, b: DraftMetric): boolean {
  const [lower, upper] = [a.keys.layer, b.keys.layer];
  if (lower === undefined || upper === undefined || !isOnStack(lower) || !isOnStack(upper)) return false;
  return LAYERS.indexOf(lower) < LAYERS.indexOf(upper);
}
