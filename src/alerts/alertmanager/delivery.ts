import type { AlertAnswer } from '../../core/alert-facts.ts';
import { quoted, someNames } from '../../sources/source-problem.ts';
import type { RegexTest } from '../anchored-regex.ts';
import type { Labels } from '../matcher.ts';
import type { TriState } from '../tri-state.ts';
import { longestMute, muteKey } from './longest-mute.ts';
import { type Ending, endingsOf, type Route } from './routes.ts';
import type { Routing } from './routing.ts';
import type { TimeIntervals } from './time-intervals.ts';

/** Who is told of an alert, and how long that may take; both waits in seconds. */
export interface Delivery {
  readonly notifies: AlertAnswer;
  readonly wait: Wait | null;
  /** The quickest of all ways that it may take; `null` where that is not known. */
  readonly quickest: Wait | null;
}

export interface Wait {
  readonly group: number;
  readonly route: number;
}

/** The least where routes cannot be seen: what a new alert of a group waits by Alertmanager's defaults. */
export const DEFAULT_WAIT: Wait = { group: 300, route: 0 };

export const NO_WAIT: Pick<Delivery, 'wait' | 'quickest'> = { wait: null, quickest: null };

interface Way extends Ending {
  /** Unknown where it cannot be reckoned when the route is silent: that may be always. */
  readonly told: TriState;
  readonly wait: Wait | null;
}

/** Where an Alertmanager's routing tree leads an alert with these labels. */
export function deliveryOf(routing: Routing, labels: Labels, regex: RegexTest, nowMs: number): Delivery {
  const ways = endingsOf(routing.root, labels, regex).map((ending) => wayOf(ending, routing, nowMs));
  const telling = ways.filter(({ told }) => told === 'yes');
  if (ways.every(({ told }) => told === 'no')) {
    return { notifies: { answer: 'no', detail: `the route ends at ${namesOf(ways)}, which tells nobody` }, ...NO_WAIT };
  }
  if (telling.length < ways.length && !telling.some(({ certain }) => certain)) {
    return { notifies: { answer: 'unknown', because: 'no-answer', detail: doubtOf(ways) }, ...NO_WAIT };
  }
  const names = namesOf(telling);
  const inhibited = routing.inhibits ? '; inhibit rules may hold it back while other alerts fire' : '';
  return { notifies: { answer: 'yes', detail: `routed to ${names}${inhibited}` }, ...waitsOf(telling) };
}

/** Where all series of an alert may lead, by what each of their sets of labels does: they are to agree. */
export function deliveredTogether(deliveries: readonly Delivery[]): Delivery {
  const all = deliveries.map(({ notifies }) => notifies);
  const unsure = deliveries.find(({ notifies }) => notifies.answer === 'unknown');
  const [first] = deliveries;
  if (unsure !== undefined || first === undefined) return unsure ?? { notifies: agreed([]), ...NO_WAIT };
  if (all.some(({ answer }) => answer !== first.notifies.answer)) {
    const nobody = quoted(all.find(({ answer }) => answer === 'no')?.detail ?? '');
    const detail = `that depends on the labels of its series; for some of them, ${nobody}`;
    return { notifies: { answer: 'unknown', because: 'no-answer', detail }, ...NO_WAIT };
  }
  const more = new Set(all.map(({ detail }) => detail)).size > 1 ? '; others of its series elsewhere' : '';
  return {
    notifies: { ...first.notifies, detail: `${first.notifies.detail}${more}` },
    wait: longestWait(deliveries.map(({ wait }) => wait)),
    quickest: shortestWait(deliveries.map(({ quickest }) => quickest)),
  };
}

function namesOf(ways: readonly Way[]): string {
  return someNames([...new Set(ways.map(({ route }) => route.receiver))]);
}

function doubtOf(ways: readonly Way[]): string {
  const mute = ways.filter(({ told }) => told === 'unknown');
  if (mute.length > 0) return `time intervals that cannot be read may keep ${namesOf(mute)} silent`;
  const names = namesOf(ways.filter(({ told }) => told === 'yes'));
  return `it may be routed to a receiver that tells nobody, or to ${names}: that depends on labels of its series`;
}

function wayOf(ending: Ending, routing: Routing, nowMs: number): Way {
  const { route } = ending;
  const mute = muteOf(route, routing, nowMs);
  const silent = routing.receivers.get(route.receiver) !== true || mute === Number.POSITIVE_INFINITY;
  return {
    ...ending,
    told: silent ? 'no' : mute === null ? 'unknown' : 'yes',
    wait: mute === null ? null : { group: route.groupSeconds, route: mute },
  };
}

/** Reckoning a year of time zones takes a while, and many routes and alerts share it. */
const mutes = new WeakMap<TimeIntervals, Map<string, number | null>>();

function muteOf(route: Route, { intervals }: Routing, nowMs: number): number | null {
  const times = muteKey(route, intervals);
  if (times === null) return null;
  const known = mutes.get(intervals) ?? new Map<string, number | null>();
  mutes.set(intervals, known);
  const key = `${nowMs} ${times}`;
  const seconds = known.get(key);
  if (seconds !== undefined) return seconds;
  const reckoned = longestMute(route, intervals, nowMs);
  known.set(key, reckoned);
  return reckoned;
}

/** The first to be told among those who certainly are; without one, the last and the first among those who may be. */
function waitsOf(telling: readonly Way[]): Pick<Delivery, 'wait' | 'quickest'> {
  const certain = shortestWait(telling.flatMap(({ certain, wait }) => (certain ? [wait] : [])));
  const quickest = shortestWait(telling.map(({ wait }) => wait));
  if (certain !== null) return { wait: certain, quickest };
  return { wait: longestWait(telling.map(({ wait }) => wait)), quickest };
}

function sumOf({ group, route }: Wait): number {
  return group + route;
}

/** The shortest of those waits that are known, or `null`. */
function shortestWait(waits: readonly (Wait | null)[]): Wait | null {
  const known = waits.filter((wait) => wait !== null);
  return known.reduce<Wait | null>(
    (least, wait) => (least === null || sumOf(wait) < sumOf(least) ? wait : least),
    null,
  );
}

/** The longest of some waits; `null` where one is not known, or there is none. */
export function longestWait(waits: readonly (Wait | null)[]): Wait | null {
  let longest: Wait | null = null;
  for (const wait of waits) {
    if (wait === null) return null;
    if (longest === null || sumOf(wait) > sumOf(longest)) longest = wait;
  }
  return longest;
}

/** The answer of several Alertmanagers, which are to agree. */
export function agreed(answers: readonly AlertAnswer[]): AlertAnswer {
  const [first] = answers;
  if (first === undefined) return { answer: 'no', detail: 'there is no Alertmanager' };
  const unsure = answers.find((one) => one.answer === 'unknown' && one.because === 'no-answer');
  if (unsure !== undefined) return unsure;
  const untold = answers.find(({ answer }) => answer === 'unknown');
  if (untold !== undefined) return answers.every(({ answer }) => answer !== 'no') ? untold : disagree(answers);
  return answers.every(({ answer }) => answer === first.answer) ? first : disagree(answers);
}

function disagree(answers: readonly AlertAnswer[]): AlertAnswer {
  const says = quoted(answers.find(({ answer }) => answer === 'no')?.detail ?? '');
  return { answer: 'unknown', because: 'no-answer', detail: `the Alertmanagers do not agree; one says ${says}` };
}
