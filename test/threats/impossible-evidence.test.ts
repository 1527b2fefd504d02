import { describe, expect, it } from 'vitest';
import type { Measured } from '../../src/core/measurement.ts';
import { judgeStage } from '../../src/core/verdict.ts';
import { alertsOf, gateOf, launchReady } from '../core/diagnosis-samples.ts';
import { criterion, judged, measured } from '../core/measurements.ts';

/** Evidence that readers refuse already: judging refuses it once more, whatever a reader lets through. */
describe('evidence that no data could give', () => {
  it.each<[string, Measured, string | null]>([
    ['more successes than samples', measured(1.2, { successes: 12, sampleSize: 10 }), null],
    ['more successes than samples', measured(120, { successes: 12, sampleSize: 10 }), 'ms'],
    ['another share than the value', measured(0.95, { successes: 50, sampleSize: 100 }), 'ratio'],
    ['a share for a percentage', measured(0.95, { successes: 95, sampleSize: 100 }), 'percent'],
    ['more judged than tried', measured(0.95, { sampleSize: 100, attempted: 99 }), 'ratio'],
    ['no item at all', measured(0.95, { sampleSize: 0 }), 'ratio'],
    ['half an item', measured(0.95, { sampleSize: 10.5 }), 'ratio'],
    ['less than one independent item', measured(0.95, { sampleSize: 10, effectiveSize: 0.5 }), 'ratio'],
    ['a negative spread', measured(0.95, { sampleSize: 10, stddev: -1 }), 'ratio'],
    ['a negative error', measured(0.95, { stderr: -0.01 }), 'ratio'],
    ['an interval beside the value', measured(0.95, { interval: { low: 0.5, high: 0.9, level: 0.95 } }), 'ratio'],
    ['an interval turned round', measured(0.95, { interval: { low: 0.99, high: 0.9, level: 0.95 } }), 'ratio'],
    ['an interval of certainty', measured(0.95, { interval: { low: 0.9, high: 0.99, level: 1 } }), 'ratio'],
    ['counts over nothing', measured(0, { successes: 0, exposure: 0 }), null],
  ])('%s is an error: %#', (_, evidence, unit) => {
    for (const target of ['>= 0.5', '<= 1000'])
      if (unit === null || unit === 'ms')
        expect(judged(criterion(target, { unit }), evidence)).toMatchObject({
          status: 'error',
          reason: { code: 'impossible-count' },
        });
    if (unit === 'ratio' || unit === 'percent')
      expect(judged(criterion('>= 0.5', { unit }), evidence)).toMatchObject({
        status: 'error',
        reason: { code: 'impossible-count' },
        compared: false,
      });
  });
});

describe('results that say they pass without a comparison', () => {
  it('do not fill the launch set', () => {
    const ready = launchReady();
    expect(judgeStage(gateOf(ready), ready, alertsOf(ready), [], 'full').verdict).toBe('pass');
    const hollow = ready.map((result) => ({ ...result, compared: false }));
    const { verdict, launchSet } = judgeStage(gateOf(hollow), hollow, alertsOf(hollow), [], 'full');
    expect(hollow.every(({ status, value }) => status === 'pending' || (status === 'pass' && value !== null))).toBe(
      true,
    );
    expect(verdict).toBe('incomplete');
    expect(launchSet?.missing).toEqual(['model', 'task', 'product', 'alertedLeading']);
  });
});
