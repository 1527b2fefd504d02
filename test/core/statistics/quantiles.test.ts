import { describe, expect, it } from 'vitest';
import { meanInterval } from '../../../src/core/statistics/mean-interval.ts';
import { normalCdf } from '../../../src/core/statistics/normal-cdf.ts';
import { normalQuantile } from '../../../src/core/statistics/normal-quantile.ts';
import { studentCdf, studentQuantile } from '../../../src/core/statistics/student-t.ts';

describe('normal distribution', () => {
  it.each([
    [0.95, 1.6448536269514722],
    [0.975, 1.959963984540054],
    [0.8, 0.8416212335729143],
    [0.9, 1.2815515655446004],
    [0.99, 2.3263478740408408],
    [0.5, 0],
    [1e-20, -9.262340089798409],
  ])('quantile of %d', (probability, z) => {
    expect(normalQuantile(probability)).toBeCloseTo(z, 13);
    if (probability < 0.5) expect(normalCdf(z) / probability).toBeCloseTo(1, 10);
    else expect(normalCdf(z)).toBeCloseTo(probability, 14);
  });

  it('joins its three regions', () => {
    for (const probability of [0.075, 0.925, Math.exp(-25)]) {
      const step = normalQuantile(probability * (1 + 1e-12)) - normalQuantile(probability * (1 - 1e-12));
      expect(step).toBeGreaterThan(0);
      expect(step).toBeLessThan(1e-10);
    }
  });
});

describe("Student's t", () => {
  it.each([
    [1, 6.313751515, 12.706204736],
    [4, 2.131846786, 2.776445105],
    [9, 1.833112933, 2.262157163],
    [29, 1.699127027, 2.045229642],
    [194, 1.652745977, 1.972267533],
  ])('%d degrees of freedom', (freedom, ninety, ninetyFive) => {
    expect(studentQuantile(0.95, freedom)).toBeCloseTo(ninety, 9);
    expect(studentQuantile(0.975, freedom)).toBeCloseTo(ninetyFive, 9);
    expect(studentQuantile(0.05, freedom)).toBeCloseTo(-ninety, 9);
    expect(studentCdf(ninety, freedom)).toBeCloseTo(0.95, 9);
    expect(studentCdf(-ninetyFive, freedom)).toBeCloseTo(0.025, 9);
  });

  it('becomes normal without a step', () => {
    expect(studentQuantile(0.95, 1e7 + 1)).toBeCloseTo(studentQuantile(0.95, 1e7 - 1), 13);
    expect(studentQuantile(0.95, 1e15)).toBeCloseTo(1.6448536269514722, 13);
    expect(studentQuantile(0.5, 3)).toBe(0);
  });

  it('gives the interval of the NIST handbook (1.3.5.2)', () => {
    const [low, high] = meanInterval(9.26146, 0.02278881 / Math.sqrt(195), 194, 0.025);
    expect(low).toBeCloseTo(9.258241, 6);
    expect(high).toBeCloseTo(9.264679, 6);
  });

  it('gives both intervals of a mean of 60', () => {
    expect(meanInterval(4.2, 0.9 / Math.sqrt(60), 59, 0.05)[0]).toBeCloseTo(4.005836536, 9);
    const [low, high] = meanInterval(4.2, 0.9 / Math.sqrt(60), 59, 0.025);
    expect(low).toBeCloseTo(3.967505347, 9);
    expect(high).toBeCloseTo(4.432494653, 9);
    // Hanley and McNeil's standard error of an area under the curve.
    expect(meanInterval(0.9, 0.030696695, null, 0.05)[0]).toBeCloseTo(0.84950843, 8);
  });
});
