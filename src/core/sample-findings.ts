import { catalogueEntry } from './catalogue/catalogue.ts';
import { isCorpusScore } from './catalogue/corpus-scores.ts';
import type { MetricKind } from './catalogue/entry.ts';
import { oneOf } from './counts.ts';
import type { Criterion } from './criterion.ts';
import type { Finding } from './finding.ts';
import type { Measured } from './measurement.ts';
import { metricFinding } from './metric-finding.ts';
import type { MetricResult } from './result.ts';
import { nearlyEqual } from './target.ts';

/** What the sizes that the evidence gives, or does not give, say of it. */
export function sampleFindings(results: readonly MetricResult[], path: string): readonly Finding[] {
  const sized = results.flatMap(shareOfCases);
  return results.flatMap((result) => [
    ...withoutSize(result, path),
    ...moreThanAll(result, path),
    ...sameCases(result, sized, path),
  ]);
}

/** Kinds of values that rest on so and so many cases. */
const OF_CASES: readonly MetricKind[] = ['proportion', 'mean', 'quantile'];

/** A point that was compared as it stands, and nobody says how many cases it is from. */
function withoutSize({ criterion, measurement, method }: MetricResult, path: string): readonly Finding[] {
  // Who forces the point says that the cases are all there are; who asks for a confidence is told by the status.
  if (!criterion.required || method !== 'point' || criterion.method === 'point' || criterion.confidence !== null)
    return [];
  if (measurement.kind !== 'measured' || tellsUncertainty(measurement) || !isOfCases(criterion)) return [];
  const { value } = measurement;
  return [metricFinding('no-sample-size', criterion, path, { metric: criterion.id, value, unit: criterion.unit })];
}

function tellsUncertainty({ sampleSize, effectiveSize, stderr, interval, exposure }: Measured): boolean {
  return [sampleSize, effectiveSize, stderr, interval, exposure].some((known) => known !== null);
}

function isOfCases({ id, unit }: Criterion): boolean {
  const entry = catalogueEntry(id);
  return entry === null ? unit === 'ratio' && !isCorpusScore(id) : OF_CASES.includes(entry.kind);
}

/** More independent cases than cases: one of the two numbers is of something else. */
function moreThanAll({ criterion, measurement }: MetricResult, path: string): readonly Finding[] {
  if (measurement.kind !== 'measured') return [];
  const { sampleSize, effectiveSize } = measurement;
  if (sampleSize === null || effectiveSize === null || !(effectiveSize > sampleSize)) return [];
  const args = { problem: 'more', metric: criterion.id, samples: sampleSize, independent: effectiveSize };
  return [metricFinding('wrong-n', criterion, path, args)];
}

/** A rate of the confusion matrix as a share of 1, with the number of cases that it is said to be of. */
interface ShareOfCases {
  readonly criterion: Criterion;
  readonly entry: string;
  readonly source: string;
  readonly samples: number;
  readonly share: number;
}

/**
 * Pairs that are shares of different cases: of all items, of those flagged, of those that are positive. Where two of one
 * pair are shares of equally many cases of one set, they are the same cases, and the shares are equal.
 */
const DIFFERENT_CASES: readonly (readonly [string, string])[] = [
  ['precision', 'recall'],
  ['precision', 'accuracy'],
  ['recall', 'accuracy'],
];

function shareOfCases({ criterion, measurement }: MetricResult): readonly ShareOfCases[] {
  const entry = catalogueEntry(criterion.id)?.id;
  if (entry === undefined || !DIFFERENT_CASES.some((pair) => pair.includes(entry))) return [];
  if (measurement.kind !== 'measured' || measurement.sampleSize === null) return [];
  const { provenance, sampleSize: samples, value } = measurement;
  return [{ criterion, entry, source: provenance.source, samples, share: value / oneOf(criterion.unit) }];
}

/** Said once of a pair, beside the one whose cases are fewer than all. */
function sameCases({ criterion }: MetricResult, sized: readonly ShareOfCases[], path: string): readonly Finding[] {
  return sized
    .filter((one) => one.criterion === criterion)
    .flatMap((one) => {
      const twin = sized.find((other) => isTwin(one, other));
      if (twin === undefined) return [];
      const args = { problem: 'same', metric: criterion.id, other: twin.criterion.id, samples: one.samples };
      return [metricFinding('wrong-n', criterion, path, args)];
    });
}

function isTwin(one: ShareOfCases, other: ShareOfCases): boolean {
  const differ = DIFFERENT_CASES.some(([of, than]) => of === one.entry && than === other.entry);
  if (!differ || one.source !== other.source || one.samples !== other.samples) return false;
  return Number.isFinite(one.share - other.share) && !nearlyEqual(one.share, other.share);
}
