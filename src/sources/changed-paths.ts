import type { ChangedFiles } from '../core/subject.ts';
import { isGlob } from './local-find.ts';
import { filterGlobs, globMatcher, plainPath } from './path-globs.ts';
import type { Workspace } from './workspace.ts';

/**
 * Whether a pull request touches one of the files that the globs name; a file that it removes or moves counts where it
 * was, too. True where that cannot be told: no globs, no pull request, a list that is not complete or holds nothing.
 * Each glob counts for itself, so that a further one never makes a pull request less affected.
 */
export async function isAffected(appliesTo: readonly string[] | null, changed: ChangedFiles | null): Promise<boolean> {
  if (appliesTo === null || appliesTo.length === 0) return true;
  if (changed === null || !changed.complete || changed.files.length === 0) return true;
  const globs: string[] = [];
  for (const pattern of appliesTo) {
    const variants = filterGlobs(pattern);
    if (variants === null) return true;
    globs.push(...variants);
  }
  const matches = await globMatcher(globs, false);
  return namesOf(changed).some((name) => matches(plainPath(name)));
}

/** What a source reads: the path or glob that it is given, and the files and folders that it read by it. */
export interface EvidencePlaces {
  readonly pattern: string;
  readonly files: readonly string[];
  /** Folders that are evidence as a whole. */
  readonly folders: readonly string[];
}

/**
 * Whether a change brings the evidence: it adds, alters, removes or moves a file that is or would be read, or its list is
 * not complete. Letter case does not matter, as it does not on some runners' disks.
 */
export async function isBrought(
  changed: ChangedFiles | null,
  places: EvidencePlaces,
  workspace: Pick<Workspace, 'list'>,
): Promise<boolean> {
  if (changed === null) return false;
  if (!changed.complete) return true;
  if (changed.files.length === 0) return false;
  const inRepository = namesOf(changed).map(fileKey);
  const checkouts = await checkoutsAround(places, workspace);
  const names = ['', ...checkouts].flatMap((folder) => inRepository.map((name) => `${folder}${name}`));
  return namesEvidence(names, places);
}

/** Folders of the workspace above the evidence that a repository was checked out into, each with a slash at its end. */
async function checkoutsAround(
  { pattern, files, folders }: EvidencePlaces,
  workspace: Pick<Workspace, 'list'>,
): Promise<readonly string[]> {
  const segments = plainPath(pattern).split('/');
  const firstGlob = segments.findIndex(isGlob);
  const fixed = firstGlob < 0 ? segments : segments.slice(0, firstGlob + 1);
  const above = new Set([fixed.join('/'), ...files, ...folders].flatMap((path) => foldersAbove(plainPath(path))));
  const found: string[] = [];
  for (const folder of above) {
    const names = await workspace.list(folder);
    if (names.ok && names.value.includes('.git')) found.push(`${fileKey(folder)}/`);
  }
  return found;
}

function namesOf({ files }: ChangedFiles): readonly string[] {
  return files.flatMap(({ path, previousPath }) => (previousPath === null ? [path] : [path, previousPath]));
}

async function namesEvidence(names: readonly string[], { pattern, files, folders }: EvidencePlaces): Promise<boolean> {
  const read = [pattern, ...files, ...folders].map(fileKey).filter((key) => key !== '');
  // A folder above a file is among the changed paths where it is a submodule.
  const exactly = new Set(read.flatMap((path) => [path, ...foldersAbove(path)]));
  const below = [pattern, ...folders].map(fileKey).filter((key) => key !== '' && key !== '.');
  if (names.some((name) => exactly.has(name) || below.some((folder) => name.startsWith(`${folder}/`)))) return true;
  if (!isGlob(pattern)) return false;
  const plain = plainPath(pattern);
  const matches = await globMatcher(folders.length > 0 ? [plain, `${plain}/**`] : [plain], true);
  return names.some(matches);
}

function foldersAbove(path: string): readonly string[] {
  const segments = path.split('/');
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'));
}

/** One key for all spellings that a disk may take for the same file: letter case, composition, characters without form. */
function fileKey(path: string): string {
  return plainPath(path.replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, ''))
    .toUpperCase()
    .toLowerCase()
    .normalize('NFC');
}
