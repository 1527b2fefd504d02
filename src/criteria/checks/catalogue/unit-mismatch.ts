import type { CatalogueEntry, Scale } from '../../../core/catalogue/entry.ts';
import type { Check, DraftMetric } from '../../draft.ts';
import { clip } from '../../findings.ts';
import { type Reading, report } from '../../read-map.ts';
import { fits, likelyScales, scaleText } from './likely-scales.ts';

/** A unit, a target or an alert that cannot be of this metric: a share as `90` without a unit, accuracy in `ms`. */
export const checkUnitMismatch: Check = ({ metrics }, reading) => {
  for (const metric of metrics) {
    if (metric.entry !== null) checkMetric(metric, metric.entry, reading);
  }
};

function checkMetric(metric: DraftMetric, entry: CatalogueEntry, reading: Reading): void {
  const unit = metric.keys.unit ?? null;
  if (unit !== null && contradicts(entry, unit)) {
    const args = {
      problem: 'unit',
      title: entry.title,
      unit: clip(unit),
      usual: entry.unit,
      scales: texts(entry.scales),
    };
    report(reading, 'unit-mismatch', ['metrics', metric.id, 'unit'], args);
    return;
  }
  if (entry.scales.length > 0) checkNumbers(metric, entry, reading);
}

function checkNumbers({ id, keys, target, when }: DraftMetric, entry: CatalogueEntry, reading: Reading): void {
  const unit = keys.unit ?? null;
  const scales = likelyScales(entry, unit);
  if (target === null) return;
  const meant = scales.filter((scale) => fits(target, scale));
  const args = { title: entry.title, unit, scales: texts(scales.length === 0 ? entry.scales : scales) };
  if (meant.length === 0) {
    const inPercent = unit === null && likelyScales(entry, 'percent').some((scale) => fits(target, scale));
    const more = { problem: 'target', target: target.text, suggestion: inPercent ? 'unit: percent' : null };
    report(reading, 'unit-mismatch', ['metrics', id, 'target'], { ...args, ...more });
  } else if (when !== null && !meant.some((scale) => fits(when, scale))) {
    const more = { problem: 'alert', target: when.text, suggestion: null, scales: texts(meant) };
    report(reading, 'unit-mismatch', ['metrics', id, 'alert', 'when'], { ...args, ...more });
  }
}

function texts(scales: readonly Scale[]): string[] {
  return scales.map(scaleText);
}

type UnitKind = 'share' | 'time' | 'money';

const TIMES =
  /^(?:[mµun]?s|ms?ecs?|secs?|seconds?|millis(?:econds?)?|milliseconds?|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?)$/i;
const MONEY =
  /^(?:[$€£¥₹₩₽₺₫₴₦฿¢]|usd|eur|gbp|inr|jpy|cny|chf|cad|aud|brl|mxn|krw|sek|nok|dkk|pln|cents?|dollars?|euros?|rupees?)$/i;

/** What a unit measures, where it is certain. */
function kindOf(unit: string | null): UnitKind | null {
  if (unit === null) return null;
  if (unit === 'ratio' || unit === 'percent') return 'share';
  if (TIMES.test(unit.trim())) return 'time';
  return MONEY.test(unit.trim()) ? 'money' : null;
}

/** True where the metric is known to measure something else than the unit does. */
function contradicts(entry: CatalogueEntry, unit: string): boolean {
  const known = entry.kind === 'currency' ? 'money' : kindOf(entry.unit);
  const written = kindOf(unit);
  return known !== null && written !== null && known !== written;
}
