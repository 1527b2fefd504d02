import type { Asking } from '../network.ts';
import { destinationOf } from '../transport/destination.ts';

type Keys = Readonly<Record<string, unknown>>;
type Body = NonNullable<Asking['body']>;
export type Rendered = { readonly ok: true; readonly asking: Asking } | { readonly ok: false; readonly detail: string };

/**
 * The request of a source's keys with `query` and `json` of whoever asks merged over them: their keys replace those of
 * the source, one by one and whole; a body that is no map replaces the source's. Says what is wrong where it is none.
 */
export function renderRequest(source: Keys, own: Keys): Rendered {
  try {
    return rendered(source, own);
  } catch {
    // Half of a surrogate pair is text in YAML and cannot be sent.
    return { ok: false, detail: 'the query or body holds text that cannot be sent' };
  }
}

function rendered(source: Keys, own: Keys): Rendered {
  const json = own['json'] === undefined ? source['json'] : merged(source['json'], own['json']);
  if (json !== undefined && source['form'] !== undefined)
    return { ok: false, detail: 'a request has a json or a form body, not both' };
  const body = bodyOf(json, source['form']);
  const method = source['method'] ?? (body === null ? 'GET' : 'POST');
  if (method !== 'POST' && body !== null) return { ok: false, detail: 'a request with a body needs method: POST' };
  const url = withQuery(String(source['url'] ?? ''), merged(source['query'] ?? {}, own['query'] ?? {}));
  const headers = isMap(source['headers']) ? source['headers'] : {};
  const asking: Asking = {
    method: method === 'POST' ? 'POST' : 'GET',
    url,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
  };
  return { ok: true, asking: body === null ? asking : { ...asking, body } };
}

function merged(below: unknown, above: unknown): unknown {
  return isMap(below) && isMap(above) ? { ...below, ...above } : above;
}

function isMap(value: unknown): value is Keys {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The address with parameters added to those that it has already; a key that stands in both is sent twice. */
function withQuery(address: string, query: unknown): string {
  const pairs = isMap(query) ? Object.entries(query).map(pair) : [];
  if (pairs.length === 0) return address;
  const end = address.indexOf('?') === -1 ? '?' : /[?&]$/.test(address) ? '' : '&';
  return `${address}${end}${pairs.join('&')}`;
}

/** Blanks as `%20`, which servers of both habits read as blanks. */
function pair([key, value]: readonly [string, unknown]): string {
  return `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`;
}

/** The types are those of such bodies, unless a header of the source says otherwise. */
function bodyOf(json: unknown, form: unknown): Body | null {
  if (json !== undefined) return { type: 'application/json', text: JSON.stringify(json) };
  if (!isMap(form)) return null;
  return { type: 'application/x-www-form-urlencoded', text: Object.entries(form).map(pair).join('&') };
}

/** Host and path of an address: all of it that is ever shown. */
export function placeOf(address: unknown): string {
  const reading = destinationOf(String(address));
  return reading.ok ? reading.destination.where : '';
}

/** Host of an address, with its port where that is not the usual one. */
export function hostOf(address: unknown): string {
  return typeof address === 'string' && URL.canParse(address) ? new URL(address).host : '';
}
