import { setImmediate } from 'node:timers/promises';

/** What is said of work that was not begun. */
export const TIME_IS_UP = 'the time that the whole gate may take was up';

/** The last turn that somebody waits for, by the signal of the run. */
const waiting = new WeakMap<AbortSignal, Promise<void>>();

/**
 * Waits until everything else had its turn, deadlines among it, before a piece of work that keeps the only thread busy.
 * Those who wait at the same time go one by one. False where the time of the run is up: then the work is not begun.
 */
export async function nextTurn(signal: AbortSignal): Promise<boolean> {
  const before = waiting.get(signal) ?? Promise.resolve();
  const turn = before.then(() => setImmediate());
  waiting.set(signal, turn);
  await turn;
  return !signal.aborted;
}
