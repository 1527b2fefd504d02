import { type Row, withMetric, withTop } from './rows.ts';

const TARGET = 'target: ">= 0.5"';
const SECOND = '  n: { layer: product, target: ">= 1" }\n';
const files = (from: string, format = '') =>
  `version: 1\nfeature: f\nsources:\n  s: { type: file, path: a.json${format} }\nmetrics:\n  m: { layer: task, target: ">= 1", from: ${from} }\n`;

/** Keys and the form of their values; each row lists all errors of its text. */
export const KEY_ROWS: Readonly<Record<string, Row>> = {
  'a placeholder': { text: withMetric('target: "<fill in: the worst level>"'), found: ['placeholder 6:13 m'] },
  'placeholders anywhere': {
    text: 'version: 1\nfeature: "<fill in: id>"\nsources:\n  s: { type: file, path: "x/<FILL IN: y>" }\nmetrics:\n  m: { layer: "<fill in: layer>", target: ">= 1", drives: ["<fill in: z>"], from: "<fill in: source>" }\n',
    found: ['placeholder 2:10', 'placeholder 4:26', 'placeholder 6:15 m', 'placeholder 6:60 m', 'placeholder 6:83 m'],
  },
  'placeholders oddly written': {
    text: 'version: 1\nfeature: f\nmetrics:\n'.concat(
      [
        '<FILL \\u00a0IN: x>',
        '< fill\\tin >',
        '<Fill\\u00a0in',
        '<fill_in>',
        '<fill-in: x>',
        '<\\u200bfill\\u200b in: x>',
        '<fillin>',
      ]
        .map((text, index) => `  m${index}: { layer: task, target: ">= 1", title: "see ${text}" }\n`)
        .join(''),
    ),
    found: [0, 1, 2, 3, 4, 5, 6].map((index) => `placeholder ${index + 4}:45 m${index}`),
  },
  'a placeholder as key': { text: withTop('').replace('  m:', '  "<fill in: id>":'), found: ['placeholder 5:3'] },
  'unknown keys': {
    text: withMetric(`${TARGET}\nmax_age: 7d\nalert: { whenn: "> 1" }`, 'stages: full\n'),
    found: ['unknown-key 7:5 m', 'unknown-key 8:14 m', 'unknown-key 9:1'],
  },
  'a mistyped key is not missing as well': { text: withMetric('taget: ">= 1"'), found: ['unknown-key 6:5 m'] },
  'keys of JavaScript': {
    text: withMetric(`${TARGET}\nconstructor: 1\ntoString: 1\nhasOwnProperty: 1`),
    found: ['unknown-key 7:5 m', 'unknown-key 8:5 m', 'unknown-key 9:5 m'],
  },
  'nothing at the top': { text: '{}', found: ['missing-key 1:1', 'missing-key 1:1', 'missing-key 1:1'] },
  'no target and no layer': {
    text: 'version: 1\nfeature: f\nmetrics:\n  m: {}\n',
    found: ['missing-key 4:3 m', 'missing-key 4:3 m'],
  },
  'no path': { text: withTop('sources:\n  s: { type: file }'), found: ['missing-key 4:3'] },
  'no type': { text: withTop('sources:\n  s: { path: a }'), found: ['missing-key 4:3'] },
  'the form of judges, provisions, guards and the parts of alerts': {
    text: withMetric(
      `${TARGET}\njudge: { sensitivity: 1 }\nprovisional: true\nguarded-by: []\nalert: { every: 5 }`,
      'sources:\n  p: { type: prometheus, uri: x, from: 1 }\nlints: { x: never }\n',
    ),
    found: [
      'missing-key 7:5 m',
      'invalid-map 8:18 m',
      'invalid-list 9:17 m',
      'invalid-duration 10:21 m',
      'unknown-key 12:26',
      'unknown-key 12:34',
      'invalid-map 13:13',
    ],
  },
  'the form of parts of alerts': {
    text: withMetric(
      `${TARGET}\nalert: { every: 0m, window: 1 day, for: never, delay: -1m, routing: 7, events-per-hour: 0, verfy: x }`,
    ),
    found: [
      'invalid-duration 7:21 m',
      'invalid-duration 7:33 m',
      'invalid-duration 7:45 m',
      'invalid-duration 7:59 m',
      'invalid-duration 7:73 m',
      'invalid-number 7:93 m',
      'unknown-key 7:96 m',
    ],
  },
  'the form of levels of lints': {
    text: withTop('lints: { missing-pair: { level: off, reason: "" }, no-proxy: {}, single-proxy: { levle: info } }'),
    found: ['invalid-choice 3:33', 'invalid-text 3:46', 'missing-key 3:52', 'missing-key 3:66', 'unknown-key 3:82'],
  },
  'the form of what is refused': {
    text: withMetric(`${TARGET}\nregression: 3`, 'sources:\n  f: { type: file, path: a, timeout: 3, optional: no }\n'),
    found: ['not-supported-yet 7:5 m', 'not-supported-yet 9:29', 'invalid-boolean 9:51'],
  },
  'keys for a source that is refused': {
    text: files('{ source: s, quary: x }').replace('type: file, path: a.json', 'type: grafana'),
    found: ['not-supported-yet 4:8'],
  },
  'version 2': { text: withTop('').replace('1', '2'), found: ['unsupported-version 1:10'] },
  'version as text': { text: withTop('').replace('1', '"1"'), found: ['unsupported-version 1:10'] },
  maps: {
    text: withMetric(`${TARGET}\nalert: "> 1"`, 'defaults: [7d]\nsources: files\nlaunch-set:\n'),
    found: ['invalid-map 7:12 m', 'invalid-map 8:11', 'invalid-map 9:10', 'invalid-map 10:12'],
  },
  'metrics as a list': { text: 'version: 1\nfeature: f\nmetrics: [a]\n', found: ['invalid-map 3:10'] },
  'a metric that is only a target': { text: withTop('').replace(/\{.*\}/, '">= 1"'), found: ['invalid-map 5:6 m'] },
  'a source that is only a path': { text: withTop('sources: { s: a.json }'), found: ['invalid-map 3:15'] },
  lists: {
    text: withMetric(`${TARGET}\ndrives: n\nguarded-by: []`, SECOND),
    found: ['invalid-list 7:13 m', 'invalid-list 8:17 m'],
  },
  texts: {
    text: withMetric(`${TARGET}\ntitle: 2026\nowner: ""\nrunbook:\nunit: ${'x'.repeat(33)}`),
    found: ['invalid-text 7:12 m', 'invalid-text 8:12 m', 'invalid-text 9:13 m', 'invalid-text 10:11 m'],
  },
  'texts that show as nothing': {
    text: withMetric(
      `${TARGET}\nalert: { when: "< 0.4", within: 24h, notifies: "\\u200b \\u2060" }\ntitle: "\\u3164"\nowner: "\\u00ad\\u2800"\nunit: "\\ue000"`,
    ),
    found: ['invalid-text 7:52 m', 'invalid-text 8:12 m', 'invalid-text 9:12 m', 'invalid-text 10:11 m'],
  },
  'texts of spaces': {
    text: withMetric(`${TARGET}\nalert: { notifies: "  " }\ntitle: "\\u00a0"`),
    found: ['invalid-text 7:24 m', 'invalid-text 8:12 m'],
  },
  'texts that are comments': {
    text: withMetric(`${TARGET}\nowner: #team\nalert:\n  when: "< 0.4"\n  within: 24h\n  notifies: #oncall # us`),
    found: ['invalid-text 7:12 m', 'invalid-text 11:17 m'],
  },
  numbers: {
    text: files('{ source: s, scale: 0 }').replace('from', 'min-samples: "30", from'),
    found: ['invalid-whole-number 6:50 m', 'invalid-number 6:82 m'],
  },
  'whole numbers': {
    text: withMetric(`${TARGET}\nmin-samples: 1.5`, 'launch-set: { task: 501, product: -1, model: two }\n'),
    found: [
      'invalid-whole-number 7:18 m',
      'invalid-whole-number 8:21',
      'launch-set-below-minimum 8:35',
      'invalid-whole-number 8:46',
    ],
  },
  'no samples at all': { text: withMetric(`${TARGET}\nmin-samples: 0`), found: ['invalid-whole-number 7:18 m'] },
  'more than whole numbers hold': {
    text: withMetric(`${TARGET}\nmin-samples: 9007199254740993`),
    found: ['invalid-whole-number 7:18 m'],
  },
  'booleans of YAML 1.1': {
    text: withMetric(`${TARGET}\nrequired: no\nwaivable: "false"`),
    found: ['invalid-boolean 7:15 m', 'invalid-boolean 8:15 m'],
  },
  choices: {
    text: withMetric(`${TARGET}\nindicator: Leading\nmethod: wald`, 'stage: ful\n').replace(
      'layer: task',
      'layer: tasks',
    ),
    found: ['invalid-choice 5:12 m', 'invalid-choice 7:16 m', 'invalid-choice 8:13 m', 'invalid-choice 9:8'],
  },
  'an unknown type of source': {
    text: withTop('sources:\n  s: { type: files, path: a }'),
    found: ['invalid-choice 4:14'],
  },
  'a type that is a name of JavaScript': {
    text: withTop('sources:\n  s: { type: constructor }'),
    found: ['invalid-choice 4:14'],
  },
  durations: {
    text: withMetric(`${TARGET}\nmax-age: 7\nalert: { within: 24 h }`, 'defaults: { max-age: 0d }\n'),
    found: ['invalid-duration 7:14 m', 'invalid-duration 8:22 m', 'invalid-duration 9:22'],
  },
  dates: {
    text: withMetric(`${TARGET}\ndue: 2026-02-30`, 'launch-date: 2026-11-21T10:00:00\n'),
    found: ['invalid-date 7:10 m', 'invalid-date 8:14'],
  },
  'a date as a number': { text: withTop('launch-date: 20261201'), found: ['invalid-date 3:14'] },
  percentages: {
    text: withMetric(`${TARGET}\nmin-completed: 0.95`, 'defaults: { min-completed: 101% }\n'),
    found: ['invalid-percent 7:20 m', 'invalid-percent 8:28'],
  },
  shares: {
    text: withMetric(`${TARGET}\nprevalence: 61\njudge: { sensitivity: 1.01, specificity: high }`),
    found: ['invalid-share 7:17 m', 'invalid-share 8:27 m', 'invalid-share 8:46 m'],
  },
  'confidence as a number': {
    text: withMetric(`${TARGET}\nconfidence: 0.95`, 'defaults: { confidence: 80% }\n'),
    found: ['invalid-confidence 7:17 m', 'invalid-confidence 8:25'],
  },
  ids: {
    text: 'version: 1\nfeature: Wiki Assistant\nsources: { S: { type: file, path: a } }\nmetrics:\n  Recall: { layer: task, target: ">= 1" }\n  m: { layer: task, target: ">= 1", drives: [Recall, 7] }\n',
    found: ['invalid-id 2:10', 'invalid-id 3:12', 'invalid-id 5:3 Recall', 'invalid-id 6:46 m', 'invalid-id 6:54 m'],
  },
  'an id of 65 characters': {
    text: withTop('').replace('feature: f', `feature: ${'f'.repeat(65)}`),
    found: ['invalid-id 2:10'],
  },
  'reserved ids': {
    text: 'version: 1\nfeature: constructor\nsources: { prototype: { type: file, path: a } }\nmetrics:\n  launch-set: { layer: task, target: ">= 1" }\n  model: { layer: model, target: ">= 1" }\n  m: { layer: task, target: ">= 1" }\n',
    found: ['reserved-id 2:10', 'reserved-id 3:12', 'reserved-id 5:3 launch-set', 'reserved-id 6:3 model'],
  },
  'an unknown mode': { text: withTop('mode: enforced'), found: ['invalid-mode 3:7'] },
  'an unknown mode for an event': {
    text: withTop('mode: { push: never }'),
    found: ['invalid-mode 3:7'],
  },
  'an unknown event of a mode': { text: withTop('mode: { pushes: report }'), found: ['unknown-key 3:9'] },
  'globs of changed files': {
    text: withTop(
      `applies-to:\n${['/rag/**', '../rag', 'rag/../../x', 'rag/..', '{a,..}/b', '!rag/**', '~/rag', 'C:/rag', 'rag\\\\x', '', ' ', 'rag/** ', '+(a|b)/**', '(a+)+', 'rag/[ab', 'rag/{a,b', 'rag/a}', 'rag\\n', 'rag/\\u202e**', 'x'.repeat(501)].map((glob) => `  - "${glob}"`).join('\n')}\n  - 7`,
    ),
    found: Array.from({ length: 21 }, (_, index) => `invalid-glob ${index + 4}:5`),
  },
  'no globs of changed files': {
    text: withTop('applies-to: []'),
    found: ['invalid-list 3:13'],
  },
  'a glob that is no list': { text: withTop('applies-to: rag/**'), found: ['invalid-list 3:13'] },
  'people who may override': {
    text: withTop(
      'override:\n  users: ["@octocat", acme/team, "", "mona lisa", 7, -a]\n  teams: ["@acme/team", team, acme/, acme/a/b, "acme/a b"]',
    ),
    found: [
      ...[11, 23, 34, 38, 51, 54].map((column) => `invalid-account 4:${column}`),
      ...[11, 25, 31, 38, 48].map((column) => `invalid-account 5:${column}`),
    ],
  },
  'rules of an override': {
    text: withTop(
      'override:\n  role: triage\n  reason: none\n  expires: 0h\n  allow-author: no\n  disabled: "true"\n  users: []\n  lable: x',
    ),
    found: [
      'invalid-choice 4:9',
      'invalid-choice 5:11',
      'invalid-duration 6:12',
      'invalid-boolean 7:17',
      'invalid-boolean 8:13',
      'invalid-list 9:10',
      'unknown-key 10:3',
    ],
  },
  ...Object.fromEntries(
    ['" launch-gate"', '"launch-gate "', '""', '"a\\u0007b"', '"a\\nb"', '"a\\u202eb"', '"a\\u200bb"', '7'].map(
      (label) => [
        `the label ${label}`,
        { text: withTop(`override: { label: ${label} }`), found: ['invalid-text 3:20'] },
      ],
    ),
  ),
  'from as a list': { text: files('[s]'), found: ['invalid-from 6:43 m'] },
  'from without anything': { text: files('~'), found: ['invalid-from 6:43 m'] },
  'from without a source': { text: files('{ value: x }'), found: ['missing-key 6:37 m'] },
  'from with a number as source': { text: files('{ source: 3 }'), found: ['invalid-id 6:53 m'] },
  'regression without a loss': {
    text: withMetric('regression: {}'),
    found: ['not-supported-yet 6:5 m', 'invalid-regression 6:17 m'],
  },
  addresses: {
    text: withTop(
      'sources:\n  a: { type: prometheus, url: "ftp://x" }\n  b: { type: langfuse, url: "https://u:p@x" }\n  c: { type: http, url: "https://" }',
    ),
    found: ['invalid-url 4:31', 'not-supported-yet 5:8', 'invalid-url 5:29', 'invalid-url 6:25'],
  },
  paths: {
    text: withTop(
      `sources:\n${['/etc/passwd', '../a', 'a/../../b', 'a\\\\b', 'C:/a', '~/a', '{a,..}/b', ''].map((path, index) => `  s${index}: { type: file, path: "${path}" }`).join('\n')}`,
    ),
    found: [4, 5, 6, 7, 8, 9, 10, 11].map((line) => `invalid-path ${line}:27`),
  },
  'a JMESPath slip': {
    text: files('{ source: s, value: "a..b", sample-size: n }'),
    found: ['invalid-expression 6:63 m'],
  },
  'JMESPath slips of declared JSON': {
    text: files('{ source: s, value: "a[", observed-at: "]", successes: "a.b" }', ', format: yaml'),
    found: ['invalid-expression 6:63 m', 'invalid-expression 6:82 m'],
  },
  'values that are written into expressions': {
    text: files(
      '{ source: s, value: "a || `0.99`", sample-size: "`500`", observed-at: "b[?c == `1`].t | [0]" }',
      ', format: json',
    ),
    found: ['invalid-expression 6:63 m', 'invalid-expression 6:91 m'],
  },
  'a column that is a list': {
    text: files('{ source: s, rate-of: ok, where: { a: [1] } }'),
    found: ['invalid-scalar 6:81 m'],
  },
  credentials: {
    text: withTop(
      `sources:\n${['GITHUB_TOKEN', 'github_token', 'ACTIONS_ID_TOKEN', 'RUNNER_X', 'INPUT_TOKEN', 'sk-live-123', '1A'].map((name, index) => `  s${index}: { type: file, path: a, auth: { bearer: ${name} } }`).join('\n')}`,
    ),
    found: [4, 5, 6, 7, 8, 9, 10].flatMap((line) => [`not-supported-yet ${line}:30`, `credential-name ${line}:46`]),
  },
  'an entry twice': {
    text: withMetric(`${TARGET}\ndrives: [n, n]`, SECOND),
    found: ['duplicate-entry 7:17 m'],
  },
  'no metrics': { text: 'version: 1\nfeature: f\nmetrics: {}\n', found: ['empty-metrics 3:1'] },
};
