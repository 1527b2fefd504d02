import type { AlertFacts, AlertReport } from '../../src/core/alert-facts.ts';
import type { CriteriaChange } from '../../src/core/criteria-change.ts';
import type { Criterion, Gate, Mode, Target } from '../../src/core/criterion.ts';
import { decide } from '../../src/core/decision.ts';
import { diagnose, diagnoseLeaning } from '../../src/core/diagnose.ts';
import type { Finding } from '../../src/core/finding.ts';
import { judge } from '../../src/core/judge.ts';
import { judgeAlert } from '../../src/core/judge-alert.ts';
import type { MetricLayer, Stage } from '../../src/core/layer.ts';
import { colourLayers } from '../../src/core/layer-colours.ts';
import type { Measured, Measurement } from '../../src/core/measurement.ts';
import type { Context, Outcome } from '../../src/core/outcome.ts';
import {
  DEFAULT_OVERRIDE_RULES,
  type Override,
  type OverrideRules,
  type RefusalCode,
} from '../../src/core/override.ts';
import type { AlertState, MetricResult } from '../../src/core/result.ts';
import { RUN_FINDING_LEVELS } from '../../src/core/run-finding-codes.ts';
import { type ChangeBlocks, highestStage, judgeStage } from '../../src/core/verdict.ts';

// Outcomes made by hand, with the real verdict and diagnosis: what the reports are tested on.

export const CONTEXT: Context = {
  evaluatedAtMs: Date.UTC(2026, 10, 21, 12),
  criteriaPath: 'fixtures/wiki-assistant/launch-gate.yml',
  criteriaRef: null,
  criteriaSha: null,
  criteriaDigest: `sha256:${'ab12'.repeat(16)}`,
  repository: 'acme/wiki',
  event: 'pull_request',
  pullRequest: 12,
  headSha: '0123456789abcdef0123456789abcdef01234567',
  baseSha: 'fedcba9876543210fedcba9876543210fedcba98',
  serverUrl: 'https://github.com',
  runUrl: 'https://github.com/acme/wiki/actions/runs/99',
  runAttempt: 1,
};

export function target(text: string): Target {
  const [, operator, bound] = /^(>=|>|<=|<) (.+)$/.exec(text) ?? [];
  if (operator !== undefined) {
    return { kind: 'bound', operator: operator as '>=', bound: Number(bound), text };
  }
  const [low, high] = text.split(' .. ').map(Number);
  return { kind: 'band', low: low ?? Number.NaN, high: high ?? Number.NaN, text };
}

export function criterion(id: string, layer: MetricLayer, over: Partial<Criterion> = {}): Criterion {
  return {
    id,
    line: 1,
    layer,
    title: null,
    description: null,
    owner: null,
    runbook: null,
    target: target('>= 0.80'),
    unit: 'ratio',
    from: { source: 'evals', keys: {}, scale: null },
    required: true,
    waivable: true,
    maxAgeSeconds: 604_800,
    minSamples: null,
    minCompleted: 0.95,
    fromStage: layer === 'model' || layer === 'task' ? 'shadow' : 'full',
    confidence: null,
    method: null,
    traffic: null,
    indicator: 'lagging',
    alert: null,
    drives: [],
    dueMs: null,
    dueText: null,
    bind: null,
    guardedBy: [],
    validIf: [],
    judge: null,
    prevalence: null,
    provisional: null,
    ...over,
  };
}

export function measured(value: number, over: Partial<Measured> = {}): Measured {
  return {
    kind: 'measured',
    value,
    observedAtMs: Date.UTC(2026, 10, 20, 10),
    observedAtKind: 'sample',
    sampleSize: null,
    successes: null,
    attempted: null,
    stddev: null,
    stderr: null,
    interval: null,
    exposure: null,
    effectiveSize: null,
    commit: null,
    url: null,
    provenance: { source: 'evals', where: 'evals/results.json', kind: 'file' },
    notes: [],
    ...over,
  };
}

export function result(what: Criterion, measurement: Measurement): MetricResult {
  return judge(what, measurement, { nowMs: CONTEXT.evaluatedAtMs, commit: CONTEXT.headSha, pins: null });
}

export interface Made {
  readonly results: readonly MetricResult[];
  readonly findings?: readonly Finding[];
  readonly alerts?: Readonly<Record<string, AlertState>>;
  readonly gate?: Partial<Gate>;
  readonly context?: Partial<Context>;
  readonly stage?: Stage;
  readonly mode?: Mode;
  readonly rules?: Partial<OverrideRules>;
  readonly changes?: readonly CriteriaChange[];
  readonly introduced?: boolean;
  readonly workflow?: boolean;
  readonly affected?: boolean;
  readonly override?: Override | null;
  readonly otherOverrides?: readonly Override[];
}

