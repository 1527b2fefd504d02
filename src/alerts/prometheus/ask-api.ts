import type { Answered, AskingFailed, Connection, Network } from '../../sources/network.ts';
import type { Source } from '../../sources/source.ts';
import { connectionOf } from '../../sources/transport/connection.ts';
import { isEmpty, memberOf, textOf } from '../members.ts';

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

/** What a cache kept longer than this says nothing of an alert now: a silence may have begun since. */
const OLDEST_SECONDS = 60;

/** An answer about an alert that a cache kept too long is none; `null` where it is not so old. */
export function tooOld({ cachedSeconds }: Pick<Answered, 'cachedSeconds'>): AskingFailed | null {
  if (cachedSeconds <= OLDEST_SECONDS) return null;
  return failed('bad-response', `the answer comes from a cache and is ${cachedSeconds} s old: ask past the cache`);
}

function parsed(asked: Answered | AskingFailed): Reading<unknown> {
  return asked.ok ? (tooOld(asked) ?? asked.json()) : asked;
}

/** The `data` of an answer in Prometheus' envelope. */
export function dataOf(answer: Reading<unknown>): Reading<unknown> {
  if (!answer.ok) return answer;
  try {
    if (textOf(answer.value, 'status') !== 'success') return failed('bad-response', 'the answer is no success');
    const data = memberOf(answer.value, 'data');
    if ([answer.value, data].some(isNotWhole))
      return failed('partial', 'the server warns that its answer is not whole');
    if (!isEmpty(memberOf(answer.value, 'error')) || !isEmpty(memberOf(answer.value, 'errorType'))) {
      return failed('bad-response', 'the answer is a success with an error in it');
    }
    return { ok: true, value: data };
  } catch {
    return failed('bad-response', 'the answer has a key twice');
  }
}

/** Whatever stands where warnings do is one, unless it is nothing; `isPartial` is VictoriaMetrics' own. */
function isNotWhole(value: unknown): boolean {
  const partial = memberOf(value, 'isPartial') ?? false;
  return !isEmpty(memberOf(value, 'warnings')) || partial !== false;
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

/** True where a server keeps its configuration to itself, as managed services do. */
export function isHidden({ status }: AskingFailed): boolean {
  return status === 403 || status === 404;
}
