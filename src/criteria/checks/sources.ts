import type { Check, Draft, DraftSource } from '../draft.ts';
import type { Path } from '../findings.ts';
import { valueAt } from '../plain-paths.ts';
import { isPlainMap, keyText, type Plain } from '../plain-value.ts';
import { type Reading, report } from '../read-map.ts';
import { checkCredentialHeader, checkHeaders } from './headers.ts';

const WAYS_TO_SIGN_IN = ['bearer', 'basic', 'header'] as const;

/** Keys of sources on other hosts that only make sense together, or that must not stand together. */
export const checkSources: Check = (draft, reading) => {
  for (const source of draft.sources) {
    const path = ['sources', source.id];
    if (source.type === null || source.type === 'file' || reading.support.isRefused(path)) continue;
    checkAuth([...path, 'auth'], reading);
    for (const key of ['url', 'alertmanager']) checkAddress(source, [...path, key], reading);
    if (source.type === 'http') checkHttp(source, draft, reading);
    if (source.type === 'postgres') checkPostgres(source, path, reading);
  }
};

function checkAuth(path: Path, reading: Reading): void {
  const written = valueAt(reading.document.root, path);
  if (!isPlainMap(written)) return;
  const [first, ...others] = WAYS_TO_SIGN_IN.filter((way) => Object.hasOwn(written, way));
  // A way that is misspelt is said as a slip.
  if (first === undefined && Object.keys(written).length === 0)
    report(reading, 'missing-key', path, { key: listed(WAYS_TO_SIGN_IN), parent: keyText(path) }, 'key');
  for (const way of others) conflict(way, first ?? '', [...path, way], reading);
  const name = valueAt(written, ['header', 'name']);
  if (typeof name === 'string') checkCredentialHeader(name, [...path, 'header', 'name'], reading);
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}

/** Without TLS anybody on the way reads the credentials and writes the values. */
function checkAddress({ keys }: DraftSource, path: Path, reading: Reading): void {
  const address = keys[String(path.at(-1))];
  if (typeof address !== 'string' || !URL.canParse(address)) return;
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:' || isLoopback(hostname) || keys['private'] === true) return;
  report(reading, 'http-needs-private', path, { key: keyText(path) });
}

/** True for names and addresses of this machine, as `URL` writes them; which address it is, is checked when connecting. */
function isLoopback(host: string): boolean {
  return /^(localhost|.*\.localhost)\.?$/i.test(host) || /^127(\.\d{1,3}){3}$/.test(host) || /^\[?::1\]?$/.test(host);
}

function checkHttp(source: DraftSource, draft: Draft, reading: Reading): void {
  const path = ['sources', source.id];
  const written = valueAt(reading.document.root, path);
  if (!isPlainMap(written)) return;
  checkHeaders(written['headers'], [...path, 'headers'], reading);
  if (has(written, 'json') && has(written, 'form')) conflict('form', 'json', [...path, 'form'], reading);
  for (const body of ['json', 'form'] as const) {
    if (has(written, body)) withoutGet(body, written, [...path, body], reading);
  }
  for (const { id } of draft.metrics) {
    checkOwnBody(['metrics', id, 'from'], source.id, written, reading);
    checkOwnBody(['metrics', id, 'alert', 'verify'], source.id, written, reading);
  }
}

/** A body that a metric or an alert sends of its own. */
function checkOwnBody(path: Path, source: string, declared: Plain, reading: Reading): void {
  const asking = valueAt(reading.document.root, path);
  if (!isPlainMap(asking) || asking['source'] !== source || !has(asking, 'json') || !isPlainMap(declared)) return;
  const at = [...path, 'json'];
  if (has(declared, 'form')) conflict('json', 'form', at, reading);
  else withoutGet('json', declared, at, reading);
}

function withoutGet(body: string, declared: Plain, at: Path, reading: Reading): void {
  if (isPlainMap(declared) && declared['method'] === 'GET') conflict(body, 'method: GET', at, reading);
}

function checkPostgres({ keys }: DraftSource, path: Path, reading: Reading): void {
  const written = valueAt(reading.document.root, path);
  if (!isPlainMap(written)) return;
  const parts = ['host', 'port', 'database', 'user', 'password'].filter((key) => has(written, key));
  if (has(written, 'auth'))
    conflict('auth', has(written, 'connection') ? 'connection' : 'user', [...path, 'auth'], reading);
  if (has(written, 'connection')) {
    for (const key of parts) conflict(key, 'connection', [...path, key], reading);
  } else {
    const missing =
      parts.length === 0 ? ['connection'] : ['host', 'database', 'user'].filter((key) => !has(written, key));
    for (const key of missing) report(reading, 'missing-key', path, { key, parent: keyText(path) }, 'key');
  }
  const host = keys['host'];
  const isInside = keys['private'] === true || (typeof host === 'string' && isLoopback(host));
  if (keys['tls'] === 'off' && !isInside) report(reading, 'tls-off-needs-private', [...path, 'tls'], {});
}

function has(map: Plain, key: string): boolean {
  return isPlainMap(map) && Object.hasOwn(map, key);
}

function conflict(key: string, other: string, at: Path, reading: Reading): void {
  report(reading, 'conflicting-keys', at, { key, other }, 'key');
}
