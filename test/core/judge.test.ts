import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Criterion } from '../../src/core/criterion.ts';
import { judge } from '../../src/core/judge.ts';
import type { Measured, Measurement } from '../../src/core/measurement.ts';
import { REASON_CODES } from '../../src/core/reason-codes.ts';
import { COMMIT, counted, criterion, judged, measured, NOW, provenance } from './measurements.ts';

const HOUR = 3_600_000;
const AT = { nowMs: NOW, commit: COMMIT, pins: null };
const dated = (agoMs: number, more: Partial<Measured> = {}) =>
  measured(0.9, { observedAtMs: NOW - agoMs, observedAtKind: 'sample', ...more });

describe('statuses without a value', () => {
  const absent: Measurement = { kind: 'absent', detail: 'it has: recall', provenance };
  const failed: Measurement = { kind: 'failed', code: 'timeout', detail: 'after 20 s', provenance };
  const due = (ms: number) => criterion('>= 0.8', { dueMs: ms, dueText: '2026-12-15' });

  it.each<[string, Criterion, Measurement, string, string]>([
    ['not asked', criterion('>= 0.8'), { kind: 'not-asked' }, 'unmeasured', 'no-source'],
    ['not asked, not due', due(NOW + 1), { kind: 'not-asked' }, 'pending', 'not-due'],
    ['not asked, due', due(NOW), { kind: 'not-asked' }, 'unmeasured', 'no-source'],
    ['absent', criterion('>= 0.8'), absent, 'missing', 'not-in-source'],
    ['absent, not due', due(NOW + 1), absent, 'pending', 'not-due'],
    [
      'absent because an optional source failed, not due',
      due(NOW + 1),
      { ...absent, sourceFailed: true },
      'missing',
      'not-in-source',
    ],
    ['absent, due', due(NOW), absent, 'missing', 'not-in-source'],
    ['failed', criterion('>= 0.8'), failed, 'error', 'timeout'],
    ['failed, not due', due(NOW + 1), failed, 'error', 'timeout'],
  ])('%s', (_, of, by, status, code) => {
    expect(judge(of, by, AT)).toMatchObject({
      status,
      reason: { code },
      value: null,
      leaning: null,
      compared: false,
      method: null,
    });
  });

  it('is never pending at a clock that is no number', () => {
    expect(judge(due(NOW), { kind: 'not-asked' }, { ...AT, nowMs: Number.NaN }).status).toBe('unmeasured');
  });

  it('carries what the source says of its failure', () => {
    expect(judge(criterion('>= 0.8'), failed, AT).reason.args).toEqual({
      detail: 'after 20 s',
      source: 'evals',
      live: null,
    });
  });

  it('says whether a live system was asked, and whether an optional one failed', () => {
    const live = { source: 'prom', where: 'prometheus.example.com', kind: 'live' } as const;
    const absent = { kind: 'absent', detail: '', provenance: live } as const;
    expect(judge(criterion('>= 0.8'), { ...failed, provenance: live }, AT).reason.args['live']).toBe('yes');
    expect(judge(criterion('>= 0.8'), absent, AT).reason.args).toMatchObject({ live: 'yes', failed: null });
    expect(judge(criterion('>= 0.8'), { ...absent, sourceFailed: true }, AT).reason.args['failed']).toBe('yes');
    expect(judged(criterion('>= 0.8'), measured(Number.NaN, { provenance: live })).reason.args['live']).toBe('yes');
    const daily = criterion('>= 0.8', { maxAgeSeconds: 86_400 });
    expect(judged(daily, measured(0.9, { provenance: live })).reason.args['live']).toBe('yes');
    expect(judged(daily, dated(-600_000, { provenance: live })).reason.args['live']).toBe('yes');
  });
});

