import type { Check } from '../../draft.ts';
import { report } from '../../read-map.ts';
import { isWritten } from '../../written.ts';
import { idsOf, isGating, writtenKeys } from './gating.ts';

/** Nobody says of any task metric whether it is of what users really ask; what cannot be read may say it. */
export const checkTrafficNotSaid: Check = ({ metrics }, reading) => {
  if (metrics.some(({ keys }) => keys.layer === undefined)) return;
  const tasks = metrics.filter((metric) => isGating(metric) && metric.keys.layer === 'task');
  if (tasks.length === 0 || tasks.some((metric) => isWritten(writtenKeys(metric, reading), 'traffic'))) return;
  report(reading, 'traffic-not-said', ['metrics'], { metrics: idsOf(tasks) }, 'key');
};
