import { LAYERS } from '../../core/layer.ts';
import type { Draft, DraftMetric } from '../draft.ts';
import { valueAt } from '../plain-paths.ts';
import { type Reading, report } from '../read-map.ts';
import { NORTH_STAR, type NorthStarBlock } from './north-star-block.ts';

/** A north star is looked at; what moves within a day must not stop a change because of it. */
export function checkSoleGate({ metric }: NorthStarBlock, draft: Draft, reading: Reading): void {
  if (metric === null || !isRequired(metric, reading)) return;
  const others = draft.metrics.some((other) => other !== metric && other.keys.required !== false && !isBeside(other));
  const args = { problem: others ? 'required' : 'only', metric: metric.id };
  const path = ['metrics', metric.id];
  if (metric.keys.required === undefined) report(reading, 'ns-sole-gate', path, args, 'key');
  else report(reading, 'ns-sole-gate', [...path, 'required'], args);
}

/** What is written as `required` and could not be read is said where it stands. */
function isRequired({ id, keys }: DraftMetric, reading: Reading): boolean {
  if (keys.required !== undefined) return keys.required;
  return valueAt(reading.document.root, ['metrics', id, 'required']) === undefined;
}

function isBeside({ keys }: DraftMetric): boolean {
  return keys.layer === 'evidence';
}

const NAMES_SHOWN = 20;

/** What is gated and moves nothing towards the north star, said once. */
export function checkOrphans(block: NorthStarBlock, draft: Draft, reading: Reading): void {
  const { metric, counterList, wayList } = block;
  // Where guards are missing or a link could not be read, it is not known what stands beside what.
  if (metric === null || counterList !== 'filled' || wayList !== 'filled') return;
  if (!draft.metrics.every((one) => hasReadDrives(one, draft, reading))) return;
  const leading = leadingTo(metric.id, draft);
  // What guards is gated to show a cheat, and need not move anything.
  const guards = [...block.counters, ...block.guards].map(({ id }) => id);
  const beside = new Set([...guards, ...draft.metrics.flatMap(({ keys }) => keys['guarded-by'] ?? [])]);
  const orphans = draft.metrics.filter((one) => {
    if (leading.has(one.id) || beside.has(one.id)) return false;
    return isRequired(one, reading) && couldDrive(one, metric);
  });
  if (orphans.length === 0) return;
  const metrics = orphans.slice(0, NAMES_SHOWN).map(({ id }) => id);
  const more = orphans.length - metrics.length;
  report(reading, 'ns-orphan', [NORTH_STAR], { metric: metric.id, metrics, more, count: orphans.length }, 'key');
}

/** A link never points down a layer, so that what stands above cannot have one. */
function couldDrive({ keys }: DraftMetric, northStar: DraftMetric): boolean {
  const [from, to] = [keys.layer, northStar.keys.layer];
  if (from === undefined || to === undefined || from === 'evidence' || to === 'evidence') return false;
  return LAYERS.indexOf(from) <= LAYERS.indexOf(to);
}

function hasReadDrives({ id, keys }: DraftMetric, draft: Draft, reading: Reading): boolean {
  const written = valueAt(reading.document.root, ['metrics', id, 'drives']);
  if (written === undefined) return true;
  const read = keys.drives ?? [];
  return Array.isArray(written) && written.length === read.length && read.every((to) => draft.metricIds.has(to));
}

/** The metric, and everything from which `drives` leads to it. */
function leadingTo(id: string, draft: Draft): ReadonlySet<string> {
  const drivers = new Map<string, string[]>();
  for (const { id: from, keys } of draft.metrics) {
    for (const to of keys.drives ?? []) drivers.set(to, [...(drivers.get(to) ?? []), from]);
  }
  const seen = new Set([id]);
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const from of drivers.get(next) ?? []) {
      if (seen.has(from)) continue;
      seen.add(from);
      open.push(from);
    }
  }
  return seen;
}
