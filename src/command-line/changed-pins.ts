import { realpath } from 'node:fs/promises';
import { isInsideCheckout } from '../sources/commit-files.ts';
import type { GitEnvironment } from '../sources/local-git.ts';
import { pinnedFiles } from '../sources/pinned-files.ts';
import { filesInWorkTree, type WorkTree } from '../sources/work-tree.ts';

/** Names of pinned files that lie in the folder otherwise than in the commit that is checked out; none where git says nothing. */
export async function changedPins(
  globs: readonly string[],
  folder: string,
  environment: GitEnvironment,
): Promise<readonly string[]> {
  const root = await realpath(folder).catch(() => null);
  if (root === null || !(await isInsideCheckout(root))) return [];
  const found: WorkTree[] = [];
  await pinnedFiles(globs, async (isPinned) => {
    const tree = await filesInWorkTree(root, isPinned, environment);
    if (!tree.known) return tree;
    found.push(tree.value);
    return { known: true, value: tree.value.files };
  });
  return found.flatMap(({ changed, untracked }) => [...changed, ...untracked]).sort();
}
