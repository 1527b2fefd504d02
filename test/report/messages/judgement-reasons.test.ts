import { describe, expect, it } from 'vitest';
import { judgeAll } from '../../../src/core/judge-all.ts';
import type { MetricResult } from '../../../src/core/result.ts';
import { REASON_MESSAGES } from '../../../src/report/messages/reasons.ts';
import { COMMIT, counted, criterion, judged, measured, NOW } from '../../core/measurements.ts';

const JUDGE = { sensitivity: 0.9, specificity: 0.95 };

function says({ reason }: MetricResult): string {
  const message = REASON_MESSAGES[reason.code as keyof typeof REASON_MESSAGES];
  return `${message.says(reason.args)} ${message.fix(reason.args)}`;
}

describe('a value that a judge reported', () => {
  it('is told apart from what it stands for', () => {
    const point = says(judged(criterion('>= 0.9', { judge: JUDGE }), measured(0.85)));
    expect(point).toContain('0.9412 (the judge reports 0.85; corrected for how often it errs) meets the target');
    const proof = says(judged(criterion('>= 0.9', { judge: JUDGE, confidence: 0.95 }), counted(172, 200)));
    expect(proof).toMatch(
      /^The judge reports 172 of 200, 0\.86, which corrected for how often it errs is 0\.95\d*; the 90 % interval/,
    );
    expect(proof).not.toContain('172 of 200 is');
  });
});

describe('a value that no judge as declared would report', () => {
  it('says what it would report, and what to do', () => {
    const of = criterion('<= 0', { judge: { sensitivity: 0.95, specificity: 0.9 }, confidence: 0.95 });
    expect(says(judged(of, counted(30, 1000)))).toBe(
      'The judge reports 0.03; with a sensitivity of 95 % and a specificity of 90 % it would report 0.05 to 0.9, whatever the truth. Measure the judge against people again, on answers like these, and write what it reaches; until then its answers prove nothing.',
    );
    const percent = criterion('>= 90', { unit: 'percent', judge: { sensitivity: 0.55, specificity: 0.5 } });
    expect(says(judged(percent, measured(60, { sampleSize: 1000 })))).toContain('reports 60 %; with');
  });
});

describe('a value that rests on what does not hold', () => {
  const result = (value: number, agreement: number | null): MetricResult => {
    const of = criterion('>= 0.8', { id: 'm', validIf: ['agreement'] });
    const measurements = new Map([
      ['m', measured(value)],
      ...(agreement === null ? [] : [['agreement', measured(agreement)] as const]),
    ]);
    const [first] = judgeAll([of, criterion('>= 0.6', { id: 'agreement', layer: 'evidence' })], measurements, {
      nowMs: NOW,
      commit: COMMIT,
      pins: null,
    });
    if (first === undefined) throw new Error('no result');
    return first;
  };

  it('names the precondition, how it stands, and what to do first', () => {
    expect(says(result(0.9, 0.4))).toBe(
      'The value 0.9 rests on what does not hold: agreement fails. Make agreement pass first; until then this value shows nothing either way.',
    );
    expect(says(result(0.9, null))).toContain('agreement has no usable value');
  });

  it('says that a miss blocks all the same', () => {
    expect(says(result(0.5, 0.4))).toContain('It misses its target, so it blocks at every stage.');
    expect(says(result(0.9, 0.4))).not.toContain('blocks');
  });
});

describe('a value on another scale', () => {
  it.each([
    [
      'bleu',
      '>= 0.8',
      87,
      'The value is 87, and the target of bleu is on the scale 0 to 1: it looks like a percentage.',
    ],
    ['bleu', '>= 30', 0.31, 'on the scale 0 to 100: it looks like a share of 1.'],
    ['faithfulness', '>= 0.9', 4.2, 'on the scale 0 to 1. Let the source give the value on the scale of the target'],
    ['csat', '>= 4', 80, 'the target of csat is on the scale 1 to 5 or 1 to 7. Let the source'],
    [
      'accuracy',
      '>= 0.9',
      91,
      'by scale in its from; or write the unit (ratio or percent) and the target on it, where that is meant.',
    ],
    ['latency_p95', '<= 2', -3, 'on the scale 0 or more.'],
  ])('%s %s with %d', (id, target, value, text) => {
    expect(says(judged(criterion(target, { id, unit: null }), measured(value)))).toContain(text);
  });
});
