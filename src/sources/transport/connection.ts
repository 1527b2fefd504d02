import type { Auth, Connection } from '../network.ts';
import type { Source } from '../source.ts';
import { SourceProblem } from '../source-problem.ts';

const DEFAULT_TIMEOUT_SECONDS = 20;
const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/**
 * What the keys that all sources share say about connecting; `timeoutSeconds` counts where the source says nothing.
 * Throws `SourceProblem` (`config`) where they do not say it clearly.
 */
export function connectionOf({ id, keys }: Source, timeoutSeconds: number = DEFAULT_TIMEOUT_SECONDS): Connection {
  const { concurrency } = keys;
  return {
    source: id,
    timeoutMs: 1000 * (keys['timeout'] === undefined ? timeoutSeconds : secondsOf(keys['timeout'])),
    concurrency: typeof concurrency === 'number' && concurrency >= 1 ? Math.floor(concurrency) : null,
    private: keys['private'] === true,
    auth: keys['auth'] === undefined ? null : authOf(keys['auth']),
  };
}

function secondsOf(written: unknown): number {
  const parts = typeof written === 'string' ? /^([1-9]\d{0,5})([smhdw])$/.exec(written) : null;
  const unit = UNIT_SECONDS[parts?.[2] ?? ''];
  if (parts === null || unit === undefined)
    throw new SourceProblem('config', '`timeout` is not a length of time such as 20s or 2m');
  return Number(parts[1]) * unit;
}

function authOf(written: unknown): Auth {
  const ways = mapOf(written);
  const [way, ...others] = Object.keys(ways).filter((key) => ways[key] !== undefined);
  const auth = way === undefined || others.length > 0 ? null : oneWay(way, ways[way]);
  if (auth === null)
    throw new SourceProblem('config', '`auth` names not exactly one of bearer, basic and header with what it needs');
  return auth;
}

function oneWay(way: string, written: unknown): Auth | null {
  const parts = mapOf(written);
  const text = (key: string) => (typeof parts[key] === 'string' && parts[key] !== '' ? parts[key] : null);
  if (way === 'bearer')
    return typeof written === 'string' && written !== '' ? { kind: 'bearer', token: written } : null;
  if (way === 'basic') {
    const [user, password] = [text('user'), text('password')];
    return user === null || password === null ? null : { kind: 'basic', user, password };
  }
  const [name, value] = [text('name'), text('value')];
  return way !== 'header' || name === null || value === null ? null : { kind: 'header', name, value };
}

function mapOf(written: unknown): Readonly<Record<string, unknown>> {
  return typeof written === 'object' && written !== null ? (written as Readonly<Record<string, unknown>>) : {};
}
