import * as z from 'zod/mini';
import type { Api } from './api.ts';
import { type Found, found, unavailable } from './found.ts';
import { NAME } from './shapes.ts';

const REPOSITORY = z.object({ default_branch: NAME });
const COMPARISON = z.object({ status: z.string() });

/** The name of the default branch as it is now. */
export async function readDefaultBranch(api: Api): Promise<Found<string>> {
  const answer = await api.request('GET /repos/{owner}/{repo}', {}, REPOSITORY);
  return answer.ok ? found(answer.value.default_branch) : unavailable('the default branch', answer);
}

/** Whether a commit is in the history of the default branch, so that no pull request is left to bring it there. */
export async function isOnDefaultBranch(api: Api, commit: string): Promise<Found<boolean>> {
  const branch = await readDefaultBranch(api);
  if (!branch.ok) return branch;
  const route = 'GET /repos/{owner}/{repo}/compare/{basehead}';
  const answer = await api.request(route, { basehead: `${branch.value}...${commit}`, per_page: 1 }, COMPARISON);
  // A commit that this repository does not know is on none of its branches.
  if (!answer.ok)
    return answer.status === 404 ? found(false) : unavailable('the history of the default branch', answer);
  return found(answer.value.status === 'behind' || answer.value.status === 'identical');
}
