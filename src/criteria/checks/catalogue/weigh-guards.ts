import type { CatalogueEntry } from '../../../core/catalogue/entry.ts';
import type { Draft, DraftMetric } from '../../draft.ts';
import type { Reading } from '../../read-map.ts';
import { isWritten } from '../../written.ts';
import { idsOf, writtenKeys } from './gating.ts';

/** Guards that are written and show nothing, by why: they rise with what they guard, or cannot see it. */
export interface IdleGuards {
  readonly activity: readonly string[];
  readonly same: readonly string[];
  readonly below: readonly string[];
}

/**
 * Whether one of the metric's own `guarded-by` could show it being gamed, or else why none does. A guard that cannot be
 * found or read may be the one: that has a finding of its own.
 */
export function weighGuards(
  metric: DraftMetric,
  entry: CatalogueEntry,
  draft: Draft,
  reading: Reading,
): 'guarded' | IdleGuards {
  const ids = metric.keys['guarded-by'];
  if (ids === undefined && isWritten(writtenKeys(metric, reading), 'guarded-by')) return 'guarded';
  const idle = { activity: [] as DraftMetric[], same: [] as DraftMetric[], below: [] as DraftMetric[] };
  for (const id of ids ?? []) {
    const guard = draft.metrics.find((one) => one.id === id);
    const why = guard === undefined ? null : whyIdle(guard, metric, entry);
    if (guard === undefined || why === null) return 'guarded';
    idle[why].push(guard);
  }
  return { activity: idsOf(idle.activity), same: idsOf(idle.same), below: idsOf(idle.below) };
}

/** `null` where the guard could show it: what the catalogue pairs with the metric always can. */
function whyIdle(guard: DraftMetric, metric: DraftMetric, entry: CatalogueEntry): keyof IdleGuards | null {
  if (guard.entry?.id === entry.id) return 'same';
  if (guard.entry !== null && isPaired(guard.entry.id, entry)) return null;
  if (guard.entry?.activity === true) return 'activity';
  return guard.keys.layer === 'model' && metric.keys.layer !== 'model' ? 'below' : null;
}

function isPaired(id: string, { pairs }: CatalogueEntry): boolean {
  return pairs.some(({ anyOf }) => anyOf.some((members) => members.includes(id)));
}