describe('unusable evidence', () => {
  it.each<[string, Criterion, Measured, string]>([
    ['NaN', criterion('>= 0.8'), measured(Number.NaN), 'not-a-number'],
    ['infinite', criterion('>= 0.8', { unit: null }), measured(Number.POSITIVE_INFINITY), 'not-a-number'],
    ['minus infinite', criterion('<= 0.8', { unit: null }), measured(Number.NEGATIVE_INFINITY), 'not-a-number'],
    ['NaN deviation', criterion('>= 0.8'), measured(0.9, { stddev: Number.NaN }), 'not-a-number'],
    ['NaN size', criterion('>= 0.8'), measured(0.9, { sampleSize: Number.NaN }), 'not-a-number'],
    ['infinite size', criterion('>= 0.8'), measured(0.9, { sampleSize: Number.POSITIVE_INFINITY }), 'not-a-number'],
    ['NaN time', criterion('>= 0.8'), measured(0.9, { observedAtMs: Number.NaN }), 'not-a-number'],
    [
      'NaN level',
      criterion('>= 0.8'),
      measured(0.9, { interval: { low: 0, high: 1, level: Number.NaN } }),
      'not-a-number',
    ],
    ['ratio above 1', criterion('>= 0.8'), measured(1.0001), 'out-of-range'],
    ['ratio as percent', criterion('>= 0.8'), measured(91), 'out-of-range'],
    ['ratio below 0', criterion('<= 0.8'), measured(-0.0001), 'out-of-range'],
    ['percent above 100', criterion('>= 80', { unit: 'percent' }), measured(100.1), 'out-of-range'],
    ['percent below 0', criterion('<= 80', { unit: 'percent' }), measured(-1), 'out-of-range'],
    ['no samples', criterion('>= 0.8'), measured(0.9, { sampleSize: 0 }), 'impossible-count'],
    ['negative samples', criterion('>= 0.8'), measured(0.9, { sampleSize: -5 }), 'impossible-count'],
    ['half a sample', criterion('>= 0.8'), measured(0.9, { sampleSize: 10.5 }), 'impossible-count'],
    ['samples beyond counting', criterion('>= 0.8'), measured(0.9, { sampleSize: 1e300 }), 'impossible-count'],
    ['more successes than samples', criterion('>= 0.8'), counted(11, 10, { value: 1 }), 'impossible-count'],
    ['negative successes', criterion('<= 0.8'), counted(-1, 10, { value: 0 }), 'impossible-count'],
    ['half a success', criterion('<= 0.8'), counted(4.5, 10), 'impossible-count'],
    ['fewer tried than judged', criterion('>= 0.8'), counted(9, 10, { attempted: 9 }), 'impossible-count'],
    ['nothing tried', criterion('>= 0.8'), measured(0.9, { attempted: 0 }), 'impossible-count'],
    ['no independent item', criterion('>= 0.8'), counted(9, 10, { effectiveSize: 0 }), 'impossible-count'],
    ['negative independent items', criterion('>= 0.8'), counted(9, 10, { effectiveSize: -3 }), 'impossible-count'],
    ['no exposure', criterion('<= 3', { unit: null }), measured(0, { successes: 0, exposure: 0 }), 'impossible-count'],
    [
      'tiny exposure',
      criterion('<= 3', { unit: null }),
      measured(1, { successes: 9, exposure: 1e-320 }),
      'not-a-number',
    ],
    ['negative deviation', criterion('>= 0.8'), measured(0.9, { stddev: -0.1 }), 'impossible-count'],
    ['negative error', criterion('>= 0.8'), measured(0.9, { stderr: -0.1 }), 'impossible-count'],
    [
      'interval upside down',
      criterion('>= 0.8'),
      measured(0.9, { interval: { low: 0.95, high: 0.85, level: 0.9 } }),
      'impossible-count',
    ],
    [
      'interval elsewhere',
      criterion('>= 0.8'),
      measured(0.9, { interval: { low: 0.91, high: 0.95, level: 0.9 } }),
      'impossible-count',
    ],
    [
      'level in percent',
      criterion('>= 0.8'),
      measured(0.9, { interval: { low: 0.8, high: 0.95, level: 95 } }),
      'impossible-count',
    ],
    [
      'level 0',
      criterion('>= 0.8'),
      measured(0.9, { interval: { low: 0.8, high: 0.95, level: 0 } }),
      'impossible-count',
    ],
    [
      'level 1',
      criterion('>= 0.8'),
      measured(0.9, { interval: { low: 0.8, high: 0.95, level: 1 } }),
      'impossible-count',
    ],
    ['value against counts', criterion('>= 0.8'), counted(59, 100, { value: 0.95 }), 'impossible-count'],
    ['one against counts', criterion('>= 0.8'), counted(90, 100, { value: 1 }), 'impossible-count'],
    ['ratio where percent is asked', criterion('>= 80', { unit: 'percent' }), counted(95, 100), 'impossible-count'],
    [
      'percent where none is said',
      criterion('>= 80', { unit: null }),
      measured(95, { successes: 95, sampleSize: 100 }),
      'impossible-count',
    ],
    [
      'rate against events',
      criterion('<= 3', { unit: null }),
      measured(1, { successes: 50, exposure: 10 }),
      'impossible-count',
    ],
  ])('%s', (_, of, by, code) => {
    for (const confidence of [null, 0.95]) {
      const result = judged({ ...of, confidence }, by);
      expect(result).toMatchObject({ status: 'error', reason: { code }, compared: false, leaning: null });
      expect(result.value === null || Number.isFinite(result.value)).toBe(true);
    }
  });

  it.each<[string, Criterion, Measured, number]>([
    ['a ratio of 1 and a binary digit', criterion('>= 0.8'), measured(1.0000000000000002), 1],
    ['rounded to two decimals', criterion('>= 0.8'), counted(167, 200, { value: 0.84 }), 0.835],
    ['rounded to one decimal', criterion('>= 0.8'), counted(167, 200, { value: 0.8 }), 0.835],
    [
      'percent in whole',
      criterion('>= 80', { unit: 'percent' }),
      measured(84, { successes: 167, sampleSize: 200 }),
      83.5,
    ],
    ['a rounded rate', criterion('>= 0.3', { unit: null }), measured(0.33, { successes: 1, exposure: 3 }), 1 / 3],
    ['as given', criterion('>= 0.8'), counted(83, 100), 0.83],
  ])('judges what the counts say: %s', (_, of, by, value) => {
    expect(judged(of, by).value).toBeCloseTo(value, 12);
    expect(judged(of, by).status).toBe('pass');
  });

  it('does not let rounding up meet the target', () => {
    expect(judged(criterion('>= 0.84'), counted(167, 200, { value: 0.84 }))).toMatchObject({
      status: 'fail',
      value: 0.835,
    });
  });
});

