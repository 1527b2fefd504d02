import type { AlertFacts, AlertUnanswered } from '../core/alert-facts.ts';
import type { Network } from '../sources/network.ts';
import type { Source } from '../sources/source.ts';

/** What is asked of an alerting system for one metric. */
export interface AlertRequest {
  readonly metric: string;
  readonly rule: string;
  /** Labels that select among several rules of that name. */
  readonly labels: Readonly<Record<string, string>>;
  /** Expressions of `alert.verify`, for systems that are asked by them. */
  readonly keys: Readonly<Record<string, unknown>>;
  /** Type and keys of the source that the metric itself is read from, so that both can be compared; `null` for files. */
  readonly reads: {
    readonly type: string;
    readonly keys: Readonly<Record<string, unknown>>;
    /** True where the alert's own source asks the same server: elsewhere the same name may mean other series. */
    readonly sameServer: boolean;
    /** Factor from the source's unit to the metric's; `null` where both are one. */
    readonly scale: number | null;
  } | null;
}

/** What a verifier may use of the world. */
export interface AlertWorld {
  readonly network: Network;
  /** For judging whether a rule was evaluated lately. */
  readonly nowMs: number;
}

/**
 * Asks one kind of alerting system whether an alert is wired. It reports facts and judges nothing: what it does not
 * know is `unknown`, never the good answer.
 */
export interface AlertVerifier {
  readonly type: string;
  verify(source: Source, request: AlertRequest, world: AlertWorld): Promise<AlertFacts | AlertUnanswered>;
}
