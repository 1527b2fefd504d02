import { realpath } from 'node:fs/promises';
import type { Answer } from '../core/answer.ts';
import { type ListedFile, pathProblem } from '../core/pins-digest.ts';
import type { ObjectFormat } from './blob-id.ts';
import { type FileFilter, filesAtCommit, unknown } from './commit-files.ts';
import { type Git, type GitEnvironment, gitIn, headCommit } from './local-git.ts';
import { quoted } from './source-problem.ts';
import { idInWorkTree, type WorkTreeFile } from './work-tree-file.ts';

/** The files of a checkout as they lie there, with how they differ from the commit that is checked out. */
export interface WorkTree {
  readonly files: readonly ListedFile[];
  /** The commit that is checked out; `null` before the first one. */
  readonly head: string | null;
  /** Files that git tracks and that are not as in that commit: changed, added or gone. */
  readonly changed: readonly string[];
  /** Files that git does not track and does not ignore. */
  readonly untracked: readonly string[];
}

/**
 * Those files of the checkout around a folder that are wanted, with the ids that git would give them if they were
 * committed as they are; files that git ignores are left out. Runs the filters that the checkout configures, and so only
 * where git trusts its owner.
 */
export async function filesInWorkTree(
  folder: string,
  isWanted: FileFilter,
  environment: GitEnvironment,
): Promise<Answer<WorkTree>> {
  const about = await (await gitIn(folder, environment, true))([
    'rev-parse',
    '--show-object-format',
    '--show-toplevel',
  ]);
  const [, format, said = ''] = /^(sha1|sha256)\n(.+)\n$/s.exec(about ?? '') ?? [];
  const top = await realpath(said).catch(() => null);
  if (top === null || (format !== 'sha1' && format !== 'sha256'))
    return unknown('git does not read this checkout: is git installed, and does the folder belong to you?');
  const git = await gitIn(top, environment, true);
  const listed = await listedFiles(git, isWanted);
  if (!listed.known) return listed;
  const files = await withIds(git, top, listed.value, format, environment);
  if (!files.known) return files;
  const head = await headCommit(top, environment);
  const committed = head === null ? null : await filesAtCommit(top, head, isWanted, environment);
  if (committed?.known === false) return committed;
  const untracked = new Set(listed.value.flatMap(({ name, tracked }) => (tracked === null ? [name] : [])));
  const changed = differences(committed?.value ?? [], files.value).filter((name) => !untracked.has(name));
  return { known: true, value: { files: files.value, head, changed, untracked: [...untracked] } };
}

/** What the index and the folder hold; what is in conflict stands in the index several times. */
async function listedFiles(git: Git, isWanted: FileFilter): Promise<Answer<readonly WorkTreeFile[]>> {
  const [index, others] = [
    await git(['ls-files', '-s', '-z']),
    await git(['ls-files', '-o', '--exclude-standard', '-z']),
  ];
  if (index === null || others === null) return unknown('git does not list the files of this checkout');
  const files = new Map<string, WorkTreeFile>();
  for (const line of index.split('\0').slice(0, -1)) {
    const [, mode = '', id = '', name = ''] = /^(\d{6}) ([0-9a-f]{40,64}) \d\t(.+)$/s.exec(line) ?? [];
    if (name === '') return unknown('git lists the files of this checkout in a way that is not known');
    if (isWanted(name)) files.set(name, { name, tracked: { id, isSubmodule: mode === '160000' } });
  }
  for (const line of others.split('\0').slice(0, -1)) {
    // A slash at the end says that the folder is a repository of its own.
    const name = line.replace(/\/$/, '');
    if (isWanted(name)) files.set(name, { name, tracked: null });
  }
  const problem = [...files.keys()].map(pathProblem).find((found) => found !== null);
  return problem === undefined ? { known: true, value: [...files.values()] } : unknown(problem);
}

async function withIds(
  git: Git,
  top: string,
  files: readonly WorkTreeFile[],
  format: ObjectFormat,
  environment: GitEnvironment,
): Promise<Answer<readonly ListedFile[]>> {
  const known: ListedFile[] = [];
  const altered: string[] = [];
  for (const file of files) {
    const found = await idInWorkTree(top, file, format, environment);
    if (found.kind === 'unreadable') return unknown(`the file ${quoted(file.name)} cannot be read`);
    if (found.kind === 'altered') altered.push(file.name);
    if (found.kind === 'id') known.push({ path: file.name, id: found.id });
  }
  if (altered.length === 0) return { known: true, value: known };
  // Git reads a name that starts with a quotation mark as a quoted one.
  const asked = altered.map((name) => (name.startsWith('"') ? `"${name.replace(/["\\]/g, '\\$&')}"` : name));
  const said = await git(['hash-object', '--stdin-paths'], `${asked.join('\n')}\n`);
  const ids = said?.trimEnd().split('\n') ?? [];
  if (ids.length !== altered.length) return unknown('git does not say what it would store of changed files');
  return { known: true, value: [...known, ...altered.map((name, index) => ({ path: name, id: ids[index] ?? '' }))] };
}

/** Names of files that are on one side only, or not the same on both. */
function differences(before: readonly ListedFile[], after: readonly ListedFile[]): readonly string[] {
  const [was, is] = [before, after].map((files) => new Map(files.map(({ path: name, id }) => [name, id])));
  const names = [...new Set([...before, ...after].map((file) => file.path))];
  return names.filter((name) => was?.get(name) !== is?.get(name)).sort();
}