describe('a value that nobody wrote beside its counts', () => {
  const onlyCounts = (successes: number, sampleSize: number, more: Partial<Measured> = {}) =>
    counted(successes, sampleSize, { valueFromCounts: true, ...more });

  it.each<[string, string | null, number]>([
    ['>= 0.8', 'ratio', 0.9],
    ['>= 80', 'percent', 90],
    ['>= 0.8', null, 0.9],
    ['>= 0.8', 'of all answers', 0.9],
  ])('%s in %s is judged as %d', (target, unit, value) => {
    for (const confidence of [null, 0.95]) {
      const result = judged(criterion(target, { unit, confidence }), onlyCounts(90, 100));
      expect(result).toMatchObject({ status: 'pass', value, leaning: 'pass' });
    }
  });

  it('fails in percent where the share is too small', () => {
    expect(judged(criterion('<= 5', { unit: 'percent' }), onlyCounts(90, 100))).toMatchObject({
      status: 'fail',
      value: 90,
    });
  });

  it('is a whole share in percent', () => {
    expect(judged(criterion('>= 29', { unit: 'percent' }), onlyCounts(29, 100)).value).toBe(29);
    expect(judged(criterion('> 29', { unit: 'percent' }), onlyCounts(29, 100)).status).toBe('fail');
  });

  it.each<[string, Measured, string]>([
    ['more successes than samples', onlyCounts(11, 10), 'successes'],
    ['no samples', onlyCounts(0, 0), 'count'],
    ['half a success', onlyCounts(4.5, 10), 'count'],
    ['no number of samples', onlyCounts(4, Number.NaN), 'count'],
  ])('is never blamed itself: %s', (_, by, problem) => {
    for (const unit of ['ratio', 'percent', null]) {
      const target = unit === 'percent' ? '>= 80' : '>= 0.8';
      expect(judged(criterion(target, { unit }), by)).toMatchObject({
        status: 'error',
        reason: { code: 'impossible-count', args: { problem } },
      });
    }
  });

  it('is no excuse for a share without counts', () => {
    const by = measured(0.9, { valueFromCounts: true });
    expect(judged(criterion('<= 5', { unit: 'percent' }), by)).toMatchObject({ status: 'fail', value: 90 });
    expect(judged(criterion('>= 0.8'), { ...by, value: Number.NaN }).status).toBe('error');
  });
});

