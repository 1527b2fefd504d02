import { type Row, withMetric, withTop } from './rows.ts';

const TARGET = 'target: ">= 0.5"';
const SECOND = '  n: { layer: product, target: ">= 1" }\n';
/** What reads as ratio or percent in a review and would be free text to the gate. */
const LOOK_ALIKES = [
  ...['Ratio', 'RATIO', 'ratio ', ' ratio', 'ra tio', 'ratios', 'raito', 'ratio.', 'Percent', 'percentage', 'per cent'],
  ...[
    '%',
    ' % ',
    '\uff05',
    'pct',
    'precent',
    'Percents',
    'ratio\\u200b',
    '\\u00adratio',
    'rat\\u0456\\u043e',
    'per\\u0441\\u0435nt',
  ],
];
const files = (from: string, format = '') =>
  `version: 1\nfeature: f\nsources:\n  s: { type: file, path: a.json${format} }\nmetrics:\n  m: { layer: task, target: ">= 1", from: ${from} }\n`;
const when = (target: string, comparison: string, unit = '') =>
  withMetric(`target: "${target}"\nalert: { when: "${comparison}", within: 24h, notifies: us }${unit}`);

export const MEANING_ROWS: Readonly<Record<string, Row>> = {
  'a number as target': { text: withMetric('target: 0.9'), found: ['invalid-target 6:13 m'] },
  'targets that are none': {
    text: 'version: 1\nfeature: f\nmetrics:\n'.concat(
      ['0.9', '=> 1', '>= 1e3', '>= 1,000', '>= .5', '== 1', '>= 1 ms', '>=', '']
        .map((target, index) => `  m${index}: { layer: task, target: "${target}" }\n`)
        .join(''),
    ),
    found: [0, 1, 2, 3, 4, 5, 6, 7, 8].map((index) => `invalid-target ${index + 4}:30 m${index}`),
  },
  'a percent sign without a unit': { text: withMetric('target: ">= 90%"'), found: ['percent-not-allowed 6:13 m'] },
  'a percentage as ratio': { text: withMetric('target: ">= 90"\nunit: ratio'), found: ['target-out-of-range 6:13 m'] },
  'a percentage over 100': {
    text: withMetric('target: "< 100.1"\nunit: percent'),
    found: ['target-out-of-range 6:13 m'],
  },
  'a ratio that everything meets': {
    text: withMetric('target: ">= 0"\nunit: ratio'),
    found: ['target-vacuous 6:13 m'],
  },
  'targets that everything meets within the tolerance of comparing': {
    text: 'version: 1\nfeature: f\nmetrics:\n'.concat(
      ['<= 0.9999999999999', '0 .. 0.9999999999999', '<= 99.9999999999999%']
        .map((target, index) => `  m${index}: { layer: task, target: "${target}", unit: ratio }\n`)
        .join(''),
    ),
    found: [0, 1, 2].map((index) => `target-vacuous ${index + 4}:30 m${index}`),
  },
  'units that look like ratio or percent': {
    text: 'version: 1\nfeature: f\nmetrics:\n'.concat(
      [...LOOK_ALIKES.map((unit, index) => `  m${index}: { layer: task, target: ">= 1", unit: "${unit}" }\n`)].join(''),
    ),
    found: LOOK_ALIKES.map((_, index) => `unit-looks-like ${index + 4}:${index < 10 ? 44 : 45} m${index}`),
  },
  'a percent sign as unit, and nothing more said of the target': {
    text: withMetric('target: ">= 90%"\nunit: "%"'),
    found: ['unit-looks-like 7:11 m'],
  },
  'an empty band': { text: withMetric('target: "0.9 .. 0.1"'), found: ['target-empty-band 6:13 m'] },
  'an alert in a band': { text: when('<= 1', '1 .. 2'), found: ['invalid-comparison 7:20 m'] },
  'an alert as a number': { text: withMetric(`${TARGET}\nalert: { when: 0.2 }`), found: ['invalid-comparison 7:20 m'] },
  'an alert that always fires': { text: when('<= 0.1', '>= 0', '\nunit: ratio'), found: ['target-vacuous 7:20 m'] },
  'an alert beyond the unit': { text: when('<= 0.1', '> 15', '\nunit: ratio'), found: ['target-out-of-range 7:20 m'] },
  'an alert on the good side (low)': { text: when('<= 0.1', '< 0.05'), found: ['alert-wrong-direction 7:20 m'] },
  'an alert on the good side (high)': { text: when('>= 0.9', '>= 0.95'), found: ['alert-wrong-direction 7:20 m'] },
  'an alert that fires on a whole band': { text: when('3 .. 5', '> 2'), found: ['alert-wrong-direction 7:20 m'] },
  'an unknown source': { text: files('t'), found: ['unknown-source 6:43 m'] },
  'an unknown source in a map': { text: files('{ source: t, value: x }'), found: ['unknown-source 6:53 m'] },
  'keys for the values files': { text: files('{ source: values, select: x }'), found: ['format-key 6:61 m'] },
  'unknown metrics': {
    text: withMetric(`${TARGET}\ndrives: [n, o]\nguarded-by: [p]\nvalid-if: [q]`, SECOND),
    found: ['unknown-metric 7:17 m', 'unknown-metric 8:18 m', 'unknown-metric 9:16 m'],
  },
  'an unknown source of an alert': {
    text: withMetric(`${TARGET}\nalert: { verify: { source: p, rule: r } }`),
    found: ['unknown-source 7:32 m'],
  },
  'unknown metrics of the north star': {
    text: withTop(
      'north-star: { metric: a, value-question: q, counter-metrics: [b], could-grow-while-value-declines: [{ how: h, guard: c }] }',
    ),
    found: [
      ...['unknown-metric 3:23', 'ns-no-value 3:42', 'unknown-metric 3:63'],
      ...['ns-no-inflation 3:108', 'unknown-metric 3:118'],
    ],
  },
  'a metric that cannot be read is no unknown one': {
    text: withMetric(`${TARGET}\ndrives: [n]`, '  n: { layer: product, target: 1 }\n'),
    found: ['invalid-target 8:32 n'],
  },
  'a metric that drives itself': { text: withMetric(`${TARGET}\ndrives: [m]`), found: ['drives-itself 7:14 m'] },
  'a link down a layer': {
    text: withMetric(
      `${TARGET}\ndrives: [o, n]`,
      `  o: { layer: task, target: ">= 1" }\n  n: { layer: model, target: ">= 1" }\n`,
    ),
    found: ['drives-down 7:17 m'],
  },
  'links in a circle': {
    text: withMetric(
      `${TARGET}\ndrives: [n]`,
      '  n: { layer: task, target: ">= 1", drives: [o] }\n  o: { layer: task, target: ">= 1", drives: [m] }\n',
    ),
    found: ['drives-cycle 9:46 o'],
  },
  'two circles': {
    text: withMetric(
      `${TARGET}\ndrives: [n, o]`,
      '  n: { layer: task, target: ">= 1", drives: [m] }\n  o: { layer: task, target: ">= 1", drives: [m] }\n',
    ),
    found: ['drives-cycle 8:46 n', 'drives-cycle 9:46 o'],
  },
  'a metric that guards itself': {
    text: withMetric(`${TARGET}\nguarded-by: [m]`),
    found: ['guarded-by-itself 7:18 m'],
  },
  'keys of another format': {
    text: files('{ source: s, score: x, where: { a: b }, observed-at: at }', ', format: junit'),
    found: ['format-key 6:56 m', 'format-key 6:66 m', 'format-key 6:96 m'],
  },
  'an unknown score of deepeval': {
    text: files('{ source: s, score: sum }', ', format: deepeval'),
    found: ['invalid-choice 6:63 m'],
  },
  'keys of two formats': { text: files('{ source: s, suite: x, value: y }'), found: ['format-keys-conflict 6:66 m'] },
  'value and rate-of': {
    text: files('{ source: s, value: a, rate-of: b }', ', format: csv'),
    found: ['conflicting-keys 6:66 m'],
  },
  'a launch set below the minimum': {
    text: withTop('launch-set: { model: 0, task: 0, product: 0, business: 0, alerted-leading: 0 }'),
    found: [
      'launch-set-below-minimum 3:22',
      'launch-set-below-minimum 3:31',
      'launch-set-below-minimum 3:43',
      'launch-set-below-minimum 3:76',
    ],
  },
  'due on a leading metric': {
    text: withMetric(`${TARGET}\nindicator: leading\ndue: 2026-12-15`, 'launch-date: 2026-12-01\n'),
    found: ['due-on-leading 8:5 m'],
  },
  'due on a task or model metric by its name alone': {
    text: withMetric(
      `${TARGET}\ndue: 2026-12-15`,
      '  d7_retention: { layer: task, target: ">= 1", due: 2026-12-15 }\n  day_14_retention: { layer: model, target: ">= 1", due: 2026-12-15 }\n  d30_retention: { layer: product, target: ">= 1", due: 2026-12-15 }\nlaunch-date: 2026-12-01\n',
    ),
    found: [
      'due-needs-lagging 7:5 m',
      'due-needs-lagging 8:48 d7_retention',
      'due-needs-lagging 9:53 day_14_retention',
    ],
  },
  'due without lagging written': {
    text: withMetric(`${TARGET}\ndue: 2026-12-15`, 'launch-date: 2026-12-01\n'),
    found: ['due-needs-lagging 7:5 m'],
  },
  'due without a launch date': {
    text: withMetric(`${TARGET}\ndue: 2026-12-15\nindicator: lagging`),
    found: ['due-without-launch-date 7:5 m'],
  },
  'due 32 days after the launch': {
    text: withMetric(`${TARGET}\ndue: 2027-01-02\nindicator: lagging`, 'launch-date: 2026-12-01\n'),
    found: ['due-too-late 7:10 m'],
  },
  'a floor that is loosened': {
    text: withMetric(
      `${TARGET}\nwaivable: false\nrequired: false\nfrom-stage: full\nindicator: lagging\ndue: 2026-12-15\nprovisional: { until: 2026-12-10, reason: r }`,
      'launch-date: 2026-12-01\n',
    ),
    found: [
      'not-waivable-conflict 8:5 m',
      'not-waivable-conflict 9:5 m',
      'not-waivable-conflict 11:5 m',
      'not-waivable-conflict 12:5 m',
    ],
  },
  'two provisional metrics on a layer': {
    text: withMetric(
      `${TARGET}\nprovisional: { until: 2026-12-10, reason: r }`,
      '  n: { layer: task, target: ">= 1", provisional: { until: 2026-12-10, reason: r } }\n',
    ),
    found: ['provisional-twice 8:37 n'],
  },
  'a label of 51 characters': {
    text: withTop(`override: { label: ${'l'.repeat(51)} }`),
    found: ['label-too-long 3:20'],
  },
};

