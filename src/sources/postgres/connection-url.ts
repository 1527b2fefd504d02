/** What a connection URL says. */
export interface UrlLogin {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** `null`: it says nothing about encryption. */
  readonly tls: 'verify' | 'off' | null;
  readonly channelBinding: boolean;
  /** Parts that must not be shown, besides the whole URL. */
  readonly secrets: readonly string[];
}

const USUAL_PORT = 5432;
const FORM = 'is not of the form postgres://user:password@host:5432/database';
const ENCODED = '; characters such as / ? # @ and : in the password are percent-encoded';

/** What the modes of libpq come to here: the verified ones and those that would only encrypt are all verified. */
const MODES: ReadonlyMap<string, 'verify' | 'off'> = new Map([
  ['verify-full', 'verify'],
  ['verify-ca', 'verify'],
  ['require', 'verify'],
  ['prefer', 'off'],
  ['allow', 'off'],
  ['disable', 'off'],
]);

/**
 * Reads a connection URL (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS): user,
 * password, one host, port and database, and of its parameters those that say how to encrypt. What is wrong is said
 * without showing any part of it, since a password with a slash may be anywhere.
 */
export function urlLogin(text: string): UrlLogin | { readonly problem: string } {
  if (!/^postgres(?:ql)?:\/\//i.test(text) || !URL.canParse(text)) return { problem: FORM + ENCODED };
  const url = new URL(text);
  const [user, password] = [decoded(url.username), decoded(url.password)];
  const database = decoded(url.pathname.replace(/^\//, ''));
  if (user === null || password === null || database === null)
    return { problem: 'has a percent sign that encodes nothing: write it as %25' };
  if (url.hash !== '' || [user, password, database, url.hostname].includes('') || /[/@]/.test(database))
    return { problem: FORM + ENCODED };
  const parameters = parametersOf(url.searchParams);
  if ('problem' in parameters) return parameters;
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? USUAL_PORT : Number(url.port),
    database,
    user,
    password,
    ...parameters,
    secrets: [password, url.password],
  };
}

function parametersOf(
  parameters: URLSearchParams,
): Pick<UrlLogin, 'tls' | 'channelBinding'> | { readonly problem: string } {
  const names = [...parameters.keys()];
  if (names.some((name) => name !== 'sslmode' && name !== 'channel_binding'))
    return {
      problem: 'has a parameter other than sslmode and channel_binding: what else is needed is said in the criteria',
    };
  if (new Set(names).size < names.length) return { problem: 'has a parameter twice' };
  const [mode, binding] = [parameters.get('sslmode'), parameters.get('channel_binding')];
  const tls = mode === null ? null : (MODES.get(mode) ?? 'unknown');
  if (tls === 'unknown') return { problem: 'has an sslmode that does not verify: write sslmode=verify-full' };
  if (binding !== null && !['require', 'prefer', 'disable'].includes(binding))
    return { problem: 'has a channel_binding that is none' };
  // Who asks for the binding asks for encryption.
  if (binding === 'require' && tls === 'off') return { problem: 'requires channel_binding, and no TLS' };
  return {
    tls: binding === 'require' ? 'verify' : tls,
    channelBinding: binding === 'require' || binding === 'prefer',
  };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
