import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { accessSync, chmodSync, chownSync, constants, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { until } from './program.ts';

/** Where Debian and its relatives keep the programs, one folder per version. */
const DEBIAN = '/usr/lib/postgresql';
const USER = 'owner';

/** A server with throw-away data on this machine. Its user is a superuser. */
export interface Postgres {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Runs SQL as the superuser, several statements at once too, and gives the rows of the last one. */
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Ends it and removes its data; a second call does nothing. */
  stop(): Promise<void>;
}

/** Texts of a certificate and its key, in PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** True where the server's programs are installed. */
export function hasPostgres(): boolean {
  return programs() !== null;
}

/**
 * Starts a server on a free port of the loopback interface, with passwords asked of everybody; `null` where it is not
 * installed. Where the tests run as root it runs as the user that Debian made for it, since it refuses root.
 */
export async function startPostgres({ tls }: { readonly tls?: Certificate } = {}): Promise<Postgres | null> {
  const bin = programs();
  if (bin === null) return null;
  const owner = unprivileged();
  const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-postgres-'));
  const own = (name: string, text: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    if (owner !== null) chownSync(file, owner.uid, owner.gid);
    return file;
  };
  chmodSync(folder, 0o700);
  if (owner !== null) chownSync(folder, owner.uid, owner.gid);
  const password = 'throw-away owner password';
  const words = ['--pwfile', own('password', password), '--auth', 'scram-sha-256', '--username', USER];
  const data = path.join(folder, 'data');
  const spawned = { ...(owner ?? {}), cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C' } };
  execFileSync(path.join(bin, 'initdb'), [...words, '--no-sync', '--encoding', 'UTF8', data], {
    ...spawned,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const certified = tls === undefined ? [] : certificateWords(own('server.crt', tls.cert), own('server.key', tls.key));
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const child = spawnGuarded(path.join(bin, 'postgres'), [...serverWords(data, port), ...certified], spawned);
    const login = { host: '127.0.0.1', port, user: USER, password, database: 'postgres' };
    try {
      await Promise.race([until(() => answers(login), 'PostgreSQL to answer'), endOf(child)]);
      return { ...login, query: (sql) => runAs(login, sql), stop: () => stopped(child, folder) };
    } catch (error) {
      await stopped(child, attempt < 3 ? null : folder);
      // Somebody may have taken the port in between.
      if (attempt === 3) throw error;
    }
  }
}

function programs(): string | null {
  const onPath = (process.env['PATH'] ?? '').split(':').filter((folder) => folder !== '');
  const installed = versions().map((version) => path.join(DEBIAN, version, 'bin'));
  return [...installed, ...onPath].find((folder) => ['initdb', 'postgres'].every((name) => runs(folder, name))) ?? null;
}

/** Newest first. */
function versions(): readonly string[] {
  try {
    return readdirSync(DEBIAN).sort((one, other) => Number(other) - Number(one));
  } catch {
    return [];
  }
}

function runs(folder: string, name: string): boolean {
  try {
    accessSync(path.join(folder, name), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function unprivileged(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const idOf = (flag: string, user: string): number => Number(execFileSync('id', [flag, user], { stdio: 'pipe' }));
  for (const user of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', user), gid: idOf('-g', user) };
    } catch {
      // Then the next one.
    }
  }
  throw new Error('there is no user that PostgreSQL could run as');
}

function serverWords(data: string, port: number): readonly string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    fsync: 'off',
    full_page_writes: 'off',
    max_connections: 30,
    shared_buffers: '16MB',
    autovacuum: 'off',
    max_wal_senders: 0,
    logging_collector: 'off',
  };
  return ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

function certificateWords(cert: string, key: string): readonly string[] {
  return ['-c', 'ssl=on', '-c', `ssl_cert_file=${cert}`, '-c', `ssl_key_file=${key}`];
}

/** The kernel ends the server with whoever started it, so that a test run that is killed leaves none behind. */
function spawnGuarded(file: string, words: readonly string[], options: object): ChildProcess {
  const guard = runs('/usr/bin', 'setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'QUIT', '--'] : [];
  const [first = file, ...rest] = [...guard, file, ...words];
  return spawn(first, rest, { ...options, stdio: 'ignore' });
}

async function answers(login: Login): Promise<boolean> {
  return (await runAs(login, 'select 1')).length === 1;
}

function endOf(child: ChildProcess): Promise<never> {
  return new Promise((_, reject) => child.once('exit', () => reject(new Error('PostgreSQL ended at its start'))));
}

type Login = Pick<Postgres, 'host' | 'port' | 'user' | 'password' | 'database'>;

async function runAs(login: Login, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new pg.Client({ ...login, ssl: false });
  client.on('error', () => {});
  try {
    await client.connect();
    // Of several statements the driver gives a list of results, which its types do not say.
    const results: unknown = await client.query(sql);
    const last = Array.isArray(results) ? results.at(-1) : results;
    return (last as pg.QueryResult).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

async function stopped(child: ChildProcess, folder: string | null): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    // An immediate shutdown also ends the sessions that are under way.
    child.kill('SIGQUIT');
    const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(timer);
  }
  if (folder !== null) rmSync(folder, { recursive: true, force: true });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