export function outcome(made: Made): Outcome {
  const { results, findings = [], alerts = {}, gate: over = {}, context = {}, stage } = made;
  const { mode = 'enforce', changes = [], introduced = false, override = null, otherOverrides = [] } = made;
  const gate: Gate = {
    feature: 'wiki-assistant',
    title: 'Wiki assistant',
    owner: '@acme/search',
    mode: { byEvent: {}, otherwise: mode },
    appliesTo: made.affected === false ? ['rag/**'] : null,
    stage: 'full',
    launchDate: null,
    launchSet: {
      model: 1,
      task: 1,
      product: 1,
      business: 0,
      alertedLeading: 1,
      externalEvidence: false,
      verifiedAlerts: false,
    },
    sources: [],
    metrics: results.map((one) => one.criterion),
    override: { ...DEFAULT_OVERRIDE_RULES, ...made.rules },
    pins: null,
    northStar: null,
    lints: {},
    ...over,
  };
  const asked = stage ?? gate.stage;
  const blocks: ChangeBlocks = {
    criteria: changes.some(({ kind }) => kind === 'weakened') ? 'weakened' : introduced ? 'introduced' : 'none',
    workflow: made.workflow ?? false,
  };
  // What is found about the pull request blocks by itself; only findings in the text make criteria unusable.
  const ofCriteria = findings.filter(({ code }) => !Object.hasOwn(RUN_FINDING_LEVELS, code));
  const judged = judgeStage(gate, results, alerts, ofCriteria, asked, blocks);
  const diagnosis = diagnose(results);
  const granted = [...(override === null ? [] : [override]), ...otherOverrides];
  const covered = granted.filter(({ state }) => state === 'granted').flatMap(({ covers }) => covers);
  const { verdict, blocking } = judged;
  return {
    ...decide({ verdict, mode, criteria: 'usable', blocking, affected: made.affected ?? true, covered }),
    verdict,
    mode,
    context: { ...CONTEXT, ...context },
    gate,
    feature: gate.feature,
    findings,
    results,
    alerts,
    stage: { asked, reached: highestStage(gate, results, alerts, ofCriteria, blocks) },
    launchSet: judged.launchSet,
    colours: colourLayers(results),
    diagnosis,
    leaning: diagnoseLeaning(results, diagnosis),
    override,
    otherOverrides,
    changes,
    introduced,
  };
}

type Row = readonly [id: string, layer: MetricLayer, title: string, target: string, value: number, n: number | null];
const WIKI: readonly Row[] = [
  ['retrieval_recall_at_5', 'model', 'retrieval recall@5', '>= 0.90', 0.91, 200],
  ['answer_bleu', 'model', 'answer BLEU against gold', '>= 0.80', 0.87, 200],
  ['query_chunk_cosine', 'model', 'cosine similarity, query to chunk', '>= 0.88', 0.93, 200],
  ['answer_cites_current_policy', 'task', 'answer cites current policy (< 6 months old)', '>= 0.95', 0.61, 200],
  ['answer_resolves_query', 'task', 'answer resolves query without follow-up', '>= 0.80', 0.59, 200],
  ['repeat_query_rate', 'product', 'repeat-query rate (same user, < 10 min)', '<= 0.10', 0.41, 5200],
  ['helpdesk_fallback_rate', 'product', 'helpdesk fallback rate', '<= 0.15', 0.28, 5200],
  ['dau_retention_d14', 'product', 'DAU retention (day 14 / day 1)', '>= 0.70', 0.46, 850],
  ['ticket_deflection_rate', 'business', 'ticket deflection rate', '>= 0.40', 0.12, null],
  ['cost_per_resolution', 'business', 'cost per resolution', '<= 45', 112, null],
];
const REPAIRED: Readonly<Record<string, number>> = {
  answer_cites_current_policy: 0.97,
  answer_resolves_query: 0.86,
  repeat_query_rate: 0.07,
  helpdesk_fallback_rate: 0.11,
  dau_retention_d14: 0.74,
};

const ALERT = { when: target('> 0.15'), withinSeconds: 86_400, notifies: '#wiki-oncall', parts: null, verify: null };
export const DECLARED: AlertState = {
  state: 'declared',
  rule: null,
  where: null,
  detectsWithinSeconds: 86_400,
  reason: null,
  facts: null,
};

