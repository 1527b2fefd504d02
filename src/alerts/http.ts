import {
  ALERT_QUESTIONS,
  type AlertAnswer,
  type AlertFacts,
  type AlertQuestion,
  type AlertUnanswered,
} from '../core/alert-facts.ts';
import type { DetectionDelay } from '../core/detection-delay.ts';
import type { SourceError, SourceFailure } from '../core/measurement.ts';
import type { Budget } from '../sources/evaluate.ts';
import { objection } from '../sources/http/conditions.ts';
import { numberIn } from '../sources/http/read-response.ts';
import { hostOf, renderRequest } from '../sources/http/render-request.ts';
import { settledResponse } from '../sources/http/settled-response.ts';
import { sourceCheck } from '../sources/http/source-check.ts';
import { stepBudget } from '../sources/http/step-budget.ts';
import { whenIdle } from '../sources/http/when-idle.ts';
import { answerOf, figureOf } from '../sources/pick.ts';
import type { Source } from '../sources/source.ts';
import { kindOf, quoted, SourceProblem } from '../sources/source-problem.ts';
import { connectionOf } from '../sources/transport/connection.ts';
import { tooOld } from './prometheus/ask-api.ts';
import type { AlertRequest, AlertVerifier, AlertWorld } from './verifier.ts';

type Keys = Readonly<Record<string, unknown>>;

/** Any alerting system that answers JSON: each question is an expression, and what a response does not say is not known. */
export const httpAlerts: AlertVerifier = {
  type: 'http',
  async verify(source, request, world) {
    const where = hostOf(source.keys['url']);
    const response = await responseFor(source, request, world);
    if (!response.ok) return unanswered(response.code, response.detail, where);
    const old = tooOld(response);
    if (old !== null) return unanswered(old.code, old.detail, where);
    const budget = stepBudget(world.network, source.id);
    const facts = await whenIdle(world.network, where, () => factsOf(response.value, request, where, budget));
    return 'ok' in facts ? unanswered(facts.code, facts.detail, where) : facts;
  },
};

async function responseFor(source: Source, { keys, labels }: AlertRequest, { network }: AlertWorld) {
  const config = (detail: string) => ({ ok: false, code: 'config', detail }) as const;
  if (Object.keys(labels).length > 0)
    return config('labels select nothing here: let query, json or the expressions select the rule');
  const rendered = renderRequest(source.keys, keys);
  if (!rendered.ok) return config(rendered.detail);
  const once = { until: undefined, everyMs: 0 };
  try {
    return await settledResponse(network, connectionOf(source), rendered.asking, await sourceCheck(source), once);
  } catch (error) {
    if (error instanceof SourceProblem) return { ok: false, code: error.code, detail: error.message } as const;
    throw error;
  }
}

function factsOf(
  response: unknown,
  { rule, keys }: AlertRequest,
  where: string,
  budget: Budget,
): AlertFacts | AlertUnanswered {
  const refused = objection(response, keys, budget);
  if (refused !== null) return unanswered(refused.code, refused.detail, where);
  const answers = Object.fromEntries(
    ALERT_QUESTIONS.map((question) => [question, answerTo(response, keys[question], question, budget)]),
  ) as Record<AlertQuestion, AlertAnswer>; // every question of the closed list is there
  const delay = delayOf(response, keys['delay-seconds'], budget);
  // Of a rule that is not there nobody says how fast it is.
  if (!delay.ok && answers.exists.answer === 'yes') return unanswered(delay.code, delay.detail, where);
  return {
    kind: 'answered',
    rule,
    where,
    answers,
    state: stateOf(response, keys, budget),
    fires: null,
    delay: delay.ok ? delay.value : null,
  };
}

function answerTo(response: unknown, expression: unknown, question: string, budget: Budget): AlertAnswer {
  if (typeof expression !== 'string')
    return { answer: 'unknown', because: 'cannot-tell', detail: `no expression says it: write ${question}` };
  const picked = answerOf(response, expression, budget);
  const noAnswer = (detail: string) => ({ answer: 'unknown', because: 'no-answer', detail }) as const;
  if (!picked.ok) return noAnswer(picked.detail);
  const { value } = picked;
  if (typeof value === 'boolean') return { answer: value ? 'yes' : 'no', detail: `by ${quoted(expression)}` };
  if (value === null || value === undefined) return noAnswer(`the response does not say it at ${quoted(expression)}`);
  return noAnswer(`${quoted(expression)} gives ${kindOf(value)}; it must give true or false`);
}

/** Firing where that is said; inactive only where everything that was asked says no. */
function stateOf(response: unknown, keys: Keys, budget: Budget): AlertFacts['state'] {
  const firing = answerTo(response, keys['firing'], 'firing', budget).answer;
  if (firing !== 'no') return firing === 'yes' ? 'firing' : 'unknown';
  if (typeof keys['pending'] !== 'string') return 'inactive';
  const pending = answerTo(response, keys['pending'], 'pending', budget).answer;
  return pending === 'unknown' ? 'unknown' : pending === 'yes' ? 'pending' : 'inactive';
}

type Delay =
  | { readonly ok: true; readonly value: DetectionDelay | null }
  | { readonly ok: false; readonly code: SourceFailure['code']; readonly detail: string };

/** The system's own figure as one part: what it is made of is not known here, and counted whole. */
function delayOf(response: unknown, expression: unknown, budget: Budget): Delay {
  if (typeof expression !== 'string') return { ok: true, value: null };
  const read = numberIn(figureOf(response, expression, budget), expression);
  if (!read.ok) return { ok: false, code: read.failure.code, detail: `delay-seconds: ${read.failure.detail}` };
  if (read.value === null)
    return { ok: false, code: 'no-data', detail: `delay-seconds: the response has nothing at ${quoted(expression)}` };
  if (read.value < 0) return { ok: false, code: 'bad-response', detail: 'delay-seconds is a negative number' };
  const none = { refresh: 0, window: 0, interval: 0, hold: 0, recording: 0, group: 0, route: 0 };
  return { ok: true, value: { parts: { lag: read.value, ...none, badShare: 1 }, seconds: read.value } };
}

function unanswered(code: SourceFailure['code'], detail: string, where: string): AlertUnanswered {
  return { kind: 'unanswered', code: errorOf(code), detail, where };
}

/** Of values that are no fit for a metric, an alert knows only that the response is not as expected. */
function errorOf(code: SourceFailure['code']): SourceError {
  return code === 'wrong-type' || code === 'impossible-count' || code === 'out-of-range' ? 'bad-response' : code;
}
