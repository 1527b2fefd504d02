import type { AlertFacts } from './alert-facts.ts';
import type { Alert } from './criterion.ts';
import { areUsable, DETECTION_LIMIT_SECONDS, type DetectionDelay } from './detection-delay.ts';
import type { TextArgs } from './finding.ts';
import type { AlertDelay } from './result.ts';

/** An alert with what its declared parts come to; `null` where none is declared or they cannot be computed. */
export interface Declared extends Alert {
  readonly declaredDelay: DetectionDelay | null;
}

/**
 * The delay that counts: what the system gives, and where it cannot tell what the parts declare, unless the system knows
 * that it takes longer.
 */
export function delayOf({ declaredDelay: declared }: Declared, facts: AlertFacts | null): AlertDelay | null {
  if (facts !== null && facts.delay !== null) {
    const computed = usableDelay(facts);
    return computed === null ? null : { ...computed, by: 'system' };
  }
  const least = facts?.delayAtLeast ?? 0;
  return declared === null || !(least <= declared.seconds) ? null : { ...declared, by: 'criteria' };
}

/** What a delay is made of, as arguments of a text; empty where that is not known. */
export function partsArgs(delay: AlertDelay | null): TextArgs {
  return delay === null ? {} : { ...delay.parts, partsOf: delay.by, seconds: delay.seconds };
}

/** Where parts are declared that nobody can compute, and no system says how long it takes. */
export function unsureOfParts(alert: Declared, facts: AlertFacts | null): TextArgs | null {
  const isSaid = facts !== null && facts.delay !== null;
  if (isSaid || alert.parts === null || alert.declaredDelay !== null) return null;
  return { question: 'delay', because: 'declared', detail: 'its declared parts cannot be computed' };
}

/** Why a delay in seconds is known to be too long; `null` where it is in time, or not known. */
export function tooSlow(
  { withinSeconds }: Alert,
  seconds: number | null,
): 'alert-over-limit' | 'alert-over-within' | null {
  if (seconds === null) return null;
  if (seconds > DETECTION_LIMIT_SECONDS) return 'alert-over-limit';
  return withinSeconds !== null && !(seconds <= withinSeconds) ? 'alert-over-within' : null;
}

/** A delay that is too long on one of several possible ways only is not known to be so, nor that it is not. */
export function withCertainDelay(alert: Alert, facts: AlertFacts): AlertFacts {
  const slowest = usableDelay(facts)?.seconds ?? null;
  const least = facts.delayAtLeast ?? null;
  const most = Math.min(alert.withinSeconds ?? DETECTION_LIMIT_SECONDS, DETECTION_LIMIT_SECONDS);
  if (slowest === null || least === null || slowest <= most || !(least >= 0 && least <= most)) return facts;
  return { ...facts, delay: null };
}

/** The delay, or where it is not known the least that it can be. */
export function knownSeconds(facts: AlertFacts): number | null {
  if (facts.delay !== null) return usableDelay(facts)?.seconds ?? null;
  const least = facts.delayAtLeast ?? null;
  return least !== null && Number.isFinite(least) && least >= 0 ? least : null;
}

function usableDelay({ delay }: AlertFacts): DetectionDelay | null {
  if (delay === null || !areUsable(delay.parts)) return null;
  return Number.isFinite(delay.seconds) && delay.seconds >= 0 ? delay : null;
}
