import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';

/** What became of a file that was to be created; `failed` with the system's name of the failure. */
export type Written = { readonly kind: 'written' | 'kept' } | { readonly kind: 'failed'; readonly code: string };

/** Creates a file below `root`, with its folders; one that exists is left as it is. */
export async function writeNew(root: string, file: string, text: string): Promise<Written> {
  try {
    await mkdir(path.join(root, path.dirname(file)), { recursive: true });
    const handle = await open(path.join(root, file), 'wx');
    try {
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
    return { kind: 'written' };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return code === 'EEXIST' ? { kind: 'kept' } : { kind: 'failed', code };
  }
}
