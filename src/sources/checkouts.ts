import { isGlob } from './local-find.ts';
import { plainPath } from './path-globs.ts';
import type { Workspace } from './workspace.ts';

/** What a source reads: the path or glob that it is given, and the files and folders that it read by it. */
export interface EvidencePlaces {
  readonly pattern: string;
  readonly files: readonly string[];
  /** Folders that are evidence as a whole. */
  readonly folders: readonly string[];
}

/** Folders of the workspace that may hold a repository's files; the workspace itself aside. */
export interface Checkouts {
  /** Those that git was in. */
  readonly known: readonly string[];
  /** All on the way to evidence around which git was nowhere: actions/checkout downloads the files alone without it. */
  readonly possible: readonly string[];
  /** True where git was nowhere around what the pattern names. */
  readonly isPatternOpen: boolean;
}

/** Where the evidence's repositories were checked out, as far as the folders above it tell. */
export async function checkoutsAround(
  { pattern, files, folders }: EvidencePlaces,
  workspace: Pick<Workspace, 'list'>,
): Promise<Checkouts> {
  const looked = new Map<string, boolean>();
  const hasGit = async (folder: string): Promise<boolean> => {
    if (!looked.has(folder)) {
      const names = await workspace.list(folder);
      looked.set(folder, names.ok && names.value.includes('.git'));
    }
    return looked.get(folder) === true;
  };
  const runs = folders.map(plainPath);
  const known = new Set<string>();
  const possible = new Set<string>();
  const look = async (path: string): Promise<boolean> => {
    const above = foldersAbove(path);
    let isOpen = !(await hasGit('.'));
    for (const folder of above) {
      if (!(await hasGit(folder))) continue;
      isOpen = false;
      known.add(folder);
    }
    // A repository that is itself a run's folder is none that anyone has.
    const outside = above.filter((folder) => !runs.some((run) => folder === run || folder.startsWith(`${run}/`)));
    if (isOpen) for (const folder of outside) possible.add(folder);
    return isOpen;
  };
  const isPatternOpen = await look(fixedPart(pattern));
  for (const path of [...files, ...folders]) await look(plainPath(path));
  return { known: [...known], possible: [...possible], isPatternOpen };
}

/** The folders on the way to a plain path, from the outermost. */
export function foldersAbove(path: string): readonly string[] {
  const segments = path.split('/');
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'));
}

/** A pattern, plain, up to the first part with a meaning in globs, which is kept. */
export function fixedPart(pattern: string): string {
  const segments = plainPath(pattern).split('/');
  const firstGlob = segments.findIndex(isGlob);
  return (firstGlob < 0 ? segments : segments.slice(0, firstGlob + 1)).join('/');
}
