import type { Finding } from '../core/finding.ts';
import type { Layer } from '../core/layer.ts';
import { LAYERS } from '../core/layer.ts';
import type { Outcome } from '../core/outcome.ts';
import type { AlertState, MetricResult, Status } from '../core/result.ts';
import { type DiagnosisView, diagnosisOf } from './diagnosis-view.ts';
import { formatDuration } from './durations.ts';
import { evidenceOf, metricName, shownTarget, shownValue } from './evidence.ts';
import { type FindingGroup, findingGroups } from './finding-groups.ts';
import { firstStep } from './first-step.ts';
import { type Headline, headlineOf } from './headline.ts';
import { type LaunchPart, launchParts, stageLine } from './launch-line.ts';
import { launchSetStep } from './launch-set-step.ts';
import { code, own, type Prose, say, sentence, toPlain } from './prose.ts';
import { findingSays, reasonFix, reasonSays } from './texts.ts';
import { ALERT_WORDS, LAUNCH_SET_KINDS, LAUNCH_SET_WORDS, STATUSES_WORST_FIRST } from './words.ts';

/** One metric as shown. `name` is foreign text. */
export interface MetricView {
  readonly id: string;
  readonly name: string;
  readonly layer: Layer;
  readonly status: Status;
  readonly required: boolean;
  readonly value: Prose;
  readonly target: Prose;
  readonly evidence: readonly Prose[];
  readonly says: Prose;
  readonly fix: Prose;
  /** Description, owner, runbook, due date, notes of the source. */
  readonly notes: readonly Prose[];
  /** Codes of the findings about this metric. */
  readonly warnings: readonly string[];
}

/** One thing that blocks; `metric` is `null` for alerts, the launch set, the criteria. */
export interface BlockView {
  readonly id: string;
  readonly metric: MetricView | null;
  readonly what: Prose;
  readonly says: Prose;
  readonly fix: Prose;
  /** Lower is worse: what stays longest when rows must go. */
  readonly rank: number;
}

/** An outcome in the order and words of a report, before any renderer's markup. */
export interface ReportView {
  readonly outcome: Outcome;
  readonly headline: Headline;
  readonly firstStep: Prose | null;
  readonly diagnosis: DiagnosisView | null;
  readonly metrics: readonly MetricView[];
  readonly blocking: readonly BlockView[];
  readonly launchParts: readonly LaunchPart[];
  readonly stage: string;
  readonly alerts: readonly Prose[];
  readonly findingGroups: readonly FindingGroup[];
}

/** Puts an outcome into the words of a report. */
export function reportView(outcome: Outcome): ReportView {
  const metrics = outcome.results.map((result) => metricView(result, outcome.findings));
  return {
    outcome,
    headline: headlineOf(outcome),
    firstStep: firstStep(outcome),
    diagnosis: diagnosisOf(outcome),
    metrics,
    blocking: blockingOf(outcome, metrics),
    launchParts: launchParts(outcome),
    stage: stageLine(outcome),
    alerts: metrics.flatMap((metric) => alertLine(metric, outcome)),
    findingGroups: findingGroups(outcome.findings),
  };
}

function metricView(result: MetricResult, findings: readonly Finding[]): MetricView {
  const { criterion } = result;
  return {
    id: criterion.id,
    name: metricName(criterion),
    layer: criterion.layer,
    status: result.status,
    required: criterion.required,
    value: shownValue(result),
    target: shownTarget(result),
    evidence: evidenceOf(result),
    says: reasonSays(result.reason),
    fix: reasonFix(result.reason),
    notes: notesOf(result),
    warnings: findings.filter((finding) => finding.metric === criterion.id).map((finding) => finding.code),
  };
}

function notesOf(result: MetricResult): readonly Prose[] {
  const { criterion, measurement } = result;
  return [
    ...(criterion.description === null ? [] : [sentence(criterion.description)]),
    ...(criterion.required ? [] : [own('advisory: never blocks')]),
    ...(criterion.dueText === null || result.status === 'pending' ? [] : [say`due ${criterion.dueText}`]),
    ...(criterion.owner === null ? [] : [say`owner ${criterion.owner}`]),
    ...(criterion.runbook === null ? [] : [say`runbook ${code(criterion.runbook)}`]),
    ...(measurement.kind === 'not-asked' ? [] : [say`read from ${code(measurement.provenance.where)}`]),
    ...(measurement.kind === 'measured' ? measurement.notes.map(sentence) : []),
  ];
}

