import type { ChangedFile, ChangedFiles } from '../../src/core/subject.ts';

/** A complete list of files that a pull request modifies, or changes as they say. */
export function changes(...files: readonly (string | Partial<ChangedFile>)[]): ChangedFiles {
  const listed = files.map((file): ChangedFile => {
    const given = typeof file === 'string' ? { path: file } : file;
    return { path: '', previousPath: null, status: 'modified', ...given };
  });
  return { files: listed, complete: true };
}
