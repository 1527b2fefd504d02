/** For each finding about criteria, a text that gives it. */
export const FINDINGS = {};

const RECONTACT = { value: 0.31, target: '<= 0.12', comparison: 'at most', bound: 0.12, end: null, unit: 'ratio' };
const GUARDED = { metric: 'ticket_deflection_rate', metricStatus: 'pass', guard: 'recontact_48h', preconditions: [] };

/** For each finding about a run, the arguments that it may have. */
export const RUN_FINDINGS = {
  'guard-fails': { ...GUARDED, guardStatus: 'fail', ...RECONTACT },
  'guard-unproven': { ...GUARDED, guardStatus: 'inconclusive', ...RECONTACT, value: 0.1, least: 509, likely: 1128 },
  'guard-not-measured': { ...GUARDED, guardStatus: 'unmeasured', ...RECONTACT, value: null, due: null },
  'no-sample-size': { metric: 'answer_correctness', value: 0.83, unit: 'ratio' },
  'wrong-n': { problem: 'same', metric: 'precision', other: 'recall', samples: 1000 },
  'thin-evidence': {
    ...{ metric: 'answer_correctness', successes: 5, samples: 5, independent: 5, least: 14, minimum: null },
    ...{ shownBy: 'flawless', forced: null },
    ...{ target: '>= 0.80', comparison: 'at least', bound: 0.8, end: null, unit: 'ratio' },
  },
  'old-evidence': { metric: 'csat', ageSeconds: 170 * 86_400, cadence: 'weekly', proposed: '14d' },
  'signal-unused': { metrics: ['answer_correctness'], outcomes: ['adoption_rate'] },
  'signal-engagement': { metrics: ['messages_per_user'], outcomes: ['task_completion_rate'] },
  'signal-no-lift': {
    metrics: ['retrieval_recall_at_5', 'answer_bleu'],
    outcomes: ['repeat_query_rate', 'ticket_deflection_rate'],
  },
};
