import type { AlertAnswer } from '../../core/alert-facts.ts';

/** Whether an alert is silenced, by what holds for each set of labels that its series have: they are to agree. */
export function mutedTogether(muted: readonly AlertAnswer[]): AlertAnswer {
  const [first] = muted;
  if (first === undefined) return { answer: 'unknown', because: 'no-answer', detail: 'its labels are not known' };
  const unsure = muted.find(({ answer }) => answer === 'unknown');
  if (unsure !== undefined) return unsure;
  const silenced = muted.find(({ answer }) => answer === 'yes');
  if (silenced === undefined || muted.every(({ answer }) => answer === 'yes')) return silenced ?? first;
  return { answer: 'unknown', because: 'no-answer', detail: `for some of its series only: ${silenced.detail}` };
}
