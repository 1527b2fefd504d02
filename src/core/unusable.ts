import { beyondJudge } from './beyond-judge.ts';
import { whyOffScale } from './catalogue-scale.ts';
import { agrees, countedValue, oneOf } from './counts.ts';
import type { Criterion } from './criterion.ts';
import type { Reason, TextArgs } from './finding.ts';
import { isInformative } from './judge-correction.ts';
import type { Measured } from './measurement.ts';
import { isAbove, unitRange } from './target.ts';

type Unusable = 'not-a-number' | 'out-of-range' | 'impossible-count';
type Check = (measured: Measured, criterion: Criterion) => Reason<Unusable> | null;

/** Why the evidence cannot be a measurement of the metric, or `null` where it can: numbers that no data could give. */
export function whyUnusable(criterion: Criterion, measured: Measured): Reason<Unusable> | null {
  const evidence: readonly Check[] = [impossibleSize, impossibleCount];
  // Of a value that nobody wrote, what is wrong with its counts is said first.
  const first = measured.valueFromCounts === true ? evidence : [];
  const checks: readonly Check[] = [
    ...first,
    notFinite,
    outOfRange,
    offScale,
    ...evidence,
    contradiction,
    spread,
    judged,
  ];
  for (const check of checks) {
    const reason = check(measured, criterion);
    if (reason !== null) return reason;
  }
  return null;
}

function notFinite(measured: Measured, criterion: Criterion): Reason<Unusable> | null {
  const { interval } = measured;
  const numbers: readonly (readonly [string, number | null])[] = [
    ['value', measured.value],
    ['sample_size', measured.sampleSize],
    ['successes', measured.successes],
    ['attempted', measured.attempted],
    ['stddev', measured.stddev],
    ['stderr', measured.stderr],
    ['interval', interval === null ? null : interval.low + interval.high + interval.level],
    ['exposure', measured.exposure],
    ['n_effective', measured.effectiveSize],
    ['observed_at', measured.observedAtMs],
  ];
  const { judge } = criterion;
  if (judge !== null && !isInformative(judge)) return { code: 'not-a-number', args: { field: 'judge' } };
  const broken = numbers.find(([, number]) => number !== null && !Number.isFinite(number));
  return broken === undefined ? null : { code: 'not-a-number', args: { field: broken[0] } };
}

function outOfRange(measured: Measured, criterion: Criterion): Reason<Unusable> | null {
  // What a judge found good or bad is a share, also where no unit says so.
  const range =
    unitRange(criterion.unit) ?? (criterion.judge === null ? null : { low: 0, high: oneOf(criterion.unit) });
  if (range === null) return null;
  const { value } = measured;
  if (isAbove(value, range.low, false) && isAbove(range.high, value, false)) return null;
  return { code: 'out-of-range', args: { value, low: range.low, high: range.high, unit: criterion.unit } };
}

function offScale({ value }: Measured, criterion: Criterion): Reason<Unusable> | null {
  return whyOffScale(value, criterion);
}

function impossible(problem: string, args: TextArgs): Reason<Unusable> {
  return { code: 'impossible-count', args: { problem, ...args } };
}

function isCount(number: number | null, least: number): boolean {
  return number === null || (Number.isSafeInteger(number) && number >= least);
}

function impossibleSize(measured: Measured): Reason<Unusable> | null {
  const { sampleSize, attempted, effectiveSize, exposure } = measured;
  if (!isCount(sampleSize, 1)) return impossible('count', { field: 'sample_size', number: sampleSize, least: 1 });
  if (!isCount(attempted, 1)) return impossible('count', { field: 'attempted', number: attempted, least: 1 });
  if (sampleSize !== null && attempted !== null && attempted < sampleSize) {
    return impossible('attempted', { attempted, samples: sampleSize });
  }
  if (effectiveSize !== null && effectiveSize < 1) {
    return impossible('minimum', { field: 'n_effective', number: effectiveSize, least: 1 });
  }
  if (exposure !== null && exposure <= 0) return impossible('positive', { field: 'exposure', number: exposure });
  return null;
}

function impossibleCount(measured: Measured): Reason<Unusable> | null {
  const { successes, sampleSize } = measured;
  if (!isCount(successes, 0)) return impossible('count', { field: 'successes', number: successes, least: 0 });
  if (successes !== null && sampleSize !== null && successes > sampleSize) {
    return impossible('successes', { successes, samples: sampleSize });
  }
  return null;
}

function contradiction(measured: Measured, criterion: Criterion): Reason<Unusable> | null {
  const counted = countedValue(measured, criterion.unit);
  if (counted === null) return null;
  if (!Number.isFinite(counted)) return { code: 'not-a-number', args: { field: 'exposure' } };
  if (agrees(measured.value, counted, criterion.unit)) return null;
  return impossible('disagreement', {
    value: measured.value,
    counted,
    successes: measured.successes,
    samples: measured.sampleSize ?? measured.exposure,
    unit: criterion.unit,
  });
}

function spread(measured: Measured): Reason<Unusable> | null {
  const { value, stddev, stderr, interval } = measured;
  if (stddev !== null && stddev < 0) return impossible('negative', { field: 'stddev', number: stddev });
  if (stderr !== null && stderr < 0) return impossible('negative', { field: 'stderr', number: stderr });
  if (interval === null) return null;
  const { low, high, level } = interval;
  if (!(level > 0 && level < 1)) return impossible('level', { number: level });
  if (low > high) return impossible('reversed', { low, high });
  if (isAbove(value, low, false) && isAbove(high, value, false)) return null;
  return impossible('outside', { value, low, high });
}

/** Answers that the judge, as good as it is declared to be, does not give. */
function judged(measured: Measured, criterion: Criterion): Reason<Unusable> | null {
  const beyond = beyondJudge(criterion, measured);
  return beyond === null ? null : impossible('judge', beyond);
}
