/** For each finding about criteria, a text that gives it. */
export const FINDINGS = {};

/** For each finding about a run, the arguments that it may have. */
export const RUN_FINDINGS = {
  'no-criteria': { file: 'evals/results.json' },
  'results-recognised': { file: 'evals/results.json', format: 'values', holds: 'metrics', count: 4, known: 3 },
  'layers-blind': { layers: ['task', 'product'], add: ['answer_correctness', 'repeat_query_rate'] },
};
