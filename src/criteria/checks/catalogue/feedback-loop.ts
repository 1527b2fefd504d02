import type { Check, DraftMetric } from '../../draft.ts';
import { report } from '../../read-map.ts';
import { idsOf, isGating } from './gating.ts';

/** What recommenders and rankings are steered by, and what users click because it is shown. */
const STEERING: ReadonlySet<string> = new Set(['ctr', 'ndcg']);
/** What shows that users see less and less of what there is. */
const WATCHING: ReadonlySet<string> = new Set(['coverage', 'diversity']);

/** A system that learns from what it showed narrows what it shows, and its own scores rise. */
export const checkFeedbackLoop: Check = ({ metrics }, reading) => {
  const steering = metrics.filter((metric) => isGating(metric) && isOneOf(metric, STEERING));
  const [first] = steering;
  if (first === undefined || metrics.some((metric) => isOneOf(metric, WATCHING))) return;
  report(reading, 'feedback-loop', ['metrics', first.id], { metrics: idsOf(steering) }, 'key');
};

function isOneOf({ entry }: DraftMetric, ids: ReadonlySet<string>): boolean {
  return entry !== null && ids.has(entry.id);
}
