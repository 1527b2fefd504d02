// Samples from which the docs show what the gate really says. A sample that no longer gives its code stops the build.

import * as alertDelay from './samples/alert-delay.mjs';
import * as catalogue from './samples/catalogue.mjs';
import * as evidence from './samples/evidence.mjs';
import * as lints from './samples/lints.mjs';
import * as northStar from './samples/north-star.mjs';
import * as odds from './samples/odds.mjs';
import * as pins from './samples/pins.mjs';
import * as preconditions from './samples/preconditions.mjs';
import * as results from './samples/results.mjs';
import { alert, many, metric, metrics, read, TARGET, top, whole } from './samples/texts.mjs';

/** For each finding about criteria, a text that gives it. */
export const FINDING_SAMPLES = {
  ...alertDelay.FINDINGS,
  ...catalogue.FINDINGS,
  ...evidence.FINDINGS,
  ...lints.FINDINGS,
  ...northStar.FINDINGS,
  ...odds.FINDINGS,
  ...pins.FINDINGS,
  ...preconditions.FINDINGS,
  ...results.FINDINGS,

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
  'invalid-query': read('{ type: prometheus, url: "https://prometheus.example.com" }', '{ source: s, query: "sum(" }'),
  'invalid-schema': top(
    'sources:\n  s: { type: http, url: "https://evals.example.com/api", schema: { requried: [rate] } }',
  ),
  'invalid-header': top(
    'sources:\n  s: { type: http, url: "https://evals.example.com/api", headers: { Authorization: Bearer abc } }',
  ),
  'http-needs-private': top('sources:\n  s: { type: prometheus, url: "http://prometheus.example.com" }'),
  'tls-off-needs-private': top(
    'sources:\n  s: { type: postgres, host: db.example.com, database: facts, user: gate, password: PG_PASSWORD, tls: "off" }',
  ),
  'cannot-verify': top(
    'sources:\n  evals: { type: file, path: results.json }',
    '  m: { layer: task, target: "<= 0.10", alert: { verify: { source: evals, rule: High } } }\n',
  ),
  'verify-key': top(
    'sources:\n  prom: { type: prometheus, url: "https://prometheus.example.com" }',
    '  m: { layer: task, target: "<= 0.10", alert: { verify: { source: prom, rule: High, exists: "rule" } } }\n',
  ),
  'invalid-scalar': read('{ type: file, path: events.jsonl }', '{ source: s, rate-of: ok, where: { kind: [a, b] } }'),
  'credential-name': top(
    'sources:\n  s: { type: prometheus, url: "https://prometheus.example.com", auth: { bearer: GITHUB_TOKEN } }',
  ),
  'duplicate-entry': metric(`${TARGET}\ndrives: [n, n]`, '  n: { layer: product, target: ">= 1" }\n'),
  'empty-metrics': whole('version: 1\nfeature: f\nmetrics: {}\n'),
  'invalid-target': metric('target: 0.9'),
  'invalid-comparison': metric(`${TARGET}\nalert: { when: 0.2 }`),
  'unit-looks-like': metric(`${TARGET}\nunit: Ratio`),
  'percent-not-allowed': metric('target: ">= 90%"'),
  'target-out-of-range': metric('target: ">= 90"\nunit: ratio'),
  'target-vacuous': metric('target: ">= 0"\nunit: ratio'),
  'target-empty-band': metric('target: "0.4 .. 0.2"'),
  'alert-wrong-direction': metric(alert('{ when: "< 0.05", within: 24h, notifies: "#oncall" }')),
  'alert-weaker-than-target': metric(alert('{ when: "> 0.30", within: 24h, notifies: "#oncall" }')),
  'alert-too-slow': metric(alert('{ when: "> 0.15", within: 72h, notifies: "#oncall" }')),
  'alert-incomplete': metric(alert('{ when: "> 0.15", within: 24h }')),
  'alert-on-lagging': metric(
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
  'invalid-glob': top('applies-to: ["../rag/**"]'),
  'invalid-account': top('override: { users: ["@maria"] }'),
  'not-supported-yet': metric('target: ">= 0.8"\nregression: { absolute: 0.02 }'),
};

/** For each finding about a run, what it is filled with. */
export const RUN_FINDING_SAMPLES = {
  ...alertDelay.RUN_FINDINGS,
  ...catalogue.RUN_FINDINGS,
  ...evidence.RUN_FINDINGS,
  ...lints.RUN_FINDINGS,
  ...northStar.RUN_FINDINGS,
  ...odds.RUN_FINDINGS,
  ...pins.RUN_FINDINGS,
  ...preconditions.RUN_FINDINGS,
  ...results.RUN_FINDINGS,

  'criteria-not-found': { path: '.github/launch-gate.yml' },
  'criteria-unreadable': { path: '.github/launch-gate.yml', detail: 'it is not UTF-8 text; save it as UTF-8' },
  'input-refused': { name: 'stage', text: 'must be shadow, limited, full, and is "canary"' },
  'stage-not-lowered': { input: 'limited', criteria: 'full' },
  'credential-not-set': { source: 'prom', names: ['PROM_TOKEN'] },
  'event-unreadable': { detail: 'the file that GITHUB_EVENT_PATH names is not JSON' },
  'event-not-supported': { event: 'issues' },
  'pull-request-not-found': { event: 'workflow_run', detail: 'no open pull request has that branch and commit' },
  'pull-request-unsuitable': { number: 12, detail: 'it is closed' },
  'queue-ref-unreadable': { ref: 'refs/heads/main', detail: 'it holds no pr-<number>- part' },
  'github-unavailable': { what: 'the base branch', status: 403, detail: 'the token lacks a permission' },
  superseded: { number: 12, judged: '4f5c2d7', live: '0a1b2c3' },
  'criteria-introduced': { path: '.github/launch-gate.yml' },
  'criteria-weakened': {
    ...{ change: 'target-loosened', metric: 'answer_correct', move: 'lowered' },
    ...{ before: '>= 0.90', after: '>= 0.80' },
  },
  'criteria-strengthened': {
    ...{ change: 'target-tightened', metric: 'answer_correct', move: 'raised' },
    ...{ before: '>= 0.80', after: '>= 0.90' },
  },
  'criteria-changed': { change: 'text-changed', key: 'title', metric: 'answer_correct' },
  'workflow-changed': { paths: ['.github/workflows/launch-gate.yml'] },
  'workflow-unknown': { paths: ['.github/workflows/launch-gate.yml'] },
  'changed-files-unknown': { count: 3000 },
  'evidence-in-change': { metric: 'answer_correct', where: 'evals/results.json#/metrics/answer_correct' },
};

const LABEL = { label: 'launch-gate/override', scope: 'all', by: 'maria', needed: 'maintain' };

/** For each reason why a label does not override, what it is filled with. */
export const REFUSAL_SAMPLES = {
  'not-a-person': { ...LABEL, by: 'github-actions[bot]', detail: 'the account is a bot' },
  author: LABEL,
  'last-pusher': LABEL,
  'role-too-low': { ...LABEL, role: 'write' },
  'not-listed': { ...LABEL, users: ['chen', 'amara'], teams: [] },
  'not-in-team': { ...LABEL, users: [], teams: ['acme/release-managers'] },
  'team-not-visible': { ...LABEL, users: [], teams: ['acme/release-managers'], detail: 'GitHub answered 404' },
  'before-push': { ...LABEL, labelled: '2026-11-21T09:00:00Z', pushed: '2026-11-21T09:30:00Z' },
  'push-time-unknown': { ...LABEL, detail: 'the repository of the branch is private' },
  expired: { ...LABEL, labelled: '2026-11-17T09:00:00Z', expired: '2026-11-20T09:00:00Z', hours: 72 },
  'no-reason': { ...LABEL, detail: 'there is no such comment by the person who applied the label' },
  'label-not-applied': { ...LABEL, by: null },
  'authority-unknown': { ...LABEL, detail: 'GitHub answered 500 when asked for the events' },
  'not-waivable': { ...LABEL, remaining: ['harmful_answer_rate'] },
  'does-not-cover': {
    ...{ ...LABEL, label: 'launch-gate/override:product', scope: 'product', whole: 'launch-gate/override' },
    ...{ part: 'known', remaining: ['answer_correct'], labels: ['launch-gate/override:answer_correct'] },
  },
  disabled: LABEL,
};
