import { countedValue, oneOf } from './counts.ts';
import type { Criterion } from './criterion.ts';
import { roundingOf } from './decimal-rounding.ts';
import type { TextArgs } from './finding.ts';
import { independentItems, infer } from './interval.ts';
import { askedOfJudge, judgeCorrection } from './judge-correction.ts';
import type { Measured } from './measurement.ts';
import { exactCounts, type Proof, provesAbove, provesBelow } from './proof.ts';

// Where the criteria ask for no confidence: an interval of 95 %.
const USUAL_ALPHA = 0.025;

/**
 * What shows that the judge is not as good as declared, or `null`: a share that it would not report whatever the truth,
 * beyond what chance and rounding explain. Corrected, such a share would be held at an end of the scale, and "proven"
 * by an interval without width. Values in the unit.
 */
export function beyondJudge(criterion: Criterion, measured: Measured): TextArgs | null {
  const correction = judgeCorrection(criterion);
  if (correction === null) return null;
  const value = countedValue(measured, criterion.unit) ?? measured.value;
  const [low, high] = [correction.toReported(0), correction.toReported(oneOf(criterion.unit))];
  if (Math.max(low - value, value - high) <= roundedBy(criterion, measured)) return null;
  const proof = proofOf(askedOfJudge(criterion, correction), measured, value);
  if (proof === null || !(provesAbove(proof, high, false) || provesBelow(proof, low, false))) return null;
  return { value, low, high, unit: criterion.unit, ...correction.quality };
}

/** How far rounding may have moved the value: nothing where counts tell it, or where it stands for a whole number. */
function roundedBy({ unit }: Criterion, { value, successes, sampleSize }: Measured): number {
  const one = oneOf(unit);
  const items = sampleSize === null ? Number.NaN : (value / one) * sampleSize;
  const isWhole = Math.abs(items - Math.round(items)) <= 1e-9 * Math.max(1, items);
  return successes !== null || isWhole ? 0 : Math.min(roundingOf(value), one / 100);
}

/** What the evidence proves of the reported share; of as many items as are known, also where it is not counted else. */
function proofOf(asked: Criterion, measured: Measured, value: number): Proof | null {
  const isPoint = asked.confidence === null || asked.method === 'point';
  const alpha = isPoint ? USUAL_ALPHA : Number((1 - (asked.confidence ?? 0)).toPrecision(12));
  if (!(alpha > 0 && alpha < 0.5)) return null;
  const inference = infer(isPoint ? { ...asked, method: null } : asked, measured, value, alpha);
  if (inference.ok) return inference.proof;
  const [independent, one] = [independentItems(measured), oneOf(asked.unit)];
  if (independent === null) return null;
  const trials = measured.sampleSize ?? independent;
  return exactCounts({ counts: { successes: (value / one) * trials, trials }, independent, value, one, alpha });
}
