import type { Layer } from '../core/layer.ts';
import type { Outcome } from '../core/outcome.ts';
import type { MetricResult } from '../core/result.ts';
import { alertFix, alertSays, alertStateOf, blockingAlerts } from './alert-view.ts';
import type { ChangeView } from './change-view.ts';
import { metricName, shownTarget, shownValue } from './evidence.ts';
import { launchSetStep } from './launch-set-step.ts';
import { takeBackOrOverride } from './override-guide.ts';
import { code, own, type Prose, say, sentences, toPlain } from './prose.ts';
import { isSourceFailure, resultFix, resultSays, unsetVariables } from './source-failure.ts';
import { findingFix, findingSays } from './texts.ts';
import { STATUSES_WORST_FIRST } from './words.ts';

/** The one thing to do first, for the top of every report; `null` where nothing blocks. */
export function firstStep(outcome: Outcome, changes: readonly ChangeView[]): Prose | null {
  if (outcome.gate === null) return firstFinding(outcome);
  // Once somebody has answered for what the change does to its judge, only what fails is left to do.
  const isAnswered = outcome.cause === 'override';
  const ofJudge = isAnswered ? null : stepForJudge(outcome, changes);
  if (ofJudge !== null) return ofJudge;
  // What nobody asked because the criteria are new is asked once they are merged: no step of its own.
  const blocking = outcome.results.filter(
    ({ criterion, reason }) => outcome.blocking.includes(criterion.id) && reason.code !== 'source-not-asked',
  );
  const metric = atTheBreak(outcome, blocking) ?? worst(blocking);
  if (metric !== null) return stepFor(metric, outcome);
  if (outcome.blocking.length === 0) return null;
  if (isAnswered) return null;
  if (outcome.blocking.includes('criteria')) return blockStep('criteria-', outcome);
  const [alerted] = blockingAlerts(outcome);
  if (alerted !== undefined) return alertStep(alerted, outcome);
  if (outcome.blocking.includes('launch-set')) return launchSetStep(outcome);
  return say`clear ${code(outcome.blocking[0] ?? '')}`;
}

function firstFinding(outcome: Outcome): Prose | null {
  const finding = outcome.findings.find((one) => one.level === 'error');
  if (finding === undefined) return null;
  // What has no line has no place in a file either: the inputs, the event, GitHub.
  if (finding.at.line === null && !finding.code.startsWith('criteria-'))
    return sentences([findingSays(finding), findingFix(finding)]);
  const line = finding.at.line === null ? '' : `:${finding.at.line}`;
  return say`${code(`${finding.at.path}${line}`)}: ${sentences([findingSays(finding), findingFix(finding)])}`;
}

/** What the change does to its own judge comes first: until someone answers for it, no value counts. */
function stepForJudge(outcome: Outcome, changes: readonly ChangeView[]): Prose | null {
  const isWeakened = changes.some(({ kind }) => kind === 'weakened');
  if (outcome.blocking.includes('criteria') && isWeakened)
    return own(`this pull request weakens its own criteria. ${takeBackOrOverride(outcome)}`);
  return outcome.blocking.includes('workflow') ? blockStep('workflow-', outcome) : null;
}

/** What the first finding of a kind says to do; what it says stands in the list of what blocks. */
function blockStep(prefix: string, outcome: Outcome): Prose | null {
  const finding = outcome.findings.find(({ code }) => code.startsWith(prefix));
  return finding === undefined ? null : afterColon(sentences([findingFix(finding)]));
}

/** Our own words behind a colon begin with a small letter. */
function afterColon([first, ...rest]: Prose): Prose {
  if (first?.kind !== 'own') return first === undefined ? [] : [first, ...rest];
  return [...own(`${first.text.charAt(0).toLowerCase()}${first.text.slice(1)}`), ...rest];
}

/** A failing metric of the layer where the stack breaks, or an undecided one that hides where it breaks. */
function atTheBreak(outcome: Outcome, blocking: readonly MetricResult[]): MetricResult | null {
  const { diagnosis } = outcome;
  if (diagnosis === null) return null;
  const on = (layers: readonly Layer[], fails: boolean) =>
    blocking.find(
      (one) => layers.some((layer) => layer === one.criterion.layer) && (one.status === 'fail') === fails,
    ) ?? null;
  const hidden = diagnosis.measure.length > 0 ? on(diagnosis.measure, false) : null;
  return hidden ?? (diagnosis.to === null ? null : on([diagnosis.to], true));
}

function worst(blocking: readonly MetricResult[]): MetricResult | null {
  const ranked = blocking.toSorted(
    (a, b) => STATUSES_WORST_FIRST.indexOf(a.status) - STATUSES_WORST_FIRST.indexOf(b.status),
  );
  return ranked[0] ?? null;
}

function alertStep({ criterion }: MetricResult, outcome: Outcome): Prose {
  const state = alertStateOf(outcome, criterion.id);
  const says = alertSays(state);
  return say`alert of ${metricName(criterion)}: ${inShort(says, alertFix(state), says, ALERT_AT_A_GLANCE)}`;
}

function stepFor(result: MetricResult, outcome: Outcome): Prose {
  const { criterion } = result;
  const name = say`${own(criterion.layer)} metric ${metricName(criterion)}`;
  if (result.status === 'fail') {
    const step = say`${name} is ${shownValue(result)}, target ${shownTarget(result)}`;
    return outcome.diagnosis?.code === 'diverges-product-business'
      ? say`take this to product leadership, not to the model: ${step}`
      : step;
  }
  const [says, fix] = [resultSays(result, outcome.findings), resultFix(result, outcome.findings)];
  const source = isSourceFailure(result) ? say` (source ${code(String(result.reason.args['source'] ?? ''))})` : [];
  // What a source said of its failure names what is wrong; of a variable that is not set the advice does.
  const isSaid = unsetVariables(result, outcome.findings) === null && (result.reason.args['detail'] ?? '') !== '';
  return say`${name}${source}: ${inShort(says, fix, isSaid ? says : fix)}`;
}

/** Characters of the first step that are read at a glance, behind the name of what it is about. */
const AT_A_GLANCE = 160;
/** What is wrong with an alert takes the name of its rule and where it was asked about. */
const ALERT_AT_A_GLANCE = 320;

/** A reason with its advice, or only what says more of them where both are long: the list of what blocks has them whole. */
function inShort(says: Prose, fix: Prose, more: Prose, most = AT_A_GLANCE): Prose {
  const whole = sentences([says, fix]);
  return more.length === 0 || toPlain(whole).length <= most ? whole : afterColon(sentences([more]));
}
