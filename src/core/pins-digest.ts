/** One file of a repository: its path from the top, and the id of its git object in lower-case hexadecimal. */
export interface ListedFile {
  readonly path: string;
  readonly id: string;
}

/** The text that the digest of pinned files is made of, or why these files have none. */
export type PinsText =
  | { readonly ok: true; readonly text: string; readonly files: readonly ListedFile[] }
  | { readonly ok: false; readonly detail: string };

const OBJECT_ID = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * The canonical list of pinned files, one line `<object id> <path>` each, by the UTF-8 bytes of the path. No file at all,
 * a file listed twice and a name that would make two lists look alike have no text.
 */
export function pinsText(files: readonly ListedFile[]): PinsText {
  if (files.length === 0) return { ok: false, detail: 'the globs under subject.pins name no file' };
  const sorted = [...files].sort((a, b) => inByteOrder(a.path, b.path));
  for (const [index, { path, id }] of sorted.entries()) {
    const detail = pathProblem(path);
    if (detail !== null) return { ok: false, detail };
    if (!OBJECT_ID.test(id)) return { ok: false, detail: `the file ${shown(path)} has no object id of git` };
    if (sorted[index - 1]?.path === path) return { ok: false, detail: `the file ${shown(path)} is listed twice` };
  }
  return { ok: true, text: sorted.map(({ path, id }) => `${id} ${path}\n`).join(''), files: sorted };
}

/** Why a path cannot stand in the list, or `null`: a line break could pass for another file, broken text for any. */
export function pathProblem(path: string): string | null {
  if (path === '') return 'a file has no name';
  if (/[\n\0]/.test(path)) return `the name of the file ${shown(path)} holds a line break; rename it`;
  if (/[\ufffd\p{Cs}]/u.test(path)) return `the name of the file ${shown(path)} is not UTF-8 text; rename it`;
  return null;
}

/** UTF-8 keeps the order of code points, which the order of JavaScript's strings is not. */
function inByteOrder(a: string, b: string): number {
  for (let index = 0; index < a.length && index < b.length; ) {
    const [left, right] = [a.codePointAt(index) ?? 0, b.codePointAt(index) ?? 0];
    if (left !== right) return left - right;
    index += left > 0xffff ? 2 : 1;
  }
  return a.length - b.length;
}

function shown(path: string): string {
  return JSON.stringify(path.length > 80 ? `${path.slice(0, 79)}…` : path);
}
