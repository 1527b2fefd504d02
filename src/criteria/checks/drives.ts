import { LAYERS } from '../../core/layer.ts';
import type { Check, DraftMetric } from '../draft.ts';
import { valueAt } from '../plain-paths.ts';
import { type Reading, report } from '../read-map.ts';
import { closingEdges } from './cycles.ts';

/** `drives` points to the same or a higher layer and never round in a circle: the lower metric is the proxy. */
export const checkDrives: Check = ({ metrics }, reading) => {
  const byId = new Map(metrics.map((metric) => [metric.id, metric]));
  for (const metric of metrics) {
    for (const id of drivenBy(metric)) {
      const driven = byId.get(id);
      if (driven !== undefined && height(driven) < height(metric)) {
        const args = { id, metric: metric.id, layer: metric.keys.layer ?? null, other: driven.keys.layer ?? null };
        report(reading, 'drives-down', entryPath(metric.id, id, reading), args);
      }
    }
  }
  reportCycles(byId, reading);
};

function drivenBy(metric: DraftMetric): readonly string[] {
  return (metric.keys.drives ?? []).filter((id) => id !== metric.id);
}

/** Preconditions stand on no layer of the stack, and neither does what could not be read. */
function height(metric: DraftMetric): number {
  const { layer } = metric.keys;
  return layer === undefined || layer === 'evidence' ? Number.NaN : LAYERS.indexOf(layer);
}

function reportCycles(byId: ReadonlyMap<string, DraftMetric>, reading: Reading): void {
  const known = (id: string) => drivenOf(byId, id).filter((driven) => byId.has(driven));
  for (const { from, to, cycle } of closingEdges(byId.keys(), known)) {
    report(reading, 'drives-cycle', entryPath(from, to, reading), { cycle });
  }
}

function drivenOf(byId: ReadonlyMap<string, DraftMetric>, id: string): readonly string[] {
  const metric = byId.get(id);
  return metric === undefined ? [] : drivenBy(metric);
}

function entryPath(metric: string, id: string, reading: Reading): (string | number)[] {
  const path = ['metrics', metric, 'drives'];
  const written = valueAt(reading.document.root, path);
  return [...path, Array.isArray(written) ? Math.max(written.indexOf(id), 0) : 0];
}
