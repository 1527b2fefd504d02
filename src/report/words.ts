import type { LaunchSetKind } from '../core/launch-set.ts';
import type { AlertState, Status } from '../core/result.ts';

/** Statuses from worst to best: what is kept longest when a report must be shortened. */
export const STATUSES_WORST_FIRST: readonly Status[] = [
  'error',
  'fail',
  'inconclusive',
  'stale',
  'missing',
  'unmeasured',
  'pending',
  'pass',
];

/** How many have each status, worst first; statuses that none has are left out. */
export function statusCounts(statuses: readonly Status[]): readonly (readonly [Status, number])[] {
  return STATUSES_WORST_FIRST.map(
    (status) => [status, statuses.filter((one) => one === status).length] as const,
  ).filter(([, count]) => count > 0);
}

/** The parts of the launch set, in the order and words of reports. */
export const LAUNCH_SET_WORDS: Readonly<Record<LaunchSetKind, string>> = {
  model: 'model',
  task: 'task',
  product: 'product',
  business: 'business',
  alertedLeading: 'alerted leading indicator',
};
export const LAUNCH_SET_KINDS: readonly LaunchSetKind[] = ['model', 'task', 'product', 'business', 'alertedLeading'];

export const ALERT_WORDS: Readonly<Record<AlertState['state'], string>> = {
  declared: 'declared, not verified',
  verified: 'verified',
  'partly-verified': 'partly verified',
  refuted: 'refuted',
  unknown: 'could not be verified',
};
