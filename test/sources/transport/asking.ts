import { onTestFinished } from 'vitest';
import type { Asked, AskingFailed, Connection, Network, NetworkPolicy } from '../../../src/sources/network.ts';
import { createNetwork, type NetworkParts } from '../../../src/sources/transport/create-network.ts';
import { type Handler, type LocalServer, startServer } from '../../hostile-server/start-server.ts';

export const NOW_MS = Date.UTC(2026, 10, 22, 12);

/** A server that is closed when the test ends. */
export async function serving(handler: Handler): Promise<LocalServer> {
  const server = await startServer(handler);
  onTestFinished(server.close);
  return server;
}

/** A network whose pauses between attempts are short. */
export function network(policy: Partial<NetworkPolicy> = {}, parts: Partial<NetworkParts> = {}): Network {
  return createNetwork(
    { underPullRequest: false, allowedHosts: null, env: {}, onSecret: () => {}, deadlineMs: 20_000, ...policy },
    { pauseMs: 2, nowMs: () => NOW_MS, ...parts },
  );
}

export function connection(keys: Partial<Connection> = {}): Connection {
  return { source: 'evals', timeoutMs: 3000, concurrency: null, private: false, auth: null, ...keys };
}

/** Asks a server that answers in one way; what came back, and the server. */
export async function askOnce(
  handler: Handler,
  keys: Partial<Connection> = {},
  policy: Partial<NetworkPolicy> = {},
  parts: Partial<NetworkParts> = {},
): Promise<{ readonly asked: Asked; readonly server: LocalServer; readonly network: Network }> {
  const server = await serving(handler);
  const way = network(policy, parts);
  const asked = await way.ask(connection(keys), { method: 'GET', url: `${server.url}/api/value?q=hidden-query` });
  return { asked, server, network: way };
}

/** The failure that an answer is, its JSON included; throws where it is none. */
export function failureOf(asked: Asked): AskingFailed {
  const last = asked.ok ? asked.json() : asked;
  if (last.ok) throw new Error('there is an answer');
  return last;
}

/** The JSON of an answer; throws where there is none. */
export function jsonOf(asked: Asked): unknown {
  const json = asked.ok ? asked.json() : asked;
  if (!json.ok) throw new Error(`${json.code}: ${json.detail}`);
  return json.value;
}
