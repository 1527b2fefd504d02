import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, open, readdir, realpath } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { nearest } from '../core/nearest.ts';
import type { FileResult } from './workspace.ts';
import { refused, workspacePath } from './workspace-path.ts';

/** A regular file opened for reading, whose identity was checked after opening. Whoever gets it closes it. */
export interface OpenFile {
  readonly path: string;
  readonly handle: FileHandle;
  readonly size: number;
}

// Without `O_NONBLOCK` opening a FIFO would wait for a writer; Windows has neither flag.
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** The workspace's own real path; the folder that was handed in may itself be a symbolic link. */
export type Root = () => Promise<string>;

/**
 * Opens a file of the workspace. The real path is compared after opening, and with the opened file's own identity, so
 * that a path swapped for a link between check and use is refused.
 */
export async function openInside(root: Root, path: string): Promise<FileResult<OpenFile>> {
  const checked = workspacePath(path);
  if (!checked.ok) return checked;
  const relative = checked.value;
  try {
    const folder = await root();
    const full = join(folder, relative);
    const problem = fileProblem(relative, await lstat(full));
    if (problem !== null) return problem;
    const handle = await open(full, FLAGS);
    const stat = await handle.stat();
    const refusal = fileProblem(relative, stat) ?? (await linkProblem(folder, relative, stat));
    if (refusal === null) return { ok: true, value: { path: relative, handle, size: stat.size } };
    await handle.close();
    return refusal;
  } catch (error) {
    return systemProblem(root, relative, error);
  }
}

/** The code of a system error, such as `ENOENT`; other thrown values have none. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

/** What a failed system call on a path means to the user. */
export async function systemProblem(root: Root, path: string, error: unknown): Promise<ReturnType<typeof refused>> {
  const code = systemCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return refused('not-found', await notFoundText(root, path));
  if (code === 'ELOOP' || code === 'EMLINK') return refused('blocked', linkText(path));
  return refused('blocked', `${path}: reading it failed (${code})`);
}

/** Refuses a path of which any part is a symbolic link, or that no longer is what was opened. */
export async function linkProblem(
  folder: string,
  relative: string,
  opened: Stats,
): Promise<ReturnType<typeof refused> | null> {
  const expected = join(folder, relative);
  const real = await realpath(expected);
  if (real !== expected) return refused('blocked', linkText(relative));
  const now = await lstat(expected);
  if (now.dev !== opened.dev || now.ino !== opened.ino)
    return refused('blocked', `${relative}: it changed while it was opened`);
  return null;
}

/** Why a path behind a symbolic link is refused. */
export function linkText(path: string): string {
  return `${path}: it is a symbolic link or lies behind one; evidence must be a regular file inside the workspace`;
}

function fileProblem(path: string, stat: Stats): ReturnType<typeof refused> | null {
  if (stat.isFile()) return null;
  if (stat.isSymbolicLink()) return refused('blocked', linkText(path));
  if (stat.isDirectory()) return refused('config', `${path}: it is a folder, not a file`);
  return refused('blocked', `${path}: it is no regular file (a pipe, a socket or a device)`);
}

async function notFoundText(root: Root, path: string): Promise<string> {
  const near = await nearName(root, path);
  const meant = near === null ? '' : ` Did you mean ${near}?`;
  return (
    `${path} was not found in the workspace. The step that produces it must run before the gate in the same job, ` +
    `or its artifact must be downloaded first.${meant}`
  );
}

async function nearName(root: Root, path: string): Promise<string | null> {
  const folder = posix.dirname(path);
  try {
    const full = join(await root(), folder);
    if ((await realpath(full)) !== full) return null;
    const near = nearest(posix.basename(path), (await readdir(full)).slice(0, 2000));
    return near === null ? null : posix.join(folder, near);
  } catch {
    return null;
  }
}
