import type { DraftMetric } from '../../draft.ts';
import { valueAt } from '../../plain-paths.ts';
import { isPlainMap, type PlainMap } from '../../plain-value.ts';
import type { Reading } from '../../read-map.ts';

/** True where the metric can block a launch: required, and on a layer of the stack. */
export function isGating({ keys }: DraftMetric): boolean {
  return keys.required !== false && keys.layer !== undefined && keys.layer !== 'evidence';
}

/** The metric's map as it stands in the file; empty where it is none. */
export function writtenKeys({ id }: DraftMetric, reading: Reading): PlainMap {
  const written = valueAt(reading.document.root, ['metrics', id]);
  return isPlainMap(written) ? written : {};
}

/** Ids for a message, no more than a reader takes in. */
export function idsOf(metrics: readonly DraftMetric[]): string[] {
  return metrics.slice(0, 10).map(({ id }) => id);
}
