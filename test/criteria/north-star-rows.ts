import type { Row } from './rows.ts';

/** The answer to the value question of all rows that are about something else. */
export const VALUE = 'Yes: each one is a person who went back to work without calling the helpdesk';

/** The metrics of the rows, the first on line 4: a north star, what drives it, two that guard it. */
export const METRICS = `  problems_resolved_per_week: { layer: product, target: ">= 400", required: false }
  answer_resolves_query: { layer: task, target: ">= 0.80", drives: [problems_resolved_per_week] }
  repeat_query_rate: { layer: product, target: "<= 0.10" }
  recontact_48h: { layer: product, target: "<= 0.12" }`;

/** The keys of a sound block, one a line, of which a row changes some; `null` leaves a key out. */
export const SOUND = {
  metric: 'problems_resolved_per_week',
  'value-question': `"${VALUE}"`,
  'rewards-behaviour': 'solving a problem at the first try',
  'represents-outcome': 'people get back to work',
  'could-grow-while-value-declines': '[{ how: users re-ask because answers are poor, guard: repeat_query_rate }]',
  'counter-metrics': '[repeat_query_rate, recontact_48h]',
} as const;

type Key = keyof typeof SOUND | 'detour' | 'review-by' | 'counter-metric';

/** A criteria file with a north star on line 8, its keys from line 9 on, one a line. */
export function withNorthStar(
  changes: Partial<Record<Key, string | null>> = {},
  metrics: string = METRICS,
  more = '',
): string {
  const keys = Object.entries({ ...SOUND, ...changes }).filter(([, value]) => value !== null);
  const block = keys.map(([key, value]) => `  ${key}: ${value}\n`).join('');
  return `version: 1\nfeature: f\nmetrics:\n${metrics}\nnorth-star:\n${block}${more}`;
}

/** The same metrics with one line changed. */
export function metricsWith(from: string, to: string): string {
  if (!METRICS.includes(from)) throw new Error(from);
  return METRICS.replace(from, to);
}

/** One metric more, on line 8, and a file that names it as north star. */
function starOf(line: string, changes: Partial<Record<Key, string | null>> = {}): string {
  const id = line.split(':')[0] ?? '';
  return withNorthStar(
    { metric: id, 'could-grow-while-value-declines': SOUND['could-grow-while-value-declines'], ...changes },
    `${METRICS}\n  ${line}`,
  );
}

const ORPHAN = 'ns-orphan 9:1';
/** Two guards make activity a warning; with one it is an error. */
const ONE_GUARD = { 'counter-metrics': '[repeat_query_rate]' };

