import * as z from 'zod/mini';
import type { ChangedFile, ChangedFiles } from '../core/subject.ts';
import type { Api } from './api.ts';
import { changedFile, LISTED_FILE } from './changed-files.ts';
import { SHA } from './shapes.ts';

/** The commits of a merge group: what it is put on, and what its branch becomes. */
export interface GroupCommits {
  readonly baseSha: string;
  readonly headSha: string;
}

/** What a merge group brings to its branch. */
export interface Landing extends GroupCommits {
  readonly files: readonly ChangedFile[];
}

/** A comparison lists no more files than this, and does not say whether there are more. */
const MOST_FILES = 300;
const COMPARISON = z.object({ merge_base_commit: z.object({ sha: SHA }), files: z.array(LISTED_FILE) });

/**
 * What a merge group brings to its branch, where a file that was renamed there meanwhile is named as it is now; the pull
 * request's own list names it as it was. `null` where that cannot be told in full.
 */
export async function readLanding(api: Api, group: GroupCommits, pullRequestHead: string): Promise<Landing | null> {
  const { baseSha, headSha } = group;
  if (baseSha === pullRequestHead) return null;
  const route = 'GET /repos/{owner}/{repo}/compare/{basehead}';
  // Only the files are wanted, which are on the first page whatever its size.
  const answer = await api.request(route, { basehead: `${baseSha}...${headSha}`, per_page: 1 }, COMPARISON);
  if (!answer.ok || answer.value.merge_base_commit.sha !== baseSha) return null;
  const { files } = answer.value;
  return files.length < MOST_FILES ? { ...group, files: files.map(changedFile) } : null;
}

/** The pull request's own list with what lands; not complete where that is not known. */
export function withLanding(listed: ChangedFiles, landing: Landing | null): ChangedFiles {
  if (landing === null) return { ...listed, complete: false };
  const seen = new Set(listed.files.map(nameOf));
  const others = landing.files.filter((file) => !seen.has(nameOf(file)));
  return { ...listed, files: [...listed.files, ...others] };
}

/** Whether two lists say the same of the same files. */
export function sameFiles(one: ChangedFiles, other: ChangedFiles): boolean {
  const names = ({ files }: ChangedFiles) => JSON.stringify(files.map(nameOf).sort());
  return one.complete === other.complete && names(one) === names(other);
}

function nameOf({ path, previousPath, status }: ChangedFile): string {
  return JSON.stringify([path, previousPath, status]);
}
