import { incompleteGamma } from './incomplete-gamma.ts';

/** P(X ≥ events) for X ~ Poisson(mean): P(events, mean). `events` whole, mean ≥ 0. */
export function poissonAtLeast(events: number, mean: number): number {
  return events <= 0 ? 1 : incompleteGamma(events, mean).lower;
}

/** P(X ≤ events) for X ~ Poisson(mean): Q(events + 1, mean). `events` whole, mean ≥ 0. */
export function poissonAtMost(events: number, mean: number): number {
  return incompleteGamma(events + 1, mean).upper;
}
