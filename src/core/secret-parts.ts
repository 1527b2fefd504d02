/** A text that holds something secret. */
export interface Form {
  readonly text: string;
  /** How many of its first characters are no secret by themselves: of an address, those before the password. */
  readonly openLength: number;
}

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/**
 * What of a secret is to be kept out of texts: of an address such as `postgres://user:password@host/database` the
 * password, what it stands beside, and the whole, but not scheme, user or host by themselves; of anything else the whole.
 */
export function secretParts(secret: string): readonly Form[] {
  const start = SCHEME.exec(secret)?.[0].length;
  if (start === undefined) return [{ text: secret, openLength: 0 }];
  const authority = /^[^/?#]*/.exec(secret.slice(start))?.[0] ?? '';
  // A password may hold a slash or an at sign that nobody encoded, so that the authority's last at sign and that of the
  // whole may end it.
  const ends = [start + authority.lastIndexOf('@'), secret.lastIndexOf('@')].filter((end) => end >= start);
  const colon = secret.indexOf(':', start);
  // Where nothing says what the password is, anything behind the scheme may be a token.
  if (colon === -1 || !ends.some((end) => end > colon)) return [{ text: secret, openLength: start }];
  const user = secret.slice(start, colon);
  const passwords = ends.filter((end) => end > colon).map((end) => secret.slice(colon + 1, end));
  return [
    { text: secret, openLength: colon + 1 },
    { text: secret.slice(colon + 1), openLength: 0 },
    ...[...passwords, ...passwords.map(decoded)].flatMap((password): readonly Form[] => [
      { text: password, openLength: 0 },
      { text: `${user}:${password}`, openLength: user.length + 1 },
      { text: `${decoded(user)}:${password}`, openLength: decoded(user).length + 1 },
    ]),
  ];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