/** Warnings and notes; each row lists all of its text. */
export const WARNING_ROWS: Readonly<Record<string, Row>> = {
  'one metric alone': {
    text: withMetric(TARGET),
    found: ['launch-set-unreachable 3:1', 'no-business-target 3:1', 'no-max-age 4:3 m', 'single-proxy 4:3 m'],
  },
  'a raised launch set': {
    text: withTop('stage: shadow\ndefaults: { max-age: 1d }\nlaunch-set: { model: 1 }'),
    found: ['launch-set-unreachable 5:1', 'no-business-target 6:1', 'single-proxy 7:3 m'],
  },
  'enough for a shadow launch only': {
    text: withTop('stage: shadow\ndefaults: { max-age: 1d }').concat(
      '  n: { layer: model, target: ">= 1", drives: [b] }\n  b: { layer: business, target: ">= 1" }\n',
    ),
    found: ['full-launch-unreachable 5:1'],
  },
  'an advisory business metric': {
    text: withTop('stage: shadow\ndefaults: { max-age: 1d }').concat(
      '  n: { layer: model, target: ">= 1", drives: [m] }\n  b: { layer: business, target: ">= 1", required: false }\n',
    ),
    found: ['full-launch-unreachable 5:1', 'no-business-target 5:1'],
  },
  'an alert a little too weak': {
    text: alerted('target: "<= 0.10"', 'when: "> 0.21", within: 24h, notifies: us'),
    found: ['alert-weaker-than-target 9:20 m'],
  },
  'an alert at twice the target': {
    text: alerted('target: "<= 0.10"', 'when: "> 0.20", within: 24h, notifies: us'),
    found: [],
  },
  'an alert at half the target': {
    text: alerted('target: ">= 0.8"', 'when: "< 0.4", within: 24h, notifies: us'),
    found: [],
  },
  'an alert below half the target': {
    text: alerted('target: ">= 0.8"', 'when: "< 0.39", within: 24h, notifies: us'),
    found: ['alert-weaker-than-target 9:20 m'],
  },
  'alerts on both sides of a band': {
    text: alerted('target: "2 .. 4"', 'when: "> 8", within: 24h, notifies: us'),
    found: [],
  },
  'an alert far above a band': {
    text: alerted('target: "2 .. 4"', 'when: "> 8.1", within: 24h, notifies: us'),
    found: ['alert-weaker-than-target 9:20 m'],
  },
  'an alert after 48 hours': { text: alerted(TARGET, 'when: "< 0.4", within: 48h, notifies: us'), found: [] },
  'an alert after 49 hours': {
    text: alerted(TARGET, 'when: "< 0.4", within: 49h, notifies: us'),
    found: ['launch-set-unreachable 5:1', 'alert-too-slow 9:37 m'],
  },
  'an alert that nobody gets': {
    text: alerted(TARGET, 'when: "< 0.4", within: 24h'),
    found: ['launch-set-unreachable 5:1', 'alert-incomplete 9:5 m'],
  },
  'an alert on a lagging metric': {
    text: alerted(TARGET, 'when: "< 0.4", within: 24h, notifies: us').replace('leading', 'lagging'),
    found: ['launch-set-unreachable 5:1', 'alert-on-lagging 9:5 m'],
  },
  'an unused source': {
    text: withTop('defaults: { max-age: 1d }\nstage: full\nsources: { s: { type: file, path: a } }'),
    found: ['unused-source 5:12', 'launch-set-unreachable 6:1', 'no-business-target 6:1', 'single-proxy 7:3 m'],
  },
  'a launch set that is short of more than the alert': {
    text: alerted(TARGET, 'when: "< 0.4", within: 24h').replace('layer: task', 'layer: model'),
    found: ['launch-set-unreachable 5:1', 'alert-incomplete 9:5 m'],
  },
  'a scope label of 51 characters': {
    text: withTop(`defaults: { max-age: 1d }`).replace('  m:', `  ${'m'.repeat(30)}:`),
    found: [
      ...['launch-set-unreachable 4:1', 'no-business-target 4:1'],
      ...[`scope-label-too-long 5:3 ${'m'.repeat(30)}`, `single-proxy 5:3 ${'m'.repeat(30)}`],
    ],
  },
  'a scope label of 50 characters': {
    text: withTop(`defaults: { max-age: 1d }`).replace('  m:', `  ${'m'.repeat(29)}:`),
    found: ['launch-set-unreachable 4:1', 'no-business-target 4:1', `single-proxy 5:3 ${'m'.repeat(29)}`],
  },
};

