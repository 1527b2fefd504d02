import type { Check, DraftMetric } from '../../draft.ts';
import { valueAt } from '../../plain-paths.ts';
import { isPlainMap } from '../../plain-value.ts';
import { type Reading, report } from '../../read-map.ts';
import { isWritten } from '../../written.ts';
import { idsOf, isGating, writtenKeys } from './gating.ts';

/** What tells that inputs or the world have moved away from what the model knows. */
const DRIFT: ReadonlySet<string> = new Set(['input_drift', 'model_age', 'index_age']);

/**
 * Model metrics gate, and nothing would tell that the model decays after the launch: no alert below the business layer,
 * no measure of drift or age, and no limit of age that has a model metric measured again. `bind` is no such limit:
 * as long as nobody commits, evidence of the same commit counts for ever.
 */
export const checkNoDriftWatch: Check = ({ metrics }, reading) => {
  const models = metrics.filter((metric) => isGating(metric) && metric.keys.layer === 'model');
  if (models.length === 0 || metrics.some((metric) => isWatch(metric, reading))) return;
  const defaults = valueAt(reading.document.root, ['defaults']);
  if (defaults !== undefined && (!isPlainMap(defaults) || isWritten(defaults, 'max-age'))) return;
  report(reading, 'no-drift-watch', ['metrics'], { metrics: idsOf(models) }, 'key');
};

/** True where decay would show in the metric; what is written and cannot be read may be what shows it. */
function isWatch(metric: DraftMetric, reading: Reading): boolean {
  const { entry, keys } = metric;
  if (entry !== null && DRIFT.has(entry.id)) return true;
  const written = writtenKeys(metric, reading);
  if (keys.layer === undefined) return true;
  if (keys.layer === 'model' && isGating(metric) && isWritten(written, 'max-age')) return true;
  return keys.layer !== 'business' && keys.layer !== 'evidence' && isWritten(written, 'alert');
}
