import type { Target } from '../core/criterion.ts';
import type { FindingCode } from '../core/finding-codes.ts';
import { parseTarget, type TargetProblem } from '../core/target.ts';
import type { DraftMetric, DraftSource } from './draft.ts';
import { type MetricKeys, metricSchema } from './metric-schema.ts';
import { isPlainMap, type Plain } from './plain-value.ts';
import { METRICS_LIMIT, readEntries } from './read-entries.ts';
import { type FromReader, fromReader } from './read-from.ts';
import { type Reading, readMap, report } from './read-map.ts';
import { looksLikeUnit } from './unit-look-alikes.ts';
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
  const readFrom = fromReader(sources, reading);
  return readEntries(written, 'metrics', { code: 'too-many-metrics', most: METRICS_LIMIT }, reading).map(
    ([id, value]) => readMetric(id, value, schema, readFrom, reading),
  );
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
  readFrom: FromReader,
  reading: Reading,
): DraftMetric {
  const path = ['metrics', id];
  const unless = isPlainMap(value) && Object.hasOwn(value, 'regression') ? ['target'] : [];
  const keys: Partial<MetricKeys> = readMap(schema, value, path, reading, unless);
  const unit = readUnit(keys.unit, [...path, 'unit'], reading);
  const written = isPlainMap(value) ? value : {};
  return {
    id,
    keys,
    target: readTarget(keys.target, unit, [...path, 'target'], reading),
    when: readTarget(keys.alert?.when, unit, [...path, 'alert', 'when'], reading),
    from: Object.hasOwn(written, 'from') ? readFrom(written['from'] ?? null, [...path, 'from']) : null,
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
