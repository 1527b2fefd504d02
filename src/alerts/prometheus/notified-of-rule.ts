import type { RegexTest } from '../anchored-regex.ts';
import { alertLabels } from './alert-labels.ts';
import type { Announced } from './announced.ts';
import type { Reading, Server } from './ask-api.ts';
import { labelsOf } from './label-sources.ts';
import type { Labelled } from './missing-rule.ts';
import { askNotified, type Notified } from './notified.ts';
import { askPresentLabels, canBeAsked, type PresentLabels } from './present-labels.ts';
import type { Recorded } from './reads.ts';
import { relabeled } from './relabeling.ts';
import type { Settings } from './settings.ts';

/** What stands between a rule and the people. */
interface Way {
  readonly server: Server;
  readonly alertmanager: string | null;
  readonly announced: Reading<Announced>;
  readonly settings: Settings;
  readonly regex: RegexTest;
  readonly nowMs: number;
}

/**
 * Whether somebody is told of a rule's alerts. Where that depends on labels that only its series have, those that there
 * are now decide.
 */
export async function notifiedOf(rule: Labelled, recorded: Recorded, way: Way): Promise<Notified> {
  const { server, settings, announced, alertmanager, regex, nowMs } = way;
  const outputLabels = labelsOf(rule.query, recorded);
  const sentAs = (ofSeries: (name: string) => string | null) =>
    relabeled(settings.relabelings, alertLabels(rule, outputLabels, settings, ofSeries), regex);
  const ask = (sent: readonly ReturnType<typeof sentAs>[]) =>
    askNotified(server, alertmanager, announced, { sent, withheld: settings.withheld }, regex, nowMs);
  const wanted = new Set<string>();
  const unseen = await ask([
    sentAs((name) => {
      if (canBeAsked(name)) wanted.add(name);
      return null;
    }),
  ]);
  if (wanted.size === 0) return unseen;
  const present = await askPresentLabels(rule.query, [...wanted], server);
  if (present === null) return unseen;
  return ask(present.map((labels) => sentAs((name) => presentValue(labels, name, wanted))));
}

/** A label that was not asked for is not known. */
function presentValue(labels: PresentLabels, name: string, wanted: ReadonlySet<string>): string | null {
  return wanted.has(name) ? (labels.get(name) ?? '') : null;
}
