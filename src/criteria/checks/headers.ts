import type { Path } from '../findings.ts';
import { isPlainMap, keyText, type Plain } from '../plain-value.ts';
import { type Reading, report } from '../read-map.ts';

/** What a field name may be made of: https://www.rfc-editor.org/rfc/rfc9110#name-tokens */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** What a field value may hold besides: visible characters, spaces and tabs, never a line break. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** What the connection itself sets: another value would change whose answer is read, or how. */
const OF_THE_CONNECTION =
  /^(host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|via|forwarded|accept-encoding|content-.*|proxy-.*|sec-.*|:.*)$/i;
const CREDENTIALS =
  /^(authorization|proxy-authorization|cookie2?|set-cookie|(.*[-_])?(token|secret|password|passwd|credentials?|(api|access|app|application|auth|private|secret)[-_]?key|auth|apikey))$/i;

/** The name of the header that carries a credential. Its text is never shown: people paste the credential itself. */
export function checkCredentialHeader(name: string, path: Path, reading: Reading): void {
  const problem = !TOKEN.test(name) ? 'token' : OF_THE_CONNECTION.test(name) || isCookie(name) ? 'connection' : null;
  if (problem !== null) report(reading, 'invalid-header', path, { key: keyText(path), problem });
}

/** The headers of a source: names and values as HTTP has them, and none that says who asks. */
export function checkHeaders(written: Plain | undefined, path: Path, reading: Reading): void {
  if (!isPlainMap(written)) return;
  const seen = new Set<string>();
  for (const [name, value] of Object.entries(written)) {
    const at = [...path, name];
    const problem = problemOf(name, value) ?? (seen.has(name.toLowerCase()) ? 'twice' : null);
    seen.add(name.toLowerCase());
    if (problem !== null) report(reading, 'invalid-header', at, { key: keyText(at), problem }, 'key');
  }
}

function problemOf(name: string, value: Plain): string | null {
  if (!TOKEN.test(name)) return 'token';
  if (CREDENTIALS.test(name)) return 'credential';
  if (OF_THE_CONNECTION.test(name)) return 'connection';
  return typeof value === 'string' && !VALUE.test(value) ? 'value' : null;
}

function isCookie(name: string): boolean {
  return /^(set-)?cookie2?$/i.test(name);
}
