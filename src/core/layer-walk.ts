import type { Break, Diagnosis, DiagnosisCode, LayerColours } from './diagnosis.ts';
import type { Reason } from './finding.ts';
import { LAYERS, type Layer } from './layer.ts';

/** What the colours alone say: a diagnosis without the graph of metrics. */
export type LayerWalk = Omit<Diagnosis, 'graph'>;

/** The code of the break on an edge, by its upper layer; nothing lies below the model layer. */
const DIVERGENCE: Readonly<Record<Layer, DiagnosisCode>> = {
  model: 'model-fault',
  task: 'diverges-model-task',
  product: 'diverges-task-product',
  business: 'diverges-product-business',
};

/** The layers below, nearest first. */
function layersBelow(layer: Layer): readonly Layer[] {
  return LAYERS.slice(0, LAYERS.indexOf(layer)).reverse();
}

/** The layers above, nearest first. */
function layersAbove(layer: Layer): readonly Layer[] {
  return LAYERS.slice(LAYERS.indexOf(layer) + 1);
}

/** The layers strictly between two, or below `upper` where `lower` is `null`; bottom up. */
function layersBetween(lower: Layer | null, upper: Layer): readonly Layer[] {
  return LAYERS.slice(lower === null ? 0 : LAYERS.indexOf(lower) + 1, LAYERS.indexOf(upper));
}

/**
 * The break between a green layer (or none, `null`) and a red one, without regard to what lies above: a divergence on
 * an edge of neighbours, otherwise unresolved somewhere in between.
 */
export function breakBetween(from: Layer | null, to: Layer): Break {
  if (to === 'model') return { code: 'model-fault', from: null, to };
  const [neighbour] = layersBelow(to);
  return { code: from !== null && from === neighbour ? DIVERGENCE[to] : 'unresolved', from, to };
}

/** Red layers in groups, bottom up: two reds are of one group unless a green layer lies between them. */
function redRuns(colours: LayerColours): readonly (readonly [Layer, ...Layer[]])[] {
  const runs: [Layer, ...Layer[]][] = [];
  let open: [Layer, ...Layer[]] | null = null;
  for (const layer of LAYERS) {
    if (colours[layer] === 'green') open = null;
    if (colours[layer] !== 'red') continue;
    if (open !== null) open.push(layer);
    else {
      open = [layer];
      runs.push(open);
    }
  }
  return runs;
}

/** The first green layer above a run, which has no red above it before that; `null` where nothing above is known. */
function greenAbove(colours: LayerColours, run: readonly [Layer, ...Layer[]]): Layer | null {
  return layersAbove(run.at(-1) ?? run[0]).find((layer) => colours[layer] === 'green') ?? null;
}

/**
 * The break of one run. A green task or product layer above contains it; green business never does, because it lags.
 * A contained break keeps its edge where the layer below is green.
 */
function breakOfRun(colours: LayerColours, run: readonly [Layer, ...Layer[]]): Break {
  const to = run[0];
  const green = layersBelow(to).find((layer) => colours[layer] === 'green') ?? null;
  const origin = breakBetween(green, to);
  const above = greenAbove(colours, run);
  if (above === null || above === 'business') return origin;
  return { ...origin, code: 'contained' };
}

/** The code where no layer is red. */
function codeWithoutRed(colours: LayerColours): DiagnosisCode {
  if (LAYERS.some((layer) => colours[layer] === 'unmeasured')) return 'blind';
  if (LAYERS.some((layer) => colours[layer] === 'unknown')) return 'undetermined';
  return 'healthy';
}

/** Of a run's inherited layers, those with a layer between them and the origin that is not known to be red. */
function unverifiedOf(colours: LayerColours, origin: Layer, inherited: readonly Layer[]): readonly Layer[] {
  return inherited.filter((layer) => layersBetween(origin, layer).some((between) => colours[between] !== 'red'));
}

/**
 * Walks the four colours to the place where the stack diverges. The highest run of red layers gives the headline (the
 * higher layer is the truth), the lowest edge inside the run is the place to repair, lower runs are secondary: a green
 * layer above them shows that they did not cause the harm.
 */
export function walkLayers(colours: LayerColours): LayerWalk {
  const runs = redRuns(colours);
  const top = runs.at(-1);
  const layersOf = (colour: string): readonly Layer[] => LAYERS.filter((layer) => colours[layer] === colour);
  const lists = { blind: layersOf('unmeasured'), unknown: layersOf('unknown') };
  if (top === undefined) {
    const none = { code: codeWithoutRed(colours), from: null, to: null };
    return { ...none, ...lists, inherited: [], unverified: [], secondary: [], measure: [], notes: [] };
  }
  const headline = breakOfRun(colours, top);
  const [origin, ...inherited] = top;
  const notes: readonly Reason[] =
    greenAbove(colours, top) === 'business' ? [{ code: 'business-not-affected-yet', args: {} }] : [];
  return {
    ...headline,
    ...lists,
    inherited,
    unverified: unverifiedOf(colours, origin, inherited),
    secondary: runs.slice(0, -1).map((run) => breakOfRun(colours, run)),
    measure: headline.code === 'unresolved' ? layersBetween(headline.from, origin) : [],
    notes,
  };
}
