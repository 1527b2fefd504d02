import type { Account, LabelEvent } from './override.ts';
import { isSameLabel, lowerAscii } from './override-labels.ts';

/**
 * The newest event of a label by GitHub's time, within one second by the event's number; `null` where there is none.
 * Events keep the name that the label had when it was applied, so that a label renamed later has none.
 */
export function newestEventOf(label: string, events: readonly LabelEvent[]): LabelEvent | null {
  let newest: LabelEvent | null = null;
  for (const event of events) {
    if (!isSameLabel(event.label, label)) continue;
    if (newest === null || byTime(event, newest) >= 0) newest = event;
  }
  return newest;
}

/**
 * The name of a label that was taken off after an event although nothing had put it on by then; `null` where there is
 * none. It had another name before, so that it may be the label of the event, renamed back since.
 */
export function renamedSince(event: LabelEvent, events: readonly LabelEvent[]): string | null {
  const isOn = new Map<string, boolean>();
  for (const one of events.toSorted(byTime)) {
    const name = lowerAscii(one.label);
    if (one.kind === 'unlabeled' && byTime(one, event) > 0 && isOn.get(name) !== true) return one.label;
    isOn.set(name, one.kind === 'labeled');
  }
  return null;
}

function byTime(a: LabelEvent, b: LabelEvent): number {
  return a.atMs - b.atMs || a.id - b.id;
}

/** Who applied a label, or in plain words why that was no person. */
export type Labeller =
  | { readonly isPerson: true; readonly account: Account }
  | { readonly isPerson: false; readonly detail: string };

/** The person behind an event: a bot, an app or an agent answers for nothing, also when it acts for somebody. */
export function labellerOf({ actor, viaApp, byAgent }: LabelEvent): Labeller {
  if (actor === null) return { isPerson: false, detail: 'the account that applied it is gone' };
  if (actor.type !== 'User')
    return { isPerson: false, detail: `the account is of the kind ${actor.type}, not a person's` };
  if (viaApp) return { isPerson: false, detail: 'an app applied it' };
  if (byAgent) return { isPerson: false, detail: 'an agent applied it' };
  return { isPerson: true, account: actor };
}
