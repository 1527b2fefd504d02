import { describe, expect, it } from 'vitest';
import type { Criterion } from '../../src/core/criterion.ts';
import { diagnose, diagnoseLeaning } from '../../src/core/diagnose.ts';
import { judgeAll } from '../../src/core/judge-all.ts';
import { STAGES } from '../../src/core/layer.ts';
import { colourLayers } from '../../src/core/layer-colours.ts';
import type { Measurement } from '../../src/core/measurement.ts';
import type { MetricResult } from '../../src/core/result.ts';
import { judgeStage } from '../../src/core/verdict.ts';
import { alertsOf, gateOf, launchReady, sample } from './diagnosis-samples.ts';
import { COMMIT, counted, criterion, measured, NOW, provenance } from './measurements.ts';

const AT = { nowMs: NOW, commit: COMMIT, pins: null };
const DAY = 86_400_000;

/** Judges metrics with their measurements, in this order, and gives the results by id. */
function all(...metrics: readonly (readonly [Criterion, Measurement])[]): Record<string, MetricResult> {
  const criteria = metrics.map(([one]) => one);
  const results = judgeAll(criteria, new Map(metrics.map(([{ id }, by]) => [id, by])), AT);
  return Object.fromEntries(results.map((result) => [result.criterion.id, result]));
}

const metric = (id: string, more: Partial<Criterion> = {}) => criterion('>= 0.8', { id, ...more });
const agreement = metric('agreement', { layer: 'evidence' });
const resting = metric('m', { validIf: ['agreement'] });
const PASSES = measured(0.9);
const FAILS = measured(0.5);
const ABSENT: Measurement = { kind: 'absent', detail: '', provenance };
const FAILED: Measurement = { kind: 'failed', code: 'timeout', detail: '', provenance };
const NOT_ASKED: Measurement = { kind: 'not-asked' };

describe('preconditions', () => {
  it('that pass leave a result as it is', () => {
    const { m } = all([agreement, PASSES], [resting, FAILS]);
    expect(m).toEqual({ ...all([{ ...resting, validIf: [] }, FAILS])['m'], criterion: resting });
  });

  it.each<[string, Measurement, string]>([
    ['fails', FAILS, 'fail'],
    ['is not in its source', ABSENT, 'missing'],
    ['has no usable value', FAILED, 'error'],
    ['is not measured', NOT_ASKED, 'unmeasured'],
    ['is no number', measured(Number.NaN), 'error'],
  ])('one of which %s makes a pass and a failure undecided', (_, by, status) => {
    for (const [value, leaning] of [
      [PASSES, 'pass'],
      [FAILS, 'fail'],
    ] as const) {
      const { m } = all([resting, value], [agreement, by]);
      expect(m).toMatchObject({
        status: 'inconclusive',
        reason: {
          code: 'untrusted-evidence',
          args: { preconditions: ['agreement'], statuses: [status], leaning, value: value.value, bound: 0.8 },
        },
        compared: false,
        samplesNeeded: null,
        leaning,
        value: value.value,
        untrusted: ['agreement'],
      });
    }
  });

  it.each<[string, Partial<Criterion>, Measurement, string]>([
    ['stale', { maxAgeSeconds: 60 }, PASSES, 'stale'],
    ['missing', {}, ABSENT, 'missing'],
    ['an error', {}, FAILED, 'error'],
    ['pending', { dueMs: NOW + DAY, dueText: '2026-12-15' }, ABSENT, 'pending'],
    ['unmeasured', {}, NOT_ASKED, 'unmeasured'],
  ])('leave what is %s as it is', (_, more, by, status) => {
    const { m } = all([{ ...resting, ...more }, by], [agreement, FAILS]);
    expect(m).toMatchObject({ status, untrusted: ['agreement'] });
    expect(m?.reason.code).not.toBe('untrusted-evidence');
  });

  it('keep value and interval shown, and nothing to collect', () => {
    const of = { ...resting, confidence: 0.95 };
    const { m } = all([of, counted(83, 100)], [agreement, FAILS]);
    expect(m).toMatchObject({ status: 'inconclusive', value: 0.83, samplesNeeded: null, compared: false });
    expect(m?.interval?.[0]).toBeCloseTo(0.75598324, 8);
  });

  it('reach through one another, in whatever order they stand', () => {
    const chain = [
      [metric('a', { validIf: ['b'] }), PASSES],
      [metric('b', { validIf: ['c'] }), PASSES],
      [metric('c', { validIf: ['d'] }), PASSES],
      [metric('d'), FAILS],
    ] as const;
    for (const order of [chain, chain.toReversed()]) {
      const results = all(...order);
      for (const id of ['a', 'b', 'c']) expect(results[id]?.status).toBe('inconclusive');
      expect(results['a']?.reason.args).toMatchObject({ preconditions: ['b'], statuses: ['inconclusive'] });
      expect(results['c']?.reason.args).toMatchObject({ preconditions: ['d'], statuses: ['fail'] });
    }
  });

  it('name those that do not pass, and only those', () => {
    const of = metric('m', { validIf: ['x', 'y', 'z'] });
    const { m } = all([of, PASSES], [metric('x'), FAILS], [metric('y'), PASSES], [metric('z'), ABSENT]);
    expect(m?.untrusted).toEqual(['x', 'z']);
    expect(m?.reason.args['statuses']).toEqual(['fail', 'missing']);
  });

  it.each([
    [
      'a circle of two',
      [
        ['a', ['b']],
        ['b', ['a']],
      ],
    ],
    [
      'a metric of itself',
      [
        ['a', ['a']],
        ['b', ['a']],
      ],
    ],
    [
      'a way into a circle',
      [
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['d']],
        ['d', ['b']],
      ],
    ],
    [
      'an id that is nowhere',
      [
        ['a', ['nowhere']],
        ['b', ['a']],
      ],
    ],
  ] as const)('in %s never hold', (_, edges) => {
    for (const order of [edges, edges.toReversed()]) {
      const results = all(...order.map(([id, validIf]) => [metric(id, { validIf }), PASSES] as const));
      for (const result of Object.values(results)) expect(result.status).toBe('inconclusive');
    }
  });

  it('that stand twice do not hold: which of the two is right cannot be told', () => {
    const results = judgeAll(
      [agreement, agreement, resting],
      new Map([
        ['agreement', PASSES],
        ['m', PASSES],
      ]),
      AT,
    );
    expect(results.at(-1)).toMatchObject({ status: 'inconclusive', untrusted: ['agreement'] });
  });

  it('do not hold by being excused', () => {
    const provisional = { untilMs: NOW + DAY, untilText: '2026-11-22', reason: 'more by then' };
    const excused = { ...agreement, minSamples: 100, provisional };
    const results = all([excused, measured(0.9, { sampleSize: 10 })], [resting, PASSES]);
    expect(results['agreement']?.provisionalDaysLeft).toBe(1);
    expect(results['m']).toMatchObject({ status: 'inconclusive', untrusted: ['agreement'] });
  });
});

