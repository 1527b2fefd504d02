import { describe, expect, it } from 'vitest';
import type { LayerColour } from '../../src/core/diagnosis.ts';
import type { Layer } from '../../src/core/layer.ts';
import { colourLayer, colourLayers } from '../../src/core/layer-colours.ts';
import type { Status } from '../../src/core/result.ts';
import { sample } from './diagnosis-samples.ts';

const cases: readonly (readonly [Layer, readonly Status[], LayerColour])[] = [
  ['model', [], 'unmeasured'],
  ['model', ['unmeasured', 'unmeasured'], 'unmeasured'],
  ['model', ['pass', 'pass'], 'green'],
  ['model', ['pass', 'fail'], 'red'],
  ['model', ['fail', 'error'], 'red'],
  ['model', ['fail', 'unmeasured'], 'red'],
  ['model', ['pass', 'unmeasured'], 'unknown'],
  ['model', ['pass', 'inconclusive'], 'unknown'],
  ['model', ['pass', 'stale'], 'unknown'],
  ['model', ['pass', 'missing'], 'unknown'],
  ['model', ['pass', 'error'], 'unknown'],
  ['task', ['error'], 'unknown'],
  ['task', ['missing', 'unmeasured'], 'unknown'],
  ['product', ['pending'], 'unmeasured'],
  ['product', ['pending', 'unmeasured'], 'unmeasured'],
  ['product', ['pass', 'pending'], 'unknown'],
  ['business', [], 'unmeasured'],
  ['business', ['pending', 'pending'], 'pending'],
  ['business', ['pass', 'pending'], 'green'],
  ['business', ['pass'], 'green'],
  ['business', ['pending', 'unmeasured'], 'unknown'],
  ['business', ['pending', 'stale'], 'unknown'],
  ['business', ['pending', 'fail'], 'red'],
];

describe('colourLayer', () => {
  it.each(cases)('%s with %j is %s', (layer, statuses, colour) => {
    expect(colourLayer(layer, statuses)).toBe(colour);
    expect(colourLayer(layer, statuses.toReversed())).toBe(colour);
  });
});

describe('colourLayers', () => {
  it('looks at required metrics only', () => {
    const results = [
      sample('a', 'model', 'pass'),
      sample('b', 'model', 'fail', { required: false }),
      sample('c', 'task', 'pass', { required: false }),
      sample('d', 'business', 'pending'),
    ];
    expect(colourLayers(results)).toEqual({
      model: 'green',
      task: 'unmeasured',
      product: 'unmeasured',
      business: 'pending',
    });
  });

  it('finds nothing measured in nothing', () => {
    expect(new Set(Object.values(colourLayers([])))).toEqual(new Set(['unmeasured']));
  });
});