/** What blocks, lowest layer first, then alerts, the launch set and everything else that the outcome names. */
function blockingOf(outcome: Outcome, metrics: readonly MetricView[]): readonly BlockView[] {
  const blocks = outcome.blocking.map((id) => blockView(id, outcome, metrics));
  const place = (block: BlockView) => (block.metric === null ? LAYERS.length : LAYERS.indexOf(block.metric.layer));
  return blocks.toSorted((a, b) => place(a) - place(b));
}

function blockView(id: string, outcome: Outcome, metrics: readonly MetricView[]): BlockView {
  const metric = metrics.find((one) => one.id === id) ?? null;
  if (metric !== null) {
    const { says, fix } = metric;
    return { id, metric, what: say`${metric.name}`, says, fix, rank: STATUSES_WORST_FIRST.indexOf(metric.status) };
  }
  if (id.startsWith('alert:')) return alertBlock(id, outcome, metrics);
  if (id === 'launch-set') return launchSetBlock(id, outcome);
  const errors = outcome.findings.filter((finding) => finding.level === 'error');
  const first = errors[0];
  const says = first === undefined ? own('They cannot be used.') : findingSays(first);
  return { id, metric: null, what: id === 'criteria' ? own('criteria') : code(id), says, fix: [], rank: -1 };
}

/** The same advice, and the same long reason, for several rows is given once, at the first. */
export function withFixesOnce(blocks: readonly BlockView[]): readonly BlockView[] {
  const advised = new Set<string>();
  const reasons = new Map<string, Prose>();
  return blocks.map((block) => {
    const advice = toPlain(block.fix);
    const reason = toPlain(block.says);
    const first = reason.length > LONG_REASON ? reasons.get(reason) : undefined;
    const fix = advised.has(advice) ? [] : block.fix;
    advised.add(advice);
    if (first === undefined) reasons.set(reason, block.what);
    return { ...block, fix, says: first === undefined ? block.says : say`The same as for ${first}.` };
  });
}

/** Characters of a reason that is worth reading only once. */
const LONG_REASON = 80;

function alertBlock(id: string, outcome: Outcome, metrics: readonly MetricView[]): BlockView {
  const metric = metrics.find((one) => one.id === id.slice('alert:'.length));
  const state = alertStateOf(outcome, metric?.id ?? '');
  const says = state?.reason
    ? reasonSays(state.reason)
    : own(`It is ${state === null ? 'not known' : ALERT_WORDS[state.state]}.`);
  const fix = state?.reason ? reasonFix(state.reason) : [];
  return { id, metric: null, what: say`alert of ${metric?.name ?? id}`, says, fix, rank: 1.5 };
}

function launchSetBlock(id: string, outcome: Outcome): BlockView {
  const missing = outcome.launchSet?.missing ?? [];
  const words = LAUNCH_SET_KINDS.filter((kind) => missing.includes(kind)).map((kind) => LAUNCH_SET_WORDS[kind]);
  const says = own(words.length === 0 ? 'Not met.' : `Not enough is judged: ${words.join(', ')}.`);
  const fix = launchSetStep(outcome);
  return { id, metric: null, what: own('launch set'), says, fix, rank: 2.5 };
}

function alertStateOf(outcome: Outcome, metric: string): AlertState | null {
  return Object.hasOwn(outcome.alerts, metric) ? (outcome.alerts[metric] ?? null) : null;
}

function alertLine(metric: MetricView, outcome: Outcome): readonly Prose[] {
  const alert = outcome.results.find((result) => result.criterion.id === metric.id)?.criterion.alert ?? null;
  const state = alertStateOf(outcome, metric.id);
  if (alert === null || state === null) return [];
  const when = alert.when === null ? [] : say` when ${code(alert.when.text)}`;
  const within = alert.withinSeconds === null ? [] : own(` within ${formatDuration(alert.withinSeconds)}`);
  const notifies = alert.notifies === null ? [] : say`, notifies ${alert.notifies}`;
  const rule = state.rule === null ? [] : say`, rule ${code(state.rule)}`;
  return [say`${metric.name}: alerts${when}${within}${notifies}${rule}: ${own(ALERT_WORDS[state.state])}`];
}
