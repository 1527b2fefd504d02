import { ALERT_QUESTIONS, type AlertAnswer, type AlertFacts, type AlertQuestion } from '../core/alert-facts.ts';
import { firesText } from '../core/alert-threshold.ts';
import type { Alert } from '../core/criterion.ts';
import type { Outcome } from '../core/outcome.ts';
import type { AlertDelay, AlertState, MetricResult } from '../core/result.ts';
import { delayParts } from './delay-parts.ts';
import { formatDelay, formatDuration } from './durations.ts';
import { metricName } from './evidence.ts';
import { questionWords } from './messages/reasons-alert.ts';
import { code, joined, own, type Prose, say, sentence } from './prose.ts';
import { reasonFix, reasonSays } from './texts.ts';
import { ALERT_WORDS } from './words.ts';

/** One alert as shown: what it is and what was found, and beneath it what was answered, with the evidence. */
export interface AlertView {
  readonly metric: string;
  readonly state: AlertState['state'];
  readonly line: Prose;
  /** One for each answer; none where nobody answered. */
  readonly answers: readonly Prose[];
}

/** The state of a metric's alert; `null` where nothing is known of it. */
export function alertStateOf(outcome: Outcome, metric: string): AlertState | null {
  return Object.hasOwn(outcome.alerts, metric) ? (outcome.alerts[metric] ?? null) : null;
}

/** The alerts of all metrics that have one, in the file's order. */
export function alertViews(outcome: Outcome): readonly AlertView[] {
  return outcome.results.flatMap((result) => {
    const { alert, id } = result.criterion;
    const state = alertStateOf(outcome, id);
    return alert === null || state === null ? [] : [alertView(result, alert, state)];
  });
}

function alertView({ criterion }: MetricResult, alert: Alert, state: AlertState): AlertView {
  const when = alert.when === null ? [] : say` when ${code(alert.when.text)}`;
  const within = alert.withinSeconds === null ? [] : own(` within ${formatDuration(alert.withinSeconds)}`);
  const notifies = alert.notifies === null ? [] : say`, notifies ${alert.notifies}`;
  const declared = say`${metricName(criterion)}: alerts${when}${within}${notifies}`;
  return {
    metric: criterion.id,
    state: state.state,
    line: say`${declared}: ${joined([foundOf(state), placeOf(state), ...measuredOf(state)], '; ')}`,
    answers: state.facts === null ? [] : answersOf(state.facts),
  };
}

/** What was found, in a few words: `verified`, or what is wrong. */
function foundOf(state: AlertState): Prose {
  switch (state.state) {
    case 'refuted':
    case 'unknown':
      return say`${own(wasAsked(state) ? ALERT_WORDS[state.state] : 'not asked yet')}${state.reason === null ? [] : say` (${code(state.reason.code)})`}`;
    case 'partly-verified':
      return say`${own(ALERT_WORDS[state.state])}${otherwise(state)}${own(untold(state))}`;
    default:
      return own(ALERT_WORDS[state.state]);
  }
}

/** False where the criteria are new, so that nobody was asked. */
function wasAsked({ reason }: AlertState): boolean {
  return reason?.code !== 'alert-not-asked';
}

/** `, fires at > 0.99, the criteria promise > 0.15`; empty where both agree. */
function otherwise({ reason }: AlertState): Prose {
  const [fires, when] = [reason?.args['fires'], reason?.args['when']];
  if (typeof fires !== 'string' || typeof when !== 'string') return [];
  return say`, fires at ${code(fires)}, the criteria promise ${code(when)}`;
}

/** `: whether somebody is notified not known`; empty where the reason does not say. */
function untold({ reason }: AlertState): string {
  const unknown = reason?.args['unknown'];
  if (!Array.isArray(unknown) || unknown.length === 0) return '';
  return `, not known: ${questionWords(unknown)}`;
}

function placeOf({ rule, where }: AlertState): Prose {
  const at = where === null || where === '' ? [] : say` at ${code(where)}`;
  return rule === null ? [] : say`rule ${code(rule)}${at}`;
}

/** The computed delay with its parts, and whether the alert is pending. */
function measuredOf({ facts, delay }: AlertState): readonly Prose[] {
  const pending = facts?.state === 'pending' ? [own('pending now')] : [];
  return delay ? [own(delayWords(delay)), ...pending] : pending;
}

/** `detects within 25.3 h: 24 h window + 5 min interval + …`; the parts add up to the whole. */
export function delayWords({ parts, seconds, by }: AlertDelay): string {
  const shown = delayParts(parts, by);
  const whose = by === 'criteria' ? ' by its declared parts' : '';
  return `detects within ${formatDelay(seconds)}${whose}${shown.length < 2 ? '' : `: ${shown.join(' + ')}`}`;
}

const LABELS: Readonly<Record<AlertQuestion, string>> = {
  exists: 'exists',
  enabled: 'switched on',
  evaluating: 'evaluated',
  muted: 'silenced',
  notifies: 'notifies somebody',
  watches: 'watches this metric',
};

function answersOf(facts: AlertFacts): readonly Prose[] {
  const line = (question: AlertQuestion) => answerLine(LABELS[question], facts.answers[question]);
  // Of a rule that is not there nothing else can be known.
  if (facts.answers.exists?.answer === 'no') return [line('exists')];
  const fires = firesText(facts.fires);
  return [
    ...ALERT_QUESTIONS.map(line),
    ...(fires === null ? [] : [say`fires at: ${code(fires)}`]),
    own(`state: ${facts.state}`),
    ...(facts.notes ?? []).map((note) => say`note: ${sentence(note)}`),
  ];
}

/** Facts come from a system's answers: one that is left out must not keep the report from being written. */
function answerLine(label: string, answer: AlertAnswer | undefined): Prose {
  if (answer === undefined) return own(`${label}: unknown`);
  const detail = answer.detail.trim() === '' ? [] : say` (${sentence(answer.detail)})`;
  const cannot = answer.answer === 'unknown' && answer.because === 'cannot-tell' ? ', the system cannot tell' : '';
  return say`${own(`${label}: ${answer.answer}${cannot}`)}${detail}`;
}

/** Why an alert blocks. */
export function alertSays(state: AlertState | null): Prose {
  if (state?.reason) return reasonSays(state.reason);
  return own(`It is ${state === null ? 'not known' : ALERT_WORDS[state.state]}.`);
}

/** What to do about an alert that blocks. */
export function alertFix(state: AlertState | null): Prose {
  return state?.reason ? reasonFix(state.reason) : [];
}

/** Metrics whose alert blocks, in the order of the file. */
export function blockingAlerts({ results, blocking }: Outcome): readonly MetricResult[] {
  return results.filter(({ criterion }) => blocking.includes(`alert:${criterion.id}`));
}
