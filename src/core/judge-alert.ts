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
import { areUsable, DETECTION_LIMIT_SECONDS, type DetectionDelay } from './detection-delay.ts';
import type { TextArgs } from './finding.ts';
import type { AlertState } from './result.ts';

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
 * Judges an alert by what the alerting system said: `declared` where nobody was to be asked, `refuted` for a known bad,
 * `unknown` where something may be bad, `partly-verified` where the system has no means to tell or the rule fires at fewer
 * values than declared, else `verified`.
 */
export function judgeAlert(alert: Alert, reported: AlertReport | null): AlertState {
  if (alert.verify === null) return stateOf('declared', alert, null, null, null);
  const { rule } = alert.verify;
  if (reported === null || reported.kind === 'not-asked') {
    return stateOf('unknown', alert, reason('alert-not-asked', { rule, where: null }), null, null);
  }
  if (reported.kind === 'unanswered') return unanswered(alert, rule, reported);
  const report = withCertainDelay(alert, reported);
  const bad = knownBad(alert, report);
  if (bad !== null) return answered('refuted', alert, report, bad.code, bad.args);
  const unsure = firstUnsure(report);
  if (unsure !== null) return answered('unknown', alert, report, 'alert-unsure', unsure);
  const untold = untoldOf(report);
  const held = heldAgainstWhen(alert.when, report.fires);
  if (untold.length > 0 || held !== 'kept') {
    const differs = held === 'kept' ? {} : thresholdArgs(alert, report);
    return answered('partly-verified', alert, report, 'alert-partly-verified', { unknown: untold, ...differs });
  }
  return answered('verified', alert, report, 'alert-verified', {});
}

function unanswered(alert: Alert, rule: string, { code, detail, where }: AlertUnanswered): AlertState {
  const why = code === 'ambiguous' ? 'alert-ambiguous' : 'alert-unanswered';
  return stateOf('unknown', alert, reason(why, { code, detail, rule, where }), null, where);
}

/** The worst of what is known to be bad, or `null`. */
function knownBad(alert: Alert, facts: AlertFacts): { readonly code: RefutedReason; readonly args: TextArgs } | null {
  for (const [question, bad, code] of BAD_ANSWERS) {
    const found = answerTo(facts, question);
    if (found.answer === bad) return { code, args: { question, detail: found.detail } };
  }
  if (heldAgainstWhen(alert.when, facts.fires) === 'opposite')
    return { code: 'alert-other-direction', args: thresholdArgs(alert, facts) };
  if (facts.state === 'firing') return { code: 'alert-firing', args: {} };
  const seconds = knownSeconds(facts);
  if (seconds !== null && seconds > DETECTION_LIMIT_SECONDS) return { code: 'alert-over-limit', args: { seconds } };
  if (seconds !== null && alert.withinSeconds !== null && !(seconds <= alert.withinSeconds)) {
    return { code: 'alert-over-within', args: { seconds } };
  }
  return null;
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

/** A delay that is too long on one of several possible ways only is not known to be so, nor that it is not. */
function withCertainDelay(alert: Alert, facts: AlertFacts): AlertFacts {
  const slowest = usableDelay(facts)?.seconds ?? null;
  const least = facts.delayAtLeast ?? null;
  const most = Math.min(alert.withinSeconds ?? DETECTION_LIMIT_SECONDS, DETECTION_LIMIT_SECONDS);
  if (slowest === null || least === null || slowest <= most || !(least >= 0 && least <= most)) return facts;
  return { ...facts, delay: null };
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

/** The delay, or where it is not known the least that it can be. */
function knownSeconds(facts: AlertFacts): number | null {
  if (facts.delay !== null) return usableDelay(facts)?.seconds ?? null;
  const least = facts.delayAtLeast ?? null;
  return least !== null && Number.isFinite(least) && least >= 0 ? least : null;
}

function usableDelay({ delay }: AlertFacts): DetectionDelay | null {
  if (delay === null || !areUsable(delay.parts)) return null;
  return Number.isFinite(delay.seconds) && delay.seconds >= 0 ? delay : null;
}

function answered(
  state: AlertState['state'],
  alert: Alert,
  facts: AlertFacts,
  code: AlertReasonCode,
  args: TextArgs,
): AlertState {
  const shared = {
    rule: facts.rule,
    where: facts.where,
    state: facts.state,
    seconds: usableDelay(facts)?.seconds ?? null,
    within: alert.withinSeconds,
    limit: DETECTION_LIMIT_SECONDS,
  };
  return stateOf(state, alert, reason(code, { ...shared, ...args }), facts, facts.where);
}

function stateOf(
  state: AlertState['state'],
  alert: Alert,
  why: AlertState['reason'],
  facts: AlertFacts | null,
  where: string | null,
): AlertState {
  const computed = facts === null ? null : usableDelay(facts);
  return {
    state,
    rule: facts?.rule ?? alert.verify?.rule ?? null,
    where,
    detectsWithinSeconds: computed?.seconds ?? alert.withinSeconds,
    reason: why,
    facts,
  };
}

function reason(code: AlertReasonCode, args: TextArgs): NonNullable<AlertState['reason']> {
  return { code, args };
}
