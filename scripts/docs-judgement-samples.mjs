// Samples of judgements from which the docs show what the gate says. One that no longer gives its code stops the build.

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
  ...{ alert: null, drives: [], dueMs: null, dueText: null, bind: null },
  ...{ guardedBy: [], validIf: [], judge: null, prevalence: null, provisional: null },
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
  'evidence-in-change': [
    { layer: 'product' },
    { provenance: { source: 'evals', where: 'evals/results.json', kind: 'in-change' } },
  ],
  'too-old': [{ maxAgeSeconds: 24 * 3600 }, {}],
  'no-timestamp': [{ maxAgeSeconds: 24 * 3600 }, { observedAtMs: null, observedAtKind: 'none' }],
  'in-future': [{}, { observedAtMs: NOW_MS + 2 * HOUR_MS }],
  'other-commit': [{ bind: 'commit' }, { commit: OTHER }],
  'other-pins': [{ bind: 'pins' }, { pins: `sha256:${'7d41b0'.repeat(10)}e5c2` }],
  'not-a-number': [{}, { value: Number.NaN }],
  'out-of-range': [{}, { value: 87 }],
  'impossible-count': [{}, { value: 1, successes: 118, sampleSize: 100 }],
  'no-source': [{}, { kind: 'not-asked' }],
  'source-not-asked': [{}, { kind: 'not-asked', why: 'criteria-new' }],
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

/** For each reason that rests on other metrics, its arguments. */
const BESIDE_OTHERS = {
  'untrusted-evidence': {
    ...{ preconditions: ['judge_human_agreement'], statuses: ['fail'], leaning: 'pass', value: 0.83 },
    ...{ target: '>= 0.80', comparison: 'at least', bound: 0.8, end: null, unit: 'ratio' },
  },
};

/** For each reason that a source gives, what it adds to the sentence. */
const FROM_SOURCES = {
  'wrong-type':
    '/metrics/answer_resolves_query: found a text; expected a number, or an object with `value` or `successes`',
  config: 'prometheus.example.com does not take the request: check its keys (HTTP 400)',
  auth: 'prometheus.example.com answered 401',
  forbidden: 'prometheus.example.com answered 403',
  'rate-limited': 'evals.example.com answered 429 and asks to wait for 120 s',
  timeout: 'prometheus.example.com did not answer within 20 s',
  network: 'prometheus.example.com refuses the connection',
  server: 'prometheus.example.com answered 503',
  'not-found': 'there is no file evals/results.json; did the step that writes it run?',
  'no-data': 'task "wiki" judged no document',
  ambiguous: 'several filters of exact_match, choose one with filter: strict-match, flexible-extract',
  partial: 'the run is not finished: its status is FAILED',
  'not-ready': 'the run is not finished: its status is RUNNING',
  'bad-response': 'evals/results.json: it is empty; did the step that writes it fail?',
  'too-large': 'evals/results.json',
  blocked: 'the path leaves the workspace',
};

const RULE = {
  ...{ rule: 'wiki > RepeatQueryRateHigh', where: 'prometheus.example.com', state: 'inactive' },
  ...{ seconds: 90_900, within: 86_400, limit: 172_800 },
};

/** For each reason of an alert's state, what it is filled with. */
export const ALERT_SAMPLES = {
  'alert-verified': RULE,
  'alert-partly-verified': { ...RULE, unknown: ['notifies', 'watches'] },
  'alert-missing': {
    ...RULE,
    rule: 'RepeatQueryRateHigh',
    detail: 'no alerting rule has that name; did you mean "RepeatQueryRatioHigh"?',
  },
  'alert-disabled': { ...RULE, detail: 'it is paused' },
  'alert-not-evaluating': { ...RULE, detail: 'its last evaluation failed' },
  'alert-unrouted': { ...RULE, detail: 'its labels lead to a receiver that reaches nobody' },
  'alert-muted': {
    ...RULE,
    detail: 'a silence by "maria" until 2026-12-01 10:00 UTC, for severity="page" (alertmanager.example.com)',
  },
  'alert-watches-other': { ...RULE, detail: 'it reads up; the metric reads repeat_queries_total' },
  'alert-other-direction': { ...RULE, fires: '< 0.15', when: '> 0.15' },
  'alert-firing': { ...RULE, state: 'firing' },
  'alert-over-limit': { ...RULE, seconds: 180_360 },
  'alert-over-within': RULE,
  'alert-not-asked': { rule: 'RepeatQueryRateHigh', where: null },
  'alert-unanswered': {
    ...{ rule: 'RepeatQueryRateHigh', where: 'prometheus.example.com' },
    ...{ code: 'server', detail: 'prometheus.example.com answered 503' },
  },
  'alert-ambiguous': {
    ...{ rule: 'RepeatQueryRateHigh', where: 'prometheus.example.com', code: 'ambiguous' },
    detail: '2 rules have this name; select one with verify.labels',
  },
  'alert-unsure': { ...RULE, question: 'notifies', detail: 'the Alertmanager does not answer' },
};

/** The arguments with which each reason is shown; `judge` is the core's. */
export function reasonSamples(judge, codes) {
  const samples = codes.map((code) => {
    if (Object.hasOwn(BESIDE_OTHERS, code)) return [code, BESIDE_OTHERS[code]];
    if (!Object.hasOwn(JUDGED, code)) {
      const detail = FROM_SOURCES[code] ?? '';
      return [code, { detail, live: detail.includes('example.com') ? 'yes' : null }];
    }
    const [criterion, measured] = JUDGED[code];
    const { reason } = judge(
      { ...CRITERION, ...criterion },
      { ...MEASURED, ...measured },
      { nowMs: NOW_MS, commit: TESTED, pins: `sha256:${'9f2c64'.repeat(10)}a8b3` },
    );
    if (reason.code !== code) throw new Error(`the sample of ${code} gives ${reason.code}`);
    return [code, reason.args];
  });
  return new Map(samples);
}

const NOTHING = {
  ...{ from: null, to: null, proxies: [], proof: [], inherited: [], next: [], above: null, measure: [] },
  ...{ blind: [], unknown: [], undecided: [], unanswered: [], repairs: [], due: null },
};
const RECALL = '“retrieval recall@5”';
const RESOLVES = '“answer resolves query”';
const REPEATS = '“repeat-query rate”';
const TICKETS = '“ticket deflection”';

/** For each diagnosis, the wiki assistant in that condition. */
export const DIAGNOSIS_SAMPLES = {
  healthy: { ...NOTHING, due: '2026-12-15' },
  undetermined: {
    ...NOTHING,
    unknown: ['task'],
    undecided: [`${RESOLVES} (about 955 more samples, about even odds with 381)`],
    unanswered: [`${RESOLVES} (about 955 more samples, about even odds with 381)`],
  },
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
