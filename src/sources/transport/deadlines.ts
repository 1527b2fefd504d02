import { setMaxListeners } from 'node:events';
import type { AskingFailed } from '../network.ts';
import { askingFailed } from './failure.ts';

/** Timers take no more: a longer wait would end at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The time that all requests of a run have together. */
export interface GateDeadline {
  readonly signal: AbortSignal;
  leftMs(): number;
  /** Keeps the process alive until the deadline while the work runs, so that it never ends without an answer. */
  during<T>(work: () => Promise<T>): Promise<T>;
}

/** Begins the time of a run. */
export function gateDeadline(milliseconds: number): GateDeadline {
  const controller = new AbortController();
  // Every request listens, and that many listeners are no leak.
  setMaxListeners(0, controller.signal);
  const ends = performance.now() + milliseconds;
  const timer = setTimeout(() => controller.abort(), Math.min(milliseconds, LONGEST_TIMER_MS));
  timer.unref();
  let running = 0;
  return {
    signal: controller.signal,
    leftMs: () => Math.max(0, ends - performance.now()),
    async during(work) {
      running += 1;
      timer.ref();
      try {
        return await work();
      } finally {
        running -= 1;
        if (running === 0) timer.unref();
      }
    },
  };
}

/** What is said where the time of the run is up. */
export function timeIsUp(where: string): AskingFailed {
  return askingFailed('timeout', `${where}: the time that the whole gate may take for asking was up`);
}

/** What `work` gives, or `late` once the signal is aborted. */
export async function unlessAborted<T, L>(signal: AbortSignal, late: () => L, work: () => Promise<T>): Promise<T | L> {
  if (signal.aborted) return late();
  let onAbort = () => {};
  const aborted = new Promise<L>((resolve) => {
    onAbort = () => resolve(late());
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/**
 * What `work` gives within the time of one attempt and of the whole run, or the failure `timeout`. The signal that it gets
 * is aborted when the time is up.
 */
export async function withinTime<T>(
  timeoutMs: number,
  gate: GateDeadline,
  where: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | AskingFailed> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), Math.min(timeoutMs, LONGEST_TIMER_MS));
  const attemptLate = () => askingFailed('timeout', `${where} gave no whole answer within ${timeoutMs / 1000} s`);
  const gateLate = () => {
    controller.abort();
    return timeIsUp(where);
  };
  try {
    return await unlessAborted(gate.signal, gateLate, () =>
      unlessAborted(controller.signal, attemptLate, () => work(controller.signal)),
    );
  } finally {
    clearTimeout(timer);
  }
}
