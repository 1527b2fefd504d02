import { describe, expect, it } from 'vitest';
import { countLaunchSet } from '../../src/core/launch-set.ts';
import type { AlertState, MetricResult } from '../../src/core/result.ts';
import { alertsOf, DECLARED, gateOf, LEADING, launchReady, type Sample, sample } from './diagnosis-samples.ts';

const count = (results: readonly MetricResult[], needs = {}, state: AlertState = DECLARED) =>
  countLaunchSet(gateOf(results, needs), results, alertsOf(results, state), 'full');

/** How many of one kind count when the leading metric is changed so. */
const alerted = (more: Sample, needs = {}, state: AlertState = DECLARED): number =>
  count([sample('repeats', 'product', 'pass', { ...LEADING, ...more })], needs, state).counts.alertedLeading.have;

const alertWith = (change: Partial<NonNullable<Sample['alert']>>): Sample => {
  const { alert } = LEADING;
  if (alert === null || alert === undefined) throw new Error('the sample has an alert');
  return { alert: { ...alert, ...change } };
};

describe('countLaunchSet by stage', () => {
  it.each([
    ['shadow', [1, 1, 0, 0, 0]],
    ['limited', [1, 1, 0, 0, 1]],
    ['full', [1, 1, 1, 0, 1]],
  ] as const)('%s needs %j', (stage, needs) => {
    const { counts } = countLaunchSet(gateOf([]), [], {}, stage);
    const { model, task, product, business, alertedLeading } = counts;
    expect([model, task, product, business, alertedLeading].map(({ need }) => need)).toEqual(needs);
  });

  it.each([
    ['shadow', [3, 2, 0, 0, 0]],
    ['limited', [3, 2, 0, 0, 5]],
    ['full', [3, 2, 4, 6, 5]],
  ] as const)('raised, %s needs %j', (stage, needs) => {
    const gate = gateOf([], { model: 3, task: 2, product: 4, business: 6, alertedLeading: 5 });
    const { model, task, product, business, alertedLeading } = countLaunchSet(gate, [], {}, stage).counts;
    expect([model, task, product, business, alertedLeading].map(({ need }) => need)).toEqual(needs);
  });

  it('is complete for a stack that is ready', () => {
    expect(count(launchReady())).toEqual({
      stage: 'full',
      complete: true,
      missing: [],
      counts: {
        model: { need: 1, have: 1 },
        task: { need: 1, have: 1 },
        product: { need: 1, have: 1 },
        business: { need: 0, have: 0 },
        alertedLeading: { need: 1, have: 1 },
      },
    });
  });

  it('names what is short', () => {
    expect(count([]).missing).toEqual(['model', 'task', 'product', 'alertedLeading']);
    expect(count(launchReady(), { business: 1, task: 2 }).missing).toEqual(['task', 'business']);
  });

  it('cannot be lowered below the minimum, nor met where the need is not a number', () => {
    expect(count([], { model: 0, task: -1 }).missing).toEqual(['model', 'task', 'product', 'alertedLeading']);
    expect(count(launchReady(), { business: Number.NaN }).missing).toEqual(['business']);
  });
});

