import type { FileResult, Workspace } from '../sources/workspace.ts';

/** A workspace of files held in memory, path to text; git knows none of them. */
export function memoryWorkspace(files: Readonly<Record<string, string>>): Workspace {
  const text = (path: string): FileResult<string> => {
    const content = Object.hasOwn(files, path) ? files[path] : undefined;
    if (content !== undefined) return { ok: true, value: content };
    return { ok: false, problem: { code: 'not-found', text: `${path} is not part of the demo` } };
  };
  const mapped = <T>(path: string, as: (content: string) => T): FileResult<T> => {
    const read = text(path);
    return read.ok ? { ok: true, value: as(read.value) } : read;
  };
  return {
    find: async (pattern) => mapped(pattern, () => [pattern]),
    readText: async (path) => text(path),
    readLines: async (path) => mapped(path, (content) => once(content.split('\n'))),
    readChunks: async (path) => mapped(path, (content) => once(new TextEncoder().encode(content))),
    isDirectory: async () => false,
    list: async () => ({ ok: true, value: [] }),
    git: async () => null,
    head: async () => null,
  };
}

async function* once<T>(value: T): AsyncIterable<T> {
  yield value;
}
