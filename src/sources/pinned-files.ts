import { createHash } from 'node:crypto';
import type { Answer } from '../core/answer.ts';
import { type ListedFile, pinsText } from '../core/pins-digest.ts';
import { type FileFilter, unknown } from './commit-files.ts';
import { filterGlobs, type PathMatcher, plainPath, readableMatcher } from './path-globs.ts';
import { quoted } from './source-problem.ts';

/** The pinned files and their digest. */
export interface PinnedFiles {
  /** `sha256:` and 64 lower-case hexadecimal digits. */
  readonly digest: string;
  /** By the bytes of their paths. */
  readonly files: readonly ListedFile[];
  /** Globs that name no file, while others do. */
  readonly unmatched: readonly string[];
}

/** The files that globs pin, read as `applies-to` reads its own, and their digest; unknown where no file is pinned. */
export async function pinnedFiles(
  globs: readonly string[],
  list: (isPinned: FileFilter) => Promise<Answer<readonly ListedFile[]>>,
): Promise<Answer<PinnedFiles>> {
  const matchers: { readonly glob: string; readonly matches: PathMatcher }[] = [];
  for (const glob of globs) {
    const variants = filterGlobs(glob);
    const matches = variants === null ? null : await readableMatcher(variants, false);
    if (matches === null) return unknown(`the glob ${quoted(glob)} is too costly to try; write it more simply`);
    matchers.push({ glob, matches });
  }
  const listed = await list((path) => matchers.some(({ matches }) => matches(plainPath(path))));
  if (!listed.known) return listed;
  const pinned = pinsText(listed.value);
  if (!pinned.ok) return unknown(pinned.detail);
  const names = pinned.files.map(({ path }) => plainPath(path));
  const unmatched = matchers.filter(({ matches }) => !names.some(matches)).map(({ glob }) => glob);
  const digest = `sha256:${createHash('sha256').update(pinned.text, 'utf8').digest('hex')}`;
  return { known: true, value: { digest, files: pinned.files, unmatched } };
}
