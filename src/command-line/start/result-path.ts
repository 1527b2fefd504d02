import path from 'node:path';

/** Characters of what is wrong with a result file that fit on a terminal: it may list many keys. */
export const LONGEST_PROBLEM = 2000;

/** The path of a result file as the workspace calls it, with forward slashes; `..` where it lies outside. */
export function pathInside(root: string, folder: string, file: string): string {
  const relative = path.relative(root, path.resolve(folder, file)).split(path.sep).join('/');
  return relative === '' ? '.' : relative;
}
