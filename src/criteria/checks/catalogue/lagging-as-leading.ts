import type { Check } from '../../draft.ts';
import { report } from '../../read-map.ts';

/** What is known to move long after users do is no early warning, whatever the criteria call it. */
export const checkLaggingAsLeading: Check = ({ metrics }, reading) => {
  for (const { id, entry, keys } of metrics) {
    if (keys.indicator !== 'leading' || entry?.indicator !== 'lagging') continue;
    report(reading, 'lagging-as-leading', ['metrics', id, 'indicator'], { title: entry.title, layer: entry.layer });
  }
};
