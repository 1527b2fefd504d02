import type { Target } from '../../core/criterion.ts';
import { isInformative } from '../../core/judge-correction.ts';
import type { DraftMetric } from '../draft.ts';
import { valueAt } from '../plain-paths.ts';
import { type Reading, report } from '../read-map.ts';
import { percentShare } from '../times.ts';
import { looksLikeUnit } from '../unit-look-alikes.ts';

/** A judge's quality corrects a share of answers, and only that of a judge who does better than chance. */
export function checkJudge(metric: DraftMetric, reading: Reading): void {
  const { id, keys } = metric;
  if (keys.judge === undefined) return;
  const path = ['metrics', id, 'judge'];
  const [sensitivity, specificity] = [shareOf(keys.judge.sensitivity), shareOf(keys.judge.specificity)];
  if (!isInformative({ sensitivity, specificity }))
    report(reading, 'judge-uninformative', path, { sensitivity, specificity }, 'key');
  const isUnitUnread = keys.unit === undefined && valueAt(reading.document.root, ['metrics', id, 'unit']) !== undefined;
  if (!isUnitUnread && !isShare(metric)) report(reading, 'judge-needs-share', path, { unit: keys.unit ?? null }, 'key');
}

function shareOf(written: number | string): number {
  return typeof written === 'number' ? written : (percentShare(written) ?? Number.NaN);
}

/** By its unit, or without one by what the catalogue and the target say of it. */
function isShare({ keys, entry, target }: DraftMetric): boolean {
  const { unit } = keys;
  if (unit !== undefined) return unit === 'ratio' || unit === 'percent' || looksLikeUnit(unit) !== null;
  const canBe = entry?.scales.some(({ low, high }) => low !== null && low >= 0 && high === 1) === true;
  return canBe && (target === null || numbersOf(target).every((number) => number >= 0 && number <= 1));
}

function numbersOf(target: Target): readonly number[] {
  return target.kind === 'band' ? [target.low, target.high] : [target.bound];
}
