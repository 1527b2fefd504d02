import type { Check } from '../../draft.ts';
import { report } from '../../read-map.ts';
import { isWritten } from '../../written.ts';
import { isGating, writtenKeys } from './gating.ts';

/** A model metric of which nobody said what it should move for users. */
export const checkUnmappedProxy: Check = ({ metrics }, reading) => {
  const onLayer = (layer: string) => metrics.find(({ keys }) => keys.layer === layer)?.id;
  const outcome = onLayer('task') ?? onLayer('product') ?? null;
  for (const metric of metrics) {
    const { id, keys } = metric;
    if (keys.layer !== 'model' || !isGating(metric) || isWritten(writtenKeys(metric, reading), 'drives')) continue;
    report(reading, 'unmapped-proxy', ['metrics', id], { id, outcome }, 'key');
  }
};
