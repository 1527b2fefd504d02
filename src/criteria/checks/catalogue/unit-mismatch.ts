import { contradictsUnit } from '../../../core/catalogue/contradicts-unit.ts';
import type { CatalogueEntry, Scale } from '../../../core/catalogue/entry.ts';
import { saysScale } from '../../../core/catalogue/says-scale.ts';
import { scaleText } from '../../../core/catalogue/scale-text.ts';
import type { Target } from '../../../core/criterion.ts';
import type { Check, DraftMetric } from '../../draft.ts';
import { clip } from '../../findings.ts';
import { type Reading, report } from '../../read-map.ts';
import { fits, likelyScales } from './likely-scales.ts';

/** A unit, a target or an alert that cannot be of this metric: a share as `90` without a unit, accuracy in `ms`. */
export const checkUnitMismatch: Check = ({ metrics }, reading) => {
  for (const metric of metrics) {
    if (metric.entry !== null) checkMetric(metric, metric.entry, reading);
  }
};

function checkMetric(metric: DraftMetric, entry: CatalogueEntry, reading: Reading): void {
  const unit = metric.keys.unit ?? null;
  if (unit !== null && contradictsUnit(entry, unit)) {
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
  if (entry.scales.length > 0 && !saysScale(unit)) checkNumbers(metric, entry, reading);
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
  } else if (unit === 'percent' && isShareOfOne(target, entry)) {
    const more = { problem: 'share', target: target.text, ...inPercent(target) };
    report(reading, 'unit-mismatch', ['metrics', id, 'target'], { ...args, ...more });
  } else if (when !== null && !meant.some((scale) => fits(when, scale))) {
    const more = { problem: 'alert', target: when.text, suggestion: null, scales: texts(meant) };
    report(reading, 'unit-mismatch', ['metrics', id, 'alert', 'when'], { ...args, ...more });
  }
}

/**
 * True where a share of 1 is written as if it were a percentage, of a metric that is good only when it is high. With its
 * percent sign even `0.9%` is meant.
 */
function isShareOfOne(target: Target, { better, scales }: CatalogueEntry): boolean {
  const most = target.kind === 'band' ? target.high : target.bound;
  const isShare = better === 'higher' && scales.some(({ high }) => high === 1);
  return isShare && most > 0 && most <= 1 && !target.text.includes('%');
}

/** The target as the percentages that are meant (`suggestion`), and as those that it asks for (`literally`). */
function inPercent(target: Target): { readonly suggestion: string; readonly literally: string } {
  const hundredfold = (number: number) => Number((number * 100).toPrecision(12)); // 0.55 * 100 is 55
  return target.kind === 'band'
    ? {
        suggestion: `${hundredfold(target.low)} .. ${hundredfold(target.high)}`,
        literally: `${target.low}% .. ${target.high}%`,
      }
    : {
        suggestion: `${target.operator} ${hundredfold(target.bound)}`,
        literally: `${target.operator} ${target.bound}%`,
      };
}

function texts(scales: readonly Scale[]): string[] {
  return scales.map(scaleText);
}
