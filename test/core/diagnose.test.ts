import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose, diagnoseLeaning } from '../../src/core/diagnose.ts';
import { DIAGNOSIS_CODES, type DiagnosisCode, type LayerColour } from '../../src/core/diagnosis.ts';
import { LAYERS, type Layer } from '../../src/core/layer.ts';
import { walkLayers } from '../../src/core/layer-walk.ts';
import { STATUSES } from '../../src/core/result.ts';
import { sample, stack, wikiAssistant } from './diagnosis-samples.ts';

describe('walkLayers', () => {
  it('gives every code its known share of the 256 combinations', () => {
    const colours: readonly LayerColour[] = ['green', 'red', 'unknown', 'unmeasured'];
    const counts = new Map<DiagnosisCode, number>();
    for (const model of colours) {
      for (const task of colours) {
        for (const product of colours) {
          for (const business of colours) {
            const { code } = walkLayers({ model, task, product, business });
            counts.set(code, (counts.get(code) ?? 0) + 1);
          }
        }
      }
    }
    expect(Object.fromEntries(counts)).toEqual({
      healthy: 1,
      undetermined: 15,
      blind: 65,
      contained: 27,
      'model-fault': 36,
      'diverges-model-task': 12,
      'diverges-task-product': 16,
      'diverges-product-business': 16,
      unresolved: 68,
    });
  });
});

interface Expected {
  readonly name: string;
  readonly layers: string;
  readonly code: DiagnosisCode;
  readonly from?: Layer;
  readonly to?: Layer;
  readonly inherited?: readonly Layer[];
  readonly unverified?: readonly Layer[];
  readonly secondary?: readonly unknown[];
  readonly blind?: readonly Layer[];
  readonly unknown?: readonly Layer[];
  readonly measure?: readonly Layer[];
  readonly notes?: readonly unknown[];
}

const lags = { code: 'business-not-affected-yet', args: {} };
const due = { code: 'business-pending', args: { due: '2026-12-15' } };

