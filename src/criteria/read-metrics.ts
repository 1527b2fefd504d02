import { catalogueEntry } from '../core/catalogue/catalogue.ts';
import type { CatalogueEntry } from '../core/catalogue/entry.ts';
import { suggestEntries } from '../core/catalogue/suggest-entries.ts';
import type { Target } from '../core/criterion.ts';
import type { FindingCode } from '../core/finding-codes.ts';
import { parseTarget, type TargetProblem } from '../core/target.ts';
import type { DraftMetric, DraftSource } from './draft.ts';
import { type MetricKeys, metricSchema } from './metric-schema.ts';
import { isPlainMap, keyText, type Plain, type PlainMap } from './plain-value.ts';
import { METRICS_LIMIT, readEntries } from './read-entries.ts';
import { type FromReader, fromReader } from './read-from.ts';
import { type Reading, readMap, report } from './read-map.ts';
import { looksLikeUnit } from './unit-look-alikes.ts';
import { isWritten } from './written.ts';
import { wrongArgs } from './wrong-value.ts';

/** The metrics declared in the file. */
export function readMetrics(
  written: Plain | undefined,
  sources: readonly DraftSource[],
  reading: Reading,
): DraftMetric[] {
  if (written === undefined) return [];
  const empty = isPlainMap(written) && Object.keys(written).length === 0 && !reading.document.isPartial(['metrics']);
  if (empty) report(reading, 'empty-metrics', ['metrics'], {}, 'key');
  const schema = metricSchema(usedKeys(written));
  const readers = { readFrom: fromReader(sources, reading), reportLayer: layerReporter(reading) };
  return readEntries(written, 'metrics', { code: 'too-many-metrics', most: METRICS_LIMIT }, reading).map(
    ([id, value]) => readMetric(id, value, schema, readers, reading),
  );
}

interface Readers {
  readonly readFrom: FromReader;
  /** Says that a metric's layer is missing, with the known names that its own may mean. */
  readonly reportLayer: (id: string) => void;
}

/** Comparing names costs, and nobody reads twenty questions: after so many, none is asked. */
const QUESTIONS_LIMIT = 20;

function layerReporter(reading: Reading): Readers['reportLayer'] {
  let left = QUESTIONS_LIMIT;
  return (id) => {
    left -= 1;
    const near = left < 0 ? [] : suggestEntries(id, 2).map((entry) => entry.id);
    report(reading, 'missing-key', ['metrics', id], { key: 'layer', parent: keyText(['metrics', id]), near }, 'key');
  };
}

/** The keys that any metric has, and those that every metric needs. */
function usedKeys(written: Plain): ReadonlySet<string> {
  const metrics = isPlainMap(written) ? Object.values(written) : [];
  return new Set(['layer', 'target', ...metrics.flatMap((metric) => (isPlainMap(metric) ? Object.keys(metric) : []))]);
}

function readMetric(
  id: string,
  value: Plain,
  schema: ReturnType<typeof metricSchema>,
  { readFrom, reportLayer }: Readers,
  reading: Reading,
): DraftMetric {
  const path = ['metrics', id];
  const written = isPlainMap(value) ? value : {};
  const entry = catalogueEntry(id);
  const unless = ['layer', ...(Object.hasOwn(written, 'regression') ? ['target'] : [])];
  const read: Partial<MetricKeys> = readMap(schema, value, path, reading, unless);
  if (entry === null && isPlainMap(value) && !isWritten(written, 'layer')) reportLayer(id);
  const isWhole = isPlainMap(value) && !reading.document.isPartial(path);
  const keys = entry === null || !isWhole ? read : withDefaults(read, written, entry);
  const unit = readUnit(keys.unit, [...path, 'unit'], reading);
  return {
    id,
    entry,
    keys,
    target: readTarget(keys.target, unit, [...path, 'target'], reading),
    when: readTarget(keys.alert?.when, unit, [...path, 'alert', 'when'], reading),
    from: Object.hasOwn(written, 'from') ? readFrom(written['from'] ?? null, [...path, 'from']) : null,
  };
}

/** What the catalogue knows stands in for what is not written; for what is written and cannot be read, nothing does. */
function withDefaults(read: Partial<MetricKeys>, written: PlainMap, entry: CatalogueEntry): Partial<MetricKeys> {
  const layer = isWritten(written, 'layer') ? read.layer : entry.layer;
  const isAsked = layer !== 'evidence' && !isWritten(written, 'indicator');
  return {
    ...read,
    ...(layer === undefined ? {} : { layer }),
    ...(isAsked && entry.indicator !== null ? { indicator: entry.indicator } : {}),
  };
}

/** The unit; where it only looks like one with a range, that one, so that the target is read as it was meant. */
function readUnit(written: string | undefined, path: readonly string[], reading: Reading): string | null {
  if (written === undefined) return null;
  const meant = looksLikeUnit(written);
  if (meant === null) return written;
  // What is shown of the text is tidied up, so that what is wrong with it may not be seen.
  const problem = /^[!-~]+$/.test(written) ? null : 'hidden';
  report(reading, 'unit-looks-like', path, { ...wrongArgs(written, path), suggestion: meant, problem });
  return meant;
}

const TARGET_FINDINGS: Readonly<Record<TargetProblem['code'], FindingCode>> = {
  syntax: 'invalid-target',
  'percent-not-allowed': 'percent-not-allowed',
  'out-of-unit-range': 'target-out-of-range',
  vacuous: 'target-vacuous',
  'empty-band': 'target-empty-band',
};

function readTarget(
  text: string | undefined,
  unit: string | null,
  path: readonly string[],
  reading: Reading,
): Target | null {
  if (text === undefined) return null;
  const result = parseTarget(text, unit);
  if (result.ok) return result.target;
  const { code, args } = result.problem;
  report(reading, TARGET_FINDINGS[code], path, { ...args, ...wrongArgs(text, path) });
  return null;
}
