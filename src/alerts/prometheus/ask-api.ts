import type { Answered, AskingFailed, Connection, Network } from '../../sources/network.ts';
import type { Source } from '../../sources/source.ts';
import { connectionOf } from '../../sources/transport/connection.ts';
import { listOf, memberOf, textOf } from '../members.ts';

/** A server that is asked: where, as whom, and how. */
export interface Server {
  readonly network: Network;
  readonly connection: Connection;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What is read from an answer, once for all who share it. */
export type Reading<T> = { readonly ok: true; readonly value: T } | AskingFailed;

/** The Prometheus of a source, with its credentials and tenant. */
export function serverOf(source: Source, network: Network): Server {
  const tenant = source.keys['tenant'];
  return {
    network,
    connection: connectionOf(source),
    url: String(source.keys['url']),
    headers: typeof tenant === 'string' ? { 'X-Scope-OrgID': tenant } : {},
  };
}

/** Host and port of an address, for people; empty where it is none. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}

/** An address below a base address, which may have a path and a query of its own. */
export function below(base: string, path: string, query: readonly (readonly [string, string])[] = []): string {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${path}`;
  url.hash = '';
  for (const [key, value] of query) url.searchParams.append(key, value);
  return url.href;
}

/** Gets one answer of a server. */
export async function getFrom(
  server: Server,
  path: string,
  query: readonly (readonly [string, string])[] = [],
): Promise<Reading<unknown>> {
  const { network, connection, url, headers } = server;
  if (!URL.canParse(url)) return failed('config', 'its address is none');
  return parsed(await network.ask(connection, { method: 'GET', url: below(url, path, query), headers }));
}

function parsed(asked: Answered | AskingFailed): Reading<unknown> {
  return asked.ok ? asked.json() : asked;
}

/** The `data` of an answer in Prometheus' envelope. */
export function dataOf(answer: Reading<unknown>): Reading<unknown> {
  if (!answer.ok) return answer;
  try {
    if (textOf(answer.value, 'status') !== 'success') return failed('bad-response', 'the answer is no success');
    if ((listOf(answer.value, 'warnings') ?? []).length > 0) {
      return failed('partial', 'the server warns that its answer is not whole');
    }
    return { ok: true, value: memberOf(answer.value, 'data') };
  } catch {
    return failed('bad-response', 'the answer has a key twice');
  }
}

/** A failure of our own making. */
export function failed(code: AskingFailed['code'], detail: string): AskingFailed {
  return { ok: false, code, detail, status: null };
}

const NO_SUCH_ENDPOINT: readonly (number | null)[] = [400, 404, 405, 501];

/** True where a server says that it does not have what was asked for, as managed services do. */
export function isNotOffered({ status }: AskingFailed): boolean {
  return NO_SUCH_ENDPOINT.includes(status);
}
