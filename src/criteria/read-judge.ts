import type { JudgeQuality } from '../core/criterion.ts';
import type { MetricKeys } from './metric-schema.ts';
import { percentShare } from './times.ts';

/** How a judge does against people, as written; `null` where nothing is. */
export function judgeQuality(written: MetricKeys['judge']): JudgeQuality | null {
  if (written === undefined) return null;
  return { sensitivity: shareOf(written.sensitivity), specificity: shareOf(written.specificity) };
}

/** A share of 1, written as a number or in percent; what is no share is no number. */
export function shareOf(written: number | string): number {
  return typeof written === 'number' ? written : (percentShare(written) ?? Number.NaN);
}