describe('stale evidence', () => {
  const daily = criterion('>= 0.8', { maxAgeSeconds: 86_400 });
  const bound = criterion('>= 0.8', { bind: 'commit' });

  it.each<[string, Criterion, Measured, string | null]>([
    ['on the limit', daily, dated(24 * HOUR), null],
    ['past the limit', daily, dated(24 * HOUR + 1), 'too-old'],
    ['old without a limit', criterion('>= 0.8'), dated(9e12), null],
    ['no time', daily, measured(0.9), 'no-timestamp'],
    ['no time without a limit', criterion('>= 0.8'), measured(0.9), null],
    ['a kind without a time', daily, measured(0.9, { observedAtKind: 'sample' }), 'no-timestamp'],
    ['last event', daily, dated(HOUR, { observedAtKind: 'last-event' }), null],
    ['end of a window', daily, dated(HOUR, { observedAtKind: 'window-end' }), null],
    ['commit', daily, dated(HOUR, { observedAtKind: 'commit' }), null],
    ['time of computing', daily, dated(HOUR, { observedAtKind: 'computed' }), 'no-timestamp'],
    ['time of asking', daily, dated(HOUR, { observedAtKind: 'query-time' }), 'no-timestamp'],
    ['time of nothing', daily, dated(HOUR, { observedAtKind: 'none' }), 'no-timestamp'],
    ['five minutes ahead', daily, dated(-300_000), null],
    ['more than five minutes ahead', daily, dated(-300_001), 'in-future'],
    ['ahead without a limit', criterion('>= 0.8'), dated(-300_001, { observedAtKind: 'none' }), 'in-future'],
    ['same commit', bound, measured(0.9, { commit: COMMIT }), null],
    ['same commit in capitals', bound, measured(0.9, { commit: COMMIT.toUpperCase() }), null],
    ['no commit', bound, measured(0.9), 'other-commit'],
    ['another commit', bound, measured(0.9, { commit: COMMIT.replace('0', 'f') }), 'other-commit'],
    ['an abbreviation', bound, measured(0.9, { commit: COMMIT.slice(0, 12) }), 'other-commit'],
    ['no name at all', bound, measured(0.9, { commit: '' }), 'other-commit'],
    ['another commit, not bound', criterion('>= 0.8'), measured(0.9, { commit: 'x' }), null],
  ])('%s', (_, of, by, code) => {
    const result = judged(of, by);
    if (code === null) expect(result.status).toBe('pass');
    else {
      expect(result).toMatchObject({ status: 'stale', reason: { code }, value: 0.9, compared: false, leaning: 'pass' });
      expect(result.method).toBeNull();
    }
  });

  it.each<[string, string | null]>([
    ['unknown', null],
    ['abbreviated', COMMIT.slice(0, 12)],
    ['empty', ''],
  ])('binds to no commit under test that is %s', (_, commit) => {
    const by = measured(0.9, { commit });
    expect(judge(bound, by, { nowMs: NOW, commit, pins: null })).toMatchObject({
      status: 'stale',
      reason: { code: 'other-commit' },
    });
    expect(judge(bound, measured(0.9, { commit: COMMIT }), { nowMs: NOW, commit, pins: null }).status).toBe('stale');
  });

  it('says of a value without a time what its source said of the time, and nothing else', () => {
    const notes = ['the role is a superuser', 'observed-at "att" selects nothing', 'url is left out'];
    expect(judged(daily, measured(0.9, { notes })).reason.args['detail']).toBe('observed-at "att" selects nothing');
    expect(judged(daily, measured(0.9, { notes: ['the role is a superuser'] })).reason.args['detail']).toBe('');
  });

  it('is stale at a clock that is no number', () => {
    expect(judge(daily, dated(HOUR), { ...AT, nowMs: Number.NaN })).toMatchObject({
      status: 'stale',
      ageSeconds: null,
    });
    expect(judge(criterion('>= 0.8'), dated(HOUR), { ...AT, nowMs: Number.NaN }).status).toBe('stale');
  });

  it('tells the age', () => {
    expect(judged(daily, dated(1_999)).ageSeconds).toBe(1);
    expect(judged(daily, dated(-600_000)).ageSeconds).toBe(-600);
    expect(judged(daily, dated(-300_001)).ageSeconds).toBe(-301);
    expect(judged(daily, dated(-300_000)).ageSeconds).toBe(0);
    expect(judged(daily, dated(-1)).ageSeconds).toBe(0);
    expect(judged(daily, dated(0)).ageSeconds).toBe(0);
    expect(judged(criterion('>= 0.8'), measured(0.9)).ageSeconds).toBeNull();
  });
});

