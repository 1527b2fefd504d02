import type {
  Alert,
  AlertVerification,
  Criterion,
  Gate,
  LaunchSetNeeds,
  Mode,
  ModeRules,
  Provision,
} from '../core/criterion.ts';
import type { Stage } from '../core/layer.ts';
import type { NorthStar } from '../core/north-star.ts';
import { DEFAULT_OVERRIDE_RULES, type OverrideRules } from '../core/override.ts';
import { alertParts } from './alert-parts.ts';
import { countsAsAlerted } from './alerted-leading.ts';
import type { Draft, DraftMetric, DraftSource } from './draft.ts';
import { type FileKeys, LAUNCH_SET_MINIMUM } from './file-schema.ts';
import type { DefaultKeys, MetricKeys } from './metric-schema.ts';
import { judgeQuality, shareOf } from './read-judge.ts';
import { readLintLevels } from './read-lint-levels.ts';
import type { Reading } from './read-map.ts';
import { dateMs, durationSeconds, percentShare } from './times.ts';

const MIN_COMPLETED = 0.95;

/** The gate of a draft without errors; `null` where something that every gate needs is missing all the same. */
export function buildGate(draft: Draft, reading: Reading): Gate | null {
  const { file } = draft;
  const metrics = draft.metrics.map((metric) => criterion(metric, file.defaults ?? {}, reading));
  const complete = metrics.filter((metric) => metric !== null);
  if (file.feature === undefined || complete.length === 0 || complete.length !== metrics.length) return null;
  return {
    feature: file.feature,
    title: file.title ?? null,
    owner: file.owner ?? null,
    mode: modeRules(file.mode),
    appliesTo: file['applies-to'] ?? null,
    stage: file.stage ?? 'full',
    launchDate: file['launch-date'] ?? null,
    launchSet: launchSet(file['launch-set']),
    sources: draft.sources.map((source) => declaration(source, reading)),
    metrics: complete,
    override: overrideRules(file.override),
    pins: file.subject?.pins ?? null,
    northStar: northStar(file['north-star'], reading),
    lints: readLintLevels(file.lints, reading),
  };
}

function northStar(written: FileKeys['north-star'], reading: Reading): NorthStar | null {
  if (written === undefined) return null;
  const { detour } = written;
  const reviewBy = written['review-by'];
  return {
    line: reading.document.keyPlace(['north-star']).line,
    metric: written.metric,
    valueQuestion: written['value-question'],
    rewardsBehaviour: written['rewards-behaviour'] ?? null,
    representsOutcome: written['represents-outcome'] ?? null,
    couldGrow: written['could-grow-while-value-declines'] ?? [],
    counterMetrics: written['counter-metrics'] ?? [],
    detour:
      detour === undefined ? null : { ...lastDay(detour.until), reason: detour.reason, expected: detour.expected },
    reviewBy: reviewBy === undefined ? null : { ms: dateMs(reviewBy) ?? Number.NEGATIVE_INFINITY, text: reviewBy },
  };
}

/** A date that cannot be read is over. */
function lastDay(until: string) {
  return { untilMs: dateMs(until) ?? Number.NEGATIVE_INFINITY, untilText: until };
}

function modeRules(written: FileKeys['mode']): ModeRules {
  if (written === undefined || typeof written === 'string') return { byEvent: {}, otherwise: written ?? 'enforce' };
  const { default: otherwise, ...byEvent } = written;
  const rules: Record<string, Mode> = {};
  for (const [event, mode] of Object.entries(byEvent)) if (mode === 'enforce' || mode === 'report') rules[event] = mode;
  return { byEvent: rules, otherwise: otherwise ?? 'enforce' };
}

function overrideRules(written: FileKeys['override']): OverrideRules {
  const usual = DEFAULT_OVERRIDE_RULES;
  const expires = written?.expires === undefined ? null : durationSeconds(written.expires);
  return {
    label: written?.label ?? usual.label,
    role: written?.role ?? usual.role,
    users: written?.users ?? null,
    teams: written?.teams ?? null,
    reason: written?.reason ?? usual.reason,
    expiresSeconds: expires ?? usual.expiresSeconds,
    allowAuthor: written?.['allow-author'] ?? usual.allowAuthor,
    disabled: written?.disabled ?? usual.disabled,
  };
}

