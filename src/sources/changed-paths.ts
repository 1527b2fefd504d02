import type { ChangedFiles } from '../core/subject.ts';
import { checkoutsAround, type EvidencePlaces, fixedPart, foldersAbove } from './checkouts.ts';
import { isGlob } from './local-find.ts';
import { filterGlobs, globMatcher, plainPath } from './path-globs.ts';
import type { Workspace } from './workspace.ts';

/** What tells git how to check out the files beside it and below: in which encoding, and whether at all. */
const ATTRIBUTES = '.gitattributes';

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
  return namesOf(changed).some((name) => matches(plainPath(name)) || saysHowToCheckOut(name));
}

/** What is checked out may change although no file does. */
function saysHowToCheckOut(name: string): boolean {
  return plainPath(name).split('/').at(-1)?.toLowerCase() === ATTRIBUTES;
}

/**
 * Whether a change brings the evidence: it adds, alters, removes or moves a file that is or would be read, or says how
 * files are checked out there, or its list is not complete. Letter case does not matter, as it does not on some runners'
 * disks.
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
  const { known, possible, isPatternOpen } = await checkoutsAround(places, workspace);
  const below = (folder: string) => inRepository.map((name) => `${fileKey(folder)}/${name}`);
  const names = [...inRepository, ...known.flatMap(below)];
  const isEvidence = evidenceNames(places);
  if (names.some(isEvidence) || possible.some((folder) => below(folder).some(isEvidence))) return true;
  if (!isGlob(places.pattern)) return false;
  if (await wouldBeRead(names, [plainPath(places.pattern)], places)) return true;
  return isPatternOpen && wouldBeRead(gone(changed).map(fileKey), endings(plainPath(places.pattern)), places);
}

function namesOf({ files }: ChangedFiles): readonly string[] {
  return files.flatMap(({ path, previousPath }) => (previousPath === null ? [path] : [path, previousPath]));
}

/** What a change leaves no file at: what it leaves there is found where a repository's files are, wherever that is. */
function gone({ files }: ChangedFiles): readonly string[] {
  return files.flatMap(({ path, previousPath, status }) => [
    ...(status === 'removed' ? [path] : []),
    ...(previousPath === null ? [] : [previousPath]),
  ]);
}

/** Tells names of what is read, of what it lies in, and of what says how it is checked out. */
function evidenceNames({ pattern, files, folders }: EvidencePlaces): (name: string) => boolean {
  const read = [pattern, ...files, ...folders].map(fileKey).filter((key) => key !== '');
  // A folder above a file is among the changed paths where it is a submodule.
  const above = read.flatMap(foldersAbove);
  const exactly = new Set([...read, ...above]);
  const below = [pattern, ...folders].map(fileKey).filter((key) => key !== '' && key !== '.');
  const attributes = new Set(['', ...above].map((folder) => plainPath(`${folder}/${ATTRIBUTES}`)));
  const start = isGlob(pattern) ? fileKey(fixedPart(pattern).split('/').slice(0, -1).join('/')) : null;
  return (name) =>
    exactly.has(name) ||
    below.some((folder) => name.startsWith(`${folder}/`)) ||
    attributes.has(name) ||
    (start !== null && `/${name}`.endsWith(`/${ATTRIBUTES}`) && (start === '' || name.startsWith(`${start}/`)));
}

async function wouldBeRead(
  names: readonly string[],
  globs: readonly string[],
  { folders }: EvidencePlaces,
): Promise<boolean> {
  const matches = await globMatcher(folders.length > 0 ? globs.flatMap((glob) => [glob, `${glob}/**`]) : globs, true);
  return names.some(matches);
}

/** A path or pattern as it is written from each folder on its way. */
function endings(path: string): readonly string[] {
  const segments = path.split('/');
  return segments.map((_, index) => segments.slice(index).join('/'));
}

/** One key for all spellings that a disk may take for the same file: letter case, composition, characters without form. */
function fileKey(path: string): string {
  return plainPath(path.replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, ''))
    .toUpperCase()
    .toLowerCase()
    .normalize('NFC');
}
