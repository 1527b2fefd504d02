import http from 'node:http';
import https from 'node:https';

/** Connections that stay open for further requests of a run. */
export type Agents = (tls: boolean, inside: boolean) => http.Agent;

/** How long a connection stays open unused, in milliseconds: servers close theirs after a few seconds. */
const IDLE_MS = 1000;
/** How long one of several addresses of a host may take to accept before the next is tried, in milliseconds. */
const NEXT_ADDRESS_MS = 1000;
const OPTIONS = { keepAlive: true, timeout: IDLE_MS, autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS } as const;

/**
 * Agents of one run. A connection to the inside, which only a source that says so may open, is never used by a source that
 * does not. Connections that nobody uses do not keep the process alive.
 */
export function createAgents(): Agents {
  const outside = { http: new http.Agent(OPTIONS), https: new https.Agent(OPTIONS) };
  const inside = { http: new http.Agent(OPTIONS), https: new https.Agent(OPTIONS) };
  return (tls, isInside) => (isInside ? inside : outside)[tls ? 'https' : 'http'];
}
