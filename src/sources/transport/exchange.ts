import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type { AskingFailed } from '../network.ts';
import type { AddressRules } from './addresses.ts';
import type { Agents } from './agents.ts';
import { type BodyReading, readBody } from './body.ts';
import { checkedAddresses, checkedLookup, type Resolve } from './checked-addresses.ts';
import type { Destination } from './destination.ts';
import { askingFailed } from './failure.ts';

/** A request as it is sent, credentials included. */
export interface Prepared {
  readonly destination: Destination;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly hasCredentials: boolean;
  readonly rules: AddressRules;
}

export type Exchanged =
  | { readonly kind: 'body'; readonly status: number; readonly headers: IncomingHttpHeaders; readonly bytes: Buffer }
  /** A status other than 200 to 299; its body is not read. */
  | { readonly kind: 'status'; readonly status: number; readonly headers: IncomingHttpHeaders }
  | {
      readonly kind: 'failed';
      readonly failure: AskingFailed;
      /** True where asking again may help. */
      readonly passing: boolean;
    };

/** What every request of a run shares. */
export interface Way {
  readonly agents: Agents;
  readonly resolve: Resolve;
}

/** Sends a request once and reads its answer; on abort everything that is open is closed. Never rejects. */
export async function exchange(prepared: Prepared, way: Way, signal: AbortSignal): Promise<Exchanged> {
  const { destination, rules } = prepared;
  const { where } = destination;
  // Sockets look up names only, so that an address in place of a name is checked here.
  const checked = isIP(destination.host) === 0 ? null : await checkedAddresses(destination.host, rules, way.resolve);
  if (checked !== null && !checked.ok) return refusedBy(checked);
  return new Promise((resolve) => {
    let refusal: AskingFailed | null = null;
    let answering = false;
    const request = open(prepared, way, (failure) => {
      refusal = failure;
    });
    request.on('response', (response) => {
      answering = true;
      void read(response, where).then(resolve);
    });
    request.on('upgrade', (_, socket) => {
      socket.destroy();
      resolve(failed('bad-response', `${where} answers in another protocol than it was asked in`));
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      // Who reads the body notices that it broke off.
      if (!answering) resolve(refusal === null ? failureOf(error, where) : refusedBy(refusal));
    });
    signal.addEventListener('abort', () => request.destroy(), { once: true });
    if (signal.aborted) request.destroy();
    request.end(prepared.body ?? undefined);
  });
}

function open(
  { destination, rules, method, headers }: Prepared,
  { agents, resolve }: Way,
  onRefusal: (failure: AskingFailed) => void,
): http.ClientRequest {
  return (destination.tls ? https : http).request({
    host: destination.host,
    port: destination.port,
    path: destination.target,
    method,
    headers,
    agent: agents(destination.tls, rules.private),
    // Said here, these hold whatever the environment and the options of the process say.
    rejectUnauthorized: true,
    insecureHTTPParser: false,
    lookup: checkedLookup(rules, resolve, onRefusal),
  });
}

async function read(response: IncomingMessage, where: string): Promise<Exchanged> {
  // What closing it early makes it say is of no interest.
  response.on('error', () => {});
  const status = response.statusCode ?? 0;
  const { headers } = response;
  if (status === 206 || status < 200 || status > 299) {
    response.destroy();
    return status === 206
      ? failed('bad-response', `${where} answers with a part of what was asked for`, status)
      : { kind: 'status', status, headers };
  }
  const body = await readBody(response);
  return body.kind === 'body' ? { kind: 'body', status, headers, bytes: body.bytes } : unread(body.kind, where, status);
}

function unread(kind: Exclude<BodyReading['kind'], 'body'>, where: string, status: number): Exchanged {
  switch (kind) {
    case 'too-large':
      return failed('too-large', `${where} answers with more than 5 MiB: ask for less`, status);
    case 'unreadable':
      return failed('bad-response', `${where} answers in an encoding that cannot be read`, status);
    case 'cut-off':
      return failed('network', `${where} broke off in the middle of its answer`, status, true);
    default:
      return kind satisfies never;
  }
}

const CERTIFICATE = /CERT|^UNABLE_TO_|^INVALID_(?:CA|PURPOSE)|HOSTNAME_MISMATCH|PATH_LENGTH|CRL_/;
const CERTIFICATE_PROBLEMS: ReadonlyMap<string, string> = new Map([
  ['CERT_HAS_EXPIRED', 'it has expired'],
  ['CERT_NOT_YET_VALID', 'it is not valid yet'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'it is for another name'],
]);

function failureOf(error: NodeJS.ErrnoException, where: string): Exchanged {
  const code = error.code ?? '';
  if (CERTIFICATE.test(code)) {
    const problem =
      CERTIFICATE_PROBLEMS.get(code) ?? 'nobody who is trusted here has signed it (see NODE_EXTRA_CA_CERTS)';
    return failed('blocked', `${where} shows a certificate that is not accepted: ${problem}`);
  }
  if (code.startsWith('HPE_'))
    return failed('bad-response', `${where} answers in something that is not HTTP, or with too many headers`);
  if (code === 'EPROTO' || code.startsWith('ERR_SSL'))
    return failed('network', `${where} does not speak TLS there: are scheme and port right?`);
  if (code === 'ECONNREFUSED')
    return failed('network', `${where}: nobody accepts connections there: is it running?`, null, true);
  return failed('network', `${where}: the connection failed`, null, true);
}

function refusedBy(failure: AskingFailed): Exchanged {
  // That a name has no address may pass; a refusal does not.
  return { kind: 'failed', failure, passing: failure.code === 'network' };
}

function failed(
  code: AskingFailed['code'],
  detail: string,
  status: number | null = null,
  passing = false,
): Extract<Exchanged, { readonly kind: 'failed' }> {
  return { kind: 'failed', failure: askingFailed(code, detail, status), passing };
}
