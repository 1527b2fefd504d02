import { listOf, memberOf, textOf } from '../members.ts';
import { parseConfig } from '../parse-config.ts';
import { muteKey } from './longest-mute.ts';
import { type Route, readRoute } from './routes.ts';
import { readIntervals, type TimeIntervals } from './time-intervals.ts';

/** What Alertmanager's configuration says about who is told, and when. */
export interface Routing {
  readonly root: Route;
  /** Names of receivers by whether anything is sent through them. */
  readonly receivers: ReadonlyMap<string, boolean>;
  readonly intervals: TimeIntervals;
  readonly inhibits: boolean;
}

/** Reads the routing tree, the receivers and the time intervals; `null` where they cannot be read for certain. */
export function readRouting(text: string): Routing | null {
  const config = parseConfig(text);
  const root = readRoute(memberOf(config, 'route'));
  const receivers = readReceivers(listOf(config, 'receivers'));
  if (root === null || receivers === null) return null;
  const intervals = readIntervals([
    ...(listOf(config, 'time_intervals') ?? []),
    ...(listOf(config, 'mute_time_intervals') ?? []),
  ]);
  if (intervals === null || rangesToReckon(root, intervals) > MOST_RANGES) return null;
  return { root, receivers, intervals, inhibits: (listOf(config, 'inhibit_rules') ?? []).length > 0 };
}

/** A year of each is reckoned for every different set of intervals at a route. */
const MOST_RANGES = 2000;

function rangesToReckon(root: Route, intervals: TimeIntervals): number {
  const sets = new Set<string>();
  let ranges = 0;
  const left = [root];
  for (let route = left.pop(); route !== undefined; route = left.pop()) {
    for (const child of route.routes) left.push(child);
    const key = muteKey(route, intervals);
    if (key === null || sets.has(key)) continue;
    sets.add(key);
    const all = [...route.mutedIn, ...route.activeIn].flatMap((name) => intervals.get(name) ?? []);
    ranges += all.reduce((sum, { times }) => sum + (times?.length ?? 1), 0);
    if (ranges > MOST_RANGES) return ranges;
  }
  return ranges;
}

function readReceivers(list: readonly unknown[] | null): ReadonlyMap<string, boolean> | null {
  if (list === null) return null;
  const receivers = new Map<string, boolean>();
  for (const receiver of list) {
    const name = textOf(receiver, 'name');
    if (name === null || receivers.has(name)) return null;
    receivers.set(name, hasIntegration(receiver));
  }
  return receivers;
}

function hasIntegration(receiver: unknown): boolean {
  return Object.keys(receiver ?? {}).some(
    (key) => key.endsWith('_configs') && (listOf(receiver, key) ?? []).length > 0,
  );
}
