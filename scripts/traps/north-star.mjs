import { of, values } from './texts.mjs';

const SOUND = {
  metric: 'metric: problems_resolved_per_week',
  value: 'value-question: "Yes: each one is a person who went back to work without calling the helpdesk"',
  ways: 'could-grow-while-value-declines: [{ how: users ask again because answers are poor, guard: repeat_query_rate }]',
  counters: 'counter-metrics: [repeat_query_rate]',
};
const METRICS = {
  problems_resolved_per_week: 'layer: product, target: ">= 400", required: false',
  answer_correctness: 'layer: task, target: ">= 0.80", unit: ratio, drives: [problems_resolved_per_week]',
  repeat_query_rate: 'layer: product, target: "<= 0.10", unit: ratio, drives: [problems_resolved_per_week]',
};

/** Criteria with a north star of which some lines are other ones; `null` leaves one out. */
function star(changes, metrics = {}) {
  const lines = Object.entries({ ...METRICS, ...metrics }).map(([id, keys]) => `  ${id}: { ${keys} }\n`);
  const block = Object.values({ ...SOUND, ...changes }).filter((line) => line !== null);
  return `version: 1\nfeature: f\nmetrics:\n${lines.join('')}north-star:\n  ${block.join('\n  ')}\n`;
}

const found = (code, changes, metrics) => ({ says: { finding: [code] }, criteria: star(changes, metrics) });
const run = (code, problems, repeated, changes = {}) => ({
  ...found(code, changes),
  values: values({
    problems_resolved_per_week: problems,
    answer_correctness: of(450, 500),
    repeat_query_rate: of(repeated, 1000),
  }),
});

const instead = (id, keys) => found('ns-layer', { metric: `metric: ${id}` }, { [id]: `${keys}, required: false` });
const activity = (id, target) =>
  found('ns-activity', { metric: `metric: ${id}` }, { [id]: `layer: product, target: "${target}", required: false` });
const DETOUR = 'detour: { until: 2027-01-31, reason: confidence notes slow people down, expected: adoption -5% }';

/** One metric that stands for value delivered, not for activity. */
export const NORTH_STAR_TRAPS = [
  {
    trap: 'Displacement: accuracy instead of decision quality',
    looks: '`accuracy` as north star',
    samples: [instead('accuracy', 'layer: model, target: ">= 0.90", unit: ratio')],
  },
  {
    trap: 'Displacement: latency instead of trust',
    looks: '`latency_p95` as north star',
    samples: [instead('latency_p95', 'layer: model, target: "<= 1500", unit: ms')],
  },
  {
    trap: 'Displacement: click-through instead of satisfaction',
    looks: '`ctr` as north star',
    samples: [activity('ctr', '>= 0.04')],
  },
  {
    trap: 'Displacement: prompts completed instead of problems solved',
    looks: '`prompts_completed` as north star',
    samples: [activity('prompts_completed', '>= 5000')],
  },
  {
    trap: 'Activity taken for value',
    looks: '`weekly_active_users` as north star',
    samples: [activity('weekly_active_users', '>= 5000')],
  },
  {
    trap: 'Nobody asked the four questions',
    looks: 'no answer why users are better off, no way in which it could grow while value declines, no counter-metric',
    samples: [
      found('ns-no-value', { value: 'value-question: More problems resolved per week' }),
      found('ns-no-inflation', { ways: null }),
      found('ns-no-counter', { counters: null }),
    ],
  },
  {
    trap: 'A north star that guards itself',
    looks: 'it stands among its own `counter-metrics`',
    samples: [found('ns-guard-self', { counters: 'counter-metrics: [repeat_query_rate, problems_resolved_per_week]' })],
  },
  {
    trap: 'Steering by the north star',
    looks: 'it is required, so that a slow number stops single changes; or what is gated does not lead to it',
    samples: [
      found('ns-sole-gate', {}, { problems_resolved_per_week: 'layer: product, target: ">= 400"' }),
      found('ns-orphan', {}, { answer_correctness: 'layer: task, target: ">= 0.80", unit: ratio' }),
    ],
  },
  {
    trap: 'A north star for ever',
    looks: '`review-by` is past',
    samples: [found('ns-review', { review: 'review-by: 2026-06-30' })],
  },
  {
    trap: 'Bright, but wrong',
    looks: 'the north star meets its target, and a counter-metric fails',
    samples: [run('north-star-bright', 412, 310)],
  },
  {
    trap: 'A dip that nobody declared, and a detour without end',
    looks:
      'it misses its target; with a `detour`, the dip is a note with the days left, and counter-metrics gate as ever',
    note: 'Whether it rises or falls takes several runs to see: what is said is whether it meets its target.',
    samples: [
      run('north-star-dip', 300, 50),
      run('north-star-detour', 300, 50, { detour: DETOUR }),
      found('ns-detour-open', { detour: DETOUR.replace('2027-01-31', '2026-09-30') }),
    ],
  },
];
