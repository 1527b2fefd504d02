import type { AskingFailed, Network } from '../network.ts';
import { normalisedHost } from '../transport/destination.ts';
import { askingFailed } from '../transport/failure.ts';
import { type UrlLogin, urlLogin } from './connection-url.ts';

/** Where to log in and as whom. */
export interface Login {
  readonly ok: true;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** True: encrypted, and the server's certificate verified. */
  readonly tls: boolean;
  /** True: the password is proven for this one encrypted connection only, where the server offers that. */
  readonly channelBinding: boolean;
}

type Keys = Readonly<Record<string, unknown>>;

const USUAL_PORT = 5432;
/** What replaces a connection URL. */
const PARTS = ['host', 'port', 'database', 'user', 'password'];

/** The login that a source's keys describe, its secrets kept from everything that leaves; or what is wrong with them. */
export function loginOf(keys: Keys, network: Network): Login | AskingFailed {
  if (keys['auth'] !== undefined)
    return config('`auth` is for HTTP: name `connection`, or `user` and `password`, in its place');
  const parts = keys['connection'] === undefined ? partsLogin(keys, network) : connectionLogin(keys, network);
  if ('code' in parts) return parts;
  const host = normalisedHost(parts.host);
  // libpq takes several hosts with commas between them.
  if (host === null || /[^a-z0-9._:-]/.test(host)) return config('`host` is not the name or the address of one host');
  const { port, database, user, password } = parts;
  // The protocol ends each text at a zero character, and reads what follows as further settings.
  if ([user, database, password].some((text) => /\p{Cc}/u.test(text)))
    return config('user, password or name of the database holds a character that they cannot have');
  const tls = encryption(keys, host, parts.tls);
  if (typeof tls !== 'boolean') return tls;
  return { ok: true, host, port, database, user, password, tls, channelBinding: tls && parts.channelBinding };
}

function connectionLogin(keys: Keys, network: Network): UrlLogin | AskingFailed {
  if (PARTS.some((key) => keys[key] !== undefined))
    return config('either `connection`, or `host`, `database`, `user` and `password`: not both');
  const url = credential(keys['connection'], network);
  if (typeof url !== 'string') return url;
  const login = urlLogin(url);
  if ('problem' in login) return config(`the connection URL in ${String(keys['connection'])} ${login.problem}`);
  for (const secret of login.secrets) network.keepSecret(secret);
  return login;
}

function partsLogin(keys: Keys, network: Network): UrlLogin | AskingFailed {
  const { host, database, user } = { host: keys['host'], database: keys['database'], user: keys['user'] };
  if (typeof host !== 'string' || typeof database !== 'string' || typeof user !== 'string')
    return config('needs `connection`, or `host`, `database`, `user` and `password`');
  const password = credential(keys['password'], network);
  if (typeof password !== 'string') return password;
  const port = typeof keys['port'] === 'number' ? keys['port'] : USUAL_PORT;
  return { host, port, database, user, password, tls: null, channelBinding: false, secrets: [] };
}

function credential(variable: unknown, network: Network): string | AskingFailed {
  if (typeof variable !== 'string') return config('`password` names no environment variable');
  return (
    network.credential(variable) ??
    config(`the environment variable ${variable} is not set or empty: give it to the step`)
  );
}

/** Whether to encrypt: always, but on this machine, and where the criteria say that a host inside does without. */
function encryption(keys: Keys, host: string, inUrl: UrlLogin['tls']): boolean | AskingFailed {
  const written = keys['tls'];
  const loopback = isLoopbackName(host);
  if (written === 'off' && keys['private'] !== true && !loopback)
    return config('`tls: off` needs `private: true` beside it');
  if ((written === 'off' && inUrl === 'verify') || (written === 'verify' && inUrl === 'off'))
    return config('`tls` and the sslmode of the connection URL contradict each other');
  if (written === 'off') return false;
  if (inUrl === 'off' && !loopback)
    return config('the sslmode of the connection URL may do without TLS: that takes `tls: off` with `private: true`');
  return written === 'verify' || inUrl === 'verify' || !loopback;
}

function isLoopbackName(host: string): boolean {
  return /^(?:.*\.)?localhost$/.test(host) || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

function config(detail: string): AskingFailed {
  return askingFailed('config', detail);
}