const worked: readonly Expected[] = [
  {
    name: 'reference: the wiki assistant',
    layers: 'GRRR',
    code: 'diverges-model-task',
    from: 'model',
    to: 'task',
    inherited: ['product', 'business'],
  },
  {
    name: 'correct answers of 47 pages',
    layers: 'GGRR',
    code: 'diverges-task-product',
    from: 'task',
    to: 'product',
    inherited: ['business'],
  },
  {
    name: 'works for users, no business',
    layers: 'GGGR',
    code: 'diverges-product-business',
    from: 'product',
    to: 'business',
  },
  { name: 'all red', layers: 'RRRR', code: 'model-fault', to: 'model', inherited: ['task', 'product', 'business'] },
  { name: 'a useless model target', layers: 'RGGG', code: 'contained', to: 'model' },
  { name: 'model and task contained by product', layers: 'RRGG', code: 'contained', to: 'model', inherited: ['task'] },
  { name: 'task contained by product', layers: 'GRGG', code: 'contained', from: 'model', to: 'task' },
  {
    name: 'two runs',
    layers: 'GRGR',
    code: 'diverges-product-business',
    from: 'product',
    to: 'business',
    secondary: [{ code: 'contained', from: 'model', to: 'task' }],
  },
  {
    name: 'a suspect model proxy below a divergence',
    layers: 'RGRR',
    code: 'diverges-task-product',
    from: 'task',
    to: 'product',
    inherited: ['business'],
    secondary: [{ code: 'contained', from: null, to: 'model' }],
  },
  { name: 'nothing above the task', layers: 'GG--', code: 'blind', blind: ['product', 'business'] },
  { name: 'the dashboard of the model team', layers: 'G---', code: 'blind', blind: ['task', 'product', 'business'] },
  { name: 'business pending', layers: 'GGGP', code: 'healthy', notes: [due] },
  {
    name: 'task not measured below the break',
    layers: 'G-RR',
    code: 'unresolved',
    from: 'model',
    to: 'product',
    inherited: ['business'],
    blind: ['task'],
    measure: ['task'],
  },
  {
    name: 'nothing below the red task',
    layers: '-RRR',
    code: 'unresolved',
    to: 'task',
    inherited: ['product', 'business'],
    blind: ['model'],
    measure: ['model'],
  },
  {
    name: 'inheritance over a gap',
    layers: 'R-R-',
    code: 'model-fault',
    to: 'model',
    inherited: ['product'],
    unverified: ['product'],
    blind: ['task', 'business'],
  },
  { name: 'task inconclusive', layers: 'G?GG', code: 'undetermined', unknown: ['task'] },
  {
    name: 'divergence below blind layers',
    layers: 'GR--',
    code: 'diverges-model-task',
    from: 'model',
    to: 'task',
    blind: ['product', 'business'],
  },
  {
    name: 'a gap below a green product',
    layers: 'G-GR',
    code: 'diverges-product-business',
    from: 'product',
    to: 'business',
    blind: ['task'],
  },
  { name: 'two gaps', layers: 'G-G-', code: 'blind', blind: ['task', 'business'] },
  { name: 'nothing measured', layers: '----', code: 'blind', blind: ['model', 'task', 'product', 'business'] },
  {
    name: 'only product, red',
    layers: '--R-',
    code: 'unresolved',
    to: 'product',
    blind: ['model', 'task', 'business'],
    measure: ['model', 'task'],
  },
  {
    name: 'a waived red stays red, business pending',
    layers: 'GGRP',
    code: 'diverges-task-product',
    from: 'task',
    to: 'product',
    notes: [due],
  },
  {
    name: 'green business does not contain a red product',
    layers: 'GGRG',
    code: 'diverges-task-product',
    from: 'task',
    to: 'product',
    notes: [lags],
  },
  {
    name: 'green business does not contain a model fault',
    layers: 'RRRG',
    code: 'model-fault',
    to: 'model',
    inherited: ['task', 'product'],
    notes: [lags],
  },
  {
    name: 'green business over a gap',
    layers: 'GR-G',
    code: 'diverges-model-task',
    from: 'model',
    to: 'task',
    blind: ['product'],
    notes: [lags],
  },
  { name: 'contained without a known layer below', layers: '-RGG', code: 'contained', to: 'task', blind: ['model'] },
  { name: 'contained over an undecided layer', layers: 'R?GG', code: 'contained', to: 'model', unknown: ['task'] },
  {
    name: 'inherited through a gap stays unverified above it',
    layers: 'R?RR',
    code: 'model-fault',
    to: 'model',
    inherited: ['product', 'business'],
    unverified: ['product', 'business'],
    unknown: ['task'],
  },
  {
    name: 'green two layers below',
    layers: 'G??R',
    code: 'unresolved',
    from: 'model',
    to: 'business',
    unknown: ['task', 'product'],
    measure: ['task', 'product'],
  },
  {
    name: 'green model below an undecided task',
    layers: 'RG?R',
    code: 'unresolved',
    from: 'task',
    to: 'business',
    secondary: [{ code: 'contained', from: null, to: 'model' }],
    unknown: ['product'],
    measure: ['product'],
  },
];

