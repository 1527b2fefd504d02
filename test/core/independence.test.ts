import { describe, expect, it } from 'vitest';
import { counted, criterion, judged, measured } from './measurements.ts';

const AT_95 = { confidence: 0.95 };

/** How many independent cases `n` cases in groups of `size` count for, where those of a group are alike by `likeness`. */
const independentOf = (n: number, size: number, likeness: number) => n / (1 + (size - 1) * likeness);

describe('cases that depend on each other', () => {
  it('count by the design effect: 300 in groups of ten alike by 0.2 are 107', () => {
    expect(1 + 9 * 0.2).toBeCloseTo(2.8, 12);
    const effectiveSize = independentOf(300, 10, 0.2);
    expect(Math.floor(effectiveSize)).toBe(107);
    const of = criterion('>= 0.8', AT_95);
    // 258 of 300 would pass as independent cases; as 107 they are 92.02, of which 92 count.
    expect(judged(of, counted(258, 300)).status).toBe('pass');
    const dependent = judged(of, counted(258, 300, { effectiveSize }));
    const whole = judged(of, counted(92, 107));
    expect(dependent.status).toBe('inconclusive');
    expect(dependent.interval?.[0]).toBeCloseTo(whole.interval?.[0] ?? Number.NaN, 12);
  });

  it('count once each, however often they were run: 100 items five times are 100', () => {
    const of = criterion('>= 0.8', AT_95);
    expect(judged(of, counted(430, 500)).status).toBe('pass');
    const clustered = judged(of, counted(430, 500, { effectiveSize: 100 }));
    const hundred = judged(of, counted(86, 100));
    expect(clustered.status).toBe('inconclusive');
    expect(clustered.interval?.[0]).toBeCloseTo(hundred.interval?.[0] ?? Number.NaN, 12);
    expect(judged({ ...of, minSamples: 101 }, counted(430, 500, { effectiveSize: 100 })).reason.code).toBe(
      'too-few-samples',
    );
  });

  it('are rounded down for a lower bound and up for an upper one', () => {
    // 0.86 of 107.14 are 92.14 and 92.02 of 107: 92 down; 0.14 of 107 are 14.98: 15 up.
    const effectiveSize = independentOf(300, 10, 0.2);
    const low = judged(criterion('<= 0.2', AT_95), counted(42, 300, { effectiveSize }));
    const same = judged(criterion('<= 0.2', AT_95), counted(15, 107));
    expect(low.interval?.[1]).toBeCloseTo(same.interval?.[1] ?? Number.NaN, 12);
  });

  it('prove neither a pass nor a miss by rounding', () => {
    const effectiveSize = 10;
    // 64 of 160 are 4 of 10; 63 and 65 lie beside it, and only what is certain counts on either side.
    const lessThan = (k: number) => judged(criterion('>= 0.7', AT_95), counted(k, 160, { effectiveSize }));
    expect(lessThan(64).status).toBe('fail');
    expect(lessThan(65).status).toBe('inconclusive');
    expect(lessThan(65).interval?.[1]).toBeCloseTo(
      judged(criterion('>= 0.7', AT_95), counted(5, 10)).interval?.[1] ?? 0,
      12,
    );
    const moreThan = (k: number) => judged(criterion('<= 0.3', AT_95), counted(k, 160, { effectiveSize }));
    expect(moreThan(96).status).toBe('fail');
    expect(moreThan(95).status).toBe('inconclusive');
  });

  it('are real numbers to the score interval', () => {
    const of = criterion('>= 0.7', { ...AT_95, method: 'wilson' });
    const dependent = judged(of, counted(258, 300, { effectiveSize: 107 }));
    const z = 1.6448536269514722;
    const [p, n] = [0.86, 107];
    const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
    const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
    expect(dependent.interval?.[0]).toBeCloseTo(centre - half, 12);
  });
});

describe('a quantile as a share within the limit', () => {
  it.each([
    [196, 'pass'],
    [195, 'inconclusive'],
    [190, 'inconclusive'],
    [183, 'fail'],
  ])('p95 of 200 requests, %d of them within the limit: %s', (within, status) => {
    expect(judged(criterion('>= 0.95', AT_95), counted(within, 200)).status).toBe(status);
  });
});

describe('scores without counts', () => {
  it('an area under a curve, by the standard error of Hanley and McNeil', () => {
    const [area, positive, negative] = [0.9, 50, 100];
    const [q1, q2] = [area / (2 - area), (2 * area * area) / (1 + area)];
    const squared =
      (area * (1 - area) + (positive - 1) * (q1 - area * area) + (negative - 1) * (q2 - area * area)) /
      (positive * negative);
    expect(Math.sqrt(squared)).toBeCloseTo(0.030696695, 9);
    const by = measured(area, { stderr: Math.sqrt(squared) });
    expect(judged(criterion('>= 0.84', AT_95), by).interval?.[0]).toBeCloseTo(0.84950843, 8);
    expect(judged(criterion('>= 0.849', AT_95), by).status).toBe('pass');
    expect(judged(criterion('>= 0.850', AT_95), by).status).toBe('inconclusive');
  });

  it('a promoter score, by the variance of its two shares', () => {
    const [up, down, n] = [0.5, 0.2, 400];
    const score = up - down;
    const stderr = 100 * Math.sqrt((up + down - score * score) / n);
    expect(stderr).toBeCloseTo(3.905125, 6);
    const of = criterion('>= 20', { ...AT_95, unit: null, id: 'feature_nps' });
    expect(judged(of, measured(100 * score, { stderr })).interval?.[0]).toBeCloseTo(23.57664, 5);
    expect(judged(criterion('>= 24', { ...AT_95, unit: null }), measured(100 * score, { stderr })).status).toBe(
      'inconclusive',
    );
  });
});

describe('events that come in clusters', () => {
  it('are no Poisson process: without a spread nothing is shown', () => {
    const of = criterion('<= 0.01', { ...AT_95, unit: null });
    const events = { successes: 3, exposure: 1000 };
    expect(judged(of, measured(0.003, events)).status).toBe('pass');
    expect(judged(of, measured(0.003, { ...events, effectiveSize: 2 }))).toMatchObject({
      status: 'inconclusive',
      reason: { code: 'no-spread' },
    });
    expect(judged(of, measured(0.003, { ...events, effectiveSize: 3 })).status).toBe('pass');
  });
});

describe('the fewest cases that can pass at all', () => {
  it.each([
    ['>= 0.8', 14],
    ['>= 0.9', 29],
    ['>= 0.95', 59],
    ['>= 0.99', 299],
    ['>= 0.995', 598],
    ['>= 0.997', 998],
    ['>= 0.999', 2995],
  ])('%s: %d', (target, least) => {
    const of = criterion(target, AT_95);
    expect(judged(of, counted(least, least)).status).toBe('pass');
    const short = judged(of, counted(least - 1, least - 1));
    expect(short.status).toBe('inconclusive');
    expect(short.reason.args['minimum']).toBe(least);
    const mirrored = criterion(
      target.replace('>=', '<=').replace(/[\d.]+$/, (text) => (1 - Number(text)).toFixed(4)),
      AT_95,
    );
    expect(judged(mirrored, counted(0, least)).status).toBe('pass');
    expect(judged(mirrored, counted(0, least - 1)).status).toBe('inconclusive');
  });
});