describe('too little evidence', () => {
  const hundred = criterion('>= 0.8', { minSamples: 100 });

  it.each<[string, Criterion, Measured, string | null]>([
    ['enough', hundred, counted(90, 100), null],
    ['one short', hundred, counted(90, 99), 'too-few-samples'],
    ['unknown', hundred, measured(0.9), 'no-sample-size'],
    ['known only by its independent items', hundred, measured(0.9, { effectiveSize: 500 }), 'no-sample-size'],
    ['enough, but not independent', hundred, counted(180, 200, { effectiveSize: 99.9 }), 'too-few-samples'],
    ['all judged', criterion('>= 0.8'), counted(90, 100, { attempted: 100 }), null],
    ['95 % judged', criterion('>= 0.8'), counted(90, 95, { attempted: 100 }), null],
    ['less judged', criterion('>= 0.8'), counted(90, 94, { attempted: 100 }), 'items-lost'],
    ['less judged, allowed', criterion('>= 0.8', { minCompleted: 0.5 }), counted(90, 94, { attempted: 100 }), null],
    ['tried, and not known how many judged', criterion('>= 0.8'), measured(0.9, { attempted: 100 }), 'no-sample-size'],
    [
      'a broken limit',
      criterion('>= 0.8', { minCompleted: Number.NaN }),
      counted(9, 10, { attempted: 10 }),
      'items-lost',
    ],
    ['another broken limit', criterion('>= 0.8', { minSamples: Number.NaN }), counted(9, 10), 'too-few-samples'],
  ])('%s', (_, of, by, code) => {
    const result = judged(of, by);
    if (code === null) expect(result.status).toBe('pass');
    else expect(result).toMatchObject({ status: 'inconclusive', reason: { code }, compared: false, leaning: 'pass' });
  });

  it.each<[string, Criterion, Measured, number | null]>([
    ['at least', criterion('>= 0.8'), counted(90, 96, { attempted: 100 }), 0.9],
    ['at most', criterion('<= 0.8'), counted(6, 96, { attempted: 100 }), 0.1],
    [
      'percent',
      criterion('>= 80', { unit: 'percent' }),
      measured(93.75, { successes: 90, sampleSize: 96, attempted: 100 }),
      90,
    ],
    ['counts from the value', criterion('>= 0.8'), measured(0.9375, { sampleSize: 96, attempted: 100 }), 0.9],
    ['a band', criterion('0.2 .. 0.95'), counted(90, 96, { attempted: 100 }), null],
    ['none lost', criterion('>= 0.8'), counted(90, 100, { attempted: 100 }), null],
    ['no counts', criterion('>= 0.8', { unit: null }), measured(0.9, { sampleSize: 96, attempted: 100 }), null],
    ['a corpus score', criterion('>= 0.8', { id: 'f1' }), measured(0.9375, { sampleSize: 96, attempted: 100 }), null],
  ])('worst case: %s', (_, of, by, worst) => {
    expect(judged(of, by).worstCaseValue).toBe(worst);
  });
});

