import { type Counts, countsOf, oneOf } from './counts.ts';
import type { Criterion } from './criterion.ts';
import type { Reason } from './finding.ts';
import { judgeCorrection } from './judge-correction.ts';
import type { Measured } from './measurement.ts';
import type { InconclusiveReason } from './reason-codes.ts';
import { betterDirection, isAbove } from './target.ts';
import { targetArgs } from './target-args.ts';

/** Why too few of the items that were tried were also judged, or `null` where enough were or nothing tells of tries. */
export function whyIncomplete(criterion: Criterion, measured: Measured): Reason<InconclusiveReason> | null {
  const { attempted, sampleSize } = measured;
  if (attempted === null) return null;
  // How many of the tried items were judged is not known: that some were lost cannot be ruled out.
  if (sampleSize === null) return { code: 'no-sample-size', args: { attempted } };
  if (isAbove(sampleSize / attempted, criterion.minCompleted, false)) return null;
  const worst = worstCaseValue(criterion, measured);
  return {
    code: 'items-lost',
    args: { attempted, samples: sampleSize, minimum: criterion.minCompleted, worst, ...targetArgs(criterion) },
  };
}

/** The value if every item that was tried and not judged had gone against the target. */
export function worstCaseValue(criterion: Criterion, measured: Measured): number | null {
  const { attempted, sampleSize } = measured;
  const counts = countsOf(criterion, measured);
  if (counts === null || attempted === null || sampleSize === null || attempted <= sampleSize) return null;
  const one = oneOf(criterion.unit);
  const successes = trueSuccesses(criterion, counts, one);
  switch (betterDirection(criterion.target)) {
    case 'higher':
      return (successes * one) / attempted;
    case 'lower':
      return ((successes + attempted - sampleSize) * one) / attempted;
    case 'inside':
      return null;
  }
}

/** What was counted; by a judge whose quality is known, as many as its counts stand for. No judge saw the lost items. */
function trueSuccesses(criterion: Criterion, { successes, trials }: Counts, one: number): number {
  const correction = judgeCorrection(criterion);
  return correction === null ? successes : (correction.toTrue((successes * one) / trials) / one) * trials;
}