function launchSet(written: FileKeys['launch-set']): LaunchSetNeeds {
  return {
    model: written?.model ?? LAUNCH_SET_MINIMUM.model,
    task: written?.task ?? LAUNCH_SET_MINIMUM.task,
    product: written?.product ?? LAUNCH_SET_MINIMUM.product,
    business: written?.business ?? LAUNCH_SET_MINIMUM.business,
    alertedLeading: written?.['alerted-leading'] ?? LAUNCH_SET_MINIMUM['alerted-leading'],
    externalEvidence: written?.['external-evidence'] ?? false,
    verifiedAlerts: written?.['verified-alerts'] ?? false,
  };
}

function declaration(source: DraftSource, reading: Reading): Gate['sources'][number] {
  const { type: _, optional, ...keys } = source.keys;
  const { line } = reading.document.keyPlace(['sources', source.id]);
  return { id: source.id, line, type: source.type ?? '', optional: optional === true, keys };
}

function criterion(metric: DraftMetric, defaults: DefaultKeys, reading: Reading): Criterion | null {
  const { id, keys, target, from } = metric;
  const { layer } = keys;
  if (layer === undefined || target === null) return null;
  return {
    id,
    line: reading.document.keyPlace(['metrics', id]).line,
    layer,
    title: keys.title ?? null,
    description: keys.description ?? null,
    owner: keys.owner ?? null,
    runbook: keys.runbook ?? null,
    target,
    unit: keys.unit ?? null,
    from,
    required: keys.required ?? true,
    waivable: keys.waivable ?? true,
    ...evidenceLimits(keys, defaults),
    fromStage: keys['from-stage'] ?? fromStage(keys),
    traffic: keys.traffic ?? null,
    indicator: keys.indicator ?? 'lagging',
    alert: alertOf(metric),
    drives: keys.drives ?? [],
    dueMs: keys.due === undefined ? null : dateMs(keys.due),
    dueText: keys.due ?? null,
    bind: keys.bind ?? null,
    guardedBy: keys['guarded-by'] ?? [],
    validIf: keys['valid-if'] ?? [],
    judge: judgeQuality(keys.judge),
    prevalence: keys.prevalence === undefined ? null : shareOf(keys.prevalence),
    provisional: provision(keys.provisional),
  };
}

function provision(written: MetricKeys['provisional']): Provision | null {
  return written === undefined ? null : { ...lastDay(written.until), reason: written.reason };
}

/** The keys that `defaults` stands in for. */
function evidenceLimits(keys: Partial<MetricKeys>, defaults: DefaultKeys) {
  const maxAge = keys['max-age'] ?? defaults['max-age'];
  const completed = keys['min-completed'] ?? defaults['min-completed'];
  const confidence = keys.confidence ?? defaults.confidence ?? 'none';
  return {
    maxAgeSeconds: maxAge === undefined ? null : durationSeconds(maxAge),
    minSamples: keys['min-samples'] ?? defaults['min-samples'] ?? null,
    minCompleted: (completed === undefined ? null : percentShare(completed)) ?? MIN_COMPLETED,
    confidence: confidence === 'none' ? null : percentShare(confidence),
    method: keys.method ?? defaults.method ?? null,
  };
}

/**
 * Before users see a feature there is no live traffic, so only the lower layers, and what other evidence rests on, must
 * have evidence from the start.
 */
function fromStage(keys: Partial<MetricKeys>): Stage {
  if (keys.layer === 'model' || keys.layer === 'task' || keys.layer === 'evidence') return 'shadow';
  return countsAsAlerted(keys, false) ? 'limited' : 'full';
}

function alertOf({ keys, when }: DraftMetric): Alert | null {
  if (keys.alert === undefined) return null;
  const { within, notifies, verify } = keys.alert;
  return {
    when,
    withinSeconds: within === undefined ? null : durationSeconds(within),
    notifies: notifies ?? null,
    parts: alertParts(keys.alert),
    verify: verify === undefined ? null : verification(verify),
  };
}

function verification(written: NonNullable<NonNullable<MetricKeys['alert']>['verify']>): AlertVerification {
  const { source, rule, labels, ...keys } = written;
  return { source, rule, labels: labels ?? {}, keys };
}