describe('the order of statuses', () => {
  it('error before stale before too few before compared', () => {
    const of = criterion('>= 0.8', { maxAgeSeconds: 60, minSamples: 100, confidence: 0.95 });
    const by = (more: Partial<Measured>) => judged(of, dated(HOUR, { value: 0.5, sampleSize: 10, ...more })).status;
    expect(by({ sampleSize: 0 })).toBe('error');
    expect(by({})).toBe('stale');
    expect(by({ observedAtMs: NOW })).toBe('inconclusive');
    expect(by({ observedAtMs: NOW, sampleSize: 100 })).toBe('fail');
  });

  it('compares the point where no confidence is asked for', () => {
    const result = judged(criterion('>= 0.8', { method: 'exact' }), counted(3, 3));
    expect(result).toMatchObject({
      status: 'pass',
      method: 'point',
      interval: null,
      samplesNeeded: null,
      compared: true,
    });
    expect(judged(criterion('>= 0.8'), counted(2, 3))).toMatchObject({
      status: 'fail',
      method: 'point',
      compared: true,
    });
  });
});

const anything = fc.oneof(
  fc.double(),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.integer({ min: -2, max: 300 }),
  fc.constantFrom(0, -0, 1, 100, 1e9, 2 ** 53 - 1, 1e300, 5e-324, Number.NaN, Number.POSITIVE_INFINITY),
);
const maybe = fc.option(anything, { nil: null });
const anyMeasured: fc.Arbitrary<Measured> = fc
  .record({
    value: anything,
    observedAtMs: fc.oneof(maybe, fc.integer({ min: NOW - 9e9, max: NOW + 9e6 })),
    observedAtKind: fc.constantFrom('sample', 'last-event', 'window-end', 'commit', 'computed', 'query-time', 'none'),
    sampleSize: maybe,
    successes: maybe,
    attempted: maybe,
    stddev: maybe,
    stderr: maybe,
    interval: fc.option(fc.record({ low: anything, high: anything, level: anything }), { nil: null }),
    exposure: maybe,
    effectiveSize: maybe,
    commit: fc.constantFrom(null, COMMIT, 'abc'),
  })
  .map((fields) => measured(0, fields));
const anyCriterion = fc
  .record({
    target: fc.constantFrom('>= 0.8', '> 0.8', '<= 0.2', '< 0.2', '0.2 .. 0.8'),
    unit: fc.constantFrom('ratio', 'percent', null, 'ms'),
    confidence: fc.constantFrom(null, 0.9, 0.95, 0.99),
    method: fc.constantFrom(null, 'exact', 'wilson', 't', 'point'),
    id: fc.constantFrom('answer_is_right', 'answer_correctness', 'f1'),
    minSamples: fc.constantFrom(null, 30),
    maxAgeSeconds: fc.constantFrom(null, 86_400),
    bind: fc.constantFrom(null, 'commit'),
  } as const)
  .map(({ target, ...more }) => criterion(target, more));

