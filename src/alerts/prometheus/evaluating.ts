import type { AlertAnswer } from '../../core/alert-facts.ts';
import { DETECTION_LIMIT_SECONDS } from '../../core/detection-delay.ts';
import { readInstant } from '../../sources/timestamp.ts';
import type { Rule } from './rules.ts';

const LATE_INTERVALS = 2;
/** What may pass beyond one interval, however long that is. */
const MOST_SLACK_SECONDS = 2 * 60 * 60;
const LEAST_AGE_SECONDS = 120;

/** Whether a server evaluates a rule: lately, and without an error. */
export function isEvaluated(rule: Rule, nowMs: number): AlertAnswer {
  const { health, intervalSeconds, holdSeconds, hasError } = rule;
  if (health === 'err') return { answer: 'no', detail: 'its last evaluation failed; the server shows the error' };
  if (health !== 'ok') return noAnswer('the server does not say that its last evaluation went well');
  if (hasError) return noAnswer('the server calls it healthy and shows an error of its last evaluation');
  if (intervalSeconds === null) return noAnswer('the server does not say how often it is evaluated');
  if (intervalSeconds > DETECTION_LIMIT_SECONDS) {
    return { answer: 'no', detail: `only every ${intervalSeconds} s: an alert is to be there within 48 h` };
  }
  if (holdSeconds === null) return noAnswer('the server does not say how long it must hold before it fires');
  const last = readInstant(rule.lastEvaluation ?? '');
  if (!last.ok) return noAnswer('it has not been evaluated yet');
  const seconds = Math.round((nowMs - last.ms) / 1000);
  const late = Math.min(LATE_INTERVALS * intervalSeconds, MOST_SLACK_SECONDS);
  const slack = Math.max(intervalSeconds + late, LEAST_AGE_SECONDS);
  if (seconds > slack)
    return { answer: 'no', detail: `last evaluated ${seconds} s ago, every ${intervalSeconds} s is due` };
  if (-seconds > slack) return noAnswer('its last evaluation lies in the future: clocks differ');
  return { answer: 'yes', detail: `every ${intervalSeconds} s, the last went well` };
}

function noAnswer(detail: string): AlertAnswer {
  return { answer: 'unknown', because: 'no-answer', detail };
}
