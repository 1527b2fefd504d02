import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Criterion } from '../../src/core/criterion.ts';
import { askedOfJudge, isInformative, judgeCorrection } from '../../src/core/judge-correction.ts';
import type { Measured } from '../../src/core/measurement.ts';
import { meets } from '../../src/core/target.ts';
import { counted, criterion, judged, measured } from './measurements.ts';

const JUDGE = { sensitivity: 0.9, specificity: 0.95 };
const ASYMMETRIC = { sensitivity: 0.7, specificity: 0.95 };
const AT_95 = { confidence: 0.95, judge: JUDGE };

const corrected = (of: Criterion, share: number) => judgeCorrection(of)?.toTrue(share);

const quality = fc
  .record({ sensitivity: fc.integer({ min: 1, max: 100 }), specificity: fc.integer({ min: 1, max: 100 }) })
  .map(({ sensitivity, specificity }) => ({ sensitivity: sensitivity / 100, specificity: specificity / 100 }))
  .filter(isInformative);
const target = fc.constantFrom('>= 0.8', '> 0.35', '<= 0.2', '< 0.65', '0.2 .. 0.8');

describe('the share behind what a judge reports', () => {
  it.each<[string, string, number, number]>([
    // The worked number: 0.85 by a judge that finds 90 % of the good and 95 % of the bad.
    ['good answers, the worked number', '>= 0.8', 0.85, 0.9411765],
    ['nothing better than the judge can see', '>= 0.8', 0.9, 1],
    ['nothing worse', '>= 0.8', 0.05, 0],
    ['beyond what it can see: held', '>= 0.8', 0.97, 1],
    ['below what it can see: held', '>= 0.8', 0.01, 0],
    // 0.12 are called bad: (0.12 + 0.9 − 1) / 0.85.
    ['bad answers, where false alarms are 10 %', '<= 0.05', 0.12, 0.0235294],
    ['bad answers at the rate of false alarms', '<= 0.05', 0.1, 0],
    ['bad answers that are all found', '<= 0.05', 0.95, 1],
  ])('%s: target %s, reported %d, true %d', (_, target, reported, truth) => {
    expect(corrected(criterion(target, { judge: JUDGE }), reported)).toBeCloseTo(truth, 7);
  });

  it('is the other way round for bad answers: the same judge errs less on what it must not miss', () => {
    // Of 1,000 answers 100 are bad: 95 of them and 30 % of the 900 good ones are called bad, 365 in all.
    expect(corrected(criterion('<= 0.2', { judge: ASYMMETRIC }), 0.365)).toBeCloseTo(0.1, 12);
    // The same answers by the share of good ones: 70 % of 900 and 5 % of 100 are called good, 635 in all.
    expect(corrected(criterion('>= 0.8', { judge: ASYMMETRIC }), 0.635)).toBeCloseTo(0.9, 12);
  });

  it('leaves it to the catalogue what a band counts', () => {
    const band = (id: string) => corrected(criterion('0.05 .. 0.2', { id, judge: ASYMMETRIC }), 0.365);
    expect(band('refusal_rate')).toBeCloseTo(0.1, 12);
    expect(band('answer_is_right')).toBeCloseTo((0.365 + 0.95 - 1) / 0.65, 12);
  });

  it('is the same in percent', () => {
    expect(corrected(criterion('>= 80', { unit: 'percent', judge: JUDGE }), 85)).toBeCloseTo(94.11765, 5);
  });

  it('leaves what a perfect judge reports as it is', () => {
    const of = criterion('>= 0.8', { judge: { sensitivity: 1, specificity: 1 } });
    for (const share of [0, 0.07, 1 / 3, 0.8, 1]) expect(corrected(of, share)).toBeCloseTo(share, 14);
  });

  it('is exactly nothing at the rate of false alarms', () => {
    for (const hundredths of Array.from({ length: 40 }, (_, index) => index)) {
      const share = hundredths / 100;
      const of = criterion('>= 0.8', { judge: { sensitivity: 0.9, specificity: Number((1 - share).toFixed(2)) } });
      expect(corrected(of, share)).toBe(0);
    }
  });

  it.each([
    [{ sensitivity: 0.9, specificity: 0.95 }, true],
    [{ sensitivity: 0.5, specificity: 0.51 }, true],
    [{ sensitivity: 0.5, specificity: 0.5 }, false],
    [{ sensitivity: 0.55, specificity: 0.45 }, false],
    [{ sensitivity: 0.7, specificity: 0.3 }, false],
    [{ sensitivity: 0.2, specificity: 0.3 }, false],
    [{ sensitivity: 1.1, specificity: 0.9 }, false],
    [{ sensitivity: 0.9, specificity: -0.1 }, false],
    [{ sensitivity: Number.NaN, specificity: 0.9 }, false],
  ])('%j tells something: %s', (quality, expected) => {
    expect(isInformative(quality)).toBe(expected);
    expect(judgeCorrection(criterion('>= 0.8', { judge: quality })) !== null).toBe(expected);
    // What tells nothing is an error and never an uncorrected pass.
    expect(judged(criterion('>= 0.8', { judge: quality }), measured(0.99)).status).toBe(expected ? 'pass' : 'error');
  });

  it('goes there and back, and rises', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(quality, target, share, share, (judge, text, one, other) => {
        const correction = judgeCorrection(criterion(text, { judge }));
        if (correction === null) throw new Error('not informative');
        expect(Math.abs(correction.toTrue(correction.toReported(one)) - one)).toBeLessThan(1e-11);
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(correction.toTrue(low)).toBeLessThanOrEqual(correction.toTrue(high));
        expect(correction.toTrue(one)).toBeGreaterThanOrEqual(0);
        expect(correction.toTrue(one)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('a corrected value meets the target where the reported one meets the moved target', () => {
    fc.assert(
      fc.property(quality, target, fc.integer({ min: 0, max: 1000 }), (judge, text, thousandths) => {
        const of = criterion(text, { judge });
        const correction = judgeCorrection(of);
        if (correction === null) throw new Error('not informative');
        const truth = thousandths / 1000;
        const asked = askedOfJudge(of, correction);
        // A share just beside a bound, so that no last digit decides.
        fc.pre([0.8, 0.35, 0.2, 0.65].every((bound) => Math.abs(truth - bound) > 1e-6));
        expect(meets(asked.target, correction.toReported(truth))).toBe(meets(of.target, truth));
      }),
    );
  });
});

describe('judging what a judge reports', () => {
  it('judges, shows and leans by the corrected value', () => {
    const of = criterion('>= 0.9', { judge: JUDGE });
    const result = judged(of, measured(0.85));
    expect(result).toMatchObject({ status: 'pass', leaning: 'pass', method: 'point', uncorrectedValue: 0.85 });
    expect(result.value).toBeCloseTo(0.9411765, 7);
    expect(result.reason.args).toMatchObject({ uncorrected: 0.85, sensitivity: 0.9, specificity: 0.95, bound: 0.9 });
    expect(judged({ ...of, judge: null }, measured(0.85))).toMatchObject({ status: 'fail', uncorrectedValue: null });
  });

  it('takes good answers away where a judge lets bad ones pass', () => {
    // 0.85 by a judge that calls 30 % of the bad answers good.
    const of = criterion('>= 0.85', { judge: { sensitivity: 0.99, specificity: 0.7 } });
    const result = judged(of, measured(0.85));
    expect(result.value).toBeCloseTo(0.55 / 0.69, 9);
    expect(result).toMatchObject({ status: 'fail', leaning: 'fail' });
  });

  it('tests exactly on what was reported, with the target moved there, and maps the interval back', () => {
    // 0.9 true is 0.9 · 0.85 + 0.05 = 0.815 reported.
    const of = criterion('>= 0.9', AT_95);
    const alone = criterion('>= 0.815', { confidence: 0.95 });
    for (const successes of [150, 160, 163, 170, 172, 173, 174, 180]) {
      const [with_, without] = [judged(of, counted(successes, 200)), judged(alone, counted(successes, 200))];
      expect(with_.status).toBe(without.status);
      expect(with_.samplesNeeded).toEqual(without.samplesNeeded);
      for (const end of [0, 1] as const) {
        const reported = without.interval?.[end] ?? Number.NaN;
        const mapped = Math.min(1, Math.max(0, (reported - 0.05) / 0.85));
        expect(with_.interval?.[end]).toBeCloseTo(mapped, 12);
      }
      expect(with_.reason.args['successes']).toBe(successes);
    }
    expect(judged(of, counted(172, 200)).status).toBe('inconclusive');
    expect(judged(of, counted(173, 200)).status).toBe('pass');
  });

  it('needs more answers than without a judge to show as much', () => {
    const of = criterion('>= 0.95', AT_95);
    // Flawless in the eyes of a judge that finds nine in ten: the moved target is 0.8575.
    const minimum = judged(of, counted(19, 20)).reason.args['minimum'];
    expect(minimum).toBe(Math.ceil(Math.log(0.05) / Math.log(0.8575)));
  });

  it('is inconclusive by t and by a given interval as it is by counts', () => {
    const of = criterion('>= 0.9', AT_95);
    const t = judged(of, measured(0.85, { stddev: 0.35, sampleSize: 200 }));
    expect(t).toMatchObject({ status: 'inconclusive', compared: true });
    const given = judged(of, measured(0.85, { interval: { low: 0.81, high: 0.89, level: 0.9 } }));
    expect(given.status).toBe('inconclusive');
    expect(given.interval?.[0]).toBeCloseTo((0.81 - 0.05) / 0.85, 9);
  });

  it('counts lost items as failed, and not as judged so', () => {
    const of = criterion('>= 0.8', { judge: JUDGE, minCompleted: 0.5 });
    const result = judged(of, counted(85, 100, { attempted: 125 }));
    expect(result.worstCaseValue).toBeCloseTo((0.9411765 * 100) / 125, 6);
    const bad = criterion('<= 0.2', { judge: JUDGE, minCompleted: 0.5 });
    expect(judged(bad, counted(12, 100, { attempted: 125 })).worstCaseValue).toBeCloseTo(
      (0.0235294 * 100 + 25) / 125,
      6,
    );
  });

  it.each([-0.01, 1.01, 85])('is no share at %d, also without a unit', (value) => {
    const of = criterion('>= 0.8', { unit: null, judge: JUDGE });
    expect(judged(of, measured(value))).toMatchObject({ status: 'error', reason: { code: 'out-of-range' } });
  });

  it('keeps the corrected value beside evidence that is too old or too little', () => {
    const of = criterion('>= 0.8', { judge: JUDGE, minSamples: 100 });
    const result = judged(of, counted(17, 20));
    expect(result).toMatchObject({ status: 'inconclusive', uncorrectedValue: 0.85 });
    expect(result.value).toBeCloseTo(0.9411765, 7);
  });
});

describe('answers that the judge, as declared, does not give', () => {
  const GUESSING = { sensitivity: 0.55, specificity: 0.5 };
  const BAD = { sensitivity: 0.95, specificity: 0.9 };
  const refuted = { status: 'error', reason: { code: 'impossible-count', args: { problem: 'judge' } }, interval: null };

  it.each<[string, Criterion, Measured]>([
    ['fewer bad ones than false alarms', criterion('<= 0', { ...AT_95, judge: BAD }), counted(30, 1000)],
    ['more good ones than it finds', criterion('>= 0.9', { ...AT_95, judge: GUESSING }), counted(600, 1000)],
    ['fewer good ones than it lets pass', criterion('>= 0.9', { ...AT_95, judge: GUESSING }), counted(400, 1000)],
    ['more bad ones than it can see', criterion('<= 0.1', { ...AT_95, judge: BAD }), counted(950, 1000)],
    ['in a band', criterion('0.2 .. 0.9', { ...AT_95, judge: GUESSING }), counted(600, 1000)],
    ['by Wilson', criterion('<= 0', { ...AT_95, method: 'wilson', judge: BAD }), counted(30, 1000)],
    ['by the point', criterion('<= 0', { judge: BAD }), counted(30, 1000)],
    ['by the point, none at all', criterion('<= 0', { judge: BAD }), measured(0, { sampleSize: 1000 })],
    ['by a forced point', criterion('<= 0', { ...AT_95, method: 'point', judge: BAD }), counted(30, 1000)],
    ['by the point, with its error', criterion('<= 0', { judge: BAD }), measured(0.03, { stderr: 0.005 })],
    ['in percent', criterion('<= 0', { unit: 'percent', judge: BAD }), measured(3, { sampleSize: 1000 })],
  ])('are refused: %s', (_, of, by) => expect(judged(of, by)).toMatchObject(refuted));

  it('prove the judge worse than declared only beyond chance', () => {
    // Of 100 by a judge with 5 % of false alarms: none has a chance of 0.6 %, one of 3.7 %, two of 11.8 %.
    const at = (bad: number, more: Partial<Criterion>) =>
      judged(criterion('<= 0.1', { judge: BAD, ...more }), counted(bad, 100));
    expect([0, 1, 2].map((bad) => at(bad, { confidence: 0.95 }).status)).toEqual(['error', 'error', 'pass']);
    expect([0, 1, 2].map((bad) => at(bad, { confidence: 0.99 }).status)).toEqual(['error', 'pass', 'pass']);
    expect([0, 1, 2].map((bad) => at(bad, {}).status)).toEqual(['error', 'pass', 'pass']);
    expect(at(2, { confidence: 0.95 }).interval?.[1]).toBeGreaterThan(0);
  });

  it.each<[string, Measured]>([
    ['without a number of cases', measured(0.03)],
    ['of a few', counted(0, 20)],
    ['of a few independent ones', counted(30, 1000, { effectiveSize: 40 })],
  ])('are held at the end of the scale as before: %s', (_, by) =>
    expect(judged(criterion('<= 0.01', { judge: BAD }), by)).toMatchObject({ status: 'pass', value: 0 }),
  );

  it('are held there as far as the value is rounded: 0.05 may be 0.0525', () => {
    const of = criterion('<= 0.01', { judge: { sensitivity: 0.9475, specificity: 0.9 } });
    expect(judged(of, measured(0.05, { sampleSize: 1_000_001 }))).toMatchObject({ status: 'pass', value: 0 });
    expect(judged(of, measured(0.051, { sampleSize: 1_000_001 }))).toMatchObject(refuted);
    expect(judged(of, counted(50_000, 1_000_000))).toMatchObject(refuted);
  });

  it('are refused where the interval only just touches: of one answer it begins at 0.05', () => {
    const of = criterion('>= 0.5', { ...AT_95, judge: { sensitivity: 0.05, specificity: 0.99 } });
    expect(judged(of, counted(1, 1))).toMatchObject(refuted);
  });

  it('never pass or fail on an interval without width', () => {
    fc.assert(
      fc.property(quality, target, fc.integer({ min: 1, max: 400 }), fc.nat(400), (judge, text, n, k) => {
        const result = judged(criterion(text, { judge, confidence: 0.95 }), counted(Math.min(k, n), n));
        if (result.interval === null) expect(['error', 'inconclusive']).toContain(result.status);
        else expect(result.interval[1]).toBeGreaterThan(result.interval[0]);
      }),
      { numRuns: 500 },
    );
  });
});
