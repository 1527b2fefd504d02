import { CADENCE_MAX_AGE } from '../../core/catalogue/catalogue.ts';
import type { Check, Draft, DraftMetric } from '../draft.ts';
import { valueAt } from '../plain-paths.ts';
import { isPlainMap, type Plain } from '../plain-value.ts';
import { report } from '../read-map.ts';
import { isWritten } from '../written.ts';

/** Without an age limit, a value from months ago is as good as one of today. */
export const checkMaxAge: Check = ({ metrics }, reading) => {
  const limits = (path: readonly string[]) => {
    const holder = valueAt(reading.document.root, path);
    // What is written and could not be read is said where it stands.
    return holder !== undefined && (!isPlainMap(holder) || isWritten(holder, 'max-age'));
  };
  if (limits(['defaults'])) return;
  for (const metric of metrics) {
    const path = ['metrics', metric.id];
    if (!limits(path) && !isBoundEnough(metric)) report(reading, 'no-max-age', path, proposal(metric), 'key');
  }
};

/**
 * Where evidence must be of the commit or the pinned files under test, a metric that is measured at every deployment
 * needs no further limit. What is measured while users use the feature grows old without a commit.
 */
function isBoundEnough({ entry, keys }: DraftMetric): boolean {
  if (keys.bind === undefined) return false;
  return entry === null ? keys.layer === 'model' || keys.layer === 'task' : entry.cadence === 'per-deploy';
}

/** What to write, by how often the metric is usually measured. */
function proposal({ entry }: DraftMetric) {
  return entry === null ? {} : { title: entry.title, cadence: entry.cadence, proposed: CADENCE_MAX_AGE[entry.cadence] };
}

/** A source that no metric names is most often a slip in a `from`. */
export const checkUnusedSources: Check = (draft, reading) => {
  const used = new Set(
    draft.metrics.flatMap(({ id, keys }) => [fromOf(id, reading.document.root), keys.alert?.verify?.source]),
  );
  // A name that leads nowhere was meant for one of the sources, and it is not known for which.
  if ([...used].some((id) => id === null || !isKnown(id, draft))) return;
  for (const { id, type } of draft.sources) {
    if (type !== null && !used.has(id)) report(reading, 'unused-source', ['sources', id], { id }, 'key');
  }
};

/** The source that a metric names; `undefined` for the values files, `null` where it cannot be read. */
function fromOf(id: string, root: Plain): string | null | undefined {
  const from = valueAt(root, ['metrics', id, 'from']);
  if (from === undefined || typeof from === 'string') return from;
  const source = isPlainMap(from) ? from['source'] : null;
  return typeof source === 'string' ? source : null;
}

function isKnown(id: string | undefined, { sources }: Draft): boolean {
  return id === undefined || id === 'values' || sources.some((source) => source.id === id);
}
