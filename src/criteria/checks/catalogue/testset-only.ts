import type { Check } from '../../draft.ts';
import { report } from '../../read-map.ts';
import { idsOf, isGating } from './gating.ts';

/** Everything that is known of the task comes from a curated set, and nothing from what users really ask. */
export const checkTestsetOnly: Check = ({ metrics }, reading) => {
  if (metrics.some(({ keys }) => keys.layer === undefined)) return;
  const tasks = metrics.filter((metric) => isGating(metric) && metric.keys.layer === 'task');
  const [first] = tasks;
  if (first === undefined || tasks.some(({ keys }) => keys.traffic !== 'curated')) return;
  report(reading, 'testset-only', ['metrics', first.id, 'traffic'], { metrics: idsOf(tasks) }, 'key');
};
