import { realpath } from 'node:fs/promises';
import type { Answer } from '../core/answer.ts';
import type { ListedFile } from '../core/pins-digest.ts';
import { type FileFilter, filesAtCommit, isInsideCheckout, unknown } from './commit-files.ts';
import { filesInFolder } from './folder-files.ts';
import type { GitEnvironment } from './local-git.ts';

/**
 * Those files that are wanted at a commit, by git; without a commit those of the folder, where it is no checkout. In a
 * checkout they are never read from the folder: what lies there is not what the commit says.
 */
export async function localFiles(
  folder: string,
  commit: string | null,
  isWanted: FileFilter,
  environment: GitEnvironment,
): Promise<Answer<readonly ListedFile[]>> {
  if (commit !== null) return filesAtCommit(folder, commit, isWanted, environment);
  if (await isInsideCheckout(folder)) return unknown('git does not say which commit is checked out');
  const root = await realpath(folder).catch(() => null);
  return root === null ? unknown('the folder cannot be read') : filesInFolder(root, isWanted);
}