/** What an alerting system says where all is well: a window of a day, evaluated every 5 minutes, held for an hour. */
export function alertFacts(
  { rule = 'wiki > RepeatQueryRateHigh', where = 'prometheus.acme.dev', detail = 'as it should be' } = {},
  over: Partial<Omit<AlertFacts, 'answers'>> & { readonly answers?: Partial<AlertFacts['answers']> } = {},
): AlertFacts {
  const [yes, no] = [{ answer: 'yes', detail } as const, { answer: 'no', detail } as const];
  const good = { exists: yes, enabled: yes, evaluating: yes, muted: no, notifies: yes, watches: yes };
  const answers = { ...good, ...over.answers };
  const parts = { lag: 600, refresh: 0, window: 86_400, badShare: 1, interval: 300, hold: 3600, recording: 0 };
  const delay = { parts: { ...parts, group: 30, route: 0 }, seconds: 90_930 };
  return { kind: 'answered', rule, where, state: 'inactive', fires: null, delay, ...over, answers };
}

/** The wiki assistant's alert, verified, judged by what its system says. */
export function verifiedAlert(report: AlertReport, withinSeconds = 129_600): AlertState {
  const verify = { source: 'prom', rule: 'RepeatQueryRateHigh', labels: {}, keys: {} };
  return judgeAlert({ ...ALERT, withinSeconds, verify }, report);
}

function wikiCriterion([id, layer, title, text]: Row): Criterion {
  const leading = id === 'repeat_query_rate';
  return criterion(id, layer, {
    title,
    target: target(text),
    unit: id === 'cost_per_resolution' ? '₹' : 'ratio',
    indicator: leading ? 'leading' : 'lagging',
    alert: leading ? ALERT : null,
    fromStage: leading ? 'limited' : layer === 'model' || layer === 'task' ? 'shadow' : 'full',
    maxAgeSeconds: layer === 'business' ? null : 604_800,
  });
}

export const NO_MAX_AGE: readonly Finding[] = WIKI.map(([id], index) => ({
  code: 'no-max-age',
  args: { metric: id },
  level: 'warning',
  at: { path: CONTEXT.criteriaPath, line: 20 + index * 7, column: 3 },
  metric: id,
}));

/** The wiki assistant as it was launched: no-go, diverges at model → task. */
export function wikiAssistant(over: Partial<Made> = {}): Outcome {
  const results = WIKI.map((row) => result(wikiCriterion(row), measured(row[4], { sampleSize: row[5] })));
  return outcome({ results, alerts: { repeat_query_rate: DECLARED }, findings: NO_MAX_AGE, ...over });
}

/** The same after the repair: all green, business pending. */
export function launchReady(over: Partial<Made> = {}): Outcome {
  const results = WIKI.map((row) => {
    const [id, layer, , , value, n] = row;
    if (layer === 'business') {
      const due = { dueText: '2026-12-15', dueMs: Date.UTC(2026, 11, 15) };
      return result({ ...wikiCriterion(row), ...due }, { kind: 'not-asked' });
    }
    return result(wikiCriterion(row), measured(REPAIRED[id] ?? value, { sampleSize: n }));
  });
  return outcome({ results, alerts: { repeat_query_rate: DECLARED }, ...over });
}

/** Would have blocked, and does not. */
export function reportMode(): Outcome {
  return wikiAssistant({ mode: 'report' });
}

export function invalid(findings: readonly Finding[]): Outcome {
  return {
    decision: 'no-go',
    cause: 'verdict',
    verdict: 'error',
    mode: 'enforce',
    context: CONTEXT,
    gate: null,
    feature: 'wiki-assistant',
    findings,
    results: [],
    alerts: {},
    stage: { asked: 'full', reached: null },
    launchSet: null,
    colours: null,
    diagnosis: null,
    leaning: null,
    blocking: ['criteria'],
    override: null,
    otherOverrides: [],
    changes: [],
    introduced: false,
  };
}

export const ERRORS: readonly Finding[] = [
  {
    code: 'unknown-key',
    args: { key: 'taget', parent: 'metrics.answer_bleu', suggestion: 'target', allowed: ['layer', 'target', 'unit'] },
    level: 'error',
    at: { path: CONTEXT.criteriaPath, line: 27, column: 5 },
    metric: 'answer_bleu',
  },
  {
    code: 'invalid-duration',
    args: { key: 'max-age', found: 'number', value: '7' },
    level: 'error',
    at: { path: CONTEXT.criteriaPath, line: 14, column: 12 },
    metric: null,
  },
  ...NO_MAX_AGE.slice(0, 3),
];

/** What a run with wrong inputs of the action finds. */
export const REFUSED: readonly Finding[] = ['stage', 'values'].map((name) => ({
  code: 'input-refused',
  args: { name, text: 'this is no value of it' },
  level: 'error',
  at: { path: 'inputs of the action', line: null, column: null },
  metric: null,
}));

