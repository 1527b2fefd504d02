import type { From, Target } from '../../core/criterion.ts';
import type { DraftMetric } from '../draft.ts';
import { type Reading, report } from '../read-map.ts';
import { COUNTERS, type NamedGuard, NORTH_STAR, type NorthStarBlock } from './north-star-block.ts';

/** What stands in for the north star must be there, and block. */
export function checkCounters({ id: northStar, counterList, counters }: NorthStarBlock, reading: Reading): void {
  if (counterList === 'missing' || counterList === 'empty') {
    const path = counterList === 'missing' ? [NORTH_STAR] : COUNTERS;
    report(reading, 'ns-no-counter', path, { problem: 'none', id: null }, 'key');
  }
  for (const { id, metric, path } of counters) {
    // A name that leads nowhere, what cannot be read of a metric, and the north star itself have findings of their own.
    if (metric === null || metric === undefined || id === northStar) continue;
    const problem = problemOf(metric);
    if (problem !== null) report(reading, 'ns-no-counter', path, { problem, id });
  }
  const others = counters.filter(({ id }) => id !== northStar);
  if (others.length === 0 || others.some(({ metric }) => metric?.keys.layer !== 'model')) return;
  report(reading, 'ns-no-counter', COUNTERS, { problem: 'model', id: others.map(({ id }) => id) }, 'key');
}

/** Why a counter-metric does not block as one must that stands in for the north star. */
function problemOf({ keys }: DraftMetric): 'advisory' | 'evidence' | 'provisional' | null {
  if (keys.required === false) return 'advisory';
  if (keys.layer === 'evidence') return 'evidence';
  return keys.provisional === undefined ? null : 'provisional';
}

/** What rises with the north star does not show that it rises without value. */
export function checkGuards({ id, metric, counters, guards }: NorthStarBlock, reading: Reading): void {
  if (id === null) return;
  for (const guard of [...counters, ...guards]) {
    const problem = guard.id === id ? 'self' : metric === null ? null : twinProblem(guard, metric);
    if (problem !== null) report(reading, 'ns-guard-self', guard.path, { problem, id: guard.id, metric: id });
  }
}

function twinProblem({ metric }: NamedGuard, northStar: DraftMetric): 'same-metric' | 'same-value' | null {
  if (metric === null || !isTwin(metric, northStar)) return null;
  return isSameEntry(metric, northStar) ? 'same-metric' : 'same-value';
}

/** True where two metrics are one by the catalogue, or by what they ask for, and look in the same direction. */
export function isTwin(one: DraftMetric, other: DraftMetric): boolean {
  if (areOpposite(one.target, other.target)) return false;
  return isSameEntry(one, other) || isSameValue(one.from, other.from);
}

function isSameEntry(one: DraftMetric, other: DraftMetric): boolean {
  return one.entry !== null && one.entry.id === other.entry?.id;
}

/** True where both ask one source the same; without keys each asks for the value under its own id. */
function isSameValue(one: From | null, other: From | null): boolean {
  if (one === null || other === null || one.source !== other.source) return false;
  return Object.keys(one.keys).length > 0 && ordered(one.keys) === ordered(other.keys);
}

function ordered(keys: From['keys']): string {
  return JSON.stringify(Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function areOpposite(one: Target | null, other: Target | null): boolean {
  const [a, b] = [directionOf(one), directionOf(other)];
  return a !== null && b !== null && a !== b;
}

/** `null` for a band, which has no one direction. */
function directionOf(target: Target | null): 'up' | 'down' | null {
  if (target?.kind !== 'bound') return null;
  return target.operator === '>=' || target.operator === '>' ? 'up' : 'down';
}
