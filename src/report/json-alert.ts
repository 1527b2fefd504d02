import type { AlertAnswer, AlertFacts, AlertQuestion } from '../core/alert-facts.ts';
import { firesText } from '../core/alert-threshold.ts';
import type { AlertDelay, AlertState } from '../core/result.ts';
import { number, text } from './json-values.ts';
import { toPlain } from './prose.ts';
import type { Report } from './report-schema.ts';
import { reasonSays } from './texts.ts';
import { ALERT_WORDS } from './words.ts';

type AlertReport = NonNullable<Report['metrics'][number]['alert']>;

/** A metric's alert as the JSON report holds it. */
export function alertReport(alert: AlertState | null): AlertReport | null {
  if (alert === null) return null;
  return {
    state: alert.state,
    rule: text(alert.rule),
    where: text(alert.where),
    detects_within_seconds: number(alert.detectsWithinSeconds),
    text: alert.reason === null ? ALERT_WORDS[alert.state] : toPlain(reasonSays(alert.reason)),
    fires: text(firesText(alert.facts?.fires)),
    answers: alert.facts === null ? null : answersReport(alert.facts),
    delay: delayReport(alert.delay ?? null),
    notes: alert.facts === null ? null : notesOf(alert.facts),
  };
}

function notesOf({ notes }: AlertFacts): string[] {
  return (notes ?? []).map((note) => text(note) ?? '');
}

function answersReport({ answers, state }: AlertFacts): AlertReport['answers'] {
  const of = (question: AlertQuestion): AlertAnswer['answer'] => {
    const given: AlertAnswer | undefined = answers[question];
    return given?.answer ?? 'unknown';
  };
  return {
    exists: of('exists'),
    enabled: of('enabled'),
    evaluating: of('evaluating'),
    muted: of('muted'),
    notifies: of('notifies'),
    watches: of('watches'),
    state,
  };
}

/** The computed delay with its parts, in seconds; `null` where any of it is no finite number. */
function delayReport(delay: AlertDelay | null): AlertReport['delay'] {
  if (delay === null || ![delay.seconds, ...Object.values(delay.parts)].every(Number.isFinite)) return null;
  const { badShare, ...parts } = delay.parts;
  const { lag, refresh, window, interval, hold, recording, group, route } = parts;
  const shown = { lag, refresh, window, bad_share: badShare, interval, hold, recording, group, route };
  return { seconds: delay.seconds, by: delay.by, ...shown };
}
