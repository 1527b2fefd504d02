import { describe, expect, it } from 'vitest';
import type { Measured } from '../../../src/core/measurement.ts';
import { REASON_CODES } from '../../../src/core/reason-codes.ts';
import type { MetricResult } from '../../../src/core/result.ts';
import { REASON_MESSAGES } from '../../../src/report/messages/reasons.ts';
import { counted, criterion, judged, measured } from '../../core/measurements.ts';

const says = ({ reason }: MetricResult) =>
  REASON_MESSAGES[reason.code as keyof typeof REASON_MESSAGES].says(reason.args);
const fix = ({ reason }: MetricResult) => REASON_MESSAGES[reason.code as keyof typeof REASON_MESSAGES].fix(reason.args);
const AT_95 = { confidence: 0.95 } as const;

describe('texts of reasons', () => {
  it('has one for every code and no other', () => {
    expect(Object.keys(REASON_MESSAGES).sort()).toEqual([...REASON_CODES].sort());
  });

  it.each(REASON_CODES)('%s is a plain sentence even without arguments', (code) => {
    const message = REASON_MESSAGES[code];
    for (const text of [message.says({}), message.fix({}), message.why]) {
      expect(text).toMatch(/^\S.*[.]$/);
      expect(text).not.toMatch(/undefined|NaN|\[object| {2}/);
    }
    expect(message.title).not.toBe('');
    expect(message.example).not.toBe('');
  });

  it('tells a product manager what an undecided proportion needs', () => {
    const result = judged(criterion('>= 0.80', AT_95), counted(83, 100));
    expect(says(result)).toBe('83 of 100 is 0.83; the 90 % interval 0.756 to 0.8887 spans the target, at least 0.80.');
    expect(fix(result)).toBe(
      'Collect about 955 more samples for an 80 % chance to decide (about even odds with 381), if the true value is what was seen.',
    );
  });

  it('speaks of one sample, and of no odds that are the same number', () => {
    expect(fix(judged(criterion('>= 0.8', AT_95), counted(13, 13)))).toBe(
      'Collect about 1 more sample for an 80 % chance to decide, if the true value is what was seen. Below 14 samples not even a flawless result can meet this target.',
    );
  });

  it('does not promise what a small set cannot do', () => {
    expect(fix(judged(criterion('>= 0.95', AT_95), counted(20, 20)))).toContain('Below 59 samples not even a flawless');
    expect(fix(judged(criterion('>= 0.95', AT_95), counted(96, 100)))).not.toContain('flawless');
  });

  it.each<[string, MetricResult, string, string]>([
    ['met', judged(criterion('>= 0.90'), measured(0.91)), '0.91 meets the target, at least 0.90.', 'Nothing to do.'],
    [
      'missed',
      judged(criterion('>= 0.95'), measured(0.61)),
      '0.61 misses the target, at least 0.95.',
      'Change the system',
    ],
    [
      'missed on a strict bound',
      judged(criterion('> 0.8'), measured(0.8)),
      '0.8 misses the target: it is not above 0.8.',
      '',
    ],
    [
      'missed on a strict bound of percent',
      judged(criterion('< 20', { unit: 'percent' }), measured(20)),
      '20 % misses the target: it is not below 20 %.',
      '',
    ],
    [
      'missed beyond a strict bound',
      judged(criterion('> 0.8'), measured(0.7)),
      '0.7 misses the target, above 0.8.',
      '',
    ],
    [
      'undecided without an interval',
      judged(criterion('>= 0.80', { ...AT_95, unit: null }), measured(0.81, { stderr: 1.7e308 })),
      'The value is 0.81; no interval can be given, so it cannot be told whether the value is at least 0.80.',
      '',
    ],
    ['missed by little', judged(criterion('>= 0.90'), measured(0.899996)), '0.899996 misses', 'Change the system'],
    [
      'percent',
      judged(criterion('>= 90', { unit: 'percent' }), measured(91)),
      '91 % meets the target, at least 90 %.',
      'Nothing',
    ],
    ['a band', judged(criterion('0.2 .. 0.4'), measured(0.5)), '0.5 misses the target, between 0.2 and 0.4.', 'Change'],
    [
      'on the target',
      judged(criterion('>= 0.8', AT_95), counted(80, 100)),
      'spans the target',
      'more samples will not settle it',
    ],
    [
      'events',
      judged(criterion('<= 0.1', { ...AT_95, unit: null }), measured(0.3, { successes: 3, exposure: 10 })),
      '3 events in 10',
      'Observe for longer',
    ],
    [
      'without n',
      judged(criterion('<= 5', { ...AT_95, unit: null }), measured(4.9, { stderr: 0.3 })),
      'The value is 4.9; the 90 % interval',
      'more items',
    ],
    [
      'lost',
      judged(criterion('>= 0.8'), counted(90, 94, { attempted: 100 })),
      'Only 94 of 100 items that were tried were judged; the criteria ask for 95 %. Had all lost items failed, it would be 0.9.',
      'Find out why',
    ],
    [
      'few',
      judged(criterion('>= 0.8', { minSamples: 100 }), counted(9, 10)),
      '10 samples; the criteria ask for at least 100',
      'at least 100',
    ],
    [
      'dependent',
      judged(criterion('>= 0.8', { minSamples: 100 }), counted(180, 200, { effectiveSize: 50 })),
      '200 samples count as 50 independent',
      '100',
    ],
    [
      'no spread',
      judged(criterion('<= 5', { ...AT_95, unit: null }), measured(4)),
      'The criteria ask for 95 % confidence, and the evidence does not say how far the value may be off, so it cannot be told whether the value is at most 5.',
      'Give successes',
    ],
    [
      'forced t',
      judged(criterion('<= 5', { ...AT_95, unit: null, method: 't' }), measured(4)),
      '95 % confidence',
      'the method t',
    ],
    [
      'no size',
      judged(criterion('>= 0.5', AT_95), measured(0.9)),
      '95 % confidence, and the evidence has no sample size, so it cannot be told whether the value is at least 0.5.',
      'sample_size',
    ],
    [
      'percent as ratio',
      judged(criterion('>= 0.5'), measured(91)),
      'The value is 91; unit ratio allows 0 to 1.',
      'scale: 0.01',
    ],
    ['not a number', judged(criterion('>= 0.5'), measured(Number.NaN)), 'value is not a finite number.', 'finite'],
  ])('%s', (_, result, sentence, advice) => {
    expect(says(result)).toContain(sentence);
    expect(fix(result)).toContain(advice);
  });

  it.each<[Partial<Measured>, string]>([
    [{ sampleSize: 0 }, 'sample_size is 0; it must be a whole number of at least 1.'],
    [{ sampleSize: 10, attempted: 5 }, '10 items were judged, more than the 5 that were tried.'],
    [{ sampleSize: 10, successes: 11 }, '11 successes are more than the 10 items judged.'],
    [{ sampleSize: 10, successes: 2 }, 'The value 0.9 contradicts its counts: 2 of 10 make 0.2.'],
    [{ effectiveSize: 0.5 }, 'n_effective is 0.5; it must be at least 1.'],
    [{ exposure: 0 }, 'exposure is 0; it must be above 0.'],
    [{ stderr: -1 }, 'stderr is -1; it cannot be negative.'],
    [{ interval: { low: 0.95, high: 0.8, level: 0.9 } }, 'The interval runs from 0.95 down to 0.8.'],
    [{ interval: { low: 0.7, high: 0.8, level: 0.9 } }, 'The value 0.9 is outside its own interval, 0.7 to 0.8.'],
    [
      { interval: { low: 0.7, high: 0.95, level: 95 } },
      'The level of the interval is 95; it must lie between 0 and 1, such as 0.95.',
    ],
  ])('impossible: %o', (more, sentence) => {
    expect(says(judged(criterion('>= 0.5'), measured(0.9, more)))).toBe(sentence);
  });
});
