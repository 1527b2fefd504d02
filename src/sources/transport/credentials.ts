import type { AskingFailed, Auth } from '../network.ts';
import { askingFailed } from './failure.ts';

type Headers = Readonly<Record<string, string>>;
export type Presented = { readonly ok: true; readonly headers: Headers } | AskingFailed;

/** What credentials are read and kept with. */
export interface Keyring {
  /** The value of an environment variable, kept out of everything that leaves; `null` where it is not set or empty. */
  credential(name: string): string | null;
  keepSecret(secret: string): void;
}

/** What may stand in the value of a header: printable ASCII and Latin-1. */
const HEADER_VALUE = /^[\x20-\x7e\xa0-\xff]*$/;
/** https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/;

/** Headers that say how the message is sent, which whoever sends it decides. */
const OF_THE_MESSAGE: ReadonlySet<string> = new Set([
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'cookie',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Whether a text can be the value of a header. */
export function isHeaderValue(text: string): boolean {
  return HEADER_VALUE.test(text);
}

/** Whether criteria may name a header, be it for a credential or for something else. */
export function isHeaderName(name: string): boolean {
  const lower = name.toLowerCase();
  return HEADER_NAME.test(name) && !OF_THE_MESSAGE.has(lower) && !lower.startsWith('proxy-');
}

/** The headers that present credentials, by lower-case names; each secret is kept before it is used. */
export function presented(auth: Auth | null, keyring: Keyring): Presented {
  if (auth === null) return { ok: true, headers: {} };
  switch (auth.kind) {
    case 'bearer':
      if (/^bearer(?![^\s:])/i.test(keptWhole(auth.token, keyring))) return namesScheme(auth.token);
      return header('authorization', 'Bearer ', auth.token, keyring);
    case 'header':
      if (!isHeaderName(auth.name)) return askingFailed('config', 'no credential can be sent in a header of that name');
      keptWhole(auth.value, keyring);
      return header(auth.name.toLowerCase(), '', auth.value, keyring);
    case 'basic':
      return basic(auth.user, auth.password, keyring);
    default:
      return auth satisfies never;
  }
}

/**
 * The value of a variable that may hold more than a token, with what is secret in it kept by itself: the token behind
 * the name of a scheme (`Bearer …`), and of one that is a user and a password in base64 (`Basic …`) what it says.
 */
function keptWhole(variable: string, keyring: Keyring): string {
  const value = keyring.credential(variable) ?? '';
  const word = /\S*$/.exec(value)?.[0] ?? '';
  if (word !== value) keyring.keepSecret(word);
  const pair = pairIn(word);
  if (pair !== null) {
    keyring.keepSecret(pair);
    keyring.keepSecret(pair.slice(pair.indexOf(':') + 1));
  }
  return value;
}

/** The `user:password` that a token is in base64, of either alphabet; `null` where it is none. */
function pairIn(token: string): string | null {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64');
  const text = bytes.toString('utf8');
  // Passwords that are no UTF-8 are written in Latin-1.
  const pair = (text.includes('\ufffd') ? bytes.toString('latin1') : text).trim();
  return pair.includes(':') && !isControlled(pair) ? pair : null;
}

function namesScheme(variable: string): AskingFailed {
  const detail = `the environment variable ${variable} begins with the word "Bearer", which is sent before it anyway`;
  return askingFailed('config', `${detail}: leave the word out`);
}

function header(name: string, scheme: string, variable: string, keyring: Keyring): Presented {
  const secret = keyring.credential(variable);
  if (secret === null) return unset(variable);
  return isHeaderValue(secret) ? { ok: true, headers: { [name]: `${scheme}${secret}` } } : unsendable(variable);
}

/** https://www.rfc-editor.org/rfc/rfc7617#section-2 */
function basic(userVariable: string, passwordVariable: string, keyring: Keyring): Presented {
  const user = keyring.credential(userVariable);
  if (user === null) return unset(userVariable);
  const password = keyring.credential(passwordVariable);
  if (password === null) return unset(passwordVariable);
  if (isControlled(user) || user.includes(':')) return unsendable(userVariable);
  if (isControlled(password)) return unsendable(passwordVariable);
  const encoded = Buffer.from(`${user}:${password}`, 'utf8').toString('base64');
  keyring.keepSecret(encoded);
  return { ok: true, headers: { authorization: `Basic ${encoded}` } };
}

function isControlled(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

function unset(variable: string): AskingFailed {
  return askingFailed('config', `the environment variable ${variable} is not set or empty: give it to the step`);
}

function unsendable(variable: string): AskingFailed {
  const detail = `the environment variable ${variable} holds a character that a credential cannot have`;
  return askingFailed('config', `${detail}, such as the end of a line or a colon in a user name`);
}
