import { describe, expect, it } from 'vitest';
import type { Criterion } from '../../src/core/criterion.ts';
import type { Measured } from '../../src/core/measurement.ts';
import { counted, criterion, judged, measured } from './measurements.ts';

const AT_95 = { confidence: 0.95 } as const;
const MEAN = { ...AT_95, id: 'faithfulness' } as const;
const RAW = { ...AT_95, unit: null } as const;

describe('method by evidence', () => {
  it.each<[string, Criterion, Measured, string | null]>([
    ['counts', criterion('>= 0.8', AT_95), counted(92, 100), 'exact'],
    [
      'counts of percent',
      criterion('>= 80', { ...AT_95, unit: 'percent' }),
      measured(92, { successes: 92, sampleSize: 100 }),
      'exact',
    ],
    ['counts without a unit', criterion('>= 0.8', RAW), counted(92, 100), 'exact'],
    ['a ratio with n', criterion('>= 0.8', AT_95), measured(0.92, { sampleSize: 100 }), 'exact'],
    ['counts before a deviation', criterion('>= 0.8', AT_95), counted(92, 100, { stddev: 0.2 }), 'exact'],
    ['a mean, by its spread', criterion('>= 0.8', MEAN), measured(0.92, { sampleSize: 100, stddev: 0.2 }), 't'],
    ['a mean with more decimals', criterion('>= 0.8', MEAN), measured(0.9201, { sampleSize: 100, stddev: 0.2 }), 't'],
    ['a mean, by its error', criterion('>= 0.8', MEAN), measured(0.92, { sampleSize: 100, stderr: 0.02 }), 't'],
    [
      'a mean, by its interval',
      criterion('>= 0.8', MEAN),
      measured(0.92, { sampleSize: 100, interval: { low: 0.9, high: 0.94, level: 0.9 } }),
      'given',
    ],
    ['a mean without any spread', criterion('>= 0.8', MEAN), measured(0.92, { sampleSize: 100 }), 'exact'],
    ['a mean that was counted', criterion('>= 0.8', MEAN), counted(92, 100, { stddev: 0.2 }), 'exact'],
    [
      'a mean, counted on demand',
      criterion('>= 0.8', { ...MEAN, method: 'exact' }),
      measured(0.92, { sampleSize: 100, stddev: 0.2 }),
      'exact',
    ],
    ['a value with n, no ratio', criterion('>= 0.8', RAW), measured(0.92, { sampleSize: 100 }), null],
    ['percent with n', criterion('>= 80', { ...AT_95, unit: 'percent' }), measured(92, { sampleSize: 100 }), null],
    [
      'a corpus score with n',
      criterion('>= 0.8', { ...AT_95, id: 'answer_bleu' }),
      measured(0.92, { sampleSize: 100 }),
      null,
    ],
    ['a corpus score with counts', criterion('>= 0.8', { ...AT_95, id: 'f1' }), counted(92, 100), 'exact'],
    ['a deviation', criterion('<= 5', RAW), measured(4.2, { stddev: 0.9, sampleSize: 60 }), 't'],
    ['a standard error with n', criterion('<= 5', RAW), measured(4.2, { stderr: 0.1, sampleSize: 60 }), 't'],
    ['a standard error', criterion('<= 5', RAW), measured(4.2, { stderr: 0.1 }), 'z'],
    ['a deviation without n', criterion('<= 5', RAW), measured(4.2, { stddev: 0.1 }), null],
    ['events over an exposure', criterion('<= 5', RAW), measured(2, { successes: 20, exposure: 10 }), 'poisson'],
    [
      'a given interval',
      criterion('<= 5', RAW),
      measured(4, { interval: { low: 3.5, high: 4.5, level: 0.9 } }),
      'given',
    ],
    ['a value that is no share of n', criterion('>= 0.8', AT_95), measured(0.9234, { sampleSize: 100 }), null],
    ['nothing', criterion('>= 0.8', AT_95), measured(0.92), null],
  ])('%s', (_, of, by, method) => {
    const result = judged(of, by);
    expect(result.method).toBe(method);
    if (method !== null) expect(result.status).toBe('pass');
    else expect(result).toMatchObject({ status: 'inconclusive', compared: false, interval: null, leaning: 'pass' });
  });

  it.each<[Criterion['method'], Measured, string | null]>([
    ['exact', counted(95, 100), 'exact'],
    ['wilson', counted(95, 100), 'wilson'],
    ['wilson', measured(0.95, { sampleSize: 100 }), 'wilson'],
    ['t', counted(95, 100, { stddev: 0.1 }), 't'],
    ['t', counted(95, 100), null],
    ['t', measured(0.95, { stderr: 0.01 }), null],
    ['wilson', measured(0.95, { stderr: 0.01 }), null],
    ['exact', measured(0.95, { stderr: 0.01, sampleSize: 7 }), null],
    ['exact', measured(0.95, { interval: { low: 0.94, high: 0.96, level: 0.9 } }), null],
    ['exact', measured(2, { successes: 20, exposure: 10 }), 'poisson'],
    ['point', measured(0.95), 'point'],
    ['point', counted(95, 100), 'point'],
  ])('method %s forced on evidence %#', (method, by, expected) => {
    const of = criterion('>= 0.8', { ...AT_95, method, unit: null });
    const ratio = by.sampleSize !== null && by.successes === null ? criterion('>= 0.8', { ...AT_95, method }) : of;
    const result = judged(ratio, by);
    expect(result.method).toBe(expected);
    expect(result.status).toBe(expected === null ? 'inconclusive' : 'pass');
    if (expected === 'point') expect(result.interval).toBeNull();
  });

  it.each<[string, Criterion, Measured, string]>([
    ['a ratio without n', criterion('>= 0.8', AT_95), measured(0.9), 'no-sample-size'],
    ['successes without n', criterion('>= 0.8', AT_95), measured(0.9, { successes: 9 }), 'no-sample-size'],
    ['a deviation without n', criterion('>= 0.8', RAW), measured(0.9, { stddev: 0.1 }), 'no-sample-size'],
    ['a duration without anything', criterion('<= 2', RAW), measured(1.2), 'no-spread'],
    ['a duration with n', criterion('<= 2', RAW), measured(1.2, { sampleSize: 500 }), 'no-spread'],
    ['a corpus score without anything', criterion('>= 0.8', { ...AT_95, id: 'f1' }), measured(0.9), 'no-spread'],
    ['one item', criterion('<= 2', RAW), measured(1.2, { sampleSize: 1, stddev: 0.1 }), 'no-spread'],
    ['an error of one item', criterion('<= 2', RAW), measured(1.2, { sampleSize: 1, stderr: 0.1 }), 'no-spread'],
    ['no deviation at all', criterion('<= 2', RAW), measured(1.2, { sampleSize: 50, stddev: 0 }), 'no-spread'],
    ['no error at all', criterion('<= 2', RAW), measured(1.2, { stderr: 0 }), 'no-spread'],
    [
      'an interval without width',
      criterion('<= 2', RAW),
      measured(1.2, { interval: { low: 1.2, high: 1.2, level: 0.9 } }),
      'no-spread',
    ],
    [
      'rounding noise of two equal values',
      criterion('>= 0.8', AT_95),
      measured(0.83, { sampleSize: 2, stddev: 1.11e-16 }),
      'no-spread',
    ],
    ['a denormal error', criterion('<= 2', RAW), measured(1.2, { stderr: 5e-324 }), 'no-spread'],
    ['a denormal error of zero', criterion('> 0', RAW), measured(0, { stderr: 5e-324 }), 'no-spread'],
    ['noise of a large value', criterion('<= 200', RAW), measured(120, { sampleSize: 9, stderr: 1e-11 }), 'no-spread'],
    ['noise beside a large target', criterion('<= 2000', RAW), measured(1, { stderr: 1.9e-9 }), 'no-spread'],
    ['noise beside a large band', criterion('-2000 .. 5', RAW), measured(1, { stderr: 1.9e-9 }), 'no-spread'],
    [
      'an interval without a lower side',
      criterion('>= 0.8', RAW),
      measured(0.8, { interval: { low: 0.8, high: 0.9, level: 0.9 } }),
      'no-spread',
    ],
    [
      'an interval without an upper side',
      criterion('<= 0.8', RAW),
      measured(0.8, { interval: { low: 0.7, high: 0.8 + 1e-13, level: 0.9 } }),
      'no-spread',
    ],
    [
      'an interval of both ends of the unit at once',
      criterion('>= 0.8', AT_95),
      measured(1, { interval: { low: 1, high: 1, level: 0.9 } }),
      'no-sample-size',
    ],
    [
      'an interval so sure that nothing is left of it',
      criterion('>= 0.8', RAW),
      measured(0.85, { interval: { low: 0.7, high: 0.9, level: 0.9999999999999999 } }),
      'no-spread',
    ],
    [
      'a ratio with an interval without a lower side, for which samples would do',
      criterion('>= 0.8', AT_95),
      measured(0.8, { interval: { low: 0.8, high: 0.9, level: 0.9 } }),
      'no-sample-size',
    ],
    ['a broken confidence', criterion('<= 2', { ...RAW, confidence: 1 }), measured(1.2, { stderr: 0.1 }), 'no-spread'],
  ])('%s lacks it: %#', (_, of, by, code) => {
    expect(judged(of, by)).toMatchObject({ status: 'inconclusive', reason: { code }, compared: false });
  });
});

