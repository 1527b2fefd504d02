import type { AlertAnswer } from '../../core/alert-facts.ts';
import { readInstant } from '../../sources/timestamp.ts';
import type { Rule } from './rules.ts';

const LATE_INTERVALS = 3;
const LEAST_SLACK_SECONDS = 120;

/** Whether a server evaluates a rule: lately, and without an error. */
export function isEvaluated(rule: Rule, nowMs: number): AlertAnswer {
  const { health, intervalSeconds } = rule;
  if (health === 'err') return { answer: 'no', detail: 'its last evaluation failed; the server shows the error' };
  if (health !== 'ok') return noAnswer('the server does not say that its last evaluation went well');
  if (intervalSeconds === null) return noAnswer('the server does not say how often it is evaluated');
  const last = readInstant(rule.lastEvaluation ?? '');
  if (!last.ok) return noAnswer('it has not been evaluated yet');
  const seconds = Math.round((nowMs - last.ms) / 1000);
  const slack = Math.max(LATE_INTERVALS * intervalSeconds, LEAST_SLACK_SECONDS);
  if (seconds > slack)
    return { answer: 'no', detail: `last evaluated ${seconds} s ago, every ${intervalSeconds} s is due` };
  if (-seconds > slack) return noAnswer('its last evaluation lies in the future: clocks differ');
  return { answer: 'yes', detail: `every ${intervalSeconds} s, the last went well` };
}

function noAnswer(detail: string): AlertAnswer {
  return { answer: 'unknown', because: 'no-answer', detail };
}
