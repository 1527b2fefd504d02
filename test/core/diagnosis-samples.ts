import type { Criterion, Gate, LaunchSetNeeds } from '../../src/core/criterion.ts';
import type { Layer, MetricLayer } from '../../src/core/layer.ts';
import type { ProvenanceKind } from '../../src/core/measurement.ts';
import { DEFAULT_OVERRIDE_RULES } from '../../src/core/override.ts';
import type { AlertState, MetricResult, Status } from '../../src/core/result.ts';

export interface Sample extends Partial<Omit<Criterion, 'id' | 'layer'>> {
  readonly reason?: string;
  readonly leaning?: 'pass' | 'fail' | null;
  readonly provenance?: ProvenanceKind;
  readonly value?: number | null;
  readonly compared?: boolean;
  /** Anything else of the result. */
  readonly result?: Partial<MetricResult>;
}

const COMPARED: readonly Status[] = ['pass', 'fail', 'inconclusive'];

/** A judged metric; by default a required one with one sample of evidence. */
export function sample(id: string, layer: MetricLayer, status: Status, more: Sample = {}): MetricResult {
  const { reason, leaning, provenance, value, compared, result, ...criterion } = more;
  const isCompared = compared ?? COMPARED.includes(status);
  return {
    criterion: {
      id,
      line: 1,
      layer,
      title: null,
      description: null,
      owner: null,
      runbook: null,
      target: { kind: 'bound', operator: '>=', bound: 0.9, text: '>= 0.9' },
      unit: null,
      from: null,
      required: true,
      waivable: true,
      maxAgeSeconds: null,
      minSamples: null,
      minCompleted: 0.95,
      fromStage: layer === 'product' || layer === 'business' ? 'full' : 'shadow',
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
      ...criterion,
    },
    measurement: {
      kind: 'measured',
      value: 0.91,
      observedAtMs: null,
      observedAtKind: 'none',
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
      provenance: { source: 'values', where: 'results.json', kind: provenance ?? 'file' },
      notes: [],
    },
    status,
    reason: { code: reason ?? (status === 'inconclusive' ? 'interval-spans-target' : status), args: {} },
    value: value === undefined ? (isCompared ? 0.91 : null) : value,
    sampleSize: null,
    interval: null,
    method: null,
    samplesNeeded: null,
    ageSeconds: null,
    leaning: leaning ?? null,
    worstCaseValue: null,
    compared: isCompared,
    uncorrectedValue: null,
    provisionalDaysLeft: null,
    untrusted: [],
    ...result,
  };
}

/** The four layers with one metric each, by letters: G green, R red, ? undecided, - unmeasured, P pending. */
export function stack(letters: string, more: Partial<Record<Layer, Sample>> = {}): MetricResult[] {
  const status: Readonly<Record<string, Status>> = {
    G: 'pass',
    R: 'fail',
    '?': 'inconclusive',
    '-': 'unmeasured',
    P: 'pending',
  };
  const layers: readonly Layer[] = ['model', 'task', 'product', 'business'];
  return layers.map((layer, index) => {
    const found = status[letters[index] ?? ''];
    if (found === undefined) throw new Error(`not a layer's letter in "${letters}"`);
    const due = found === 'pending' ? { dueMs: 1, dueText: '2026-12-15' } : {};
    return sample(layer.charAt(0), layer, found, { ...due, ...more[layer] });
  });
}

/** The wiki assistant with its graph of `drives`. */
export function wikiAssistant(): MetricResult[] {
  const both = ['repeat_query_rate', 'helpdesk_fallback_rate', 'day_14_retention'];
  return [
    sample('retrieval_recall_at_5', 'model', 'pass', { drives: ['answer_cites_current_policy'] }),
    sample('answer_bleu', 'model', 'pass', { drives: ['answer_resolves_query'] }),
    sample('query_chunk_cosine', 'model', 'pass', { drives: ['answer_cites_current_policy'] }),
    sample('answer_cites_current_policy', 'task', 'fail', { drives: both }),
    sample('answer_resolves_query', 'task', 'fail', { drives: both }),
    sample('repeat_query_rate', 'product', 'fail', { drives: ['cost_per_resolution'] }),
    sample('helpdesk_fallback_rate', 'product', 'fail', { drives: ['ticket_deflection_rate', 'cost_per_resolution'] }),
    sample('day_14_retention', 'product', 'fail'),
    sample('ticket_deflection_rate', 'business', 'fail'),
    sample('cost_per_resolution', 'business', 'fail'),
  ];
}

export const LEAST_NEEDS: LaunchSetNeeds = {
  model: 1,
  task: 1,
  product: 1,
  business: 0,
  alertedLeading: 1,
  externalEvidence: false,
  verifiedAlerts: false,
};

export const DECLARED: AlertState = {
  state: 'declared',
  rule: null,
  where: null,
  detectsWithinSeconds: null,
  reason: null,
  facts: null,
};

/** What makes a metric the alerted leading indicator. */
export const LEADING: Sample = {
  indicator: 'leading',
  fromStage: 'limited',
  alert: {
    when: { kind: 'bound', operator: '>', bound: 0.15, text: '> 0.15' },
    withinSeconds: 86_400,
    notifies: '#wiki-oncall',
    parts: null,
    verify: null,
  },
};

/** A gate over the criteria of these results. */
export function gateOf(results: readonly MetricResult[], needs: Partial<LaunchSetNeeds> = {}): Gate {
  return {
    feature: 'wiki-assistant',
    title: null,
    owner: null,
    mode: { byEvent: {}, otherwise: 'enforce' },
    appliesTo: null,
    stage: 'full',
    launchDate: null,
    launchSet: { ...LEAST_NEEDS, ...needs },
    sources: [],
    metrics: results.map(({ criterion }) => criterion),
    override: DEFAULT_OVERRIDE_RULES,
    pins: null,
    northStar: null,
    lints: {},
  };
}

/** A stack that passes at every stage, with the alert that it needs. */
export function launchReady(): MetricResult[] {
  return [
    sample('recall', 'model', 'pass'),
    sample('resolves', 'task', 'pass'),
    sample('repeats', 'product', 'pass', LEADING),
    sample('deflection', 'business', 'pending', { dueMs: 1, dueText: '2026-12-15' }),
  ];
}

/** Alert states as the run reports them: every declared alert is `declared`. */
export function alertsOf(results: readonly MetricResult[], state: AlertState = DECLARED): Record<string, AlertState> {
  return Object.fromEntries(
    results.filter(({ criterion }) => criterion.alert !== null).map(({ criterion }) => [criterion.id, state]),
  );
}
