import { lstat } from 'node:fs/promises';
import path from 'node:path';
import type { Answer } from '../core/answer.ts';
import type { ListedFile } from '../core/pins-digest.ts';
import { type GitEnvironment, gitIn } from './local-git.ts';
import { systemCode } from './open-inside.ts';

const COMMIT = /^([0-9a-f]{40}|[0-9a-f]{64})$/;
const TREE_LINE = /^(\d{6}) (blob|commit) ([0-9a-f]{40}|[0-9a-f]{64})\t(.+)$/s;

/** True for the files that are wanted, by their paths from the top of the repository. */
export type FileFilter = (path: string) => boolean;

/**
 * Those files of a commit that are wanted, with paths from the top of the repository that the folder lies in. Links are
 * listed by what they say, submodules by their commit; nothing of the working tree is looked at.
 */
export async function filesAtCommit(
  folder: string,
  commit: string,
  isWanted: FileFilter,
  environment: GitEnvironment,
): Promise<Answer<readonly ListedFile[]>> {
  if (!COMMIT.test(commit)) return unknown('the commit under test has no full SHA');
  const git = await gitIn(folder, environment);
  // Replacements are this clone's own, and `^{commit}` refuses the id of anything else.
  const words = ['--no-replace-objects', 'ls-tree', '-r', '-z', '--full-tree', `${commit}^{commit}`];
  const said = await git(words);
  const short = commit.slice(0, 7);
  if (said === null) return unknown(`git does not list the files of the commit ${short} here; is it in this checkout?`);
  const files: ListedFile[] = [];
  for (const line of said.split('\0').slice(0, -1)) {
    const [, , , id = '', name = ''] = TREE_LINE.exec(line) ?? [];
    if (name === '') return unknown(`git lists the files of the commit ${short} in a way that is not known`);
    if (isWanted(name)) files.push({ path: name, id });
  }
  return { known: true, value: files };
}

/** True where a folder, or one above it, holds what makes a checkout, whether git can read it or not. */
export async function isInsideCheckout(folder: string): Promise<boolean> {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    // What cannot be looked at may be there.
    const code = await lstat(path.join(at, '.git')).then(() => 'there', systemCode);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') return true;
    if (path.dirname(at) === at) return false;
  }
}

/** What cannot be told, and why. */
export function unknown(detail: string): Answer<never> {
  return { known: false, why: 'failed', detail };
}