describe('diagnose', () => {
  it.each(worked)('$name: $layers is $code', ({ name: _name, layers, ...expected }) => {
    const { graph: _graph, ...found } = diagnose(stack(layers));
    const nothing = { inherited: [], unverified: [], secondary: [], blind: [], unknown: [], measure: [], notes: [] };
    expect(found).toEqual({ from: null, to: null, ...nothing, ...expected });
  });

  it('diagnoses the wiki assistant by its ten metrics', () => {
    const { graph, ...found } = diagnose(wikiAssistant());
    expect(found).toEqual({
      code: 'diverges-model-task',
      from: 'model',
      to: 'task',
      inherited: ['product', 'business'],
      unverified: [],
      secondary: [],
      blind: [],
      unknown: [],
      measure: [],
      notes: [],
    });
    expect(graph[0]).toMatchObject({ metric: 'answer_cites_current_policy', kind: 'divergence' });
  });

  it('finds two breaks in the spam filter, one of which the layers hide', () => {
    const found = diagnose([
      sample('precision', 'model', 'pass', { drives: ['false_block'] }),
      sample('recall', 'model', 'fail', { drives: ['spam_seen'] }),
      sample('false_block', 'task', 'fail', { drives: ['tickets'] }),
      sample('spam_seen', 'task', 'fail', { drives: ['churn'] }),
      sample('tickets', 'product', 'fail'),
      sample('churn', 'business', 'pass'),
    ]);
    expect(found).toMatchObject({
      code: 'model-fault',
      from: null,
      to: 'model',
      inherited: ['task', 'product'],
      secondary: [{ code: 'diverges-model-task', from: 'model', to: 'task' }],
      notes: [lags],
    });
    expect(found.graph).toEqual([
      { metric: 'recall', kind: 'root', drivers: [], assumed: false },
      { metric: 'false_block', kind: 'divergence', drivers: ['precision'], assumed: false },
      { metric: 'spam_seen', kind: 'inherited', drivers: ['recall'], assumed: false },
      { metric: 'tickets', kind: 'inherited', drivers: ['false_block'], assumed: false },
      { metric: 'churn', kind: 'suspect-proxy', drivers: ['spam_seen'], assumed: false },
    ]);
  });

  it('takes a layer out of the inherited ones where all its reds diverge by declaration', () => {
    const found = diagnose([
      sample('m', 'model', 'pass'),
      sample('t1', 'task', 'fail'),
      sample('t2', 'task', 'pass', { drives: ['p'] }),
      sample('p', 'product', 'fail'),
    ]);
    expect(found).toMatchObject({
      code: 'diverges-model-task',
      inherited: [],
      secondary: [{ code: 'diverges-task-product', from: 'task', to: 'product' }],
    });
  });

  it('leaves such a break unplaced where its drivers stand two layers below', () => {
    const found = diagnose([
      sample('m1', 'model', 'pass', { drives: ['p'] }),
      sample('m2', 'model', 'fail'),
      sample('t', 'task', 'fail'),
      sample('p', 'product', 'fail'),
    ]);
    expect(found).toMatchObject({
      code: 'model-fault',
      inherited: ['task'],
      secondary: [{ code: 'unresolved', from: 'model', to: 'product' }],
    });
  });

  it('calls such a break contained where the headline is', () => {
    const found = diagnose([
      sample('m1', 'model', 'pass', { drives: ['t'] }),
      sample('m2', 'model', 'fail'),
      sample('t', 'task', 'fail'),
      sample('p', 'product', 'pass'),
      sample('b', 'business', 'pass'),
    ]);
    expect(found).toMatchObject({
      code: 'contained',
      inherited: [],
      secondary: [{ code: 'contained', from: 'model', to: 'task' }],
    });
  });

  it('does not read a break out of a driver on the same layer', () => {
    const found = diagnose([
      sample('m', 'model', 'fail', { drives: ['t1'] }),
      sample('t1', 'task', 'pass', { drives: ['t2'] }),
      sample('t2', 'task', 'fail'),
    ]);
    expect(found).toMatchObject({ code: 'model-fault', inherited: ['task'], secondary: [] });
    expect(found.graph).toContainEqual({ metric: 't2', kind: 'divergence', drivers: ['t1'], assumed: false });
  });

  it('gives the earliest date of pending business metrics', () => {
    const found = diagnose([
      ...stack('GGG-').slice(0, 3),
      sample('b1', 'business', 'pending', { dueMs: 200, dueText: '2026-12-31' }),
      sample('b2', 'business', 'pending', { dueMs: 100, dueText: '2026-12-15' }),
    ]);
    expect(found).toMatchObject({ code: 'healthy', notes: [due] });
  });

  it('is blind without results', () => {
    expect(diagnose([])).toMatchObject({ code: 'blind', blind: LAYERS, graph: [] });
  });

  it('does not depend on the order of metrics', () => {
    fc.assert(
      fc.property(
        manyResults.chain((results) =>
          fc.tuple(fc.constant(results), fc.shuffledSubarray(results, { minLength: results.length })),
        ),
        ([results, shuffled]) => {
          const { graph: graphA, ...a } = diagnose(results);
          const { graph: graphB, ...b } = diagnose(shuffled);
          expect(b).toEqual(a);
          expect(graphB).toHaveLength(graphA.length);
          expect(DIAGNOSIS_CODES).toContain(a.code);
        },
      ),
    );
  });

  it('is healthy only where every layer passes, business aside', () => {
    fc.assert(
      fc.property(manyResults, (results) => {
        if (diagnose(results).code !== 'healthy') return;
        for (const { status, criterion } of results) {
          expect(['pass', criterion.layer === 'business' ? 'pending' : 'pass']).toContain(status);
        }
      }),
    );
  });
});

