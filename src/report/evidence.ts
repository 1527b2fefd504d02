import type { Criterion } from '../core/criterion.ts';
import type { Provenance } from '../core/measurement.ts';
import type { MetricResult } from '../core/result.ts';
import { formatDuration } from './durations.ts';
import { isInert, plainText } from './neutralise.ts';
import { formatAgainst, formatNumber, formatTarget, shownIn, withUnit } from './numbers.ts';
import { code, own, type Prose, say } from './prose.ts';

/** What a metric is called: its title, or its id where the title shows as nothing. Foreign text. */
export function metricName({ id, title }: Criterion): string {
  return title === null || plainText(title) === '' ? id : title;
}

/** A space at which no line breaks, so that a target stays in one piece in a narrow column. */
const NO_BREAK = '\u00a0';

/** The judged number with its unit, beside the target; `no value` where there is none. */
export function shownValue(result: MetricResult): Prose {
  return result.value === null ? own('no value') : besideTarget(result.value, result.criterion);
}

/** The target with its unit. */
export function shownTarget(result: MetricResult): Prose {
  const { target, unit } = shownIn(result.criterion.target, result.criterion.unit);
  return inUnit(formatTarget(target).replaceAll(' ', NO_BREAK), unit);
}

function besideTarget(value: number, criterion: Criterion): Prose {
  // A value that a ratio cannot have is none, whatever the target is written in.
  if (criterion.unit === 'ratio' && (value < 0 || value > 1)) return own(formatAgainst(value, criterion.target));
  const { target, unit, of } = shownIn(criterion.target, criterion.unit);
  return inUnit(formatAgainst(of(value), target), unit);
}

/** Numbers with their unit: nothing for `ratio`, `91 %` for `percent`, `₹112` for a currency sign, else `1.2 s`. */
function inUnit(shown: string, unit: string | null): Prose {
  if (unit === null || unit === '' || unit === 'ratio') return own(shown);
  if (unit === 'percent') return own(withUnit(shown, unit).replaceAll(' ', NO_BREAK));
  if (!/^\p{Sc}$/u.test(unit)) return say`${own(`${shown}${NO_BREAK}`)}${unit}`;
  const priced = shown.replace(/\d+(?:\.\d+)?/g, (digits) => `${unit}${digits}`);
  // A dollar sign could open a formula on a page.
  return isInert(unit) ? own(priced) : code(priced);
}

/** What a value rests on: sample size, interval, lost items, age, source; each part one short text. */
export function evidenceOf(result: MetricResult): readonly Prose[] {
  const { measurement } = result;
  if (measurement.kind === 'not-asked') return [own('nothing was asked')];
  if (measurement.kind !== 'measured') {
    const { source, kind, where } = measurement.provenance;
    // Nothing was read, nor perhaps asked: the place is all that is known.
    if (kind === 'live') return [say`${source}`, ...(where === '' ? [] : [say`at ${code(hostOf(where))}`])];
    return [say`${source}`, ...(kind === 'this-run' ? [] : provenanceNote(measurement.provenance))];
  }
  return [
    ...(result.sampleSize === null ? [] : [own(`n ${formatNumber(result.sampleSize, 17)}`)]),
    ...intervalOf(result),
    ...correctionOf(result),
    ...lostItems(result),
    ...ageOf(result),
    say`${measurement.provenance.source}`,
    ...provenanceNote(measurement.provenance),
  ];
}

function provenanceNote({ kind, where }: Provenance): readonly Prose[] {
  switch (kind) {
    case 'this-run':
      return [own('written outside git')];
    case 'in-change':
      return [own('changed by this pull request')];
    case 'live':
      return where === '' ? [own('read live')] : [say`read from ${code(hostOf(where))}`];
    case 'file':
      return [];
    default:
      kind satisfies never;
      return [];
  }
}

/** The host of an address without its path, which stands in the notes. */
function hostOf(where: string): string {
  return /^[^/?#\s]+/.exec(where.replace(/^[a-z]+:\/\//, ''))?.[0] ?? where;
}

function intervalOf(result: MetricResult): readonly Prose[] {
  const { interval, criterion } = result;
  if (interval === null) return [];
  const { target, of } = shownIn(criterion.target, criterion.unit);
  const [low, high] = interval.map((end) => formatAgainst(of(end), target));
  if (criterion.confidence === null) return [own(`interval ${low} to ${high}`)];
  // The one-sided test at 95 % is the two-sided interval at 90 %: both are said, so that neither looks like a mistake.
  const sided = `${formatNumber(criterion.confidence * 100)}${NO_BREAK}% one-sided`;
  const level = `${formatNumber((2 * criterion.confidence - 1) * 100)}${NO_BREAK}% interval`;
  return [own(`${level} ${low} to ${high} (${sided})`)];
}

/** What the judge said, where the number shown is corrected for how it does against people. */
function correctionOf({ uncorrectedValue, criterion }: MetricResult): readonly Prose[] {
  if (uncorrectedValue === null || criterion.judge === null) return [];
  const { sensitivity, specificity } = criterion.judge;
  const told = `sensitivity ${formatNumber(sensitivity)}, specificity ${formatNumber(specificity)}`;
  return [say`corrected from the judge's ${besideTarget(uncorrectedValue, criterion)} (${own(told)})`];
}

/** What would have been judged if every item that was tried and not judged had failed. */
function lostItems(result: MetricResult): readonly Prose[] {
  const lost = lostCount(result);
  if (lost === null) return [];
  if (result.worstCaseValue === null) return [own(`${formatNumber(lost, 17)} items lost`)];
  const worst = besideTarget(result.worstCaseValue, result.criterion);
  return [say`${own(`${formatNumber(lost, 17)} items lost (`)}${worst}${own(' if all had failed)')}`];
}

function lostCount(result: MetricResult): number | null {
  const { measurement } = result;
  if (measurement.kind !== 'measured' || measurement.attempted === null || measurement.sampleSize === null) return null;
  const lost = measurement.attempted - measurement.sampleSize;
  return lost > 0 ? lost : null;
}

function ageOf(result: MetricResult): readonly Prose[] {
  const limit = result.criterion.maxAgeSeconds;
  const limited = limit === null ? ', age not limited' : '';
  if (result.ageSeconds === null) return [own(`age unknown${limited}`)];
  if (result.ageSeconds < 0) return [own(`${formatDuration(-result.ageSeconds)} in the future${limited}`)];
  return [own(`${formatDuration(result.ageSeconds)} old${limited}`)];
}