describe('a spread just large enough', () => {
  it.each<[string, Criterion, Measured, string]>([
    ['a small error', criterion('<= 2', RAW), measured(1.2, { stderr: 2.1e-12 }), 'z'],
    ['a small error beside zero', criterion('<= 0.000001', RAW), measured(0, { stderr: 1e-9 }), 'z'],
    [
      'an interval that ends where the unit ends',
      criterion('>= 0.9', AT_95),
      measured(1, { interval: { low: 0.97, high: 1, level: 0.9 } }),
      'given',
    ],
    [
      'an interval that begins where the unit begins',
      criterion('<= 5', { ...AT_95, unit: 'percent' }),
      measured(0, { interval: { low: 0, high: 3, level: 0.9 } }),
      'given',
    ],
  ])('%s', (_, of, by, method) => expect(judged(of, by)).toMatchObject({ status: 'pass', method }));

  it('counts samples by the spread that was judged by', () => {
    const noisy = measured(4.9, { stddev: 1e-15, stderr: 0.9 / Math.sqrt(60), sampleSize: 60 });
    expect(judged(criterion('<= 5', RAW), noisy).samplesNeeded).toEqual({ least: 162, likely: 443 });
  });
});

describe('judging with 95 % confidence', () => {
  it.each<[string, number, number, string]>([
    ['>= 0.8', 87, 100, 'pass'],
    ['>= 0.8', 86, 100, 'inconclusive'],
    ['>= 0.8', 83, 100, 'inconclusive'],
    ['>= 0.8', 74, 100, 'inconclusive'],
    ['>= 0.8', 72, 100, 'fail'],
    ['>= 0.95', 59, 59, 'pass'],
    ['>= 0.95', 58, 58, 'inconclusive'],
    ['>= 0.99', 299, 299, 'pass'],
    ['>= 0.99', 298, 298, 'inconclusive'],
    ['>= 0.95', 196, 200, 'pass'],
    ['>= 0.95', 195, 200, 'inconclusive'],
    ['<= 0.2', 13, 100, 'pass'],
    ['<= 0.2', 14, 100, 'inconclusive'],
    ['<= 0.05', 0, 59, 'pass'],
    ['<= 0.05', 0, 58, 'inconclusive'],
    ['<= 0.003', 0, 998, 'pass'],
    ['<= 0.003', 0, 997, 'inconclusive'],
    ['>= 1', 100, 100, 'inconclusive'],
    ['>= 1', 99, 100, 'fail'],
    ['<= 0', 0, 100, 'inconclusive'],
    ['> 0', 1, 100, 'pass'],
    ['> 0', 0, 100, 'inconclusive'],
    ['0.7 .. 0.9', 80, 100, 'pass'],
    ['0.75 .. 0.85', 80, 100, 'inconclusive'],
    ['0.1 .. 0.5', 80, 100, 'fail'],
    ['0.9 .. 0.95', 80, 100, 'fail'],
    ['0 .. 0.1', 0, 100, 'pass'],
    ['0.9 .. 1', 100, 100, 'pass'],
  ])('%s by %d of %d: %s', (target, k, n, status) => {
    expect(judged(criterion(target, AT_95), counted(k, n)).status).toBe(status);
    // Said in percent, it is the same.
    const hundredfold = target.replaceAll(/\d+(\.\d+)?/g, (share) =>
      String(Number((Number(share) * 100).toPrecision(12))),
    );
    const percent = measured((k * 100) / n, { successes: k, sampleSize: n });
    expect(judged(criterion(hundredfold, { ...AT_95, unit: 'percent' }), percent).status).toBe(status);
  });

  it('shows the matching interval and what is missing', () => {
    const result = judged(criterion('>= 0.8', AT_95), counted(83, 100));
    expect(result.interval?.[0]).toBeCloseTo(0.75598324, 8);
    expect(result.interval?.[1]).toBeCloseTo(0.88868788, 8);
    expect(result).toMatchObject({
      status: 'inconclusive',
      reason: { code: 'interval-spans-target', args: { successes: 83, samples: 100, level: 0.9 } },
      samplesNeeded: { least: 381, likely: 955 },
      leaning: 'pass',
      compared: true,
    });
  });

  it.each<[string, Measured, Criterion, { least: number; likely: number } | null]>([
    ['41 of 50', counted(41, 50), criterion('>= 0.8', AT_95), { least: 1033, likely: 2358 }],
    ['182 of 200', counted(182, 200), criterion('>= 0.9', AT_95), { least: 2235, likely: 5193 }],
    ['96 of 100', counted(96, 100), criterion('>= 0.95', AT_95), { least: 1186, likely: 2640 }],
    ['58 of 58', counted(58, 58), criterion('>= 0.95', AT_95), { least: 1, likely: 1 }],
    // Not before a flawless set of 59, nor before 22 with the one failure there is.
    ['20 of 20', counted(20, 20), criterion('>= 0.95', AT_95), { least: 39, likely: 39 }],
    ['none of 20', counted(0, 20), criterion('<= 0.05', AT_95), { least: 39, likely: 39 }],
    ['none of 3, where half are asked for', counted(0, 3), criterion('>= 0.5', AT_95), { least: 2, likely: 2 }],
    ['19 of 20', counted(19, 20), criterion('>= 0.8', AT_95), { least: 2, likely: 12 }],
    [
      '20 of 20 by Wilson',
      counted(20, 20),
      criterion('>= 0.95', { ...AT_95, method: 'wilson' }),
      { least: 32, likely: 32 },
    ],
    ['on the target', counted(80, 100), criterion('>= 0.8', AT_95), null],
    ['near the target', counted(801, 1000), criterion('>= 0.8', AT_95), null],
    ['a mean', measured(4.9, { stddev: 0.9, sampleSize: 60 }), criterion('<= 5', RAW), { least: 162, likely: 443 }],
    [
      'a standard error',
      measured(4.9, { stderr: 0.9 / Math.sqrt(60), sampleSize: 60 }),
      criterion('<= 5', RAW),
      { least: 162, likely: 443 },
    ],
    ['no n', measured(4.9, { stderr: 0.1 }), criterion('<= 5', RAW), null],
    [
      'half as many independent ones',
      counted(83, 100, { effectiveSize: 50 }),
      criterion('>= 0.8', AT_95),
      { least: 862, likely: 2010 },
    ],
    ['a band, from inside', counted(80, 100), criterion('0.75 .. 0.9', AT_95), { least: 103, likely: 346 }],
    ['a band, from outside', counted(93, 100), criterion('0.75 .. 0.9', AT_95), { least: 171, likely: 464 }],
  ])('samples needed: %s', (_, by, of, expected) => {
    const result = judged(of, by);
    expect(result.status).toBe('inconclusive');
    expect(result.samplesNeeded).toEqual(expected);
  });

  it.each<[string, Criterion, Measured, number, number]>([
    ['t', criterion('<= 5', RAW), measured(4.2, { stddev: 0.9, sampleSize: 60 }), 4.005836536, 4.394163464],
    ['z', criterion('>= 0.8', AT_95), measured(0.9, { stderr: 0.030696695 }), 0.84950843, 0.95049157],
    ['Garwood', criterion('<= 5', RAW), measured(0.3, { successes: 3, exposure: 10 }), 0.0817691, 0.7753657],
    [
      'given at 95 %',
      criterion('<= 5', RAW),
      measured(4, { interval: { low: 3, high: 4.5, level: 0.95 } }),
      3.1607735,
      4.4196132,
    ],
    ['given at 90 %', criterion('<= 5', RAW), measured(4, { interval: { low: 3, high: 4.5, level: 0.9 } }), 3, 4.5],
    ['Wilson', criterion('>= 0.7', { ...AT_95, method: 'wilson' }), counted(80, 100), 0.72669619, 0.85749818],
    [
      'percent',
      criterion('>= 70', { ...AT_95, unit: 'percent' }),
      measured(80, { successes: 80, sampleSize: 100 }),
      72.279975,
      86.333867,
    ],
    ['within the unit', criterion('<= 0.5', AT_95), measured(0.02, { stderr: 0.1 }), 0, 0.184485],
  ])('interval: %s', (_, of, by, low, high) => {
    const { interval } = judged(of, by);
    expect(interval?.[0]).toBeCloseTo(low, 6);
    expect(interval?.[1]).toBeCloseTo(high, 6);
  });

  it.each<[string, number, number, string]>([
    ['<= 0.3', 0, 10, 'pass'],
    ['<= 0.2995733', 0, 10, 'pass'],
    ['<= 0.2995731', 0, 10, 'inconclusive'],
    ['<= 0.1', 3, 10, 'inconclusive'],
    ['<= 0.05', 3, 10, 'fail'],
    ['>= 0.05', 3, 10, 'pass'],
    ['>= 0', 0, 10, 'pass'],
    ['> 0', 0, 10, 'inconclusive'],
  ])('%s by %d events over %d: %s', (target, successes, exposure, status) => {
    const by = measured(successes / exposure, { successes, exposure });
    expect(judged(criterion(target, RAW), by).status).toBe(status);
  });

  it.each<[string, string, number, number, number | null]>([
    // n and value without counts: which whole number is judged.
    ['whole', '>= 0.8', 0.83, 100, 83],
    ['whole but for binary digits', '>= 0.2', 0.29, 100, 29],
    ['a third, all digits', '>= 0.2', 1 / 3, 3, 1],
    ['rounded, at least', '>= 0.2', 0.333, 1000, 333],
    ['rounded, at least: down', '>= 0.2', 0.67, 150, 100],
    ['rounded, at most: up', '<= 0.9', 0.67, 150, 101],
    ['rounded, band: several fit', '0.2 .. 0.9', 0.67, 150, null],
    ['rounded, band: one fits', '0.2 .. 0.9', 0.667, 150, 100],
    ['rounded, at least: only one above', '>= 0.2', 0.656, 32, 21],
    ['no whole number fits', '>= 0.2', 0.6789, 100, null],
    ['scaled from percent', '>= 0.2', 33.3 * 0.01, 3, 1],
  ])('counts behind a value: %s', (_, target, value, sampleSize, successes) => {
    const result = judged(
      criterion(target, { ...AT_95, minCompleted: 0 }),
      measured(value, { sampleSize, attempted: 1000 }),
    );
    if (successes === null) expect(result.method).toBeNull();
    else expect(result.reason.args['successes']).toBe(successes);
  });

  it.each<[string, number, string, number]>([
    // 90 of 100 in n independent ones; the interval tells which whole number was taken.
    ['>= 0.5', 50, 'pass', 45],
    ['>= 0.5', 45, 'pass', 40],
    ['<= 0.95', 45, 'inconclusive', 41],
    ['>= 0.5', 45.9, 'pass', 40],
    ['>= 0.5', 400, 'pass', 90],
  ])('%s with %d independent items: %s', (target, effectiveSize, status, k) => {
    const result = judged(criterion(target, AT_95), counted(90, 100, { effectiveSize }));
    const n = Math.min(100, Math.floor(effectiveSize));
    const same = judged(criterion(target, AT_95), counted(k, n));
    expect(result.status).toBe(status);
    const end = target.startsWith('>') ? 0 : 1;
    expect(result.interval?.[end]).toBeCloseTo(same.interval?.[end] ?? Number.NaN, 12);
  });

  it('widens a mean by its independent items', () => {
    const of = criterion('<= 5', RAW);
    const one = judged(of, measured(4.2, { stddev: 0.9, sampleSize: 600, effectiveSize: 60 }));
    expect(one.interval?.[0]).toBeCloseTo(4.005836536, 8);
  });

  it('uses the strictness of the operator in equality', () => {
    // P(X ≥ 1 of 1) at 0.05 is 0.05: exactly the risk allowed.
    expect(judged(criterion('>= 0.05', AT_95), counted(1, 1)).status).toBe('pass');
    expect(judged(criterion('> 0.05', AT_95), counted(1, 1)).status).toBe('inconclusive');
    const given = (low: number, high: number) => measured(0.9, { interval: { low, high, level: 0.9 } });
    expect(judged(criterion('>= 0.8', AT_95), given(0.8, 0.95)).status).toBe('pass');
    expect(judged(criterion('> 0.8', AT_95), given(0.8, 0.95)).status).toBe('inconclusive');
    expect(judged(criterion('>= 0.95', AT_95), given(0.8, 0.95)).status).toBe('inconclusive');
    expect(judged(criterion('> 0.95', AT_95), given(0.8, 0.95)).status).toBe('fail');
    expect(judged(criterion('0.8 .. 0.95', AT_95), given(0.8, 0.95)).status).toBe('pass');
  });
});
