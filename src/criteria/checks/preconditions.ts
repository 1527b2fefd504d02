import type { Check, DraftMetric } from '../draft.ts';
import { valueAt } from '../plain-paths.ts';
import { type Reading, report } from '../read-map.ts';
import { closingEdges } from './cycles.ts';
import { checkJudge } from './judge-quality.ts';

/** Preconditions must lead nowhere round in a circle and be used, and a judge must tell something of a share. */
export const checkPreconditions: Check = ({ metrics }, reading) => {
  const byId = new Map(metrics.map((metric) => [metric.id, metric]));
  checkCircles(byId, reading);
  checkUse(metrics, reading);
  for (const metric of metrics) {
    if (metric.keys.layer === 'evidence') checkKeys(metric, reading);
    checkDriven(metric, byId, reading);
    checkJudge(metric, reading);
  }
};

function checkCircles(byId: ReadonlyMap<string, DraftMetric>, reading: Reading): void {
  for (const id of byId.keys()) {
    if (neededBy(byId, id).includes(id))
      report(reading, 'valid-if-itself', entryPath(id, 'valid-if', id, reading), { id });
  }
  const others = (id: string) => neededBy(byId, id).filter((needed) => needed !== id && byId.has(needed));
  for (const { from, to, cycle } of closingEdges(byId.keys(), others)) {
    report(reading, 'valid-if-cycle', entryPath(from, 'valid-if', to, reading), { cycle });
  }
}

function neededBy(byId: ReadonlyMap<string, DraftMetric>, id: string): readonly string[] {
  return byId.get(id)?.keys['valid-if'] ?? [];
}

function entryPath(metric: string, key: 'valid-if' | 'drives', id: string, reading: Reading): (string | number)[] {
  const path = ['metrics', metric, key];
  const written = valueAt(reading.document.root, path);
  return [...path, Array.isArray(written) ? Math.max(written.indexOf(id), 0) : 0];
}

/** A precondition that nothing rests on changes nothing by failing, but for itself. */
function checkUse(metrics: readonly DraftMetric[], reading: Reading): void {
  const isUnread = ({ id, keys }: DraftMetric) =>
    NAMING.some((key) => keys[key] === undefined && valueAt(reading.document.root, ['metrics', id, key]) !== undefined);
  // Who knows what is named in a list that cannot be read.
  if (metrics.some(isUnread)) return;
  const named = new Set(
    metrics.flatMap(({ id, keys }) => NAMING.flatMap((key) => keys[key] ?? []).filter((to) => to !== id)),
  );
  for (const { id, keys } of metrics) {
    if (keys.layer === 'evidence' && !named.has(id)) report(reading, 'evidence-unused', ['metrics', id], { id }, 'key');
  }
}

/** Where a metric on the layer evidence may be named with an effect. */
const NAMING = ['valid-if', 'guarded-by'] as const;

/** What a metric beside the stack has no use for: it moves nothing on it, stands for no outcome and leads to none. */
const OF_THE_STACK = ['indicator', 'alert', 'drives', 'guarded-by', 'due'] as const;

function checkKeys({ id }: DraftMetric, reading: Reading): void {
  for (const key of OF_THE_STACK) {
    const path = ['metrics', id, key];
    if (valueAt(reading.document.root, path) !== undefined) report(reading, 'evidence-layer-key', path, { key }, 'key');
  }
}

function checkDriven({ id, keys }: DraftMetric, byId: ReadonlyMap<string, DraftMetric>, reading: Reading): void {
  if (keys.layer === 'evidence') return; // said of the key itself
  for (const to of keys.drives ?? []) {
    if (byId.get(to)?.keys.layer === 'evidence')
      report(reading, 'evidence-layer-key', entryPath(id, 'drives', to, reading), { key: 'drives', other: to });
  }
}