describe('an untrusted metric in the verdict', () => {
  const untrusted = (leaning: 'pass' | 'fail' | null, more = {}) =>
    sample('m', 'product', 'inconclusive', {
      fromStage: 'full',
      reason: 'untrusted-evidence',
      compared: false,
      leaning,
      result: { untrusted: ['agreement'] },
      ...more,
    });
  const at = (result: MetricResult) =>
    STAGES.map((stage) => {
      const results = [...launchReady(), result];
      return judgeStage(gateOf(results), results, alertsOf(results), [], stage).verdict;
    });

  it('blocks at every stage where its value misses the target, else from its own', () => {
    expect(at(untrusted('fail'))).toEqual(['incomplete', 'incomplete', 'incomplete']);
    expect(at(untrusted(null))).toEqual(['incomplete', 'incomplete', 'incomplete']);
    expect(at(untrusted('pass'))).toEqual(['pass', 'pass', 'incomplete']);
    expect(at(untrusted('fail', { required: false }))).toEqual(['pass', 'pass', 'pass']);
  });

  it('counts for no launch set', () => {
    const results = launchReady().map((result) =>
      result.criterion.id === 'resolves'
        ? { ...result, status: 'inconclusive' as const, compared: false, leaning: 'pass' as const, untrusted: ['x'] }
        : result,
    );
    const { launchSet } = judgeStage(gateOf(results), results, alertsOf(results), [], 'shadow');
    expect(launchSet?.missing).toContain('task');
  });

  it('leans to nothing in the diagnosis', () => {
    const results = [
      sample('m', 'model', 'pass'),
      sample('t', 'task', 'inconclusive', { leaning: 'fail' }),
      sample('p', 'product', 'pass'),
      sample('b', 'business', 'pass'),
    ];
    expect(diagnoseLeaning(results, diagnose(results))?.code).toBe('contained');
    const doubted = results.map((result) => (result.criterion.id === 't' ? { ...result, untrusted: ['x'] } : result));
    expect(diagnoseLeaning(doubted, diagnose(doubted))).toBeNull();
  });
});

