import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AskingFailed, Network } from '../network.ts';
import { timeIsUp } from '../transport/deadlines.ts';

/** The last piece of work that waits, by the network of its run. */
const last = new WeakMap<Network, Promise<unknown>>();

/**
 * Does a piece of work that keeps the process busy: one piece of a run after another, with a turn for timers and
 * connections before each, so that the deadline of the gate is seen in between; work is left undone after it.
 */
export function whenIdle<T>(network: Network, where: string, work: () => T): Promise<T | AskingFailed> {
  const piece = async (): Promise<T | AskingFailed> => {
    await nextTurn();
    return network.signal.aborted ? timeIsUp(where) : work();
  };
  const done = (last.get(network) ?? Promise.resolve()).then(piece);
  last.set(
    network,
    done.catch(() => undefined),
  );
  return done;
}
