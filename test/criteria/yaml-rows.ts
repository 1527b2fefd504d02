import { type Row, withMetric, withTop } from './rows.ts';

const TARGET = 'target: ">= 0.5"';
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const many = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** Errors by family; each row lists all errors of its text. */
export const YAML_ROWS: Readonly<Record<string, Row>> = {
  'an empty file': { text: '', found: ['file-empty 1:1'] },
  'comments only': { text: '# nothing\n', found: ['file-empty 1:1'] },
  'null only': { text: '~\n', found: ['file-empty 1:1'] },
  'a byte order mark only': { text: '\uFEFF', found: ['file-empty 1:1'] },
  'a byte over the limit': { text: `# ${'x'.repeat(262_143)}`, found: ['file-too-large 1:1'] },
  'a list': { text: '- a\n', found: ['invalid-map 1:1'] },
  'a text': { text: 'hello', found: ['invalid-map 1:1'] },
  'an unclosed bracket': { text: 'version: 1\nfeature: [f\n', found: ['yaml-syntax 3:1'] },
  'a tab to indent': { text: 'version: 1\nmetrics:\n\tm: 1\n', found: ['yaml-syntax 3:1'] },
  'an unquoted comparison': { text: withMetric('target: >= 0.9'), found: ['yaml-syntax 6:13'] },
  'unquoted comparisons, each': {
    text: withMetric('target: >= 10%\nalert: { when: > 15, within: 24h }\nowner: @team'),
    found: ['yaml-syntax 6:13', 'yaml-syntax 7:20', 'yaml-syntax 8:12'],
  },
  'a hash in a flow map': {
    text: withMetric(`alert: { when: "> 15", within: 24h, notifies: #oncall }\n${TARGET}`, '  n: { owner: @x }\n'),
    found: ['yaml-syntax 6:51', 'yaml-syntax 8:15'],
  },
  'a hash in a flow map before its last key': {
    text: withMetric(`${TARGET}\nalert: { notifies: #oncall, within: 24h }`, '  n: { layer: task }\n'),
    found: ['yaml-syntax 7:24'],
  },
  'a comment in a flow map that is none of the trouble': {
    text: withMetric(`alert: { # who hears\n  notifies: us }\n${TARGET}\nowner: @x`),
    found: ['yaml-syntax 9:12'],
  },
  'a control character': { text: 'version: 1\nfeature: f\u0000\n', found: ['yaml-syntax 2:11'] },
  'UTF-16 read as UTF-8': { text: [...'version: 1'].join('\u0000'), found: ['yaml-syntax 1:2'] },
  'two documents': { text: `${withTop('')}---\nversion: 1\n`, found: ['yaml-several-documents 6:1'] },
  'a version directive': { text: `%YAML 1.1\n---\n${withTop('mode: no')}`, found: ['yaml-directive 1:1'] },
  'a tag directive': { text: `%TAG ! tag:example.com,2026:\n---\n${withTop('')}`, found: ['yaml-directive 1:1'] },
  'an unknown directive': { text: `%FOO bar\n---\n${withTop('')}`, found: ['yaml-directive 1:1'] },
  tags: {
    text: withTop('title: !!str 5\nowner: !!js/function "x"'),
    found: ['yaml-tag 3:8', 'yaml-tag 4:8'],
  },
  'a tag on a map': { text: withTop('defaults: !!set { max-age: 7d }'), found: ['yaml-tag 3:11'] },
  'anchor and alias': {
    text: withTop('title: &t Hello\nowner: *t'),
    found: ['yaml-anchor 3:8', 'yaml-alias 4:8'],
  },
  'an asterisk without quotes': {
    text: withTop('applies-to: [*.md]'),
    found: ['yaml-alias 3:14'],
  },
  'an alias for a metric': {
    text: 'version: 1\nfeature: f\nmetrics:\n  m: &m { layer: task, target: ">= 1" }\n  n: *m\n',
    found: ['yaml-anchor 4:6', 'yaml-alias 5:6'],
  },
  'a merge key': { text: withTop('<<: { title: x }'), found: ['yaml-merge-key 3:1'] },
  'a merge key in a metric': { text: withMetric(`<<: { a: 1 }\n${TARGET}`), found: ['yaml-merge-key 6:5 m'] },
  'a key twice': { text: withMetric(`${TARGET}\ntarget: ">= 0.1"`), found: ['yaml-duplicate-key 7:5 m'] },
  'a metric twice': {
    text: `${withMetric(TARGET)}  m: { layer: model, target: ">= 1" }\n`,
    found: ['yaml-duplicate-key 7:3 m'],
  },
  'a source twice': {
    text: withTop('sources:\n  s: { type: file, path: a }\n  "s": { type: file, path: b }'),
    found: ['yaml-duplicate-key 5:3'],
  },
  'flow lists at the limit': { text: withTop(`title: ${deep(19)}`), found: ['invalid-text 3:8'] },
  'flow lists over the limit': { text: withTop(`title: ${deep(20)}`), found: ['yaml-too-deep 3:27'] },
  'indented maps over the limit': {
    text: many(21, (index) => `${' '.repeat(index)}a:`),
    found: ['yaml-too-deep 21:21'],
  },
  'a number as key': { text: withTop('3: x'), found: ['yaml-key-not-text 3:1'] },
  'true as key': { text: withTop('true: x'), found: ['yaml-key-not-text 3:1'] },
  'null as key': { text: withTop('~: x'), found: ['yaml-key-not-text 3:1'] },
  'a list as key': { text: withTop('[a, b]: x'), found: ['yaml-key-not-text 3:1'] },
  'a number as id': {
    text: 'version: 1\nfeature: f\nmetrics:\n  m: { layer: task, target: ">= 1" }\n  7: { layer: task, target: ">= 1" }\n',
    found: ['yaml-key-not-text 5:3'],
  },
  'not a number': { text: withMetric(`${TARGET}\nmin-samples: .nan`), found: ['yaml-not-a-number 7:18 m'] },
  'not a number as target': { text: withMetric('target: .NaN'), found: ['yaml-not-a-number 6:13 m'] },
  infinity: {
    text: withMetric(`${TARGET}\nprevalence: -.inf`),
    found: ['yaml-not-a-number 7:17 m'],
  },
  'a number beyond doubles': { text: withMetric('target: 1e400'), found: ['yaml-not-a-number 6:13 m'] },
  '__proto__ as key': { text: withTop('__proto__: { mode: report }'), found: ['reserved-key 3:1'] },
  '__proto__ as key of a metric': {
    text: withMetric(`${TARGET}\n__proto__: { required: false }`),
    found: ['reserved-key 7:5 m'],
  },
  '__proto__ as metric': {
    text: withTop('').replace('  m:', '  __proto__: { layer: task, target: ">= 1" }\n  m:'),
    found: ['reserved-key 5:3'],
  },
  '501 metrics': {
    text: `version: 1\nfeature: f\nmetrics:\n${many(501, (index) => `  m${index}: { layer: task, target: ">= 1" }`)}`,
    found: ['too-many-metrics 3:1'],
  },
  '51 sources': {
    text: withTop(`sources:\n${many(51, (index) => `  s${index}: { type: file, path: a }`)}`),
    found: ['too-many-sources 3:1'],
  },
};
