import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { linkProblem, type Root, systemCode, systemProblem } from './open-inside.ts';
import type { FileResult } from './workspace.ts';
import { refused, workspacePath } from './workspace-path.ts';

const MOST_MATCHES = 1000;
const MOST_STARS_PER_SEGMENT = 6;

/** True where a pattern has characters with a meaning in globs. */
export function isGlob(pattern: string): boolean {
  return /[*?[\]{}()!]/.test(pattern);
}

/** The paths that a path or glob names, sorted. A path that exists as written is taken as written. */
export async function findInside(
  root: Root,
  pattern: string,
  directories: boolean,
): Promise<FileResult<readonly string[]>> {
  const checked = workspacePath(pattern);
  if (!checked.ok) return checked;
  const path = checked.value;
  try {
    const folder = await root();
    const stat = await lstat(join(folder, path));
    const problem = stat.isSymbolicLink() ? null : await linkProblem(folder, path, stat);
    if (problem !== null) return problem;
    if (stat.isDirectory() && !directories) return refused('config', `${path}: it is a folder, not a file`);
    return { ok: true, value: [path] };
  } catch (error) {
    const missing = systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR';
    return missing && isGlob(path) ? matches(root, path, directories) : systemProblem(root, path, error);
  }
}

async function matches(root: Root, pattern: string, directories: boolean): Promise<FileResult<readonly string[]>> {
  const stars = pattern.split('/').map((segment) => segment.replace(/^\*\*$/, '').split('*').length - 1);
  if (Math.max(...stars) > MOST_STARS_PER_SEGMENT)
    return refused('config', `the pattern ${pattern} has more than ${MOST_STARS_PER_SEGMENT} stars in one part`);
  const folder = await root();
  const start = fixedStart(pattern);
  const startStat = await lstat(join(folder, start)).catch(() => null);
  if (startStat === null) return refused('not-found', noMatch(pattern));
  const behindLink = await linkProblem(folder, start, startStat);
  if (behindLink !== null) return behindLink;
  const { glob } = await import(/* webpackChunkName: "globs" */ 'tinyglobby');
  const found = await glob(pattern, {
    cwd: folder,
    dot: true,
    followSymbolicLinks: false,
    onlyFiles: !directories,
    expandDirectories: false,
    extglob: false,
    ignore: ['**/node_modules/**', '**/.git/**'],
  });
  if (found.length === 0) return refused('not-found', noMatch(pattern));
  if (found.length > MOST_MATCHES)
    return refused(
      'too-large',
      `${pattern} matches ${found.length} files; at most ${MOST_MATCHES} are read: narrow it`,
    );
  const paths = found.map((name) => (name.endsWith('/') ? name.slice(0, -1) : name));
  return { ok: true, value: paths.sort((a, b) => (a < b ? -1 : 1)) };
}

/** The folders that a pattern names before its first part with a meaning: walking starts there, even behind a link. */
function fixedStart(pattern: string): string {
  const segments = pattern.split('/');
  const first = segments.findIndex(isGlob);
  return first <= 0 ? '.' : segments.slice(0, first).join('/');
}

function noMatch(pattern: string): string {
  return (
    `no file of the workspace matches ${pattern}. The step that produces it must run before the gate in the same job, ` +
    'or its artifact must be downloaded first.'
  );
}
