import {
  type Declared,
  delayOf,
  knownSeconds,
  partsArgs,
  tooSlow,
  unsureOfParts,
  withCertainDelay,
} from './alert-delay.ts';
import {
  ALERT_QUESTIONS,
  type AlertAnswer,
  type AlertFacts,
  type AlertQuestion,
  type AlertReport,
  type AlertUnanswered,
} from './alert-facts.ts';
import type { AlertReasonCode, REFUTED_REASONS } from './alert-reason-codes.ts';
import { firesText, heldAgainstWhen } from './alert-threshold.ts';
import type { Alert } from './criterion.ts';
import { declaredDelay } from './declared-delay.ts';
import { DETECTION_LIMIT_SECONDS } from './detection-delay.ts';
import type { TextArgs } from './finding.ts';
import type { AlertState } from './result.ts';
import type { Alerted } from './traffic-window.ts';

type RefutedReason = (typeof REFUTED_REASONS)[number];

/** Per question the answer that is known to be bad, and its reason; worst first. */
const BAD_ANSWERS: readonly (readonly [AlertQuestion, 'yes' | 'no', RefutedReason])[] = [
  ['exists', 'no', 'alert-missing'],
  ['enabled', 'no', 'alert-disabled'],
  ['evaluating', 'no', 'alert-not-evaluating'],
  ['notifies', 'no', 'alert-unrouted'],
  ['muted', 'yes', 'alert-muted'],
  ['watches', 'no', 'alert-watches-other'],
];

/** Without a yes to these there is no alert, so that not even "the system cannot tell" is good enough. */
const NEEDED: readonly AlertQuestion[] = ['exists', 'enabled', 'evaluating'];
const STATES: readonly AlertFacts['state'][] = ['inactive', 'pending', 'firing'];

/**
 * Judges an alert by what the alerting system said, and by the declared parts of its delay where that does not say how
 * long it takes: `declared` where nobody was to be asked, `refuted` for a known bad, `unknown` where something may be
 * bad, `partly-verified` where the system has no means to tell or the rule fires at fewer values than declared, else
 * `verified`. Without `metric` it is not known how much traffic the alert needs.
 */
export function judgeAlert(given: Alert, reported: AlertReport | null, metric: Alerted | null = null): AlertState {
  const alert: Declared = { ...given, declaredDelay: declaredDelay(given, metric) };
  if (alert.verify === null) return onlyDeclared(alert);
  const { rule } = alert.verify;
  if (reported === null || reported.kind === 'not-asked') {
    return stateOf('unknown', alert, reason('alert-not-asked', { rule, where: null }), null, null);
  }
  if (reported.kind === 'unanswered') return unanswered(alert, rule, reported);
  const report = withCertainDelay(alert, reported);
  const bad = knownBad(alert, report);
  if (bad !== null) return answered('refuted', alert, report, bad.code, bad.args);
  const unsure = firstUnsure(report) ?? unsureOfParts(alert, report);
  if (unsure !== null) return answered('unknown', alert, report, 'alert-unsure', unsure);
  const untold = untoldOf(report);
  const held = heldAgainstWhen(alert.when, report.fires);
  if (untold.length > 0 || held !== 'kept') {
    const differs = held === 'kept' ? {} : thresholdArgs(alert, report);
    return answered('partly-verified', alert, report, 'alert-partly-verified', { unknown: untold, ...differs });
  }
  return answered('verified', alert, report, 'alert-verified', {});
}

/** Nobody is to be asked: `within` is taken at its word, unless parts are declared that say otherwise. */
function onlyDeclared(alert: Declared): AlertState {
  const unsure = unsureOfParts(alert, null);
  if (unsure !== null) return stateOf('unknown', alert, reason('alert-unsure', unsure), null, null);
  const slow = tooSlow(alert, alert.declaredDelay?.seconds ?? null);
  if (slow === null) return stateOf('declared', alert, null, null, null);
  const args = { ...sharedArgs(alert, null), ...partsArgs(delayOf(alert, null)) };
  return stateOf('refuted', alert, reason(slow, args), null, null);
}

function unanswered(alert: Declared, rule: string, { code, detail, where }: AlertUnanswered): AlertState {
  const why = code === 'ambiguous' ? 'alert-ambiguous' : 'alert-unanswered';
  return stateOf('unknown', alert, reason(why, { code, detail, rule, where }), null, where);
}

