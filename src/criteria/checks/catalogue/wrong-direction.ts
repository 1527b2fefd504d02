import type { CatalogueEntry } from '../../../core/catalogue/entry.ts';
import type { Target } from '../../../core/criterion.ts';
import { betterDirection } from '../../../core/target.ts';
import type { Check } from '../../draft.ts';
import { report } from '../../read-map.ts';
import { likelyScales } from './likely-scales.ts';

/** A target that worse values meet and better ones miss. */
export const checkWrongDirection: Check = ({ metrics }, reading) => {
  for (const { id, entry, target, keys } of metrics) {
    if (entry === null || target === null || !isContrary(entry, target, keys.unit ?? null)) continue;
    const args = { title: entry.title, target: target.text, better: entry.better };
    report(reading, 'wrong-direction', ['metrics', id, 'target'], args);
  }
};

/** True where the target contradicts which values of the metric are the better ones. */
export function isContrary(entry: CatalogueEntry, target: Target, unit: string | null): boolean {
  if (entry.better === 'inside') return false;
  if (target.kind === 'bound') return betterDirection(target) !== entry.better;
  return !entry.bandToo && isOneSided(entry, target, unit);
}

/** True for a band that takes in the worst value and leaves out the best, on every scale that is likely meant. */
function isOneSided(
  entry: CatalogueEntry,
  { low, high }: Extract<Target, { kind: 'band' }>,
  unit: string | null,
): boolean {
  const scales = likelyScales(entry, unit).filter((scale) => (scale.high ?? high) >= high && (scale.low ?? low) <= low);
  const isUpward = entry.better === 'higher';
  return (
    scales.length > 0 &&
    scales.every((scale) =>
      isUpward ? low === scale.low && high !== scale.high : high === scale.high && low !== scale.low,
    )
  );
}
