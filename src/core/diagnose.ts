import type { Break, Diagnosis, GraphNote } from './diagnosis.ts';
import { noteDrives } from './drives-graph.ts';
import type { Reason } from './finding.ts';
import { isOnStack, LAYERS, type Layer, type MetricLayer } from './layer.ts';
import { colourLayers } from './layer-colours.ts';
import { breakBetween, type LayerWalk, walkLayers } from './layer-walk.ts';
import type { MetricResult } from './result.ts';

type LayerOf = ReadonlyMap<string, MetricLayer>;

/** The highest layer below a metric on which a driver of its note stands; `null` where all stand on its own layer. */
function driverLayer(note: GraphNote, layerOf: LayerOf, own: Layer): Layer | null {
  const layers = note.drivers.map((id) => layerOf.get(id));
  const below = LAYERS.slice(0, LAYERS.indexOf(own)).filter((layer) => layers.includes(layer));
  return below.at(-1) ?? null;
}

/** Breaks at inherited layers that the declared graph places on their own, and the layers that only have such reds. */
function ownBreaks(
  walk: LayerWalk,
  graph: readonly GraphNote[],
  layerOf: LayerOf,
  reds: readonly MetricResult[],
): { readonly breaks: readonly Break[]; readonly layers: readonly Layer[] } {
  const breaks: Break[] = [];
  const layers: Layer[] = [];
  for (const layer of walk.inherited) {
    const origins = graph
      .filter((note) => note.kind === 'divergence' && !note.assumed && layerOf.get(note.metric) === layer)
      .map((note) => ({ metric: note.metric, from: driverLayer(note, layerOf, layer) }))
      .filter(({ from }) => from !== null);
    for (const from of LAYERS.filter((candidate) => origins.some((origin) => origin.from === candidate))) {
      const placed = breakBetween(from, layer);
      breaks.push(walk.code === 'contained' ? { ...placed, code: 'contained' } : placed);
    }
    const own = new Set(origins.map(({ metric }) => metric));
    if (reds.every(({ criterion }) => criterion.layer !== layer || own.has(criterion.id))) layers.push(layer);
  }
  return { breaks, layers };
}

/** The note that business evidence is still to come, with the first of its dates. */
function pendingNotes(required: readonly MetricResult[]): readonly Reason[] {
  const pending = required
    .filter(({ status, criterion }) => status === 'pending' && criterion.layer === 'business')
    .sort((a, b) => (a.criterion.dueMs ?? Infinity) - (b.criterion.dueMs ?? Infinity));
  const [first] = pending;
  return first === undefined ? [] : [{ code: 'business-pending', args: { due: first.criterion.dueText } }];
}

/**
 * Where the stack diverges, from the raw statuses of the required metrics on its layers; preconditions stand beside it.
 *
 * The code and its edge are those of the walk over the layers' colours. The graph of `drives` is more specific in one
 * case, for the other red layers of the headline's run: a red metric whose declared drivers include one on a lower
 * layer and are all green is a break of its own, even if another metric further down is red. The break from the highest
 * such layer of drivers is listed in `secondary`, and the layer leaves `inherited` where all of its reds are such.
 */
export function diagnose(results: readonly MetricResult[]): Diagnosis {
  const required = results.filter(({ criterion }) => criterion.required && isOnStack(criterion.layer));
  const walk = walkLayers(colourLayers(required));
  const graph = noteDrives(required);
  const layerOf: LayerOf = new Map(required.map(({ criterion }) => [criterion.id, criterion.layer]));
  const reds = required.filter(({ status }) => status === 'fail');
  const own = ownBreaks(walk, graph, layerOf, reds);
  const inherits = (layer: Layer): boolean => !own.layers.includes(layer);
  return {
    ...walk,
    inherited: walk.inherited.filter(inherits),
    unverified: walk.unverified.filter(inherits),
    secondary: [...walk.secondary, ...own.breaks],
    graph,
    notes: [...walk.notes, ...pendingNotes(required)],
  };
}

/**
 * The diagnosis with undecided layers taken by the point values of their inconclusive and stale metrics, those whose
 * preconditions hold; `null` where no colour changes or the code stays the same. It is said beside the diagnosis and
 * decides nothing.
 */
export function diagnoseLeaning(results: readonly MetricResult[], diagnosis: Diagnosis): Diagnosis | null {
  if (diagnosis.unknown.length === 0) return null;
  const leaning = results.map((result) => {
    const leans = (result.status === 'inconclusive' || result.status === 'stale') && result.untrusted.length === 0;
    const undecided = diagnosis.unknown.some((layer) => layer === result.criterion.layer);
    return leans && undecided && result.leaning !== null ? { ...result, status: result.leaning } : result;
  });
  const probable = diagnose(leaning);
  return probable.code === diagnosis.code ? null : probable;
}