const manyResults = fc
  .array(
    fc.record({
      layer: fc.constantFrom(...LAYERS),
      status: fc.constantFrom(...STATUSES),
      drives: fc.array(fc.nat(11), { maxLength: 3 }),
    }),
    { maxLength: 12 },
  )
  .map((rows) =>
    rows.map(({ layer, status, drives }, index) =>
      sample(`m${index}`, layer, status, { drives: drives.filter((to) => to > index).map((to) => `m${to}`) }),
    ),
  );

describe('diagnoseLeaning', () => {
  it('says where the wiki assistant probably diverges while recall is inconclusive', () => {
    const results = wikiAssistant().map((result) =>
      result.criterion.id === 'retrieval_recall_at_5'
        ? { ...result, status: 'inconclusive' as const, leaning: 'pass' as const }
        : result,
    );
    const found = diagnose(results);
    expect(found).toMatchObject({ code: 'unresolved', from: null, to: 'task', measure: ['model'], unknown: ['model'] });
    expect(found.inherited).toEqual(['product', 'business']);
    expect(found.secondary).toEqual([]);
    expect(diagnoseLeaning(results, found)).toMatchObject({ code: 'diverges-model-task', from: 'model', to: 'task' });
  });

  it('takes stale evidence as probable, never as green', () => {
    const results = stack('GRRR').with(0, sample('m', 'model', 'stale', { leaning: 'pass' }));
    const found = diagnose(results);
    expect(found).toMatchObject({ code: 'unresolved', from: null, to: 'task' });
    expect(diagnoseLeaning(results, found)?.code).toBe('diverges-model-task');
  });

  it('leaves metrics of decided layers as they are', () => {
    const results = [
      ...stack('?RRR', { model: { leaning: 'pass' } }),
      sample('t2', 'task', 'stale', { leaning: 'fail' }),
    ];
    const leaning = diagnoseLeaning(results, diagnose(results));
    expect(leaning?.code).toBe('diverges-model-task');
    expect(leaning?.graph.map(({ metric }) => metric)).toEqual(['t', 'p', 'b']);
  });

  it('leans towards a fault as well', () => {
    const results = stack('?RRR', { model: { leaning: 'fail' } });
    expect(diagnoseLeaning(results, diagnose(results))?.code).toBe('model-fault');
  });

  it.each([
    ['nothing undecided', stack('GRRR')],
    ['no usable value', stack('?RRR')],
    ['the same code', stack('GR?R', { product: { leaning: 'fail' } })],
    ['evidence that is missing', stack('GRRR').with(0, sample('m', 'model', 'missing', { leaning: 'pass' }))],
    ['a source that failed', stack('GRRR').with(0, sample('m', 'model', 'error', { leaning: 'pass' }))],
    [
      'another metric of the layer that stays undecided',
      [sample('x', 'model', 'missing'), ...stack('?RRR', { model: { leaning: 'pass' } })],
    ],
  ])('adds nothing with %s', (_name, results) => {
    expect(diagnoseLeaning(results, diagnose(results))).toBeNull();
  });
});
