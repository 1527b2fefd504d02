import pLimit, { type LimitFunction } from 'p-limit';
import type { Connection } from '../network.ts';

const MOST_AT_ONCE = 8;
const MOST_PER_HOST = 4;

/** Lets at most eight requests run at once, four per host and port, and as many per source as it says. */
export interface Places {
  during<T>(connection: Connection, place: string, work: () => Promise<T>): Promise<T>;
}

/** The places of one run. */
export function createPlaces(): Places {
  const all = pLimit(MOST_AT_ONCE);
  const hosts = new Map<string, LimitFunction>();
  const sources = new Map<string, LimitFunction>();
  return {
    during({ source, concurrency }, place, work) {
      const host = limitOf(hosts, place, MOST_PER_HOST);
      // The widest last: who waits for a host does not keep others from theirs.
      const admitted = () => host(() => all(work));
      return concurrency === null ? admitted() : limitOf(sources, source, concurrency)(admitted);
    },
  };
}

function limitOf(limits: Map<string, LimitFunction>, key: string, most: number): LimitFunction {
  const known = limits.get(key);
  if (known !== undefined) return known;
  const limit = pLimit(most);
  limits.set(key, limit);
  return limit;
}
