import type { CatalogueEntry, Scale } from '../../../core/catalogue/entry.ts';
import { saysScale } from '../../../core/catalogue/says-scale.ts';
import { scaleText } from '../../../core/catalogue/scale-text.ts';
import type { Target } from '../../../core/criterion.ts';
import { betterDirection, isAbove, meets } from '../../../core/target.ts';
import type { Check, DraftMetric } from '../../draft.ts';
import { type Reading, report } from '../../read-map.ts';
import { percentShare } from '../../times.ts';
import { fits, likelyScales } from './likely-scales.ts';
import { isContrary } from './wrong-direction.ts';

/** A target that asks for no more than a system that does nothing has to show. */
export const checkTrivialTarget: Check = ({ metrics }, reading) => {
  for (const metric of metrics) {
    const { entry, target, keys } = metric;
    // What is out of its range or in the wrong direction has a finding of its own.
    if (target === null || (entry !== null && isContrary(entry, target, keys.unit ?? null))) continue;
    if (!checkBaseline(metric, target, reading) && entry !== null) checkScaleEnd(metric, entry, target, reading);
  }
};

/** Scores of a system that knows nothing, whatever it is tried on. */
const CHANCE: Readonly<Record<string, number>> = { auc_roc: 0.5, judge_human_agreement: 0, mcc: 0 };
/** Metrics of which a system that always gives the same answer scores the prevalence. */
const SCORES_PREVALENCE: ReadonlySet<string> = new Set(['accuracy']);
/** Metrics of which it, or one that answers at random, scores the share of the rarer kind: most often the positives. */
const SCORES_RARER: ReadonlySet<string> = new Set(['auc_pr', 'unsafe_output_rate', 'false_positive_rate']);

/** True where `prevalence` says something of the metric; of a name that is not known, whoever wrote it says so. */
export function usesPrevalence(entry: CatalogueEntry | null): boolean {
  return entry === null || SCORES_PREVALENCE.has(entry.id) || SCORES_RARER.has(entry.id);
}

function checkBaseline({ id, entry, keys }: DraftMetric, target: Target, reading: Reading): boolean {
  const share = entry === null ? undefined : CHANCE[entry.id];
  const baseline = share ?? baselineOf(entry, target, shareOf(keys.prevalence));
  if (baseline === null) return false;
  const value = Number((keys.unit === 'percent' ? baseline * 100 : baseline).toPrecision(12)); // 1 - 0.97 is 0.03
  // A share is a larger number on any other scale: a bound from above may ask for more than it seems to.
  if (betterDirection(target) === 'lower' && saysScale(keys.unit ?? null)) return false;
  if (!asksNoMore(target, value)) return false;
  const args = {
    ...{ problem: share === undefined ? 'prevalence' : 'chance', title: entry?.title ?? null },
    ...{ target: target.text, value, prevalence: share === undefined ? String(keys.prevalence) : null },
  };
  report(reading, 'trivial-target', ['metrics', id, 'target'], args);
  return true;
}

/**
 * What doing nothing scores where the prevalence is given: of a score its share, of an error rate and where the
 * positives count, the share of the rarer kind, whichever of the two was written down.
 */
function baselineOf(entry: CatalogueEntry | null, target: Target, prevalence: number | null): number | null {
  if (prevalence === null || !usesPrevalence(entry)) return null;
  const isScore = entry === null ? betterDirection(target) !== 'lower' : SCORES_PREVALENCE.has(entry.id);
  return isScore ? prevalence : Math.min(prevalence, 1 - prevalence);
}

function shareOf(written: number | string | undefined): number | null {
  return typeof written === 'string' ? percentShare(written) : (written ?? null);
}

/** True where the worst value that meets the target is no better than the baseline. */
function asksNoMore(target: Target, baseline: number): boolean {
  if (target.kind === 'band') return isAbove(baseline, target.low, false);
  return betterDirection(target) === 'lower'
    ? isAbove(target.bound, baseline, false)
    : isAbove(baseline, target.bound, false);
}

function checkScaleEnd({ id, keys }: DraftMetric, entry: CatalogueEntry, target: Target, reading: Reading): void {
  const unit = keys.unit ?? null;
  const scales = likelyScales(entry, unit).filter((scale) => fits(target, scale) && !isOther(scale, unit));
  const ended = saysScale(unit) ? scales.map(withoutTop) : scales;
  // Where several scales are possible, the target has to mean something on each.
  const met = ended.find((scale) => isMetByAll(target, scale, entry.better));
  if (met === undefined) return;
  const args = { problem: 'scale', title: entry.title, target: target.text, scale: scaleText(met) };
  report(reading, 'trivial-target', ['metrics', id, 'target'], { ...args, several: scales.length > 1 ? 'yes' : null });
}

/** Nothing stays nothing on any scale; where one ends that the unit tells, only the unit knows. */
function withoutTop({ low }: Scale): Scale {
  return { low, high: null };
}

/** True for a share of 1 where the unit is written, and says that it is something else. */
function isOther({ high }: Scale, unit: string | null): boolean {
  return high === 1 && unit !== null && unit !== 'ratio' && unit !== 'percent';
}

/** True where even the worst value of the scale meets the target; of no band, where the scale has no such end. */
function isMetByAll(target: Target, { low, high }: Scale, better: CatalogueEntry['better']): boolean {
  const isMet = (end: number | null) => end !== null && meets(target, end);
  const direction = betterDirection(target);
  if (direction === 'inside' || better === 'inside') {
    const isOpen = (end: number | null, side: 'lower' | 'higher') => end === null && direction === side;
    return (isMet(low) || isOpen(low, 'lower')) && (isMet(high) || isOpen(high, 'higher'));
  }
  return isMet(direction === 'higher' ? low : high);
}
