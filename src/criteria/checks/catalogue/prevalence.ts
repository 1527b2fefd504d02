import type { Check } from '../../draft.ts';
import { report } from '../../read-map.ts';
import { usesPrevalence } from './trivial-target.ts';

/** `prevalence` on a metric of which it says nothing is refused rather than ignored. */
export const checkPrevalence: Check = ({ metrics }, reading) => {
  for (const { id, entry, keys } of metrics) {
    if (keys.prevalence === undefined || usesPrevalence(entry)) continue;
    const args = { key: 'prevalence', scope: 'metric', value: null, title: entry?.title ?? null };
    report(reading, 'not-supported-yet', ['metrics', id, 'prevalence'], args, 'key');
  }
};
