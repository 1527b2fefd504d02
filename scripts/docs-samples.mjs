// Samples from which the docs show what the gate really says. A sample that no longer gives its code stops the build.

/** A criteria file with one metric that holds `keys`; the reader sees the keys and what stands after the metric. */
function metric(keys, more = '') {
  const indented = keys.replace(/^/gm, '    ');
  return {
    text: `version: 1\nfeature: f\nmetrics:\n  m:\n    layer: task\n${indented}\n${more}`,
    shown: keys + (more && `\n${more}`),
  };
}

/** A criteria file with further lines at its top. */
function top(lines, metrics = '  m: { layer: task, target: ">= 1" }\n') {
  return { text: `version: 1\nfeature: f\n${lines}\nmetrics:\n${metrics}`, shown: lines };
}

/** A criteria file with these metrics. */
function metrics(lines) {
  return { text: `version: 1\nfeature: f\nmetrics:\n${lines}\n`, shown: `metrics:\n${lines}` };
}

/** A criteria file with a source, and a metric that reads it. */
function read(source, from) {
  const lines = `sources:\n  s: ${source}\nmetrics:\n  m: { layer: task, target: ">= 0.8", from: ${from} }`;
  return { text: `version: 1\nfeature: f\n${lines}\n`, shown: lines };
}

/** A whole text, of which the reader sees `shown`. */
const whole = (text, shown = text) => ({ text, shown });

const TARGET = 'target: ">= 0.8"';
const many = (count, line) => Array.from({ length: count }, (_, index) => line(index)).join('\n');
const alert = (keys) => `target: "<= 0.10"\nindicator: leading\nalert: ${keys}`;

