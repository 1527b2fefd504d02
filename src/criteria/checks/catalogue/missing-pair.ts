import type { CatalogueEntry, Pair, PairMember } from '../../../core/catalogue/entry.ts';
import type { Check, Draft, DraftMetric } from '../../draft.ts';
import { type Reading, report } from '../../read-map.ts';
import { isGating } from './gating.ts';
import { type IdleGuards, weighGuards } from './weigh-guards.ts';

/** A metric that gates without the counter-metrics that would show it being gamed. */
export const checkMissingPair: Check = (draft, reading) => {
  for (const metric of draft.metrics) {
    const { entry } = metric;
    if (entry === null || !isGating(metric)) continue;
    const guards = weighGuards(metric, entry, draft, reading);
    if (guards === 'guarded') continue;
    const missing = entry.pairs.filter((pair) => !isThere(pair, metric, draft));
    if (missing.length > 0) reportMissing(metric.id, entry, missing, guards, reading);
  }
};

function isThere({ anyOf }: Pair, metric: DraftMetric, { metrics }: Draft): boolean {
  const others = metrics.filter(({ id }) => id !== metric.id);
  return anyOf.some((members) => members.every((member) => others.some((other) => isMember(other, member, metric))));
}

/** True where the metric is the member; a layer that could not be read may be the one. */
function isMember(other: DraftMetric, member: PairMember, metric: DraftMetric): boolean {
  const { layer } = other.keys;
  if (typeof member !== 'string') return layer === undefined || layer === member.layer;
  return other.entry?.id === member && (layer !== 'evidence' || isPrecondition(other, metric));
}

/** On the layer evidence nothing guards but what says, as a rule or for this metric, whether a value can be relied on. */
function isPrecondition({ id, entry }: DraftMetric, { keys }: DraftMetric): boolean {
  return entry?.precondition === true || (keys['valid-if'] ?? []).includes(id);
}

function reportMissing(
  id: string,
  entry: CatalogueEntry,
  missing: readonly Pair[],
  guards: IdleGuards,
  reading: Reading,
): void {
  const [first, second] = [...missing].sort((a, b) => rank(a) - rank(b));
  if (first === undefined) return;
  const args = {
    ...{ entry: entry.id, title: entry.title, strength: first.strength, alternatives: alternatives(first) },
    also: second === undefined ? [] : alternatives(second),
    ...guards,
  };
  report(reading, 'missing-pair', ['metrics', id], args, 'key');
}

function rank({ strength }: Pair): number {
  return strength === 'needed' ? 0 : 1;
}

/** Each alternative as the ids that it takes, joined by a plus; any metric of a layer by the layer's name. */
function alternatives({ anyOf }: Pair): string[] {
  return anyOf.map((members) =>
    members.map((member) => (typeof member === 'string' ? member : `any ${member.layer} metric`)).join(' + '),
  );
}
