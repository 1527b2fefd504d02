import { lstat, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { chunksOf, linesOf } from './file-lines.ts';
import { findInside } from './local-find.ts';
import { type GitEnvironment, headCommit, lookAtGit } from './local-git.ts';
import { linkProblem, linkText, type OpenFile, openInside, type Root, systemProblem } from './open-inside.ts';
import { decodeUtf8, markLength, wrongEncoding } from './utf8.ts';
import type { FileResult, Workspace } from './workspace.ts';
import { refused, workspacePath } from './workspace-path.ts';

/**
 * The workspace on disk below `folder`; `environment` is what the git program gets to see, `commit` the
 * commit under test where it is not the one that is checked out.
 */
export function localWorkspace(folder: string, environment: GitEnvironment, commit: string | null = null): Workspace {
  let real: Promise<string> | null = null;
  const root: Root = () => {
    real ??= realpath(folder);
    return real;
  };
  let head: string | null = null;
  return {
    find: (pattern, options) => findInside(root, pattern, options?.directories ?? false),
    readText: async (path, maxBytes) => {
      const opened = await openNotEmpty(root, path);
      return opened.ok ? readText(opened.value, maxBytes) : opened;
    },
    readLines: async (path) => {
      const opened = await openNotEmpty(root, path);
      return opened.ok ? { ok: true, value: linesOf(opened.value) } : opened;
    },
    readChunks: async (path) => {
      const opened = await openNotEmpty(root, path);
      return opened.ok ? { ok: true, value: chunksOf(opened.value) } : opened;
    },
    isDirectory: async (path) => (await directory(root, path)).ok,
    list: async (path) => {
      const found = await directory(root, path);
      if (!found.ok) return found;
      return { ok: true, value: (await readdir(found.value)).sort((a, b) => (a < b ? -1 : 1)) };
    },
    git: async (paths, options) => {
      if (paths.length === 0) return new Map();
      const look = await lookAtGit(await root(), paths, options?.times ?? false, environment, commit);
      head = look?.head ?? head;
      return look?.files ?? null;
    },
    head: async () => head ?? (await headCommit(await root(), environment)),
  };
}

async function openNotEmpty(root: Root, path: string): Promise<FileResult<OpenFile>> {
  const opened = await openInside(root, path);
  if (!opened.ok || opened.value.size > 0) return opened;
  await opened.value.handle.close();
  return refused('bad-response', `${opened.value.path}: it is empty; did the step that writes it fail?`);
}

async function readText(file: OpenFile, maxBytes: number): Promise<FileResult<string>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunksOf(file)) {
    chunks.push(chunk);
    length += chunk.length;
    // The size is counted while reading: a file may grow meanwhile.
    if (length > maxBytes || file.size > maxBytes) return refused('too-large', tooLarge(file, maxBytes));
  }
  const bytes = Buffer.concat(chunks, length);
  const encoding = wrongEncoding(bytes);
  if (encoding !== null) return refused('bad-response', `${file.path}: ${encoding}`);
  const mark = markLength(bytes);
  const decoded = decodeUtf8(bytes.subarray(mark), mark);
  return decoded.ok ? { ok: true, value: decoded.text } : refused('bad-response', `${file.path}: ${decoded.problem}`);
}

function tooLarge(file: OpenFile, maxBytes: number): string {
  return `${file.path}: it is larger than ${Math.floor(maxBytes / 1024 / 1024)} MiB (${file.size} bytes)`;
}

/** The full path of a folder of the workspace that no symbolic link leads to. */
async function directory(root: Root, path: string): Promise<FileResult<string>> {
  const checked = workspacePath(path);
  if (!checked.ok) return checked;
  try {
    const folder = await root();
    const full = checked.value === '.' ? folder : join(folder, checked.value);
    const stat = await lstat(full);
    if (stat.isSymbolicLink()) return refused('blocked', linkText(checked.value));
    if (!stat.isDirectory()) return refused('config', `${checked.value}: it is not a folder`);
    return (await linkProblem(folder, checked.value, stat)) ?? { ok: true, value: full };
  } catch (error) {
    return systemProblem(root, checked.value, error);
  }
}
