import { describe, expect, it } from 'vitest';
import { criterion, judged, measured } from './measurements.ts';

const NO_UNIT = { unit: null };

describe('a value on another scale than its target', () => {
  it.each<[id: string, target: string, value: number, scale: string, looks: string | null]>([
    ['bleu', '>= 0.8', 87, '0 to 1', 'percent'],
    ['bleu', '>= 0.8', 1.01, '0 to 1', 'percent'],
    ['bleu', '>= 0.8', 100, '0 to 1', 'percent'],
    ['bleu', '>= 0.8', 101, '0 to 1', null],
    ['bleu', '>= 0.8', -0.1, '0 to 1', null],
    ['bleu', '>= 30', 0.31, '0 to 100', 'share'],
    ['bleu', '>= 30', 1, '0 to 100', 'share'],
    ['bleu', '>= 30', 120, '0 to 100', null],
    ['accuracy', '>= 0.9', 95, '0 to 1', 'percent'],
    ['hallucination_rate', '<= 0.03', 2, '0 to 1', 'percent'],
    ['faithfulness', '>= 0.9', 4.2, '0 to 1', null],
    ['faithfulness', '>= 0.9', 87, '0 to 1', 'percent'],
    ['faithfulness', '>= 4', 0.92, '1 to 5', 'share'],
    ['cosine_similarity', '>= 0.88', 1.2, '-1 to 1', 'percent'],
  ])('%s %s with %d', (id, target, value, scale, looks) => {
    const result = judged(criterion(target, { id, ...NO_UNIT }), measured(value));
    expect(result).toMatchObject({
      status: 'error',
      reason: { code: 'out-of-range', args: { value, scales: [scale], unit: null, metric: id, looks } },
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

  it.each<[id: string, target: string, value: number, scales: readonly string[]]>([
    ['csat', '>= 4', 80, ['1 to 5', '1 to 7']],
    ['csat', '>= 4', 7.1, ['1 to 5', '1 to 7']],
    ['csat', '4 .. 5', 80, ['1 to 5', '1 to 7']],
    ['csat', '>= 6', 80, ['1 to 7']],
    ['judge_score', '>= 4', 65, ['1 to 5', '1 to 10']],
    ['judge_score', '>= 10', 65, ['1 to 10']],
  ])(
    'is one that is on none of the scales of points that the target is on: %s %s with %d',
    (id, target, value, scales) => {
      expect(judged(criterion(target, { id, ...NO_UNIT }), measured(value))).toMatchObject({
        status: 'error',
        reason: { code: 'out-of-range', args: { value, scales, metric: id, looks: null } },
      });
    },
  );

  it.each<[string, string, number, string]>([
    ['csat', '>= 4', 6.1, 'pass'],
    ['csat', '>= 4', 7, 'pass'],
    ['csat', '<= 7', 6, 'pass'],
    ['csat', '>= 7.5', 80, 'pass'],
    ['judge_score', '>= 4', 10, 'pass'],
    ['churn_rate', '<= 4', 80, 'fail'],
  ])('is none on one of several scales: %s %s with %d is %s', (id, target, value, status) => {
    expect(judged(criterion(target, { id, ...NO_UNIT }), measured(value)).status).toBe(status);
  });

  it('is the matter of the unit where that has a range', () => {
    expect(judged(criterion('>= 80', { id: 'bleu', unit: 'percent' }), measured(87)).status).toBe('pass');
    expect(judged(criterion('>= 4', { id: 'csat', unit: 'percent' }), measured(80)).status).toBe('pass');
    const args = judged(criterion('>= 0.8', { id: 'bleu', unit: 'ratio' }), measured(87)).reason.args;
    expect(args).toMatchObject({ unit: 'ratio', low: 0, high: 1 });
  });

  it.each<[id: string, target: string, unit: string, value: number, status: string]>([
    ['answer_correctness', '>= 0.80', 'score', 3.1, 'error'],
    ['answer_correctness', '>= 0.80', 'score', 0.81, 'pass'],
    ['answer_correctness', '>= 4', 'score', 4.1, 'pass'],
    ['accuracy', '>= 0.90', 'points', 91, 'error'],
    ['accuracy', '>= 0.90', 'of all mails', 0.91, 'pass'],
    ['bleu', '>= 0.8', 'points', 87, 'error'],
    ['bleu', '>= 80', 'points', 87, 'pass'],
    ['csat', '>= 4', 'points', 80, 'error'],
    ['latency_p95', '<= 2000', 'ms', -1, 'error'],
    ['latency_p95', '<= 2000', 'ms', 120_000, 'fail'],
    // A unit that says its own scale knows better than what is usual.
    ['retention_lift', '>= 0.5', 'pp', 2.1, 'pass'],
    ['churn_rate', '<= 2', '% per month', 0.8, 'pass'],
    ['judge_score', '>= 70', 'of 100', 71, 'pass'],
    ['hallucination_rate', '<= 5', 'per 1000', 0.9, 'pass'],
    ['hallucination_rate', '<= 1', 'Per 1000', 4, 'fail'],
    ['retention_lift', '>= 0.5', 'percentage points', 2.1, 'pass'],
    ['retention_lift', '>= 0.5', 'points', 2.1, 'error'],
    ['churn_rate', '<= 2', 'value', 0.8, 'error'],
    ['accuracy', '>= 0.90', 'performance', 91, 'error'],
    ['accuracy', '>= 0.90', 'proof', 91, 'error'],
    ['accuracy', '>= 0.90', 'app', 91, 'error'],
    // A target on a scale of one's own says nothing of the value's.
    ['recall', '>= 700', 'of 1000', 710, 'pass'],
    // What the unit measures is another thing than the metric of that name, for the criteria to mend.
    ['accuracy', '>= 0.5', 's', 3, 'pass'],
    ['nobody_knows_this', '>= 0.8', 'points', 87, 'pass'],
  ])('is one under a unit of free words too: %s %s %s with %d is %s', (id, target, unit, value, status) => {
    const result = judged(criterion(target, { id, unit }), measured(value));
    expect(result.status).toBe(status);
    if (status === 'error') expect(result.reason).toMatchObject({ code: 'out-of-range', args: { unit, metric: id } });
  });

  it('needs any scale of the metric where the target is on none', () => {
    const of = criterion('>= 4000', { id: 'bleu', ...NO_UNIT });
    expect(judged(of, measured(4001)).status).toBe('error');
    expect(judged(of, measured(87)).status).toBe('fail');
  });
});
