import type { LayerColour, LayerColours } from './diagnosis.ts';
import type { Layer } from './layer.ts';
import type { MetricResult, Status } from './result.ts';

/**
 * The colour of one layer from the statuses of its required metrics. Only business may wait for a due date: below it
 * `pending` is taken as `unmeasured` before anything else is decided, so such a layer is never green.
 */
export function colourLayer(layer: Layer, statuses: readonly Status[]): LayerColour {
  const seen =
    layer === 'business' ? statuses : statuses.map((status) => (status === 'pending' ? 'unmeasured' : status));
  if (seen.includes('fail')) return 'red';
  if (seen.every((status) => status === 'unmeasured')) return 'unmeasured';
  if (seen.every((status) => status === 'pending')) return 'pending';
  if (seen.every((status) => status === 'pass' || status === 'pending')) return 'green';
  return 'unknown';
}

/** The colours of the four layers from the required metrics; advisory metrics colour nothing. */
export function colourLayers(results: readonly MetricResult[]): LayerColours {
  const colour = (layer: Layer): LayerColour => {
    const required = results.filter(({ criterion }) => criterion.required && criterion.layer === layer);
    return colourLayer(
      layer,
      required.map(({ status }) => status),
    );
  };
  return { model: colour('model'), task: colour('task'), product: colour('product'), business: colour('business') };
}
