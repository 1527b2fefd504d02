import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

const CHUNK_BYTES = 1024 * 1024;

// A link is not followed, and without `O_NONBLOCK` opening a FIFO would wait for a writer.
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** How a repository names its objects. */
export type ObjectFormat = 'sha1' | 'sha256';

/**
 * True where the file's bytes are those of the git blob, by size and then by git's own hash (`blob <size>\0` and the
 * content, SHA-1 or SHA-256 by the length of the id). Computed here rather than asked of git, which would run the
 * filters that the checkout configures.
 */
export async function isBlob(file: string, id: string, size: number): Promise<boolean> {
  return (await hashOf(file, id.length === 64 ? 'sha256' : 'sha1', size)) === id;
}

/** The id that git gives a blob with the file's bytes as they are; `null` where it is no regular file that can be read. */
export function blobIdOf(file: string, format: ObjectFormat): Promise<string | null> {
  return hashOf(file, format, null);
}

/** The id that git gives a blob with these bytes. */
export function blobIdOfBytes(bytes: Uint8Array, format: ObjectFormat): string {
  return createHash(format).update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');
}

/** `null` also where the file has not the size that is wanted, or another one while it is read. */
async function hashOf(file: string, format: ObjectFormat, wanted: number | null): Promise<string | null> {
  try {
    const handle = await open(file, FLAGS);
    try {
      const stat = await handle.stat();
      if (!stat.isFile() || (wanted !== null && stat.size !== wanted)) return null;
      const hash = createHash(format).update(`blob ${stat.size}\0`);
      const chunk = Buffer.allocUnsafe(Math.max(1, Math.min(CHUNK_BYTES, stat.size)));
      for (let read = 0; ; ) {
        const { bytesRead } = await handle.read(chunk, 0, chunk.length, null);
        if (bytesRead === 0) return read === stat.size ? hash.digest('hex') : null;
        read += bytesRead;
        // A file that grows without end is not read without end.
        if (read > stat.size) return null;
        hash.update(chunk.subarray(0, bytesRead));
      }
    } finally {
      await handle.close();
    }
  } catch {
    // A file that cannot be read any more is not the committed one.
    return null;
  }
}
