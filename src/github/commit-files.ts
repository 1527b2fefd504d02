import * as z from 'zod/mini';
import type { Answer } from '../core/answer.ts';
import type { ListedFile } from '../core/pins-digest.ts';
import type { Api } from './api.ts';
import { SHA } from './shapes.ts';
import { unanswered } from './unanswered.ts';

const TREE = z.object({
  truncated: z.boolean(),
  tree: z.array(z.object({ path: z.string(), type: z.enum(['blob', 'commit', 'tree']), sha: SHA })),
});

/**
 * Those files of a commit that are wanted, by one call; the commits of forks are visible in the repository that their
 * pull requests are for. Links are listed by what they say, submodules by their commit.
 */
export async function readCommitFiles(
  api: Api,
  commit: string | null,
  isWanted: (path: string) => boolean,
): Promise<Answer<readonly ListedFile[]>> {
  if (commit === null) return { known: false, why: 'failed', detail: 'the commit under test is not known' };
  const route = 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}';
  const answer = await api.request(route, { tree_sha: commit, recursive: '1' }, TREE);
  if (!answer.ok) return unanswered(answer);
  const { tree, truncated } = answer.value;
  if (truncated) {
    const detail = 'GitHub does not list all files of the commit, because there are too many';
    return { known: false, why: 'failed', detail };
  }
  const files = tree.filter(({ type, path }) => type !== 'tree' && isWanted(path));
  return { known: true, value: files.map(({ path, sha }) => ({ path, id: sha })) };
}