/** Every finding about a north star that needs no clock, with the place where it stands. */
export const NORTH_STAR_ROWS: Readonly<Record<string, Row>> = {
  'a sound north star': { text: withNorthStar(), found: [] },

  'a task metric as north star': {
    text: withNorthStar({ metric: 'answer_resolves_query' }),
    found: ['ns-sole-gate 5:3 answer_resolves_query', 'ns-layer 9:11'],
  },
  'a model metric as north star': {
    text: starOf('in_house_score: { layer: model, target: ">= 0.9", required: false }'),
    found: ['ns-layer 10:11'],
  },
  'a precondition as north star': {
    text: starOf('join_rate: { layer: evidence, target: ">= 0.9", required: false }'),
    found: ['ns-layer 10:11'],
  },
  'accuracy that is declared a product metric': {
    text: starOf('accuracy: { layer: product, target: ">= 0.9", required: false }'),
    found: [ORPHAN, 'ns-layer 10:11'],
  },
  'latency that is declared a business metric': {
    text: starOf('latency_p95: { layer: business, target: "<= 900", unit: ms, required: false }'),
    found: [ORPHAN, 'ns-layer 10:11'],
  },
  'what the catalogue accepts on the product layer too': {
    text: starOf('fallback_to_human_rate: { layer: product, target: "0.1 .. 0.3", required: false }'),
    found: [ORPHAN],
  },
  'a business metric as north star': {
    text: starOf('ticket_deflection_rate: { layer: business, target: ">= 0.4", required: false }'),
    found: [ORPHAN],
  },

  'activity with no second guard': {
    text: starOf('dau: { layer: product, target: ">= 900", required: false }', ONE_GUARD),
    found: [ORPHAN, 'ns-activity 10:11'],
  },
  'activity with two guards': {
    text: starOf('dau: { layer: product, target: ">= 900", required: false }'),
    found: [ORPHAN, 'ns-activity 10:11 (warning)'],
  },
  'activity with a counter-metric and another guard': {
    text: starOf('dau: { layer: product, target: ">= 900", required: false }', {
      'counter-metrics': '[recontact_48h]',
    }),
    found: [ORPHAN, 'ns-activity 10:11 (warning)'],
  },
  'activity whose second guard is not in the file': {
    text: starOf('dau: { layer: product, target: ">= 900", required: false }', {
      'counter-metrics': '[repeat_query_rate, day_14_retention]',
    }),
    found: [ORPHAN, 'ns-activity 10:11', 'unknown-metric 15:40'],
  },
  'activity guarded by itself': {
    text: starOf('dau: { layer: product, target: ">= 900", required: false }', {
      'counter-metrics': '[repeat_query_rate, dau]',
    }),
    found: [ORPHAN, 'ns-activity 10:11', 'ns-guard-self 15:40'],
  },
  'activity with a title that the catalogue knows': {
    text: starOf('reach: { layer: product, target: ">= 900", required: false, title: Daily active users }', ONE_GUARD),
    found: [ORPHAN, 'ns-activity 10:11'],
  },

  'an empty value question': { text: withNorthStar({ 'value-question': '""' }), found: ['ns-no-value 10:19'] },
  'a value question of spaces': { text: withNorthStar({ 'value-question': '"   "' }), found: ['ns-no-value 10:19'] },
  'a value question of 19 characters': {
    text: withNorthStar({ 'value-question': '"people get unstuck!"'.replace('!', '') }),
    found: ['ns-no-value 10:19'],
  },
  'a value question of 20 characters': {
    text: withNorthStar({ 'value-question': '"yes, people unstuck."' }),
    found: [],
  },
  'a value question that repeats the id': {
    text: withNorthStar({ 'value-question': '"problems_resolved_per_week"' }),
    found: ['ns-no-value 10:19'],
  },

  'a behaviour of 9 letters': {
    text: withNorthStar({ 'rewards-behaviour': '"work done"' }),
    found: ['ns-no-value 11:22'],
  },
  'a behaviour of 10 letters': { text: withNorthStar({ 'rewards-behaviour': '"works done"' }), found: [] },
  'an outcome that is left open': {
    text: withNorthStar({ 'represents-outcome': 'to be determined' }),
    found: ['ns-no-value 12:23'],
  },
  'an outcome of dots': {
    text: withNorthStar({ 'represents-outcome': '"….…….………"' }),
    found: ['ns-no-value 12:23'],
  },
  'neither behaviour nor outcome': {
    text: withNorthStar({ 'rewards-behaviour': null, 'represents-outcome': null }),
    found: [],
  },
  'a behaviour that cannot be read': {
    text: withNorthStar({ 'rewards-behaviour': '7' }),
    found: ['invalid-text 11:22'],
  },
  'counter-metrics of the model only': {
    text: withNorthStar(
      { 'counter-metrics': '[a, b]' },
      `${METRICS}\n  a: { layer: model, target: ">= 1" }\n  b: { layer: model, target: ">= 1" }`,
    ),
    found: ['ns-orphan 10:1', 'ns-no-counter 16:3'],
  },
  'counter-metrics of the model and the north star itself': {
    text: withNorthStar(
      { 'counter-metrics': '[a, problems_resolved_per_week]' },
      `${METRICS}\n  a: { layer: model, target: ">= 1" }`,
    ),
    found: ['ns-orphan 9:1', 'ns-no-counter 15:3', 'ns-guard-self 15:24'],
  },
  'counter-metrics of the model, and one that cannot be found': {
    text: withNorthStar({ 'counter-metrics': '[a, c]' }, `${METRICS}\n  a: { layer: model, target: ">= 1" }`),
    found: ['ns-orphan 9:1', 'unknown-metric 15:24'],
  },
  'a provisional counter-metric': {
    text: withNorthStar(
      {},
      metricsWith('"<= 0.12" }', '"<= 0.12", provisional: { until: 2026-12-01, reason: "more cases by then" } }'),
    ),
    found: ['ns-no-counter 14:40'],
  },
  'a counter-metric beside the stack': {
    text: withNorthStar({}, metricsWith('recontact_48h: { layer: product', 'recontact_48h: { layer: evidence')),
    found: ['ns-no-counter 14:40'],
  },
  'no counter-metrics': { text: withNorthStar({ 'counter-metrics': null }), found: ['ns-no-counter 8:1'] },
  'an empty list of counter-metrics': {
    text: withNorthStar({ 'counter-metrics': '[]' }),
    found: ['ns-no-counter 14:3'],
  },
  'a counter-metric that is not in the file': {
    text: withNorthStar({ 'counter-metrics': '[complaints]' }),
    found: ['ns-orphan 8:1', 'unknown-metric 14:21'],
  },
  'an advisory counter-metric': {
    text: withNorthStar({}, metricsWith('"<= 0.12"', '"<= 0.12", required: false')),
    found: ['ns-no-counter 14:40'],
  },
  'counter-metrics that are no list': {
    text: withNorthStar({ 'counter-metrics': 'repeat_query_rate' }),
    found: ['invalid-list 14:20'],
  },
  'a slip in the key of the counter-metrics': {
    text: withNorthStar({ 'counter-metrics': null, 'counter-metric': '[repeat_query_rate]' }),
    found: ['unknown-key 14:3'],
  },

  'the north star as its own counter-metric': {
    text: withNorthStar({ 'counter-metrics': '[repeat_query_rate, recontact_48h, problems_resolved_per_week]' }),
    found: ['ns-guard-self 14:55'],
  },
  'the north star as guard': {
    text: withNorthStar({
      'could-grow-while-value-declines':
        '[{ how: users re-ask because answers are poor, guard: problems_resolved_per_week }]',
    }),
    found: ['ns-guard-self 13:90'],
  },
  'daily users guarded by weekly users': {
    text: withNorthStar(
      { metric: 'dau', 'counter-metrics': '[wau, repeat_query_rate, recontact_48h]' },
      `${METRICS}\n  dau: { layer: product, target: ">= 900", required: false }\n  wau: { layer: product, target: ">= 4000", drives: [dau] }`,
    ),
    found: ['ns-orphan 10:1', 'ns-activity 11:11 (warning)', 'ns-guard-self 16:21'],
  },
  'the same value under another name': {
    text: withNorthStar(
      { 'counter-metrics': '[repeat_query_rate, recontact_48h, solved]' },
      metricsWith('required: false }', 'required: false, from: { source: s, value: a } }').concat(
        '\n  solved: { layer: product, target: ">= 9", from: { source: s, value: a } }',
      ),
      'sources:\n  s: { type: file, path: a.json, format: json }\n',
    ),
    found: ['ns-guard-self 15:55'],
  },
  'the same value, watched from the other side': {
    text: withNorthStar(
      { 'counter-metrics': '[repeat_query_rate, recontact_48h, solved]' },
      metricsWith('required: false }', 'required: false, from: { source: s, value: a } }').concat(
        '\n  solved: { layer: product, target: "<= 900", from: { source: s, value: a } }',
      ),
      'sources:\n  s: { type: file, path: a.json, format: json }\n',
    ),
    found: [],
  },
  'values of one source under their own names': {
    text: withNorthStar(
      { 'counter-metrics': '[repeat_query_rate, recontact_48h, solved]' },
      metricsWith('required: false }', 'required: false, from: s }').concat(
        '\n  solved: { layer: product, target: ">= 9", from: s }',
      ),
      'sources:\n  s: { type: file, path: a.json, format: json }\n',
    ),
    found: [],
  },

  'no way named': {
    text: withNorthStar({ 'could-grow-while-value-declines': null }),
    found: ['ns-no-inflation 8:1'],
  },
  'an empty list of ways': {
    text: withNorthStar({ 'could-grow-while-value-declines': '[]' }),
    found: ['ns-no-inflation 13:3'],
  },
  'a way that is uncertain': {
    text: withNorthStar({
      'could-grow-while-value-declines': '[{ how: "Uncertain, to be discussed", guard: repeat_query_rate }]',
    }),
    found: ['ns-no-inflation 13:44'],
  },
  'a way of 9 characters': {
    text: withNorthStar({ 'could-grow-while-value-declines': '[{ how: they asks, guard: repeat_query_rate }]' }),
    found: ['ns-no-inflation 13:44'],
  },
  'a way of 10 characters': {
    text: withNorthStar({ 'could-grow-while-value-declines': '[{ how: they reask, guard: repeat_query_rate }]' }),
    found: [],
  },
  'an empty way': {
    text: withNorthStar({ 'could-grow-while-value-declines': '[{ how: "", guard: repeat_query_rate }]' }),
    found: ['ns-no-inflation 13:44'],
  },
  'texts that are too long': {
    text: withNorthStar({
      'value-question': `"${'a'.repeat(2001)}"`,
      'could-grow-while-value-declines': `[{ how: "${'a'.repeat(2001)}", guard: repeat_query_rate }]`,
    }),
    found: ['invalid-text 10:19', 'invalid-text 13:44'],
  },
  'a way without a guard': {
    text: withNorthStar({ 'could-grow-while-value-declines': '[{ how: users re-ask because answers are poor }]' }),
    found: ['missing-key 13:37'],
  },

  'a north star that is gated': {
    text: withNorthStar({}, metricsWith(', required: false', '')),
    found: ['ns-sole-gate 4:3 problems_resolved_per_week'],
  },
  'a north star that is gated in words': {
    text: withNorthStar({}, metricsWith('required: false', 'required: true')),
    found: ['ns-sole-gate 4:77 problems_resolved_per_week'],
  },

  'a gated metric that drives nothing': {
    text: withNorthStar({}, metricsWith(', drives: [problems_resolved_per_week]', '')),
    found: ['ns-orphan 8:1'],
  },
  'an advisory metric that drives nothing': {
    text: withNorthStar({}, metricsWith('drives: [problems_resolved_per_week]', 'required: false')),
    found: [],
  },
  'a metric that drives it through another': {
    text: withNorthStar(
      {},
      `${METRICS}\n  recall: { layer: model, target: ">= 0.9", drives: [answer_resolves_query] }`,
    ),
    found: [],
  },
  'a metric that guards another': {
    text: withNorthStar(
      {},
      metricsWith(
        'drives: [problems_resolved_per_week]',
        'drives: [problems_resolved_per_week], guarded-by: [refusals]',
      ).concat('\n  refusals: { layer: task, target: "<= 0.1" }'),
    ),
    found: [],
  },
  'a metric above it, which nothing lets drive it': {
    text: withNorthStar({}, `${METRICS}\n  ticket_deflection_rate: { layer: business, target: ">= 0.4" }`),
    found: [],
  },
  'a link that could not be read': {
    text: withNorthStar({}, metricsWith('drives: [problems_resolved_per_week]', 'drives: [Problems]')),
    found: ['invalid-id 5:69 answer_resolves_query', 'unknown-metric 5:69 answer_resolves_query'],
  },

  'a metric that is not in the file': {
    text: withNorthStar({ metric: 'problems_resolved' }),
    found: ['unknown-metric 9:11'],
  },
  'a metric that is no id': { text: withNorthStar({ metric: '7' }), found: ['invalid-id 9:11'] },
  'no map': {
    text: withNorthStar({}).replace(/north-star:[\s\S]*/, 'north-star: growth\n'),
    found: ['invalid-map 8:13'],
  },
};
