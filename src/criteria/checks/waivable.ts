import type { Check } from '../draft.ts';
import { report } from '../read-map.ts';

const LOOSENING = ['due', 'provisional', 'from-stage'] as const;

/** A safety floor that no label waives must not be loosened in the file either. */
export const checkWaivable: Check = ({ metrics }, reading) => {
  for (const { id, keys } of metrics) {
    if (keys.waivable !== false) continue;
    const path = ['metrics', id];
    if (keys.required === false)
      report(reading, 'not-waivable-conflict', [...path, 'required'], { key: 'required: false' }, 'key');
    for (const key of LOOSENING) {
      if (keys[key] !== undefined) report(reading, 'not-waivable-conflict', [...path, key], { key }, 'key');
    }
  }
};

/** At most one metric per layer may be provisional: two would leave a layer without judgement. */
export const checkProvisional: Check = ({ metrics }, reading) => {
  const first = new Map<string, string>();
  for (const { id, keys } of metrics) {
    if (keys.provisional === undefined || keys.layer === undefined) continue;
    const other = first.get(keys.layer);
    if (other === undefined) first.set(keys.layer, id);
    else report(reading, 'provisional-twice', ['metrics', id, 'provisional'], { layer: keys.layer, other }, 'key');
  }
};
