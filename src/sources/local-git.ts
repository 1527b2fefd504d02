import type { GitFacts } from './workspace.ts';

/** The environment of the run, of which git sees where programs are and where the user's settings are: nothing secret. */
export type GitEnvironment = Readonly<Record<string, string | undefined>>;

const TIMEOUT_MS = 10_000;
const MOST_OUTPUT_BYTES = 32 * 1024 * 1024;
// Settings that could run a program or refuse a checkout owned by another user, as it is inside containers.
const SETTINGS = ['-c', 'core.fsmonitor=false', '-c', 'core.untrackedCache=false', '-c', 'safe.directory=*'];

type Git = (...words: readonly string[]) => Promise<string | null>;

/** What one look at a checkout tells. */
export interface GitLook {
  /** The commit that is checked out, 40 or 64 lower-case hexadecimal digits; `null` before the first commit. */
  readonly head: string | null;
  readonly files: ReadonlyMap<string, GitFacts>;
}

/** The commit that is checked out; `null` where that is not known. */
export async function headCommit(workspaceRoot: string, environment: GitEnvironment): Promise<string | null> {
  const git = await gitIn(workspaceRoot, environment);
  return commitId(await git('rev-parse', '--verify', '--quiet', 'HEAD^{commit}'));
}

/** What git knows of files, by path; `null` where there is no git or no checkout. Paths are relative to the folder. */
export async function lookAtGit(
  folder: string,
  paths: readonly string[],
  times: boolean,
  environment: GitEnvironment,
): Promise<GitLook | null> {
  const git = await gitIn(folder, environment);
  // Two processes are the fewest: one tells what is hidden from comparison, the other what differs and where HEAD is.
  const [listed, status] = await Promise.all([
    git('ls-files', '-v', '-z', '--', ...paths),
    git('status', '--porcelain=v2', '--branch', '-z', '--untracked-files=no', '--', ...paths),
  ]);
  if (listed === null || status === null) return null;
  const clean = cleanPaths(paths, listed, status);
  const shallow =
    times && clean.size > 0 ? (await git('rev-parse', '--is-shallow-repository'))?.trim() !== 'false' : false;
  const files = new Map<string, GitFacts>();
  for (const path of paths) {
    const tracked = clean.has(path);
    files.set(path, { tracked, committedAtMs: times && tracked ? await committedAtMs(git, path, shallow) : null });
  }
  return { head: commitId(/(?:^|\0)# branch\.oid ([^\0]*)/.exec(status)?.[1] ?? null), files };
}

function commitId(text: string | null): string | null {
  const id = text?.trim() ?? '';
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(id) ? id : null;
}

/**
 * Paths that git lists with the tag `H` (tracked, and not hidden from comparison by a flag) and that the status does
 * not name as changed. Names in the status start at the repository's top, which may be above the folder.
 */
function cleanPaths(paths: readonly string[], listed: string, status: string): ReadonlySet<string> {
  const tracked = new Set(listed.split('\0').flatMap((entry) => (entry.startsWith('H ') ? [entry.slice(2)] : [])));
  const changed = status.split('\0');
  const isChanged = (path: string): boolean =>
    changed.some((entry) => entry === path || entry.endsWith(` ${path}`) || entry.endsWith(`/${path}`));
  return new Set(paths.filter((path) => tracked.has(path) && !isChanged(path)));
}

/** In a shallow clone the oldest commit seems to have touched every file: its time says nothing. */
async function committedAtMs(git: Git, path: string, shallow: boolean): Promise<number | null> {
  const line = (await git('log', '-1', '--no-show-signature', '--format=%ct %P', '--', path))?.trim() ?? '';
  const match = /^(\d{1,12})( [0-9a-f]{40,64})*$/.exec(line);
  if (match === null || (shallow && match[2] === undefined)) return null;
  return Number(match[1]) * 1000;
}

async function gitIn(folder: string, environment: GitEnvironment): Promise<Git> {
  const { spawn } = await import(/* webpackMode: "eager" */ 'node:child_process');
  const env = Object.fromEntries(['PATH', 'HOME'].map((name) => [name, environment[name]]));
  return (...words) =>
    new Promise((resolve) => {
      const all = ['--no-optional-locks', '--literal-pathspecs', ...SETTINGS, ...words];
      // Only the answer is piped: every further pipe costs a few milliseconds at start.
      const child = spawn('git', all, {
        cwd: folder,
        env,
        timeout: TIMEOUT_MS,
        windowsHide: true,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const chunks: Buffer[] = [];
      let length = 0;
      child.stdout.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > MOST_OUTPUT_BYTES) child.kill('SIGKILL');
        else chunks.push(chunk);
      });
      child.on('error', () => resolve(null));
      child.on('close', (code) => resolve(code === 0 ? Buffer.concat(chunks).toString('utf8') : null));
    });
}
