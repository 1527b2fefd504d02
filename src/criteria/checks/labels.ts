import type { Check } from '../draft.ts';
import { report } from '../read-map.ts';

/** GitHub's limit on the length of a label's name. */
const LABEL_LIMIT = 50;

export const DEFAULT_OVERRIDE_LABEL = 'launch-gate/override';

/** A metric whose own label cannot exist can only be waived with the whole gate or its layer. */
export const checkScopeLabels: Check = ({ file, metrics }, reading) => {
  const label = file.override?.label ?? DEFAULT_OVERRIDE_LABEL;
  for (const { id, keys } of metrics) {
    const scoped = `${label}:${id}`;
    if (scoped.length <= LABEL_LIMIT || keys.waivable === false) continue;
    report(
      reading,
      'scope-label-too-long',
      ['metrics', id],
      { label: scoped, length: scoped.length, limit: LABEL_LIMIT },
      'key',
    );
  }
};
