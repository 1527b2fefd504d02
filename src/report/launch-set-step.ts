import type { LaunchSetKind } from '../core/launch-set.ts';
import type { Outcome } from '../core/outcome.ts';
import type { MetricResult } from '../core/result.ts';
import { alertFix, alertSays, alertStateOf } from './alert-view.ts';
import { metricName } from './evidence.ts';
import { joined, own, type Prose, say, sentences, toPlain } from './prose.ts';
import { LAUNCH_SET_KINDS, LAUNCH_SET_WORDS } from './words.ts';

const MOST_HOURS = 48;

/** What to do first where only the launch set blocks: for each part that is short, declare it or bring its evidence. */
export function launchSetStep(outcome: Outcome): Prose {
  const missing = outcome.launchSet?.missing ?? [];
  const steps = LAUNCH_SET_KINDS.filter((kind) => missing.includes(kind)).map((kind) => stepOf(kind, outcome));
  const said = steps.map(toPlain);
  return sentences(steps.filter((_, index) => said.indexOf(said[index] ?? '') === index));
}

function stepOf(kind: LaunchSetKind, outcome: Outcome): Prose {
  const candidates = outcome.results.filter(({ criterion }) => criterion.required && fits(kind, criterion));
  if (candidates.length === 0) return declare(kind, outcome);
  const waiting = candidates.filter((result) => !result.compared).map((result) => say`${metricName(result.criterion)}`);
  const internal = waiting.length === 0 ? withInternalEvidence(candidates, outcome) : [];
  if (internal.length > 0) return externalStep(internal);
  const alert = kind === 'alertedLeading' && waiting.length === 0 ? uncountedAlert(candidates, outcome) : null;
  if (alert !== null) return alert;
  if (waiting.length === 0)
    return say`What is declared as ${own(LAUNCH_SET_WORDS[kind])} does not count: see the criteria for the launch set`;
  const isNew = candidates.every(({ compared, reason }) => compared || reason.code === 'source-not-asked');
  const names = say`${joined(waiting.slice(0, 3), ', ')} (${own(LAUNCH_SET_WORDS[kind])})`;
  return isNew ? say`Merge the criteria first: from then on ${names} is read` : say`Bring evidence for ${names}`;
}

/** Where the criteria ask for external evidence: the metrics of users' outcomes whose value came with the run. */
function withInternalEvidence(candidates: readonly MetricResult[], { gate }: Outcome): readonly MetricResult[] {
  if (gate?.launchSet.externalEvidence !== true) return [];
  return candidates.filter(({ criterion, measurement }) => {
    const kind = measurement.kind === 'measured' ? measurement.provenance.kind : null;
    const isUsersOutcome = criterion.layer === 'product' || criterion.layer === 'business';
    return isUsersOutcome && kind !== 'live' && kind !== 'file';
  });
}

/** Which values do not count, and which would. */
function externalStep(written: readonly MetricResult[]): Prose {
  const names = joined(
    written.slice(0, 3).map(({ criterion }) => say`${metricName(criterion)}`),
    ', ',
  );
  const one = written.length === 1;
  return say`${names} ${own(one ? 'was' : 'were')} written during this run, and the criteria ask for external evidence: read ${own(one ? 'it' : 'them')} from a file that is committed, and that this change leaves alone`;
}

/** Why the alert of the first judged leading indicator does not count, and what makes it count. */
function uncountedAlert(candidates: readonly MetricResult[], outcome: Outcome): Prose | null {
  for (const { criterion } of candidates) {
    const state = alertStateOf(outcome, criterion.id);
    const name = metricName(criterion);
    if (state?.state === 'refuted' || state?.state === 'unknown') {
      if (outcome.blocking.includes(`alert:${criterion.id}`))
        return say`Mend the alert of ${name} first: as it is, it does not count`;
      return sentences([say`The alert of ${name} does not count`, alertSays(state), alertFix(state)]);
    }
    if (state?.state === 'declared' && outcome.gate?.launchSet.verifiedAlerts === true)
      return say`Add verify to the alert of ${name}, with the source and the rule to ask about: the criteria count only alerts that are verified`;
  }
  return null;
}

function fits(kind: LaunchSetKind, criterion: MetricResult['criterion']): boolean {
  return kind === 'alertedLeading' ? lacks(criterion).length === 0 : criterion.layer === kind;
}

function declare(kind: LaunchSetKind, outcome: Outcome): Prose {
  if (kind !== 'alertedLeading') return own(`Declare a required ${kind} metric with a target and a source`);
  const near = outcome.results.find(({ criterion }) => criterion.required && criterion.alert !== null);
  if (near !== undefined)
    return say`Complete the alert of ${metricName(near.criterion)}: it needs ${own(lacks(near.criterion).join(', '))}`;
  return own(
    `Give a task or product metric indicator: leading and an alert with when, within (at most ${MOST_HOURS}h) and notifies`,
  );
}

/** What keeps a metric from being an alerted leading indicator. */
function lacks({ indicator, layer, alert }: MetricResult['criterion']): readonly string[] {
  const within = alert?.withinSeconds ?? null;
  return [
    ...(layer === 'task' || layer === 'product' ? [] : ['to stand on the task or product layer']),
    ...(indicator === 'leading' ? [] : ['indicator: leading']),
    ...(alert?.when ? [] : ['when']),
    ...(within !== null && within <= MOST_HOURS * 3600 ? [] : [`within of at most ${MOST_HOURS}h`]),
    ...(alert?.notifies ? [] : ['notifies']),
  ];
}
