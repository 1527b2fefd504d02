import { isIPv6 } from 'node:net';

/** Where a request goes, spelled in one way only. */
export interface Destination {
  /** Lower case, in ASCII, without brackets and without a dot at the end. */
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** Path and query as they are sent. */
  readonly target: string;
  /** Host, port where it is not the usual one, and path: for messages. */
  readonly where: string;
}

export type DestinationReading =
  | { readonly ok: true; readonly destination: Destination }
  | { readonly ok: false; readonly problem: string };

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80 };
const LONGEST_SHOWN_PATH = 100;

/** The destination of a URL, or what is wrong with it in words that show nothing of it. */
export function destinationOf(address: string): DestinationReading {
  if (!URL.canParse(address)) return { ok: false, problem: 'the address is not a URL' };
  const url = new URL(address);
  const usual = DEFAULT_PORTS[url.protocol];
  if (usual === undefined) return { ok: false, problem: 'the address must begin with https://' };
  if (url.username !== '' || url.password !== '')
    return { ok: false, problem: 'the address holds a user name or password; name credentials under `auth`' };
  const host = normalisedHost(url.hostname);
  if (host === null) return { ok: false, problem: 'the address names no host' };
  const port = url.port === '' ? usual : Number(url.port);
  const path =
    url.pathname.length > LONGEST_SHOWN_PATH ? `${url.pathname.slice(0, LONGEST_SHOWN_PATH)}…` : url.pathname;
  const where = `${bracketed(host)}${port === usual ? '' : `:${port}`}${path === '/' ? '' : path}`;
  return {
    ok: true,
    destination: { host, port, tls: url.protocol === 'https:', target: `${url.pathname}${url.search}`, where },
  };
}

/** A host as URLs spell it, brackets and a dot at its end aside; `null` where it is none. */
export function normalisedHost(host: string): string | null {
  const written = withoutBrackets(host);
  const address = `https://${bracketed(written)}/`;
  if (/[\s/\\@?#]/.test(written) || (written.includes(':') && !isIPv6(written)) || !URL.canParse(address)) return null;
  const bare = withoutBrackets(new URL(address).hostname).replace(/\.$/, '');
  return bare === '' ? null : bare;
}

/** A host and port as one text: the place that is asked. */
export function placeOf(host: string, port: number): string {
  return `${bracketed(host)}:${port}`;
}

/** Whether one of the entries (`host` or `host:port`) names the place; without a port an entry means the usual one. */
export function isAmong(entries: readonly string[], host: string, port: number, usualPort: number): boolean {
  return entries.some((entry) => {
    const parts = /^(.*?)(?::(\d{1,5}))?$/.exec(isIPv6(entry) ? bracketed(entry) : entry.trim());
    return normalisedHost(parts?.[1] ?? '') === host && Number(parts?.[2] ?? usualPort) === port;
  });
}

function bracketed(host: string): string {
  return isIPv6(host) ? `[${host}]` : host;
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}
