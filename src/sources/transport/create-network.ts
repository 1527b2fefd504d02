import {
  type Asked,
  type Asking,
  type AskingFailed,
  type Connection,
  type Endpoint,
  LARGEST_TOTAL_BYTES,
  type Network,
  type NetworkPolicy,
  type Reached,
} from '../network.ts';
import { isLoopback } from './addresses.ts';
import { type Agents, createAgents } from './agents.ts';
import { type Pace, persistently } from './attempts.ts';
import { checkedAddresses, type Resolve, resolveBySystem } from './checked-addresses.ts';
import { type Keyring, presented } from './credentials.ts';
import { type GateDeadline, gateDeadline, timeIsUp, unlessAborted, withinTime } from './deadlines.ts';
import { destinationOf, isAmong, normalisedHost, placeOf } from './destination.ts';
import { type Exchanged, exchange, type Prepared } from './exchange.ts';
import { askingFailed } from './failure.ts';
import { createJournals, type Journals } from './journals.ts';
import { createPlaces, type Places } from './places.ts';
import { requestHeaders } from './request-headers.ts';

/** What the network takes from the system, so that a test can hand in its own. */
export interface NetworkParts extends Pace {
  readonly resolve: Resolve;
}

const SYSTEM: NetworkParts = {
  resolve: resolveBySystem,
  nowMs: () => Date.now(),
  random: () => Math.random(),
  pauseMs: 500,
};

/** Ports that an entry of the allowed hosts means where it has none: those of https, http and PostgreSQL. */
const HTTPS_PORT = 443;
const HTTP_PORT = 80;
const POSTGRESQL_PORT = 5432;

interface Run {
  readonly policy: NetworkPolicy;
  readonly parts: NetworkParts;
  readonly gate: GateDeadline;
  readonly keyring: Keyring;
  readonly agents: Agents;
  readonly places: Places;
  readonly journals: Journals;
  /** Answers by what was asked. */
  readonly answers: Map<string, Promise<Asked>>;
  /** Of all answers so far. */
  readonly size: { bytes: number };
}

/** The way to other hosts for one run, whose time begins now. */
export function createNetwork(policy: NetworkPolicy, parts: Partial<NetworkParts> = {}): Network {
  const run: Run = {
    policy,
    parts: { ...SYSTEM, ...parts },
    gate: gateDeadline(policy.deadlineMs),
    keyring: keyringOf(policy),
    agents: createAgents(),
    places: createPlaces(),
    journals: createJournals(),
    answers: new Map(),
    size: { bytes: 0 },
  };
  return {
    ask: (connection, asking) =>
      run.gate.during(() => ask(run, connection, asking)).catch(() => unexpected('bad-response')),
    reach: (connection, endpoint, use) =>
      run.gate.during(() => reach(run, connection, endpoint, use)).catch(() => unexpected('server')),
    credential: run.keyring.credential,
    keepSecret: run.keyring.keepSecret,
    signal: run.gate.signal,
    journal: run.journals.of,
  };
}

/** What was thrown may hold anything; it is not shown. */
function unexpected(code: AskingFailed['code']): AskingFailed {
  return askingFailed(code, 'asking failed unexpectedly');
}

function keyringOf({ env, onSecret }: NetworkPolicy): Keyring {
  const keepSecret = (secret: string) => {
    if (secret !== '') onSecret(secret);
  };
  return {
    keepSecret,
    credential(name) {
      const value = Object.hasOwn(env, name) ? (env[name] ?? '').trim() : '';
      keepSecret(value);
      return value === '' ? null : value;
    },
  };
}

async function ask(run: Run, connection: Connection, asking: Asking): Promise<Asked> {
  const prepared = prepare(run, connection, asking);
  if ('ok' in prepared) return prepared;
  const { host, port } = prepared.destination;
  run.journals.asked(connection.source, placeOf(host, port));
  if (asking.again === true) return send(run, connection, prepared);
  const key = JSON.stringify([prepared, connection.timeoutMs]);
  const answer = run.answers.get(key) ?? send(run, connection, prepared).then((asked) => kept(run, asked));
  run.answers.set(key, answer);
  return answer;
}

