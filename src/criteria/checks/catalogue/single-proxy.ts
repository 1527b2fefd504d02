import type { Check } from '../../draft.ts';
import { report } from '../../read-map.ts';
import { idsOf, isGating } from './gating.ts';

/** One number, or one layer, decides alone: whatever moves it without helping users goes unseen. */
export const checkSingleProxy: Check = ({ metrics, metricIds }, reading) => {
  // A metric that cannot be read may be the second one.
  const isUnread = metrics.length !== metricIds.size || metrics.some(({ keys }) => keys.layer === undefined);
  const gating = metrics.filter(isGating);
  const [first] = gating;
  const layer = first?.keys.layer;
  if (isUnread || first === undefined || layer === undefined) return;
  if (gating.some(({ keys }) => keys.layer !== layer)) return;
  const path = gating.length === 1 ? ['metrics', first.id] : ['metrics'];
  report(reading, 'single-proxy', path, { layer, count: gating.length, metrics: idsOf(gating) }, 'key');
};