/** For each finding about criteria, a text that gives it. */
export const FINDING_SAMPLES = {
  'file-too-large': whole(`# ${'x'.repeat(262_143)}`, '# a comment of 262,143 characters'),
  'file-empty': whole('# nothing but a comment\n'),
  'yaml-syntax': metric('target: >= 0.9'),
  'yaml-warning': { args: {}, shown: 'whatever the YAML parser has doubts about' },
  'yaml-several-documents': whole('version: 1\nfeature: f\nmetrics: {}\n---\nversion: 1\n'),
  'yaml-directive': whole('%YAML 1.1\n---\nversion: 1\n'),
  'yaml-tag': top('title: !!str 2026'),
  'yaml-anchor': top('title: &name Wiki assistant'),
  'yaml-alias': top('title: &name Wiki assistant\nowner: *name'),
  'yaml-merge-key': metric(`<<: { unit: ratio }\n${TARGET}`),
  'yaml-duplicate-key': metric(`${TARGET}\ntarget: ">= 0.1"`),
  'yaml-too-deep': top(`title: ${'['.repeat(20)}${']'.repeat(20)}`),
  'yaml-key-not-text': metrics('  7: { layer: task, target: ">= 0.8" }'),
  'yaml-not-a-number': metric(`${TARGET}\nmin-samples: .nan`),
  'reserved-key': metric(`${TARGET}\n__proto__: { required: false }`),
  'too-many-metrics': whole(
    metrics(many(501, (index) => `  m${index}: { layer: task, target: ">= 1" }`)).text,
    '# 501 entries below metrics',
  ),
  'too-many-sources': whole(
    top(`sources:\n${many(51, (index) => `  s${index}: { type: file, path: a.json }`)}`).text,
    '# 51 entries below sources',
  ),
  placeholder: metric('target: "<fill in: such as >= 0.80>"'),
  'unknown-key': metric(`${TARGET}\nmax_age: 7d`),
  'missing-key': metrics('  answer_correct: { layer: task }'),
  'unsupported-version': whole(
    'version: 2\nfeature: f\nmetrics:\n  m: { layer: task, target: ">= 1" }\n',
    'version: 2',
  ),
  'invalid-map': metric(`${TARGET}\nalert: "> 0.15"`),
  'invalid-list': metric(
    `${TARGET}\ndrives: repeat_query_rate`,
    '  repeat_query_rate: { layer: product, target: "<= 0.1" }\n',
  ),
  'invalid-text': metric(`${TARGET}\ntitle: 2026`),
  'invalid-number': read('{ type: file, path: results.json }', '{ source: s, scale: 0 }'),
  'invalid-whole-number': metric(`${TARGET}\nmin-samples: 1.5`),
  'invalid-boolean': metric(`${TARGET}\nrequired: no`),
  'invalid-choice': metric(`${TARGET}\nindicator: leadin`),
  'invalid-duration': metric(`${TARGET}\nmax-age: 7`),
  'invalid-date': top('launch-date: 2026-02-30'),
  'invalid-percent': metric(`${TARGET}\nmin-completed: 0.95`),
  'invalid-share': metric(`${TARGET}\nprevalence: 61`),
  'invalid-confidence': metric(`${TARGET}\nconfidence: 0.95`),
  'invalid-id': metrics('  Answer Correct: { layer: task, target: ">= 0.8" }'),
  'reserved-id': metrics('  model: { layer: model, target: ">= 0.8" }'),
  'invalid-mode': top('mode: enforced'),
  'invalid-from': read('{ type: file, path: results.json }', '[s]'),
  'invalid-regression': metric('regression: {}'),
  'invalid-url': top('sources:\n  s: { type: prometheus, url: "ftp://prometheus.example.com" }'),
  'invalid-path': top('sources:\n  s: { type: file, path: ../results.json }'),
  'invalid-expression': read('{ type: file, path: results.json, format: json }', '{ source: s, value: "a..b" }'),
  'invalid-scalar': read('{ type: file, path: events.jsonl }', '{ source: s, rate-of: ok, where: { kind: [a, b] } }'),
  'credential-name': top(
    'sources:\n  s: { type: prometheus, url: "https://prometheus.example.com", auth: { bearer: GITHUB_TOKEN } }',
  ),
  'duplicate-entry': metric(`${TARGET}\ndrives: [n, n]`, '  n: { layer: product, target: ">= 1" }\n'),
  'empty-metrics': whole('version: 1\nfeature: f\nmetrics: {}\n'),
  'invalid-target': metric('target: 0.9'),
  'invalid-comparison': metric(`${TARGET}\nalert: { when: 0.2 }`),
  'percent-not-allowed': metric('target: ">= 90%"'),
  'target-out-of-range': metric('target: ">= 90"\nunit: ratio'),
  'target-vacuous': metric('target: ">= 0"\nunit: ratio'),
  'target-empty-band': metric('target: "0.4 .. 0.2"'),
  'alert-wrong-direction': metric(alert('{ when: "< 0.05", within: 24h, notifies: "#oncall" }')),
  'alert-weaker-than-target': metric(alert('{ when: "> 0.30", within: 24h, notifies: "#oncall" }')),
  'alert-too-slow': metric(alert('{ when: "> 0.15", within: 72h, notifies: "#oncall" }')),
  'alert-incomplete': metric(alert('{ when: "> 0.15", within: 24h }')),
  'alerts-only-on-lagging': metric(
    alert('{ when: "> 0.15", within: 24h, notifies: "#oncall" }').replace('leading', 'lagging'),
  ),
  'unknown-source': read('{ type: file, path: results.json }', 'evals'),
  'unknown-metric': metric(`${TARGET}\ndrives: [repeat_query_rate]`),
  'drives-itself': metric(`${TARGET}\ndrives: [m]`),
  'drives-down': metric(`${TARGET}\ndrives: [recall]`, '  recall: { layer: model, target: ">= 0.9" }\n'),
  'drives-cycle': metrics(
    '  a: { layer: task, target: ">= 1", drives: [b] }\n  b: { layer: task, target: ">= 1", drives: [a] }',
  ),
  'guarded-by-itself': metric(`${TARGET}\nguarded-by: [m]`),
  'format-key': read('{ type: file, path: report.xml, format: junit }', '{ source: s, score: pass-rate }'),
  'format-keys-conflict': read('{ type: file, path: results.json }', '{ source: s, suite: policy, value: a.b }'),
  'conflicting-keys': read('{ type: file, path: log.csv, format: csv }', '{ source: s, value: score, rate-of: ok }'),
  'unused-source': top('sources:\n  evals: { type: file, path: evals/results.json }'),
  'launch-set-below-minimum': top('launch-set: { product: 0 }'),
  'launch-set-unreachable': metrics('  answer_correct: { layer: task, target: ">= 0.8" }'),
  'full-launch-unreachable': top(
    'stage: shadow',
    '  recall: { layer: model, target: ">= 0.9" }\n  answer_correct: { layer: task, target: ">= 0.8" }\n',
  ),
  'due-on-leading': metric(`${TARGET}\nindicator: leading\ndue: 2026-12-15`, 'launch-date: 2026-12-01\n'),
  'due-needs-lagging': metric(`${TARGET}\ndue: 2026-12-15`, 'launch-date: 2026-12-01\n'),
  'due-without-launch-date': metric(`${TARGET}\nindicator: lagging\ndue: 2026-12-15`),
  'due-too-late': metric(`${TARGET}\nindicator: lagging\ndue: 2027-03-01`, 'launch-date: 2026-12-01\n'),
  'not-waivable-conflict': metric(`${TARGET}\nwaivable: false\nrequired: false`),
  'provisional-twice': metrics(
    [
      '  a: { layer: task, target: ">= 1", provisional: { until: 2026-12-10, reason: more by then } }',
      '  b: { layer: task, target: ">= 1", provisional: { until: 2026-12-10, reason: more by then } }',
    ].join('\n'),
  ),
  'label-too-long': top(`override: { label: a-label-that-is-longer-than-the-fifty-characters-allowed }`),
  'scope-label-too-long': metrics('  answer_resolves_query_without_follow_up: { layer: task, target: ">= 0.8" }'),
  'no-max-age': metrics('  answer_correct: { layer: task, target: ">= 0.8" }'),
  'no-business-target': metrics('  answer_correct: { layer: task, target: ">= 0.8" }'),
  'not-supported-yet': top('applies-to: ["rag/**"]'),
};

