import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

// Servers of other people that tests start as programs: on free ports of this machine, with folders of their own.

/** Generous: a busy machine starts slowly, and a start that hangs should still say so before the test's own limit. */
const START_MS = 20_000;
const POLL_MS = 50;

/** A server that runs. */
export interface RunningServer {
  /** `host:port` on this machine. */
  readonly address: string;
  readonly url: string;
  /** Ends it and removes its folder; a second call does nothing. */
  stop(): Promise<void>;
}

/** The path of an installed program, or `null`. */
function installedAt(program: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/bin', '/usr/local/bin'];
  for (const folder of folders.filter((one) => one !== '')) {
    const file = path.join(folder, program);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Then it may be in the next one.
    }
  }
  return null;
}

/** True where all the programs are installed. */
export function areInstalled(...programs: readonly string[]): boolean {
  return programs.every((program) => installedAt(program) !== null);
}

/** A folder for one server's data and configuration. */
export function serverFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'launch-gate-server-'));
}

/**
 * Starts a program of the Prometheus family, which logs the address that it listens on, and waits until it
 * is ready. Ends with this process, however that ends.
 */
export async function startProgram(
  program: string,
  words: readonly string[],
  { folder, headers = {} }: { readonly folder: string; readonly headers?: Readonly<Record<string, string>> },
): Promise<RunningServer> {
  const file = installedAt(program);
  if (file === null) throw new Error(`${program} is not installed`);
  // The kernel ends the server with whoever started it, so that a test run that is killed leaves none behind.
  const guard = installedAt('setpriv');
  const [first, ...rest] = [...(guard === null ? [] : [guard, '--pdeathsig', 'KILL', '--']), file, ...words];
  const child = spawn(first ?? file, rest, {
    cwd: folder,
    env: { PATH: process.env['PATH'], GOMAXPROCS: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stop = () => stopped(child, folder);
  try {
    const address = await listeningAddress(child, program);
    const url = `http://${address}`;
    await until(async () => (await fetch(`${url}/-/ready`, { headers })).ok, `${program} to be ready`);
    return { address, url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function listeningAddress(child: ChildProcess, program: string): Promise<string> {
  const last: string[] = [];
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${program} does not start: ${last.join('\n')}`)), START_MS);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}: ${last.join('\n')}`)));
    if (child.stderr === null) return;
    // Read to the end, also when nobody listens any more: a full pipe would stop the server.
    createInterface({ input: child.stderr }).on('line', (line) => {
      last.push(line);
      if (last.length > 5) last.shift();
      const address = /msg="?Listening on"? .*address=(\S+)/.exec(line)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}

async function stopped(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    // Throw-away data need no orderly end.
    child.kill('SIGKILL');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}

/** Waits until something holds; what throws does not hold yet. */
export async function until(holds: () => Promise<boolean>, what: string, milliseconds = START_MS): Promise<void> {
  const end = performance.now() + milliseconds;
  for (;;) {
    if (await holds().catch(() => false)) return;
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await sleep(POLL_MS);
  }
}
