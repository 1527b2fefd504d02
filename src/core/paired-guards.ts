import { catalogueEntry } from './catalogue/catalogue.ts';
import type { Criterion } from './criterion.ts';

/** The guards of each metric by the catalogue: what its pairs name and the criteria have, each id once. */
export function pairedGuards(metrics: readonly Criterion[]): ReadonlyMap<string, readonly string[]> {
  const byEntry = new Map<string, string[]>();
  // A precondition says whether evidence can be relied on, and not what a good value cost.
  for (const { id } of metrics.filter(({ layer }) => layer !== 'evidence')) {
    const entry = catalogueEntry(id)?.id;
    if (entry !== undefined) byEntry.set(entry, [...(byEntry.get(entry) ?? []), id]);
  }
  return new Map(metrics.map(({ id }) => [id, guardsOf(id, byEntry)]));
}

function guardsOf(id: string, byEntry: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const members = (catalogueEntry(id)?.pairs ?? []).flatMap(({ anyOf }) => anyOf.flat());
  const guards = members.flatMap((member) => (typeof member === 'string' ? (byEntry.get(member) ?? []) : []));
  return [...new Set(guards)].filter((guard) => guard !== id);
}
