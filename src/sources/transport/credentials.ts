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
      return header('authorization', 'Bearer ', auth.token, keyring);
    case 'header':
      if (!isHeaderName(auth.name)) return askingFailed('config', 'no credential can be sent in a header of that name');
      keepLastWord(keyring.credential(auth.value) ?? '', keyring);
      return header(auth.name.toLowerCase(), '', auth.value, keyring);
    case 'basic':
      return basic(auth.user, auth.password, keyring);
    default:
      return auth satisfies never;
  }
}

/** Where a variable holds a whole `Bearer …`, the token alone is a secret, too. */
function keepLastWord(value: string, keyring: Keyring): void {
  const word = value.split(/\s+/).at(-1) ?? '';
  if (word !== value) keyring.keepSecret(word);
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