/** One metric of every status, in one gate. */
export function everyStatus(): Outcome {
  const evidence = measured(161 / 194, {
    sampleSize: 194,
    successes: 161,
    attempted: 200,
    notes: ['time of the last commit that touched the file'],
  });
  const provenance = { source: 'evals', where: 'evals/results.json#/metrics/x', kind: 'file' } as const;
  const due = { dueText: '2026-12-15', dueMs: Date.UTC(2026, 11, 15) };
  const results: readonly MetricResult[] = [
    result(criterion('passes', 'model'), evidence),
    result(criterion('fails', 'task', { title: 'Answers *all* | `questions`' }), measured(0.41)),
    result(criterion('undecided', 'task', { confidence: 0.95 }), measured(0.83, { sampleSize: 100, successes: 83 })),
    result(
      criterion('old', 'product', { indicator: 'leading', alert: ALERT }),
      measured(0.83, { observedAtMs: Date.UTC(2026, 9, 1) }),
    ),
    result(criterion('absent', 'product'), { kind: 'absent', detail: 'the file has a, b', provenance }),
    result(criterion('broken', 'product'), {
      kind: 'failed',
      code: 'timeout',
      detail: 'no answer in 30 s',
      provenance,
    }),
    result(criterion('later', 'business', due), { kind: 'not-asked' }),
    result(criterion('nothing', 'business', { required: false }), { kind: 'not-asked' }),
  ];
  const alerts = { old: { ...DECLARED, state: 'unknown' } } as const;
  return outcome({ results, alerts, stage: 'limited' });
}

/** An override by somebody who may, of everything that `blocking` names. */
export function granted(covers: readonly string[], over: Partial<Override> = {}): Override {
  return {
    state: 'granted',
    label: 'launch-gate/override',
    scope: 'all',
    by: 'maria',
    byId: 583_231,
    role: 'maintain',
    eventId: 4_242,
    labelledAtMs: Date.UTC(2026, 10, 21, 11),
    headSha: CONTEXT.headSha ?? '',
    reason: 'Rolled out to the support team only, and rolled back on Friday.',
    expiresAtMs: Date.UTC(2026, 10, 24, 11),
    covers,
    refusal: null,
    lastPusherKnown: true,
    ...over,
  };
}

/** The same label, refused. */
export function refused(
  code: RefusalCode,
  args: Record<string, string | number | readonly string[] | null> = {},
  over: Partial<Override> = {},
): Override {
  const refusal = { code, args: { label: 'launch-gate/override', scope: 'all', by: 'maria', ...args } };
  return granted([], { state: 'refused', refusal, reason: null, ...over });
}

/** Two weakenings and one strengthening of the wiki assistant's criteria. */
export const CHANGES: readonly CriteriaChange[] = [
  {
    code: 'target-loosened',
    args: { metric: 'answer_resolves_query', before: '>= 0.80', after: '>= 0.50' },
    metric: 'answer_resolves_query',
    kind: 'weakened',
    line: 31,
  },
  {
    code: 'metric-removed',
    args: { metric: 'harmful_answer_rate', layer: 'task' },
    metric: 'harmful_answer_rate',
    kind: 'weakened',
    line: null,
  },
  {
    code: 'target-tightened',
    args: { metric: 'answer_bleu', before: '>= 0.70', after: '>= 0.80' },
    metric: 'answer_bleu',
    kind: 'strengthened',
    line: 24,
  },
];

/** What a run finds about those changes. */
export const CHANGE_FINDINGS: readonly Finding[] = CHANGES.map(({ code, args, metric, kind, line }) => ({
  code: kind === 'weakened' ? 'criteria-weakened' : 'criteria-strengthened',
  args: { ...args, change: code },
  level: kind === 'weakened' ? 'error' : 'info',
  at: { path: CONTEXT.criteriaPath, line, column: null },
  metric,
}));

/** What a run finds where the pull request changes the gate's workflow. */
export const WORKFLOW_FINDING: Finding = {
  code: 'workflow-changed',
  args: { paths: ['.github/workflows/launch-gate.yml'] },
  level: 'error',
  at: { path: '.github/workflows/launch-gate.yml', line: null, column: null },
  metric: null,
};

/** A launch that is ready, and lowers its own bar. */
export function weakened(over: Partial<Made> = {}): Outcome {
  return launchReady({ changes: CHANGES, findings: CHANGE_FINDINGS, ...over });
}

/** The wiki assistant as it was launched, because somebody answered for it. */
export function overridden(over: Partial<Made> = {}): Outcome {
  const { blocking } = wikiAssistant();
  return wikiAssistant({ override: granted(blocking), ...over });
}
