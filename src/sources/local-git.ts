import path from 'node:path';
import { isBlob } from './blob-id.ts';
import type { GitFacts } from './workspace.ts';

/** The environment that git may see: where programs are and where the user's settings are, nothing secret. */
export interface GitEnvironment {
  readonly PATH: string | undefined;
  readonly HOME: string | undefined;
}

const TIMEOUT_MS = 10_000;
const FILTERING_TIMEOUT_MS = 120_000;
const MOST_OUTPUT_BYTES = 32 * 1024 * 1024;
// Settings that could run a program or ask a remote, and the refusal of checkouts owned by another user, as they are in
// containers. Only commands that read objects are used: what compares files would run the filters of the checkout.
const SETTINGS = ['-c', 'core.fsmonitor=false', '-c', 'protocol.allow=never'];
const ANY_OWNER = ['-c', 'safe.directory=*'];

/** Runs git with these words, and gives what it says; `null` where it fails, is not there or says too much. */
export type Git = (words: readonly string[], input?: string) => Promise<string | null>;

/** What one look at a checkout tells. */
export interface GitLook {
  /** The commit that is checked out, 40 or 64 lower-case hexadecimal digits; `null` before the first commit. */
  readonly head: string | null;
  readonly files: ReadonlyMap<string, GitFacts>;
}

/** The commit that is checked out; `null` where that is not known. */
export async function headCommit(workspaceRoot: string, environment: GitEnvironment): Promise<string | null> {
  return (await lookAtGit(workspaceRoot, [], false, environment, null))?.head ?? null;
}

/**
 * What git knows of files, by path relative to the folder; `null` where there is no git or no checkout. A file is
 * tracked where its bytes are those of the commit under test (`commit`, else HEAD).
 */
export async function lookAtGit(
  folder: string,
  paths: readonly string[],
  times: boolean,
  environment: GitEnvironment,
  commit: string | null,
): Promise<GitLook | null> {
  const git = await gitIn(folder, environment);
  // One process answers all: the commit that is checked out, and the blob of each file.
  const asked = paths.filter((file) => !file.includes('\n'));
  const objects = ['HEAD^{commit}', ...asked.map((file) => `${commit ?? 'HEAD'}:./${file}`)];
  const answer = await git(['cat-file', '--batch-check'], `${objects.join('\n')}\n`);
  if (answer === null) return null;
  const [head = '', ...blobs] = answer.split('\n');
  const tracked = new Set<string>();
  for (const [index, file] of asked.entries()) {
    const match = /^([0-9a-f]{40}|[0-9a-f]{64}) blob (\d{1,15})$/.exec(blobs[index] ?? '');
    if (match !== null && (await isBlob(path.join(folder, file), match[1] ?? '', Number(match[2])))) tracked.add(file);
  }
  const timed = times && tracked.size > 0;
  const shallow = timed ? (await git(['rev-parse', '--is-shallow-repository']))?.trim() !== 'false' : false;
  const files = new Map<string, GitFacts>();
  for (const file of paths) {
    const committedAtMs = timed && tracked.has(file) ? await committedAt(git, file, commit ?? 'HEAD', shallow) : null;
    files.set(file, { tracked: tracked.has(file), committedAtMs });
  }
  return { head: /^([0-9a-f]{40}|[0-9a-f]{64}) commit /.exec(head)?.[1] ?? null, files };
}

/** In a shallow clone the oldest commit seems to have touched every file: its time says nothing. */
async function committedAt(git: Git, file: string, revision: string, shallow: boolean): Promise<number | null> {
  const words = ['log', '-1', '--no-show-signature', '--format=%ct %P', revision, '--', file];
  const line = (await git(words))?.trim() ?? '';
  const match = /^(\d{1,12})( [0-9a-f]{40,64})*$/.exec(line);
  if (match === null || (shallow && match[2] === undefined)) return null;
  return Number(match[1]) * 1000;
}

/**
 * Git in a folder, without a shell. What may run the filters of the checkout is for checkouts that git itself trusts
 * (`owned`), and may take longer.
 */
export async function gitIn(folder: string, environment: GitEnvironment, owned = false): Promise<Git> {
  const { spawn } = await import(/* webpackMode: "eager" */ 'node:child_process');
  const env = Object.fromEntries(['PATH', 'HOME'].map((name) => [name, environment[name as keyof GitEnvironment]]));
  return (words, input) =>
    new Promise((resolve) => {
      const all = ['--no-optional-locks', '--literal-pathspecs', ...SETTINGS, ...(owned ? [] : ANY_OWNER), ...words];
      // Only what is needed is piped: every further pipe costs a few milliseconds at start.
      const child = spawn('git', all, {
        cwd: folder,
        env,
        timeout: owned ? FILTERING_TIMEOUT_MS : TIMEOUT_MS,
        windowsHide: true,
        stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'ignore'],
      });
      const chunks: Buffer[] = [];
      let length = 0;
      child.stdout?.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > MOST_OUTPUT_BYTES) child.kill('SIGKILL');
        else chunks.push(chunk);
      });
      child.on('error', () => resolve(null));
      child.on('close', (code) => resolve(code === 0 ? Buffer.concat(chunks).toString('utf8') : null));
      // A git that ends without reading is no crash: its exit code says what happened.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input);
    });
}
