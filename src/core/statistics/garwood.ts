import { inverseGamma } from './inverse-gamma.ts';

/** The exact interval of a Poisson mean after `events` events, `alpha` on either side: Garwood (1936). In events. */
export function garwood(events: number, alpha: number): readonly [number, number] {
  return [events === 0 ? 0 : inverseGamma(alpha, events), inverseGamma(1 - alpha, events + 1)];
}