/** The answer, as long as all that are kept fit into memory, parsed as they are. */
function kept(run: Run, asked: Asked): Asked {
  if (!asked.ok) return asked;
  run.size.bytes += asked.bytes;
  if (run.size.bytes <= LARGEST_TOTAL_BYTES) return asked;
  const most = LARGEST_TOTAL_BYTES / 1024 / 1024;
  return askingFailed('too-large', `all answers of this run together hold more than ${most} MiB: ask for less`);
}

/** Everything that can be refused before anybody is asked. */
function prepare({ policy, keyring }: Run, connection: Connection, asking: Asking): Prepared | AskingFailed {
  const reading = destinationOf(asking.url);
  if (!reading.ok) return askingFailed('config', reading.problem);
  const { destination } = reading;
  const usualPort = destination.tls ? HTTPS_PORT : HTTP_PORT;
  const refused = notAllowed(policy, destination.host, destination.port, usualPort);
  if (refused !== null) return refused;
  const credentials = presented(connection.auth, keyring);
  if (!credentials.ok) return credentials;
  const written = requestHeaders(asking, credentials.headers, userAgent(policy));
  if (!written.ok) return written;
  return {
    destination,
    method: asking.method,
    headers: written.headers,
    body: asking.body?.text ?? null,
    hasCredentials: connection.auth !== null,
    rules: { tls: destination.tls, private: connection.private, underPullRequest: policy.underPullRequest },
  };
}

function userAgent({ version }: NetworkPolicy): string {
  return version === undefined ? 'launch-gate' : `launch-gate/${version}`;
}

function notAllowed(
  { allowedHosts }: NetworkPolicy,
  host: string,
  port: number,
  usualPort: number,
): AskingFailed | null {
  if (allowedHosts === null || isAmong(allowedHosts, host, port, usualPort)) return null;
  return askingFailed('blocked', `${placeOf(host, port)} is not among the hosts that may be asked (allowed-hosts)`);
}

function send(run: Run, connection: Connection, prepared: Prepared): Promise<Asked> {
  const { destination, hasCredentials } = prepared;
  const place = placeOf(destination.host, destination.port);
  const once = () =>
    run.places.during(connection, place, async (): Promise<Exchanged> => {
      if (run.gate.signal.aborted) return { kind: 'failed', failure: timeIsUp(destination.where), passing: false };
      run.journals.attempted(connection.source);
      const exchanged = await withinTime(connection.timeoutMs, run.gate, destination.where, (signal) =>
        exchange(prepared, { agents: run.agents, resolve: run.parts.resolve }, signal),
      );
      return 'kind' in exchanged ? exchanged : { kind: 'failed', failure: exchanged, passing: false };
    });
  return unlessAborted(
    run.gate.signal,
    () => timeIsUp(destination.where),
    () => persistently(once, { where: destination.where, hasCredentials }, run.gate, run.parts),
  );
}

async function reach<T>(
  run: Run,
  connection: Connection,
  endpoint: Endpoint,
  use: (reached: Reached) => Promise<T | AskingFailed>,
): Promise<T | AskingFailed> {
  const host = normalisedHost(endpoint.host);
  if (host === null) return askingFailed('config', 'the host is not the name or the address of one');
  const place = placeOf(host, endpoint.port);
  const refused = notAllowed(run.policy, host, endpoint.port, POSTGRESQL_PORT);
  if (refused !== null) return refused;
  run.journals.asked(connection.source, place);
  const late = () => timeIsUp(place);
  return unlessAborted(run.gate.signal, late, () =>
    run.places.during(connection, place, async () => {
      if (run.gate.signal.aborted) return late();
      run.journals.attempted(connection.source);
      const rules = { tls: endpoint.tls, private: connection.private, underPullRequest: run.policy.underPullRequest };
      const checked = await withinTime(connection.timeoutMs, run.gate, place, () =>
        checkedAddresses(host, rules, run.parts.resolve),
      );
      if (!checked.ok) return checked;
      // Where a host has both, IPv4 is what reaches it from everywhere.
      const chosen = checked.addresses.find(({ family }) => family === 4) ?? checked.addresses[0];
      if (chosen === undefined) return unexpected('server');
      const { address } = chosen;
      return unlessAborted(run.gate.signal, late, () => use({ ok: true, address, loopback: isLoopback(address) }));
    }),
  );
}
