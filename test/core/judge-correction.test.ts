import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Criterion } from '../../src/core/criterion.ts';
import { askedOfJudge, isInformative, judgeCorrection } from '../../src/core/judge-correction.ts';
import { meets } from '../../src/core/target.ts';
import { counted, criterion, judged, measured } from './measurements.ts';

const JUDGE = { sensitivity: 0.9, specificity: 0.95 };
const ASYMMETRIC = { sensitivity: 0.7, specificity: 0.95 };
const AT_95 = { confidence: 0.95, judge: JUDGE };

const corrected = (of: Criterion, share: number) => judgeCorrection(of)?.toTrue(share);

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

  const quality = fc
    .record({ sensitivity: fc.integer({ min: 1, max: 100 }), specificity: fc.integer({ min: 1, max: 100 }) })
    .map(({ sensitivity, specificity }) => ({ sensitivity: sensitivity / 100, specificity: specificity / 100 }))
    .filter(isInformative);
  const target = fc.constantFrom('>= 0.8', '> 0.35', '<= 0.2', '< 0.65', '0.2 .. 0.8');

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
