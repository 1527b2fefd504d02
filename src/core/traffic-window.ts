import { oneOf } from './counts.ts';
import type { Criterion, Target } from './criterion.ts';
import { samplesToDetect } from './statistics/samples-to-detect.ts';

/** Why nobody can compute how much traffic an alert needs. */
type TrafficProblem = 'no-when' | 'band' | 'not-shares' | 'same-level' | 'too-few-events';

/** How long it takes, in seconds, until as many events as tell the level of the alert from that of the target came by. */
type TrafficWindow =
  | { readonly ok: true; readonly seconds: number; readonly samples: number }
  | { readonly ok: false; readonly problem: TrafficProblem };

/** What an alert is held against: the metric's target and unit. */
export type Alerted = Pick<Criterion, 'target' | 'unit'>;

/**
 * The time that an alert's window must span at some events per hour, in seconds: a rule that looks at fewer events is
 * fast and blind.
 */
export function trafficWindow(eventsPerHour: number, when: Target | null, { target, unit }: Alerted): TrafficWindow {
  if (when === null) return refused('no-when');
  if (when.kind === 'band' || target.kind === 'band') return refused('band');
  const one = oneOf(unit);
  const [usual, bad] = [target.bound / one, when.bound / one];
  if (!isOfShares(unit) || !isShare(usual) || !isShare(bad)) return refused('not-shares');
  const samples = samplesToDetect(usual, bad);
  if (samples === null) return refused('same-level');
  const seconds = (samples / eventsPerHour) * 3600;
  return eventsPerHour > 0 && Number.isFinite(seconds) ? { ok: true, seconds, samples } : refused('too-few-events');
}

/** Numbers of a metric without a unit may be shares of 1; those of any other unit are none. */
function isOfShares(unit: string | null): boolean {
  return unit === null || unit === 'ratio' || unit === 'percent';
}

function isShare(value: number): boolean {
  return value >= 0 && value <= 1;
}

function refused(problem: TrafficProblem): TrafficWindow {
  return { ok: false, problem };
}
