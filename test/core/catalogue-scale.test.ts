import { describe, expect, it } from 'vitest';
import { criterion, judged, measured } from './measurements.ts';

const NO_UNIT = { unit: null };

describe('a value on another scale than its target', () => {
  it.each<[id: string, target: string, value: number, low: number, high: number, looks: string | null]>([
    ['bleu', '>= 0.8', 87, 0, 1, 'percent'],
    ['bleu', '>= 0.8', 1.01, 0, 1, 'percent'],
    ['bleu', '>= 0.8', 100, 0, 1, 'percent'],
    ['bleu', '>= 0.8', 101, 0, 1, null],
    ['bleu', '>= 0.8', -0.1, 0, 1, null],
    ['bleu', '>= 30', 0.31, 0, 100, 'share'],
    ['bleu', '>= 30', 1, 0, 100, 'share'],
    ['bleu', '>= 30', 120, 0, 100, null],
    ['accuracy', '>= 0.9', 95, 0, 1, 'percent'],
    ['hallucination_rate', '<= 0.03', 2, 0, 1, 'percent'],
    ['faithfulness', '>= 0.9', 4.2, 0, 1, null],
    ['faithfulness', '>= 0.9', 87, 0, 1, 'percent'],
    ['faithfulness', '>= 4', 0.92, 1, 5, 'share'],
    ['cosine_similarity', '>= 0.88', 1.2, -1, 1, 'percent'],
  ])('%s %s with %d', (id, target, value, low, high, looks) => {
    const result = judged(criterion(target, { id, ...NO_UNIT }), measured(value));
    expect(result).toMatchObject({
      status: 'error',
      reason: { code: 'out-of-range', args: { value, low, high, unit: null, metric: id, looks } },
      compared: false,
      leaning: null,
    });
  });

  it.each<[string, string, number, string]>([
    ['bleu', '>= 0.8', 0.87, 'pass'],
    ['bleu', '>= 0.8', 1, 'pass'],
    ['bleu', '>= 30', 31.2, 'pass'],
    ['bleu', '>= 30', 0, 'fail'],
    ['faithfulness', '>= 4', 4.2, 'pass'],
    ['cosine_similarity', '>= 0.88', -0.3, 'fail'],
    ['latency_p95', '<= 2', 120_000, 'fail'],
    ['nobody_knows_this', '>= 0.8', 87, 'pass'],
  ])('%s %s with %d is %s', (id, target, value, status) => {
    expect(judged(criterion(target, { id, ...NO_UNIT }), measured(value)).status).toBe(status);
  });

  it('is the matter of the unit where there is one', () => {
    expect(judged(criterion('>= 0.8', { id: 'bleu', unit: 'points' }), measured(87)).status).toBe('pass');
    expect(judged(criterion('>= 80', { id: 'bleu', unit: 'percent' }), measured(87)).status).toBe('pass');
    const args = judged(criterion('>= 0.8', { id: 'bleu', unit: 'ratio' }), measured(87)).reason.args;
    expect(args).toMatchObject({ unit: 'ratio', low: 0, high: 1 });
  });

  it('needs any scale of the metric where the target is on none', () => {
    const of = criterion('>= 4000', { id: 'bleu', ...NO_UNIT });
    expect(judged(of, measured(4001)).status).toBe('error');
    expect(judged(of, measured(87)).status).toBe('fail');
  });
});
