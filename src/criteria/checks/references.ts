import type { Check, Draft } from '../draft.ts';
import { clip, type Path } from '../findings.ts';
import { valueAt } from '../plain-paths.ts';
import { type Reading, report } from '../read-map.ts';

/** Ids of metrics and sources must be declared in the file, and stand once in their list. */
export const checkReferences: Check = (draft, reading) => {
  for (const { id } of draft.metrics) {
    const path = ['metrics', id];
    checkList([...path, 'drives'], draft, reading, id);
    checkList([...path, 'guarded-by'], draft, reading, id);
    checkList([...path, 'valid-if'], draft, reading, null);
    checkSource([...path, 'alert', 'verify', 'source'], draft, reading);
  }
  checkMetric(['north-star', 'metric'], draft, reading);
  checkList(['north-star', 'counter-metrics'], draft, reading, null);
  const ways = valueAt(reading.document.root, ['north-star', 'could-grow-while-value-declines']);
  for (const index of Array.isArray(ways) ? ways.keys() : []) {
    checkMetric(['north-star', 'could-grow-while-value-declines', index, 'guard'], draft, reading);
  }
};

function checkList(path: Path, draft: Draft, reading: Reading, self: string | null): void {
  const entries = valueAt(reading.document.root, path);
  if (!Array.isArray(entries)) return;
  const before = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const at = [...path, index];
    if (typeof entry !== 'string') continue;
    if (before.has(entry)) report(reading, 'duplicate-entry', at, { id: clip(entry) });
    else if (self !== null && entry === self) {
      report(reading, path.at(-1) === 'drives' ? 'drives-itself' : 'guarded-by-itself', at, { id: self });
    } else checkMetric(at, draft, reading);
    before.add(entry);
  }
}

function checkMetric(path: Path, draft: Draft, reading: Reading): void {
  const id = valueAt(reading.document.root, path);
  if (typeof id !== 'string' || draft.metricIds.has(id)) return;
  const known = [...draft.metricIds];
  const suggestion = reading.suggest(id, known);
  report(reading, 'unknown-metric', path, { id: clip(id), suggestion, known: known.slice(0, 10).map(clip) });
}

function checkSource(path: Path, draft: Draft, reading: Reading): void {
  const id = valueAt(reading.document.root, path);
  const known = draft.sources.map((source) => source.id);
  if (typeof id !== 'string' || known.includes(id)) return;
  report(reading, 'unknown-source', path, {
    id: clip(id),
    suggestion: reading.suggest(id, known),
    known: known.slice(0, 10),
  });
}
