import type { CatalogueEntry, Scale } from '../../../core/catalogue/entry.ts';
import type { Target } from '../../../core/criterion.ts';
import { meets } from '../../../core/target.ts';
import { looksLikeUnit } from '../../unit-look-alikes.ts';

/** The scales that the metric can be meant in where its unit is written so; empty where none fits the unit. */
export function likelyScales({ scales }: CatalogueEntry, written: string | null): readonly Scale[] {
  const unit = written === null ? null : (looksLikeUnit(written) ?? written);
  if (unit === 'ratio') return scales.filter(isShare);
  if (unit === 'percent') return scales.filter((scale) => isShare(scale) || scale.high === 100).map(inPercent);
  return scales;
}

/** True for scales of which 1 is the top, and for those that have no top and so may be read as shares. */
function isShare({ low, high }: Scale): boolean {
  return high === 1 || (high === null && (low ?? 0) < 1);
}

function inPercent({ low, high }: Scale): Scale {
  return high === 1 ? { low: (low ?? 0) * 100, high: 100 } : { low, high };
}

/** True where the numbers of the target are possible on the scale, and at least one value of the scale meets it. */
export function fits(target: Target, { low, high }: Scale): boolean {
  const isInside = (value: number) => value >= (low ?? value) && value <= (high ?? value);
  if (target.kind === 'band') return isInside(target.low) && isInside(target.high);
  const best = target.operator === '>=' || target.operator === '>' ? high : low;
  return isInside(target.bound) && (best === null || meets(target, best));
}