describe('properties', () => {
  it('is total, and its numbers are finite and consistent', () => {
    fc.assert(
      fc.property(anyCriterion, anyMeasured, (of, by) => {
        const result = judged(of, by);
        expect(REASON_CODES).toContain(result.reason.code);
        const numbers = [result.value, result.sampleSize, result.ageSeconds, result.worstCaseValue];
        for (const number of [...numbers, ...(result.interval ?? [])]) {
          expect(number === null || Number.isFinite(number)).toBe(true);
        }
        if (result.interval !== null) {
          expect(result.interval[0]).toBeLessThanOrEqual(result.value ?? Number.NaN);
          expect(result.interval[1]).toBeGreaterThanOrEqual(result.value ?? Number.NaN);
        }
        if (result.status === 'pass') expect(result).toMatchObject({ compared: true, leaning: 'pass' });
        if (result.compared) expect(result.method).not.toBeNull();
      }),
      { numRuns: 5000 },
    );
  });

  it('never passes on anything that is not finite', () => {
    const fields = [
      'value',
      'observedAtMs',
      'sampleSize',
      'successes',
      'attempted',
      'stddev',
      'stderr',
      'exposure',
      'effectiveSize',
    ] as const;
    const broken = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
    fc.assert(
      fc.property(anyCriterion, anyMeasured, fc.constantFrom(...fields), broken, (of, by, field, number) => {
        expect(judged(of, { ...by, [field]: number }).status).toBe('error');
      }),
    );
  });

  // Evidence of one kind, made worse in one way; a change of kind would change the method.
  const n = fc.integer({ min: 2, max: 400 });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const better = fc.constantFrom('>= 0.7', '> 0.7', '>= 0.95');
  const level = fc.constantFrom(null, 0.9, 0.95, 0.99);
  const method = fc.constantFrom(null, 'exact', 'wilson', 'point');
  const notPass = (of: Criterion, before: Measured, after: Measured) =>
    judged(of, before).status === 'pass' || judged(of, after).status !== 'pass';

  it('fewer successes never pass what more did not, in either direction', () => {
    fc.assert(
      fc.property(better, level, method, n, share, share, (target, confidence, how, size, one, other) => {
        const [less = 0, more = 0] = [one, other].map((part) => Math.round(part * size)).sort((a, b) => a - b);
        const up = criterion(target, { confidence, method: how });
        expect(notPass(up, counted(more, size), counted(less, size))).toBe(true);
        const down = criterion(target.replace('>', '<').replace('0.7', '0.3').replace('0.95', '0.05'), {
          confidence,
          method: how,
        });
        expect(notPass(down, counted(size - more, size), counted(size - less, size))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('a worse mean, a wider spread, a wider interval, fewer items never pass what the better did not', () => {
    const spread = fc.double({ min: 1e-6, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(better, level, n, share, spread, spread, (target, confidence, size, value, one, other) => {
        const of = criterion(target, { confidence, unit: null });
        const [small, large] = [Math.min(one, other), Math.max(one, other)];
        const of_ = (more: Partial<Measured>) => measured(value, { sampleSize: size, ...more });
        expect(notPass(of, of_({ stddev: small }), of_({ stddev: large }))).toBe(true);
        expect(notPass(of, of_({ stderr: small }), of_({ stderr: large }))).toBe(true);
        expect(notPass(of, of_({ stderr: small }), { ...of_({ stderr: small }), value: value - large })).toBe(true);
        const around = (half: number) => of_({ interval: { low: value - half, high: value + half, level: 0.9 } });
        expect(notPass(of, around(small), around(large))).toBe(true);
        const smaller = Math.max(1, Math.floor(size / 2));
        expect(notPass(of, of_({ stddev: small }), of_({ stddev: small, sampleSize: smaller }))).toBe(true);
        expect(notPass(of, of_({ stddev: small }), of_({ stddev: small, effectiveSize: smaller }))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('losing items, the time or the commit, and a later clock never help', () => {
    const valid = fc.record({
      size: fc.integer({ min: 1, max: 400 }),
      part: share,
      lost: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(
        valid,
        level,
        fc.integer({ min: 1, max: 400 }),
        fc.boolean(),
        ({ size, part, lost }, confidence, more, bind) => {
          const of = criterion('>= 0.7', {
            confidence,
            maxAgeSeconds: 3600,
            minSamples: 20,
            bind: bind ? 'commit' : null,
          });
          const known = {
            attempted: size + lost,
            observedAtMs: NOW - HOUR / 2,
            observedAtKind: 'sample',
            commit: COMMIT,
          } as const;
          const by = counted(Math.round(part * size), size, known);
          expect(notPass(of, by, { ...by, attempted: size + lost + more })).toBe(true);
          expect(notPass(of, by, { ...by, effectiveSize: Math.min(19, more) })).toBe(true);
          expect(judged(of, { ...by, observedAtMs: null }).status).toBe('stale');
          expect(judge(of, by, { ...AT, nowMs: NOW + HOUR }).status).toBe('stale');
          expect(judged(of, { ...by, observedAtMs: NOW + HOUR }).status).toBe('stale');
          expect(judged(of, { ...by, commit: null }).status === 'stale').toBe(bind);
          expect(judged(of, { ...by, sampleSize: null, successes: null }).status).toBe('inconclusive');
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('evidence that the change brings', () => {
  const brought = { ...provenance, kind: 'in-change' } as const;
  const LAYERS = ['model', 'task', 'product', 'business'] as const;

  it.each(LAYERS)('of a %s metric', (layer) => {
    const usersOutcome = layer === 'product' || layer === 'business';
    const of = criterion('>= 0.8', { layer });
    for (const value of [0.9, 0.1, Number.NaN, 7]) {
      const result = judge(of, measured(value, { provenance: brought }), AT);
      if (usersOutcome)
        expect(result).toMatchObject({
          status: 'error',
          reason: { code: 'evidence-in-change', args: { where: 'evals/results.json', source: 'evals' } },
          leaning: null,
          compared: false,
          method: null,
        });
      else expect(result).toEqual({ ...judge(of, measured(value), AT), measurement: result.measurement });
    }
  });

  it.each(LAYERS)('and what may have been taken out of it, of a %s metric', (layer) => {
    const absent: Measurement = { kind: 'absent', detail: 'it has: recall', provenance: brought };
    const due = criterion('>= 0.8', { layer, dueMs: NOW + HOUR, dueText: '2026-12-15' });
    const refused = layer === 'product' || layer === 'business';
    expect(judge(due, absent, AT).status).toBe(refused ? 'error' : 'pending');
    expect(judge({ ...due, dueMs: null }, absent, AT).reason.code).toBe(
      refused ? 'evidence-in-change' : 'not-in-source',
    );
    const failed: Measurement = { kind: 'failed', code: 'not-found', detail: 'gone', provenance: brought };
    expect(judge(due, failed, AT)).toMatchObject({ status: 'error', reason: { code: 'not-found' } });
  });

  it('is never better than the same evidence from elsewhere', () => {
    const badness = ['pass', 'pending', 'inconclusive', 'stale', 'missing', 'fail', 'error'];
    const value = fc.oneof(fc.double({ noNaN: false }), fc.constantFrom(0, 0.5, 0.8, 0.9, 1));
    const measurement = fc.oneof(
      fc
        .record({ value, observedAtMs: fc.constantFrom(null, NOW, NOW - 5 * HOUR, NOW + HOUR) })
        .map((given) => measured(given.value, { observedAtMs: given.observedAtMs, observedAtKind: 'sample' })),
      fc.boolean().map((sourceFailed): Measurement => ({ kind: 'absent', detail: '', sourceFailed, provenance })),
      fc.constant<Measurement>({ kind: 'failed', code: 'timeout', detail: '', provenance }),
    );
    const more = fc.record({
      layer: fc.constantFrom(...LAYERS),
      maxAgeSeconds: fc.constantFrom(null, 3600),
      dueMs: fc.constantFrom(null, NOW + 1, NOW - 1),
      confidence: fc.constantFrom(null, 0.95),
    });
    fc.assert(
      fc.property(measurement, more, (by, keys) => {
        const of = criterion('>= 0.8', keys);
        const [plain, tainted] = [by, { ...by, provenance: brought }].map((one) => judge(of, one, AT));
        expect(badness).toContain(tainted?.status);
        expect(badness.indexOf(tainted?.status ?? '')).toBeGreaterThanOrEqual(badness.indexOf(plain?.status ?? ''));
        if (tainted?.compared) expect(plain?.compared).toBe(true);
      }),
    );
  });
});
