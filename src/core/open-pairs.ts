import { catalogueEntry } from './catalogue/catalogue.ts';
import type { CatalogueEntry, Pair, PairMember } from './catalogue/entry.ts';
import type { Criterion } from './criterion.ts';

interface Known {
  readonly criterion: Criterion;
  readonly entry: CatalogueEntry | null;
}

/**
 * The guards of each metric by the catalogue that are declared and show nothing: of each of its pairs of which no
 * alternative is measured in full, the members that the criteria have and nobody measured, each id once.
 */
export function openPairs(
  metrics: readonly Criterion[],
  isMeasured: (id: string) => boolean,
): ReadonlyMap<string, readonly string[]> {
  const known = metrics.map((criterion) => ({ criterion, entry: catalogueEntry(criterion.id) }));
  return new Map(known.map((one) => [one.criterion.id, openOf(one, known, isMeasured)]));
}

function openOf(
  { criterion, entry }: Known,
  metrics: readonly Known[],
  isMeasured: (id: string) => boolean,
): readonly string[] {
  const idsOf = (member: PairMember) =>
    metrics.map((one) => (isMember(one, member, criterion) ? one.criterion.id : null)).filter((id) => id !== null);
  const isOpen = ({ anyOf }: Pair) =>
    !anyOf.some((members) => members.every((member) => idsOf(member).some(isMeasured)));
  const open = (entry?.pairs ?? []).filter(isOpen).flatMap(({ anyOf }) => anyOf.flat());
  // Any metric of a layer stands for the layer, whose colour says that it is not measured.
  const ids = open.filter((member) => typeof member === 'string').flatMap(idsOf);
  // That a precondition of its own does not pass is said of the metric's evidence.
  return [...new Set(ids)].filter((id) => !isMeasured(id) && !criterion.validIf.includes(id));
}

/** True where the metric is the member; on the layer evidence only what is a precondition, as a rule or of this metric. */
function isMember({ criterion, entry }: Known, member: PairMember, of: Criterion): boolean {
  const { id, layer } = criterion;
  if (id === of.id) return false;
  if (typeof member !== 'string') return layer === member.layer;
  return entry?.id === member && (layer !== 'evidence' || entry.precondition || of.validIf.includes(id));
}
