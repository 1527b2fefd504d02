import type { RegexTest } from '../anchored-regex.ts';
import { type Labels, type Matcher, matches, parseMatchers } from '../matcher.ts';
import { listOf, memberOf, membersOf, textOf, textsOf } from '../members.ts';
import { secondsOf } from '../seconds.ts';
import { allHold, type TriState } from '../tri-state.ts';

/** A node of Alertmanager's routing tree, with what it inherits filled in. */
export interface Route {
  readonly receiver: string;
  readonly matchers: readonly Matcher[];
  readonly goesOn: boolean;
  readonly routes: readonly Route[];
  /** The longest that a notification may wait for others, in seconds. */
  readonly groupSeconds: number;
  /** Names of intervals in which nobody is told. */
  readonly mutedIn: readonly string[];
  /** Names of the only intervals in which somebody is told; none: at all times. */
  readonly activeIn: readonly string[];
}

/** A route that an alert may end at. */
export interface Ending {
  readonly route: Route;
  /** False where it depends on labels that are not known. */
  readonly certain: boolean;
}

interface Inherited {
  readonly receiver: string | null;
  readonly groupWait: number;
  readonly groupInterval: number;
}

/** Alertmanager's own (https://prometheus.io/docs/alerting/latest/configuration/#route). */
const DEFAULTS: Inherited = { receiver: null, groupWait: 30, groupInterval: 300 };
const DEEPEST = 50;
const MOST_ROUTES = 1000;
/** Of all routes together. */
const MOST_MATCHERS = 10_000;
/** Of all that is written in `matchers`. */
const MOST_LETTERS = 2_000_000;
/** Of one route. */
const MOST_INTERVALS = 100;

/** What may still be read: aliases can make a small document a huge tree. */
interface Room {
  routes: number;
  matchers: number;
  letters: number;
}

/** Reads a routing tree; `null` where anything in it cannot be read for certain, or it is too large to follow. */
export function readRoute(value: unknown): Route | null {
  return readNode(value, DEFAULTS, 0, { routes: MOST_ROUTES, matchers: MOST_MATCHERS, letters: MOST_LETTERS });
}

function readNode(value: unknown, inherited: Inherited, depth: number, room: Room): Route | null {
  room.routes -= 1;
  if (membersOf(value) === null || depth > DEEPEST || room.routes < 0) return null;
  const receiver = textOf(value, 'receiver') ?? inherited.receiver;
  const groupWait = waitOf(value, 'group_wait', inherited.groupWait);
  const groupInterval = waitOf(value, 'group_interval', inherited.groupInterval);
  const matchers = readMatchers(value, room);
  if (receiver === null || groupWait === null || groupInterval === null || matchers === null) return null;
  const routes = readChildren(memberOf(value, 'routes') ?? [], { receiver, groupWait, groupInterval }, depth + 1, room);
  if (routes === null) return null;
  const mutedIn = namesOf(value, 'mute_time_intervals');
  const activeIn = namesOf(value, 'active_time_intervals');
  if (mutedIn === null || activeIn === null) return null;
  if (mutedIn.length > MOST_INTERVALS || activeIn.length > MOST_INTERVALS) return null;
  const groupSeconds = Math.max(groupWait, groupInterval);
  return { receiver, matchers, goesOn: memberOf(value, 'continue') === true, routes, groupSeconds, mutedIn, activeIn };
}

function readChildren(children: unknown, inherited: Inherited, depth: number, room: Room): readonly Route[] | null {
  if (!Array.isArray(children) || children.length > room.routes) return null;
  const routes: Route[] = [];
  for (const child of children) {
    const route = readNode(child, inherited, depth, room);
    if (route === null) return null;
    routes.push(route);
  }
  return routes;
}

function waitOf(value: unknown, key: string, inherited: number): number | null {
  const written = memberOf(value, key);
  return written === undefined || written === null ? inherited : secondsOf(written);
}

function namesOf(value: unknown, key: string): readonly string[] | null {
  const written = memberOf(value, key);
  if (written === undefined || written === null) return [];
  const names = listOf(value, key)?.filter((name): name is string => typeof name === 'string') ?? null;
  return names !== null && names.length === listOf(value, key)?.length ? names : null;
}

function readMatchers(value: unknown, room: Room): readonly Matcher[] | null {
  const plain = textsOf(memberOf(value, 'match'));
  const regexes = textsOf(memberOf(value, 'match_re'));
  const written = namesOf(value, 'matchers');
  if (plain === null || regexes === null || written === null) return null;
  room.matchers -= plain.size + regexes.size;
  room.letters -= written.reduce((sum, { length }) => sum + length, 0);
  if (room.matchers < written.length || room.letters < 0) return null;
  const parsed = written.map(parseMatchers);
  room.matchers -= parsed.reduce((sum, all) => sum + (all?.length ?? 0), 0);
  if (room.matchers < 0) return null;
  if (parsed.includes(null)) return null;
  const matcher = (isRegex: boolean) => (pair: readonly [string, string]) => ({
    name: pair[0],
    value: pair[1],
    isRegex,
    isEqual: true,
  });
  return [...[...plain].map(matcher(false)), ...[...regexes].map(matcher(true)), ...parsed.flatMap((all) => all ?? [])];
}

/**
 * Where an alert ends: at the deepest routes that match, at the first of several siblings unless that one goes on. The
 * root takes every alert, whatever it is written to match.
 */
export function endingsOf(root: Route, labels: Labels, regex: RegexTest): readonly Ending[] {
  return walk({ ...root, matchers: [] }, labels, regex).endings;
}

function walk(
  route: Route,
  labels: Labels,
  regex: RegexTest,
): { readonly matched: TriState; readonly endings: readonly Ending[] } {
  const matched = allHold(route.matchers, (matcher) => matches(matcher, labels, regex));
  if (matched === 'no') return { matched, endings: [] };
  const endings: Ending[] = [];
  let reached = true;
  let childSure = false;
  for (const child of route.routes) {
    const below = walk(child, labels, regex);
    if (below.matched === 'no') continue;
    const sure: boolean = reached;
    for (const ending of below.endings) endings.push({ route: ending.route, certain: ending.certain && sure });
    if (below.matched === 'yes') childSure = true;
    if (!child.goesOn) {
      if (below.matched === 'yes') break;
      reached = false;
    }
  }
  if (!childSure) endings.push({ route, certain: endings.length === 0 });
  const here = matched === 'yes';
  return { matched, endings: endings.map(({ route: at, certain }) => ({ route: at, certain: certain && here })) };
}