/** For each finding about a run, what it is filled with. */
export const RUN_FINDING_SAMPLES = {
  'criteria-not-found': { path: '.github/launch-gate.yml' },
  'criteria-unreadable': { path: '.github/launch-gate.yml', detail: 'it is not UTF-8 text; save it as UTF-8' },
  'input-refused': { name: 'stage', text: 'must be shadow, limited, full, and is "canary"' },
  'stage-not-lowered': { input: 'limited', criteria: 'full' },
};

const NOW_MS = Date.UTC(2026, 10, 21, 12);
const HOUR_MS = 3_600_000;

const CRITERION = {
  ...{
    id: 'answer_resolves_query',
    line: 1,
    layer: 'task',
    title: null,
    description: null,
    owner: null,
    runbook: null,
  },
  target: { kind: 'bound', operator: '>=', bound: 0.8, text: '>= 0.80' },
  ...{ unit: 'ratio', from: null, required: true, waivable: true, maxAgeSeconds: null, minSamples: null },
  ...{ minCompleted: 0.95, fromStage: 'shadow', confidence: null, method: null, traffic: null, indicator: 'lagging' },
  ...{ alert: null, drives: [], dueMs: null, dueText: null, bindCommit: false },
};

const MEASURED = {
  ...{ kind: 'measured', value: 0.83, observedAtMs: NOW_MS - 26 * HOUR_MS, observedAtKind: 'sample', sampleSize: null },
  ...{ successes: null, attempted: null, stddev: null, stderr: null, interval: null, exposure: null },
  ...{ effectiveSize: null, commit: null, url: null, notes: [] },
  provenance: { source: 'evals', where: 'evals/results.json', kind: 'file' },
};

const TESTED = '4f5c2d7e9a1b3c5d7e9f0a2b4c6d8e0f1a3b5c7d';
const OTHER = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567';

