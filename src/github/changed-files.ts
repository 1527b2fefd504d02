import * as z from 'zod/mini';
import type { ChangedFile, ChangedFiles } from '../core/subject.ts';
import type { Api } from './api.ts';
import { type Found, found, unavailable } from './found.ts';
import type { LivePullRequest } from './pull-request.ts';
import { NAME } from './shapes.ts';

const STATUSES = ['added', 'removed', 'modified', 'renamed', 'copied', 'changed', 'unchanged'] as const;
/** A file as lists of changed files have it. */
export const LISTED_FILE = z.object({ filename: NAME, status: z.string(), previous_filename: z.nullish(NAME) });

/** A listed file as it is judged. */
export function changedFile({ filename, status, previous_filename }: z.infer<typeof LISTED_FILE>): ChangedFile {
  return {
    path: filename,
    previousPath: previous_filename ?? null,
    // A status that GitHub adds later is some change or other.
    status: STATUSES.find((known) => known === status) ?? 'changed',
  };
}

/**
 * All files that a pull request changes. GitHub lists 3,000 at most, and a push between two pages shifts them: the list
 * is complete only where it holds as many different files as GitHub counts.
 */
export async function readChangedFiles(api: Api, pullRequest: LivePullRequest): Promise<Found<ChangedFiles>> {
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files';
  const answer = await api.list(route, { pull_number: pullRequest.number }, LISTED_FILE);
  if (!answer.ok) return unavailable(`the files that pull request ${pullRequest.number} changes`, answer);
  const files = answer.value.map(changedFile);
  const different = new Set(files.map(({ path }) => path)).size;
  const complete = files.length === pullRequest.changedFiles && different === files.length;
  return found({ files, complete });
}

/** Whether a changed file is the one at a path, or was; letter case and the spelling of accents do not tell two apart. */
export function touches({ path, previousPath }: ChangedFile, wanted: string): boolean {
  return samePath(path, wanted) || (previousPath !== null && samePath(previousPath, wanted));
}

/** Whether two paths would be one file on some disk. */
export function samePath(one: string, other: string): boolean {
  return one === other || folded(one) === folded(other);
}

/** A path as the least exact of disks sees it. */
export function folded(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
