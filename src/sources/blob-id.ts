import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

const CHUNK_BYTES = 1024 * 1024;

/**
 * True where the file's bytes are those of the git blob, by size and then by git's own hash (`blob <size>\0` and the
 * content, SHA-1 or SHA-256 by the length of the id). Computed here rather than asked of git, which would run the
 * filters that the checkout configures.
 */
export async function isBlob(file: string, id: string, size: number): Promise<boolean> {
  try {
    const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = await handle.stat();
      if (!stat.isFile() || stat.size !== size) return false;
      const hash = createHash(id.length === 64 ? 'sha256' : 'sha1').update(`blob ${size}\0`);
      const chunk = Buffer.allocUnsafe(Math.max(1, Math.min(CHUNK_BYTES, size)));
      for (;;) {
        const { bytesRead } = await handle.read(chunk, 0, chunk.length, null);
        if (bytesRead === 0) return hash.digest('hex') === id;
        hash.update(chunk.subarray(0, bytesRead));
      }
    } finally {
      await handle.close();
    }
  } catch {
    // A file that cannot be read any more is not the committed one.
    return false;
  }
}
