import { expect, it } from 'vitest';
import { loadCriteria } from '../../../src/criteria/load-criteria.ts';
import { toPlain } from '../../../src/report/prose.ts';
import { findingSays } from '../../../src/report/texts.ts';

it.each([
  [
    'helpful: { layer: task, target: ">= 0.8", unit: ratio, judge: { sensitivity: 0.9, specificity: 0.9 } }',
    'A model judges',
  ],
  ['faithfulness: { layer: task, target: ">= 0.8", unit: ratio }', 'Faithfulness" is usually judged by a model'],
])('%s: %s', async (metric, says) => {
  const { findings } = await loadCriteria(`version: 1\nfeature: f\nmetrics:\n  ${metric}\n`, 'gate.yml');
  const [found] = findings.filter(({ code }) => code === 'judge-unlicensed').map((one) => toPlain(findingSays(one)));
  expect(found).toContain(says);
});