describe('countLaunchSet by judgement', () => {
  const counted = (result: MetricResult): number => count([result]).counts.model.have;

  it.each([
    ['pass', {}, 1],
    ['fail', {}, 1],
    ['inconclusive', { reason: 'interval-spans-target' }, 1],
    ['inconclusive', { reason: 'too-few-samples' }, 0],
    ['inconclusive', { reason: 'no-spread', compared: false }, 0],
    ['stale', { compared: true, value: 0.9 }, 0],
    ['missing', {}, 0],
    ['error', {}, 0],
    ['pending', {}, 0],
    ['unmeasured', {}, 0],
    ['pass', { required: false }, 0],
    ['pass', { compared: false }, 0],
    ['pass', { value: null }, 0],
    ['pass', { value: Number.NaN }, 0],
    ['pass', { value: 0 }, 1],
  ] as const)('%s with %j counts %i', (status, more, have) => {
    expect(counted(sample('m', 'model', status, more))).toBe(have);
  });

  it('does not count a metric that was declared and has no result, or two', () => {
    const results = launchReady();
    const gate = gateOf(results);
    expect(countLaunchSet(gate, results.slice(1), {}, 'full').counts.model.have).toBe(0);
    expect(countLaunchSet(gate, [...results, ...results.slice(0, 1)], {}, 'full').counts.model.have).toBe(0);
  });

  it('does not count results of metrics that the criteria do not declare', () => {
    expect(countLaunchSet(gateOf([]), launchReady(), {}, 'full').counts.model.have).toBe(0);
  });

  it.each([
    ['live', 1],
    ['file', 1],
    ['this-run', 0],
    ['in-change', 0],
  ] as const)('with external evidence, %s product and business values count %i', (provenance, have) => {
    const results = [
      sample('m', 'model', 'pass', { provenance }),
      sample('t', 'task', 'pass', { provenance }),
      sample('p', 'product', 'pass', { ...LEADING, provenance }),
      sample('b', 'business', 'pass', { provenance }),
    ];
    const { counts } = count(results, { externalEvidence: true });
    expect([counts.model.have, counts.task.have]).toEqual([1, 1]);
    expect([counts.product.have, counts.business.have, counts.alertedLeading.have]).toEqual([have, have, have]);
    expect(count(results).counts.product.have).toBe(1);
  });
});

describe('the alerted leading indicator', () => {
  it.each([
    ['as declared', {}, 1],
    ['lagging', { indicator: 'lagging' }, 0],
    ['without alert', { alert: null }, 0],
    ['without a threshold', alertWith({ when: null }), 0],
    ['without a delay', alertWith({ withinSeconds: null }), 0],
    ['at 48 h', alertWith({ withinSeconds: 172_800 }), 1],
    ['a second over 48 h', alertWith({ withinSeconds: 172_801 }), 0],
    ['with a delay that is not a number', alertWith({ withinSeconds: Number.NaN }), 0],
    ['with a negative delay', alertWith({ withinSeconds: -1 }), 0],
    ['without receiver', alertWith({ notifies: null }), 0],
    ['with a blank receiver', alertWith({ notifies: '  ' }), 0],
    ['advisory', { required: false }, 0],
    ['not compared', { compared: false }, 0],
  ] as const)('%s counts %3$i', (_name, more, have) => {
    expect(alerted(more as Sample)).toBe(have);
  });

  it.each([
    ['model', 0],
    ['task', 1],
    ['product', 1],
    ['business', 0],
  ] as const)('on the %s layer counts %i', (layer, have) => {
    expect(count([sample('x', layer, 'pass', LEADING)]).counts.alertedLeading.have).toBe(have);
  });

  it.each([
    ['declared', 1, 0],
    ['verified', 1, 1],
    ['partly-verified', 1, 1],
    ['refuted', 0, 0],
    ['unknown', 0, 0],
  ] as const)('that is %s counts %i, and %i where verification is demanded', (state, have, verified) => {
    expect(alerted({}, {}, { ...DECLARED, state })).toBe(have);
    expect(alerted({}, { verifiedAlerts: true }, { ...DECLARED, state })).toBe(verified);
  });

  it.each([
    [172_800, 1],
    [172_801, 0],
    [Number.NaN, 0],
  ])('found to detect within %d s counts %i', (detectsWithinSeconds, have) => {
    expect(alerted({}, {}, { ...DECLARED, state: 'verified', detectsWithinSeconds })).toBe(have);
  });

  it('does not count while nobody reported its state, whatever the id', () => {
    const results = [sample('tostring', 'product', 'pass', LEADING), sample('toString', 'product', 'pass', LEADING)];
    expect(countLaunchSet(gateOf(results), results, {}, 'full').counts.alertedLeading.have).toBe(0);
  });
});
