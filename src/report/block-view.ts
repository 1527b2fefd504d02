import { METRIC_LAYERS } from '../core/layer.ts';
import type { Outcome } from '../core/outcome.ts';
import { alertFix, alertSays, alertStateOf } from './alert-view.ts';
import type { ChangeView } from './change-view.ts';
import { launchSetStep } from './launch-set-step.ts';
import { fileUrl } from './links.ts';
import type { MetricView } from './metric-view.ts';
import { code, own, type Prose, say, toPlain } from './prose.ts';
import { findingFix, findingSays } from './texts.ts';
import { LAUNCH_SET_KINDS, LAUNCH_SET_WORDS, STATUSES_WORST_FIRST } from './words.ts';

/** One thing that blocks; `metric` is `null` for alerts, the launch set, the criteria. */
export interface BlockView {
  readonly id: string;
  readonly metric: MetricView | null;
  readonly what: Prose;
  readonly says: Prose;
  readonly fix: Prose;
  /** Lower is worse: what stays longest when rows must go. */
  readonly rank: number;
  /** Weakenings of the criteria, for the row that is about them. */
  readonly changes: readonly ChangeView[];
  /** Where it can be looked up; `null` where that has no address. */
  readonly url: string | null;
}

/** What blocks: what the change does to its own judge, metrics from the lowest layer up, then alerts and the launch set. */
export function blockingOf(
  outcome: Outcome,
  metrics: readonly MetricView[],
  changes: readonly ChangeView[],
): readonly BlockView[] {
  const blocks = outcome.blocking.map((id) => blockView(id, outcome, metrics, changes));
  const place = ({ id, metric }: BlockView) => {
    if (metric !== null) return METRIC_LAYERS.indexOf(metric.layer);
    return id === 'criteria' || id === 'workflow' ? -1 : METRIC_LAYERS.length;
  };
  return blocks.toSorted((a, b) => place(a) - place(b));
}

function blockView(
  id: string,
  outcome: Outcome,
  metrics: readonly MetricView[],
  changes: readonly ChangeView[],
): BlockView {
  const metric = metrics.find((one) => one.id === id) ?? null;
  if (metric !== null) {
    const { says, fix, url } = metric;
    const rank = STATUSES_WORST_FIRST.indexOf(metric.status);
    return { id, metric, what: say`${metric.name}`, says, fix, rank, changes: [], url };
  }
  if (id.startsWith('alert:')) return alertBlock(id, outcome, metrics);
  if (id === 'launch-set') return launchSetBlock(id, outcome);
  if (id === 'criteria') return criteriaBlock(id, outcome, changes);
  return id === 'workflow' ? workflowBlock(id, outcome) : findingBlock(id, code(id), outcome, null);
}

/** The criteria that this change weakens or introduces, or that cannot be used. */
function criteriaBlock(id: string, outcome: Outcome, changes: readonly ChangeView[]): BlockView {
  const { context } = outcome;
  const weakenings = changes.filter(({ kind }) => kind === 'weakened');
  const url = fileUrl(context, context.headSha, context.criteriaPath);
  if (weakenings.length === 0) return findingBlock(id, own('criteria'), outcome, outcome.introduced ? url : null);
  const says = own('This change weakens the criteria that it is judged by:');
  // What to do about it is the first step of the report, unless somebody has answered for it.
  return { id, metric: null, what: own('criteria'), says, fix: [], rank: -1, changes: weakenings, url };
}

function workflowBlock(id: string, outcome: Outcome): BlockView {
  const { context, findings } = outcome;
  const paths = findings.find(({ code: found }) => found === 'workflow-changed')?.args['paths'];
  const [path] = Array.isArray(paths) ? paths : [];
  const url = path === undefined ? null : fileUrl(context, context.headSha, path);
  return findingBlock(id, own('workflow'), outcome, url);
}

/** A block in the words of the finding that says the same: the first of its kind, else the first error. */
function findingBlock(id: string, what: Prose, outcome: Outcome, url: string | null): BlockView {
  const { findings } = outcome;
  const first =
    findings.find((finding) => finding.code.startsWith(`${id}-`)) ?? findings.find(({ level }) => level === 'error');
  const says = first === undefined ? own('It cannot be used.') : findingSays(first);
  const fix = first === undefined || outcome.cause === 'override' ? [] : findingFix(first);
  return { id, metric: null, what, says, fix, rank: -1, changes: [], url };
}

/** True for what the change does to its own judge: that is no metric, nor about one. */
export function isOfJudge({ id, metric }: BlockView): boolean {
  return metric === null && (id === 'criteria' || id === 'workflow');
}

/** What the change does to its own judge, without the advice that is the first step of the report already. */
export function withoutFirstStep(blocks: readonly BlockView[], firstStep: Prose | null): readonly BlockView[] {
  const first = toPlain(firstStep ?? []).toLowerCase();
  const isSaid = ({ fix }: BlockView) => fix.length > 0 && first.includes(toPlain(fix).toLowerCase());
  return blocks.map((block) => (isOfJudge(block) && isSaid(block) ? { ...block, fix: [] } : block));
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
  const [says, fix] = [alertSays(state), alertFix(state)];
  const url = metric?.url ?? null;
  return { id, metric: null, what: say`alert of ${metric?.name ?? id}`, says, fix, rank: 1.5, changes: [], url };
}

function launchSetBlock(id: string, outcome: Outcome): BlockView {
  const missing = outcome.launchSet?.missing ?? [];
  const words = LAUNCH_SET_KINDS.filter((kind) => missing.includes(kind)).map((kind) => LAUNCH_SET_WORDS[kind]);
  const says = own(words.length === 0 ? 'Not met.' : `Not enough is judged: ${words.join(', ')}.`);
  const fix = launchSetStep(outcome);
  return { id, metric: null, what: own('launch set'), says, fix, rank: 2.5, changes: [], url: null };
}
