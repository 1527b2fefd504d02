import { LAYERS } from '../../../core/layer.ts';
import type { Check } from '../../draft.ts';
import { report } from '../../read-map.ts';

/** A metric on a layer where it proves nothing; of overlap and similarity scores above the model that is an error. */
export const checkLayerMisplaced: Check = ({ metrics }, reading) => {
  for (const { id, entry, keys } of metrics) {
    const { layer } = keys;
    if (entry === null || layer === undefined || layer === 'evidence') continue;
    if (layer === entry.layer || entry.alsoOn.includes(layer)) continue;
    const isAbove = LAYERS.indexOf(layer) > LAYERS.indexOf('model');
    const level = entry.modelOnly && isAbove ? 'error' : 'warning';
    const known = [entry.layer, ...entry.alsoOn];
    const args = { title: entry.title, layer, known, resemblance: entry.modelOnly ? 'yes' : null };
    report(reading, 'layer-misplaced', ['metrics', id, 'layer'], args, 'value', level);
  }
};
