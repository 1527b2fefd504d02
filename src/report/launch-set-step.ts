import type { LaunchSetKind } from '../core/launch-set.ts';
import type { Outcome } from '../core/outcome.ts';
import type { MetricResult } from '../core/result.ts';
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
  if (waiting.length === 0)
    return say`What is declared as ${own(LAUNCH_SET_WORDS[kind])} does not count: see the criteria for the launch set`;
  return say`Bring evidence for ${joined(waiting.slice(0, 3), ', ')} (${own(LAUNCH_SET_WORDS[kind])})`;
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
