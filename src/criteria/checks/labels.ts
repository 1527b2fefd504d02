import { DEFAULT_OVERRIDE_RULES } from '../../core/override.ts';
import type { Check } from '../draft.ts';
import { LABEL_LIMIT } from '../override-schema.ts';
import { report } from '../read-map.ts';

/** A metric whose own label cannot exist can only be waived with the whole gate or its layer. */
export const checkScopeLabels: Check = ({ file, metrics }, reading) => {
  const label = file.override?.label ?? DEFAULT_OVERRIDE_RULES.label;
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