/** The worst of what is known to be bad, or `null`. */
function knownBad(
  alert: Declared,
  facts: AlertFacts,
): { readonly code: RefutedReason; readonly args: TextArgs } | null {
  for (const [question, bad, code] of BAD_ANSWERS) {
    const found = answerTo(facts, question);
    if (found.answer === bad) return { code, args: { question, detail: found.detail } };
  }
  if (heldAgainstWhen(alert.when, facts.fires) === 'opposite')
    return { code: 'alert-other-direction', args: thresholdArgs(alert, facts) };
  if (facts.state === 'firing') return { code: 'alert-firing', args: {} };
  const least = knownSeconds(facts);
  const slow = tooSlow(alert, least);
  const delay = delayOf(alert, facts);
  if (slow !== null)
    return { code: slow, args: { seconds: least, ...(delay?.by === 'system' ? partsArgs(delay) : {}) } };
  const slowByParts = tooSlow(alert, delay?.seconds ?? null);
  return slowByParts === null ? null : { code: slowByParts, args: partsArgs(delay) };
}

/** What the rule compares with, and what the criteria say of it. */
function thresholdArgs({ when }: Alert, { fires }: AlertFacts): TextArgs {
  return { fires: firesText(fires), when: when?.text ?? null };
}

/** The first question whose answer may be the bad one, with its evidence, or `null`. */
function firstUnsure(facts: AlertFacts): TextArgs | null {
  for (const question of ALERT_QUESTIONS) {
    const found = answerTo(facts, question);
    const mayBeBad = found.answer === 'unknown' && found.because !== 'cannot-tell';
    if (mayBeBad || (NEEDED.includes(question) && found.answer !== 'yes')) {
      return { question, detail: found.detail, because: found.answer === 'unknown' ? found.because : null };
    }
  }
  if (!STATES.includes(facts.state)) return { question: 'state', detail: 'the system does not say whether it fires' };
  const isGiven = facts.delay !== null || (facts.delayAtLeast ?? null) !== null;
  if (isGiven && knownSeconds(facts) === null) {
    return { question: 'delay', detail: 'what the system says of its timing is not usable' };
  }
  return null;
}

/** What nobody can know, in the order of the report. */
function untoldOf(facts: AlertFacts): readonly string[] {
  const untold: string[] = ALERT_QUESTIONS.filter((question) => answerTo(facts, question).answer === 'unknown');
  if (facts.firesUntold === true && facts.fires === null) untold.push('fires');
  return facts.delay === null ? [...untold, 'delay'] : untold;
}

/** Facts come from a system's answers: one that is left out or malformed counts as not given. */
function answerTo(facts: AlertFacts, question: AlertQuestion): AlertAnswer {
  const found: AlertAnswer | undefined = facts.answers[question];
  switch (found?.answer) {
    case 'yes':
    case 'no':
      return found;
    case 'unknown':
      return found;
    case undefined:
      return { answer: 'unknown', because: 'no-answer', detail: 'no answer was given' };
    default:
      found satisfies never;
      return { answer: 'unknown', because: 'no-answer', detail: 'no answer was given' };
  }
}

function sharedArgs(alert: Declared, facts: AlertFacts | null): TextArgs {
  return {
    rule: facts?.rule ?? null,
    where: facts?.where ?? null,
    state: facts?.state ?? null,
    seconds: delayOf(alert, facts)?.seconds ?? null,
    within: alert.withinSeconds,
    limit: DETECTION_LIMIT_SECONDS,
  };
}

function answered(
  state: AlertState['state'],
  alert: Declared,
  facts: AlertFacts,
  code: AlertReasonCode,
  args: TextArgs,
): AlertState {
  return stateOf(state, alert, reason(code, { ...sharedArgs(alert, facts), ...args }), facts, facts.where);
}

function stateOf(
  state: AlertState['state'],
  alert: Declared,
  why: AlertState['reason'],
  facts: AlertFacts | null,
  where: string | null,
): AlertState {
  const delay = delayOf(alert, facts);
  return {
    state,
    rule: facts?.rule ?? alert.verify?.rule ?? null,
    where,
    detectsWithinSeconds: delay?.seconds ?? alert.withinSeconds,
    ...(delay === null ? {} : { delay }),
    reason: why,
    facts,
  };
}

function reason(code: AlertReasonCode, args: TextArgs): NonNullable<AlertState['reason']> {
  return { code, args };
}
