import { setTimeout as wait } from 'node:timers/promises';
import type { Asked, AskingFailed } from '../network.ts';
import { answered } from './answered.ts';
import { type GateDeadline, timeIsUp } from './deadlines.ts';
import type { Exchanged } from './exchange.ts';
import { askingFailed } from './failure.ts';
import { retryHintSeconds } from './retry-hint.ts';
import { mayPass, statusFailure } from './status-failure.ts';

const MOST_ATTEMPTS = 3;
/** A server that wants a longer pause is not asked again in this run. */
const LONGEST_HINT_SECONDS = 60;

/** What time is taken from while waiting between attempts. */
export interface Pace {
  readonly nowMs: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** The longest pause after the first failed attempt; after the second it is four times as long. */
  readonly pauseMs: number;
}

/** Asks at most three times, with pauses of random length (full jitter) on top of what the server says to wait. */
export async function persistently(
  once: () => Promise<Exchanged>,
  asked: { readonly where: string; readonly hasCredentials: boolean },
  gate: GateDeadline,
  pace: Pace,
): Promise<Asked> {
  for (let attempt = 1; ; attempt += 1) {
    const exchanged = await once();
    if (exchanged.kind === 'body') return answered(exchanged, asked.where);
    const { failure, passing } = judged(exchanged, asked);
    const hint = exchanged.kind === 'status' ? hintOf(exchanged, pace) : null;
    const pauseMs = pace.random() * pace.pauseMs * 4 ** (attempt - 1) + (hint ?? 0) * 1000;
    if (passing && hint !== null && (hint > LONGEST_HINT_SECONDS || hint * 1000 > gate.leftMs()))
      return comeBackIn(hint, asked.where, failure.status);
    if (!passing || attempt === MOST_ATTEMPTS || pauseMs > gate.leftMs()) return failure;
    try {
      await wait(pauseMs, undefined, { signal: gate.signal });
    } catch {
      return timeIsUp(asked.where);
    }
  }
}

function judged(
  exchanged: Exclude<Exchanged, { readonly kind: 'body' }>,
  { where, hasCredentials }: { readonly where: string; readonly hasCredentials: boolean },
): { readonly failure: AskingFailed; readonly passing: boolean } {
  if (exchanged.kind === 'failed') return exchanged;
  return { failure: statusFailure(exchanged.status, where, hasCredentials), passing: mayPass(exchanged.status) };
}

function hintOf({ status, headers }: Extract<Exchanged, { readonly kind: 'status' }>, pace: Pace): number | null {
  return retryHintSeconds(status, headers, pace.nowMs());
}

function comeBackIn(seconds: number, where: string, status: number | null): AskingFailed {
  const minutes = Math.ceil(seconds / 60);
  const when =
    seconds <= 60 ? 'in a minute' : minutes <= 120 ? `in ${minutes} minutes` : `in ${Math.ceil(minutes / 60)} hours`;
  return askingFailed('rate-limited', `${where} says to come back ${when}: run the gate again then`, status);
}
