import type { Asked, AskingFailed, Connection, Network, Parsed } from '../network.ts';
import { askingFailed } from '../transport/failure.ts';

/** A tracking server as one source asks it. */
export interface TrackingServer {
  readonly network: Network;
  readonly connection: Connection;
  /** Address without the path of the API. */
  readonly url: string;
}

const API = '/api/2.0/mlflow/';

/** Asks the REST interface (https://mlflow.org/docs/latest/rest-api.html) for something by its name. */
export async function getFrom(
  { network, connection, url }: TrackingServer,
  path: string,
  query: Readonly<Record<string, string>>,
): Promise<Parsed> {
  const address = addressOf(url, path);
  if (address === null) return notAnAddress();
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return parsed(await network.ask(connection, { method: 'GET', url: address.href }));
}

/** Asks for what a body describes. Searching is a `POST` that changes nothing. */
export async function searchIn(
  { network, connection, url }: TrackingServer,
  path: string,
  body: object,
): Promise<Parsed> {
  const address = addressOf(url, path);
  if (address === null) return notAnAddress();
  const asking = { type: 'application/json', text: JSON.stringify(body) };
  return parsed(await network.ask(connection, { method: 'POST', url: address.href, body: asking }));
}

/** Host, port and path of the tracking server, for messages. */
export function shownAddress(url: string): string {
  if (!URL.canParse(url)) return 'mlflow';
  const { host, pathname } = new URL(url);
  return `${host}${pathname.replace(/\/+$/, '')}`;
}

function addressOf(url: string, path: string): URL | null {
  if (!URL.canParse(url)) return null;
  const address = new URL(url);
  address.pathname = `${address.pathname.replace(/\/+$/, '')}${API}${path}`;
  return address;
}

function notAnAddress(): AskingFailed {
  return askingFailed('config', '`url` is not an address');
}

function parsed(asked: Asked): Parsed {
  return asked.ok ? asked.json() : asked;
}