/** For each reason that judging gives, a criterion and the evidence that lead to it; the rest of both is unremarkable. */
const JUDGED = {
  'target-met': [{}, {}],
  'target-missed': [{}, { value: 0.59 }],
  'interval-spans-target': [{ confidence: 0.95 }, { successes: 83, sampleSize: 100 }],
  'too-few-samples': [{ minSamples: 100 }, { sampleSize: 40 }],
  'no-sample-size': [{ confidence: 0.95 }, {}],
  'no-spread': [{ id: 'answer_bleu', confidence: 0.95 }, { sampleSize: 200 }],
  'items-lost': [{}, { value: 0.9, successes: 135, sampleSize: 150, attempted: 200 }],
  'too-old': [{ maxAgeSeconds: 24 * 3600 }, {}],
  'no-timestamp': [{ maxAgeSeconds: 24 * 3600 }, { observedAtMs: null, observedAtKind: 'none' }],
  'in-future': [{}, { observedAtMs: NOW_MS + 2 * HOUR_MS }],
  'other-commit': [{ bindCommit: true }, { commit: OTHER }],
  'not-a-number': [{}, { value: Number.NaN }],
  'out-of-range': [{}, { value: 87 }],
  'impossible-count': [{}, { value: 1, successes: 118, sampleSize: 100 }],
  'no-source': [{}, { kind: 'not-asked' }],
  'not-due': [
    { dueMs: NOW_MS + 24 * HOUR_MS, dueText: '2026-12-15' },
    { kind: 'absent', detail: '' },
  ],
  'not-in-source': [
    {},
    {
      kind: 'absent',
      detail: 'evals/results.json: no metric "answer_resolves_query"; did you mean "answer_resolves"?',
    },
  ],
};

/** For each reason that a source gives, what it adds to the sentence. */
const FROM_SOURCES = {
  'wrong-type':
    '/metrics/answer_resolves_query: found a text; expected a number, or an object with `value` or `successes`',
  config: '"a..b" is not a JMESPath expression',
  'not-found': 'there is no file evals/results.json; did the step that writes it run?',
  'no-data': 'task "wiki" judged no document',
  ambiguous: 'several filters of exact_match, choose one with filter: strict-match, flexible-extract',
  partial: 'the run is not finished: its status is FAILED',
  'not-ready': 'the run is not finished: its status is RUNNING',
  'bad-response': 'evals/results.json: it is empty; did the step that writes it fail?',
  'too-large': 'evals/results.json',
  blocked: 'the path leaves the workspace',
};

/** The arguments with which each reason is shown; `judge` is the core's. */
export function reasonSamples(judge, codes) {
  const samples = codes.map((code) => {
    if (!Object.hasOwn(JUDGED, code)) return [code, { detail: FROM_SOURCES[code] ?? '' }];
    const [criterion, measured] = JUDGED[code];
    const { reason } = judge(
      { ...CRITERION, ...criterion },
      { ...MEASURED, ...measured },
      { nowMs: NOW_MS, commit: TESTED },
    );
    if (reason.code !== code) throw new Error(`the sample of ${code} gives ${reason.code}`);
    return [code, reason.args];
  });
  return new Map(samples);
}

const NOTHING = {
  ...{ from: null, to: null, proxies: [], proof: [], inherited: [], next: [], above: null, measure: [] },
  ...{ blind: [], unknown: [], undecided: [], due: null },
};
const RECALL = '“retrieval recall@5”';
const RESOLVES = '“answer resolves query”';
const REPEATS = '“repeat-query rate”';
const TICKETS = '“ticket deflection”';

/** For each diagnosis, the wiki assistant in that condition. */
export const DIAGNOSIS_SAMPLES = {
  healthy: { ...NOTHING, due: '2026-12-15' },
  undetermined: { ...NOTHING, unknown: ['task'], undecided: [`${RESOLVES} (at least 381 more samples)`] },
  blind: { ...NOTHING, blind: ['product'] },
  contained: { ...NOTHING, to: 'model', proof: [RECALL], above: 'task' },
  'model-fault': {
    ...NOTHING,
    to: 'model',
    proof: [RECALL],
    inherited: ['task', 'product', 'business'],
    next: [RESOLVES],
  },
  'diverges-model-task': {
    ...NOTHING,
    ...{ from: 'model', to: 'task', proxies: [RECALL], proof: [RESOLVES] },
    ...{ inherited: ['product', 'business'], next: [REPEATS] },
  },
  'diverges-task-product': {
    ...NOTHING,
    ...{ from: 'task', to: 'product', proxies: [RESOLVES], proof: [REPEATS], inherited: ['business'], next: [TICKETS] },
  },
  'diverges-product-business': { ...NOTHING, from: 'product', to: 'business', proxies: [REPEATS], proof: [TICKETS] },
  unresolved: {
    ...NOTHING,
    ...{ from: 'model', to: 'product', proof: [REPEATS], measure: ['task'], undecided: [`${RESOLVES} (not measured)`] },
    inherited: ['business'],
  },
};
