import { lstat, readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
import { blobIdOf, blobIdOfBytes, type ObjectFormat } from './blob-id.ts';
import { type GitEnvironment, headCommit } from './local-git.ts';

/** A file of a checkout by its path from the top; `tracked` is what the index has of it, `null` where it has nothing. */
export interface WorkTreeFile {
  readonly name: string;
  readonly tracked: { readonly id: string; readonly isSubmodule: boolean } | null;
}

/** The id of a file as it lies there; `altered` where git's own filters decide what the id is. */
export type WorkTreeId =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'altered' | 'gone' | 'unreadable' };

/**
 * What git would call the file if it were committed as it is. A link counts as what it says, a repository inside the
 * checkout as its commit; what lies behind a linked folder is not the checkout's.
 */
export async function idInWorkTree(
  top: string,
  { name, tracked }: WorkTreeFile,
  format: ObjectFormat,
  environment: GitEnvironment,
): Promise<WorkTreeId> {
  const file = path.join(top, name);
  const stat = await lstat(file).catch(() => null);
  if (stat === null || (await realpath(path.dirname(file)).catch(() => '')) !== path.dirname(file))
    return { kind: 'gone' };
  if (stat.isSymbolicLink()) {
    const target = await readlink(file, { encoding: 'buffer' }).catch(() => null);
    return target === null ? { kind: 'unreadable' } : { kind: 'id', id: blobIdOfBytes(target, format) };
  }
  if (stat.isDirectory()) return ofRepository(file, tracked, environment);
  const id = stat.isFile() ? await blobIdOf(file, format) : null;
  if (id === null) return { kind: 'unreadable' };
  return id === tracked?.id ? { kind: 'id', id } : { kind: 'altered' };
}

/** A submodule that was never fetched is an empty folder, and as the index has it. */
async function ofRepository(
  folder: string,
  tracked: WorkTreeFile['tracked'],
  environment: GitEnvironment,
): Promise<WorkTreeId> {
  const isRepository = (await lstat(path.join(folder, '.git')).catch(() => null)) !== null;
  if (!isRepository) return tracked?.isSubmodule === true ? { kind: 'id', id: tracked.id } : { kind: 'gone' };
  const id = await headCommit(folder, environment);
  return id === null ? { kind: 'unreadable' } : { kind: 'id', id };
}
