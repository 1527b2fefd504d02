import type { Dirent } from 'node:fs';
import { readdir, readlink } from 'node:fs/promises';
import path from 'node:path';
import type { Answer } from '../core/answer.ts';
import { type ListedFile, pathProblem } from '../core/pins-digest.ts';
import { blobIdOf, blobIdOfBytes } from './blob-id.ts';
import { type FileFilter, unknown } from './commit-files.ts';
import { quoted } from './source-problem.ts';

const MOST_ENTRIES = 200_000;

/**
 * Those files below a folder that are wanted, with the ids that git would give them as they are; for folders that are no
 * checkout. Links are listed by what they say and never followed, git's own folders are left out.
 */
export async function filesInFolder(root: string, isWanted: FileFilter): Promise<Answer<readonly ListedFile[]>> {
  const files: ListedFile[] = [];
  const open: string[] = [''];
  let entries = 0;
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const found = await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => null);
    if (found === null) return unknown(`the folder ${quoted(folder === '' ? '.' : folder)} cannot be read`);
    entries += found.length;
    if (entries > MOST_ENTRIES) return unknown(`there are more than ${MOST_ENTRIES} files; check them in with git`);
    for (const entry of found) {
      if (entry.name.toLowerCase() === '.git') continue;
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) open.push(name);
      else if ((entry.isFile() || entry.isSymbolicLink()) && isWanted(name)) {
        const problem = pathProblem(name);
        if (problem !== null) return unknown(problem);
        const id = await idOf(path.join(root, name), entry);
        if (id === null) return unknown(`the file ${quoted(name)} cannot be read`);
        files.push({ path: name, id });
      }
    }
  }
  return { known: true, value: files };
}

async function idOf(file: string, entry: Dirent): Promise<string | null> {
  if (!entry.isSymbolicLink()) return blobIdOf(file, 'sha1');
  const target = await readlink(file, { encoding: 'buffer' }).catch(() => null);
  return target === null ? null : blobIdOfBytes(target, 'sha1');
}