describe('a provision', () => {
  const until = (untilMs: number) => ({ untilMs, untilText: 'then', reason: 'more by then' });
  const few = measured(0.9, { sampleSize: 10 });
  const daysLeft = (untilMs: number, more: Partial<Criterion> = {}, by: Measurement = few) =>
    all([metric('m', { minSamples: 100, provisional: until(untilMs), ...more }), by], [metric('x'), FAILS])['m']
      ?.provisionalDaysLeft;

  it.each([
    ['long over', NOW - 3 * DAY, null],
    ['just over', NOW - 1, null],
    ['at its last moment', NOW, 0],
    ['on its last day', NOW + DAY - 1, 0],
    ['with a day left', NOW + DAY, 1],
    ['with thirty left', NOW + 30 * DAY, 30],
    ['at its longest', NOW + 31 * DAY, 31],
    ['too far ahead', NOW + 31 * DAY + 1, null],
    ['without an end', Number.POSITIVE_INFINITY, null],
    ['with an end that is no time', Number.NaN, null],
  ])('%s', (_, untilMs, expected) => expect(daysLeft(untilMs)).toBe(expected));

  it('excuses only what is undecided', () => {
    expect(daysLeft(NOW + DAY, {}, measured(0.5, { sampleSize: 200 }))).toBeNull();
    expect(daysLeft(NOW + DAY, {}, measured(0.9, { sampleSize: 200 }))).toBeNull();
    expect(daysLeft(NOW + DAY, {}, ABSENT)).toBeNull();
    expect(daysLeft(NOW + DAY, {}, FAILED)).toBeNull();
    expect(daysLeft(NOW + DAY, { maxAgeSeconds: 60 })).toBeNull();
    expect(daysLeft(NOW + DAY, { waivable: false })).toBeNull();
  });

  it('excuses a value that waits for its preconditions, but none that misses its target', () => {
    expect(daysLeft(NOW + DAY, { validIf: ['x'] }, PASSES)).toBe(1);
    expect(daysLeft(NOW + DAY, { validIf: ['x'], minSamples: null }, FAILS)).toBeNull();
  });

  it('keeps an undecided metric from blocking at every stage, and from counting for the launch set', () => {
    const provisional = until(NOW + DAY);
    const results = launchReady().map((result) =>
      result.criterion.id === 'resolves'
        ? sample('resolves', 'task', 'inconclusive', { provisional, result: { provisionalDaysLeft: 1 } })
        : result,
    );
    const judged = judgeStage(gateOf(results), results, alertsOf(results), [], 'full');
    expect(judged.blocking).toEqual(['launch-set']);
    const second = [...results, sample('other', 'task', 'pass')];
    expect(judgeStage(gateOf(second), second, alertsOf(second), [], 'full').verdict).toBe('pass');
    const over = second.map((result) => ({ ...result, provisionalDaysLeft: null }));
    expect(judgeStage(gateOf(over), over, alertsOf(over), [], 'full').blocking).toEqual(['resolves']);
  });

  it('never counts for the launch set, also where the metric passes or the provision is over', () => {
    const results = launchReady().map((result) =>
      result.criterion.id === 'resolves' ? sample('resolves', 'task', 'pass', { provisional: until(0) }) : result,
    );
    expect(judgeStage(gateOf(results), results, alertsOf(results), [], 'full').blocking).toEqual(['launch-set']);
  });
});

describe('the layer evidence', () => {
  it('colours nothing, counts for nothing, leads to no diagnosis, and blocks by itself', () => {
    const ready = launchReady();
    for (const status of ['pass', 'fail', 'missing', 'inconclusive'] as const) {
      const results = [...ready, sample('agreement', 'evidence', status, { drives: ['repeats'], leaning: 'fail' })];
      expect(colourLayers(results)).toEqual(colourLayers(ready));
      expect(diagnose(results)).toEqual(diagnose(ready));
      const judged = judgeStage(gateOf(results), results, alertsOf(results), [], 'shadow');
      expect(judged.launchSet).toEqual(judgeStage(gateOf(ready), ready, alertsOf(ready), [], 'shadow').launchSet);
      expect(judged.blocking).toEqual(status === 'pass' ? [] : ['agreement']);
    }
  });
});