/** Errors with the warnings beside them: what follows from an error alone is not said again. */
export const QUIET_ROWS: Readonly<Record<string, Row>> = {
  'an age that cannot be read': {
    text: alerted(`${TARGET}\n    max-age: 1 week`, 'when: "< 0.4", within: 24h, notifies: us').replace(
      /defaults.*\n/,
      '',
    ),
    found: ['invalid-duration 7:14 m', 'no-max-age 11:3 a', 'no-max-age 12:3 b', 'no-max-age 13:3 c'],
  },
  'a default age that cannot be read': {
    text: alerted(TARGET, 'when: "< 0.4", within: 24h, notifies: us').replace('1d', '1 day'),
    found: ['invalid-duration 4:22'],
  },
  'a mistyped age': {
    text: alerted(TARGET, 'when: "< 0.4", within: 24h, notifies: us').replace('max-age', 'max_age'),
    found: ['unknown-key 4:13'],
  },
  ...Object.fromEntries(
    [
      ['alert: { when: "< 0.4", within: 1 day, notifies: us }', 'invalid-duration 9:37 m'],
      ['alert: { when: "below", within: 1d, notifies: us }', 'invalid-comparison 9:20 m'],
      ['alert: { when: "< 0.4", within: 1d, notifies: 7 }', 'invalid-text 9:51 m'],
      ['alert: { when: "< 0.4", within: 1d, notifys: us }', 'unknown-key 9:41 m'],
      ['alert: "< 0.4"', 'invalid-map 9:12 m'],
      ['allert: { when: "< 0.4" }', 'unknown-key 9:5 m'],
    ].map(([alert = '', found = '']) => [
      alert,
      { text: alerted(TARGET, '').replace('alert: {  }', alert), found: [found] },
    ]),
  ),
  'an indicator that cannot be read': {
    text: alerted(TARGET, 'when: "< 0.4", within: 1d, notifies: us').replace('leading', 'leadin'),
    found: ['invalid-choice 8:16 m'],
  },
  'an alert that cannot be read on a layer where none counts': {
    text: alerted(TARGET, 'when: "< 0.4", within: 1 day, notifies: us')
      .replace('layer: product', 'layer: model')
      .replace('[m, c]', '[c]'),
    found: ['launch-set-unreachable 5:1', 'unmapped-proxy 6:3 m', 'invalid-duration 9:37 m'],
  },
  'sources without a type, of an unknown one and of one that is refused': {
    text: alerted(TARGET, 'when: "< 0.4", within: 1d, notifies: us')
      .replace('layer: product', 'layer: product\n    from: p')
      .concat(
        'sources:\n  a: { path: x }\n  b: { type: fiel }\n  p: { type: datadog }\n  u: { type: file, path: x }\n',
      ),
    found: ['missing-key 16:3', 'invalid-choice 17:14', 'not-supported-yet 18:8', 'unused-source 19:3'],
  },
  'a source that was most likely meant by another name': {
    text: alerted(TARGET, 'when: "< 0.4", within: 1d, notifies: us')
      .replace('layer: product', 'layer: product\n    from: eval')
      .concat('sources:\n  evals: { type: file, path: x }\n'),
    found: ['unknown-source 11:11 m'],
  },
};

/** A file whose launch set is complete where the alert counts; target and alert stand on lines 7 and 9. */
function alerted(target: string, alert: string): string {
  return [
    'version: 1',
    'feature: f',
    'stage: limited',
    'defaults: { max-age: 1d }',
    'metrics:',
    '  m:',
    `    ${target}`,
    '    indicator: leading',
    `    alert: { ${alert} }`,
    '    layer: product',
    '  a: { layer: model, target: ">= 1", drives: [b] }',
    '  b: { layer: task, target: ">= 1", drives: [m, c] }',
    '  c: { layer: business, target: ">= 1" }',
    '',
  ].join('\n');
}
