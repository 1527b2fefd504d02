import { expect, it } from 'vitest';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';

it.each([
  ['model', 'shadow'],
  ['task', 'shadow'],
  ['product', 'full'],
  ['business', 'full'],
  ['evidence', 'shadow'],
])('absence of a metric of the layer %s blocks from the stage %s', async (layer, stage) => {
  const text = `version: 1\nfeature: f\nmetrics:\n  m: { layer: ${layer}, target: ">= 0.9" }\n`;
  const { gate } = await loadCriteria(text, 'gate.yml');
  expect(gate?.metrics.map(({ fromStage }) => fromStage)).toEqual([stage]);
});
