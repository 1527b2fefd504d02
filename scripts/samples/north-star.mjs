import { whole } from './texts.mjs';

const VALUE = 'Yes: each one is a person who went back to work without calling the helpdesk';

const METRICS = `  problems_resolved_per_week: { layer: product, target: ">= 400", required: false }
  answer_resolves_query: { layer: task, target: ">= 0.80", drives: [problems_resolved_per_week] }
  repeat_query_rate: { layer: product, target: "<= 0.10" }`;

/** The lines of a sound block, by key, of which a sample changes some; `null` leaves one out. */
const SOUND = {
  metric: 'metric: problems_resolved_per_week',
  value: `value-question: "${VALUE}"`,
  ways: `could-grow-while-value-declines:
  - how: users ask again because answers are poor
    guard: repeat_query_rate`,
  counters: 'counter-metrics: [repeat_query_rate]',
};

/** A criteria file with a north star; the reader sees the changed lines. */
function northStar(changes, metrics = METRICS, shown = Object.values(changes).filter(Boolean).join('\n')) {
  const lines = Object.values({ ...SOUND, ...changes }).filter(Boolean);
  const block = lines.join('\n').replace(/^/gm, '  ');
  const text = `version: 1\nfeature: f\nmetrics:\n${metrics}\nnorth-star:\n${block}\n`;
  return whole(text, shown === '' ? `north-star:\n${block}` : shown);
}

/** For each finding about criteria, a text that gives it. */
export const FINDINGS = {
  'ns-layer': northStar({ metric: 'metric: answer_resolves_query' }),
  'ns-activity': northStar(
    { metric: 'metric: weekly_active_users' },
    `${METRICS}\n  weekly_active_users: { layer: product, target: ">= 5000", required: false }`,
  ),
  'ns-no-value': northStar({ value: 'value-question: More problems resolved per week' }),
  'ns-no-counter': northStar({ counters: null }),
  'ns-guard-self': northStar({ counters: 'counter-metrics: [repeat_query_rate, problems_resolved_per_week]' }),
  'ns-no-inflation': northStar({ ways: null }),
  'ns-sole-gate': northStar({}, METRICS.replace(', required: false', ''), METRICS.split(', required')[0].concat(' }')),
  'ns-orphan': northStar({}, METRICS.replace(', drives: [problems_resolved_per_week]', '')),
  'ns-detour-open': {
    args: { problem: 'over', until: '2026-09-30', most: 180 },
    shown: 'detour: { until: 2026-09-30, reason: confidence notes slow people down, expected: adoption -5% }',
  },
  'ns-review': { args: { date: '2026-06-30' }, shown: 'review-by: 2026-06-30' },
};

const EVIDENCE = { metric: 'problems_resolved_per_week', failing: ['repeat_query_rate'], unproven: [] };

/** For each finding about a run, the arguments that it may have. */
export const RUN_FINDINGS = {
  'north-star-bright': { ...EVIDENCE, unproven: ['recontact_48h'] },
  'north-star-dip': { ...EVIDENCE, over: null },
  'north-star-detour': {
    ...EVIDENCE,
    ...{ until: '2027-03-31', days: 129, reason: 'confidence notes slow people down', expected: 'adoption -5%' },
  },
};
