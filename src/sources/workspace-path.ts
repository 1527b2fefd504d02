import type { FileProblem, FileResult } from './workspace.ts';

/** A refused or failed use of a file as a result. */
export function refused(
  code: FileProblem['code'],
  text: string,
): { readonly ok: false; readonly problem: FileProblem } {
  return { ok: false, problem: { code, text } };
}

/**
 * Checks a path or glob that criteria or inputs name and returns it without `./` and doubled slashes: relative, with
 * forward slashes, never upwards, never into git's own folder (which holds credentials on a runner).
 */
export function workspacePath(path: string): FileResult<string> {
  const shown = JSON.stringify(path.slice(0, 200));
  if (path.trim() === '') return refused('config', 'the path is empty');
  if (path.length > 1000) return refused('config', `the path ${shown} is longer than 1000 characters`);
  if (path.includes('\0')) return refused('config', `the path ${shown} holds a NUL character`);
  if (path.includes('\\'))
    return refused('config', `the path ${shown} holds a backslash: write it with forward slashes`);
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path) || path.startsWith('~'))
    return refused('blocked', `the path ${shown} is absolute: write it relative to the workspace`);
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.includes('..'))
    return refused('blocked', `the path ${shown} leads out of the workspace: ".." is not allowed`);
  if (segments.some((segment) => segment.toLowerCase() === '.git'))
    return refused('blocked', `the path ${shown} leads into git's own folder`);
  return { ok: true, value: segments.length === 0 ? '.' : segments.join('/') };
}
