import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { LARGEST_BODY_BYTES } from '../network.ts';

/** The encodings that are asked for. */
export const ACCEPTED_ENCODINGS = 'gzip, br';

export type BodyReading =
  | { readonly kind: 'body'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  /** It is whole, and not in the encoding that it is said to be in. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'cut-off' };

class TooLarge extends Error {}

/** Reads and decodes a whole body, at most 5 MiB before and after decoding. Never rejects. */
export async function readBody(response: IncomingMessage): Promise<BodyReading> {
  const decoder = decoderOf(response.headers['content-encoding'] ?? '');
  if (decoder === null) return given(response, { kind: 'unreadable' });
  if (Number(response.headers['content-length'] ?? 0) > LARGEST_BODY_BYTES)
    return given(response, { kind: 'too-large' });
  const chunks: Buffer[] = [];
  try {
    const collect = async (stream: AsyncIterable<Buffer>) => {
      for await (const chunk of limited(stream)) chunks.push(chunk);
    };
    await (decoder === 'none' ? pipeline(response, collect) : pipeline(response, limited, decoder, collect));
    return { kind: 'body', bytes: Buffer.concat(chunks) };
  } catch (error) {
    return failureOf(error);
  }
}

/** Passes on what comes, as long as it is no more than any answer may hold. */
async function* limited(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > LARGEST_BODY_BYTES) throw new TooLarge();
    yield chunk;
  }
}

/** `null` for an encoding that was not asked for, and for several: nobody needs them, and each multiplies the size. */
function decoderOf(encoding: string): Duplex | 'none' | null {
  switch (encoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return 'none';
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      return null;
  }
}

function given(response: IncomingMessage, reading: BodyReading): BodyReading {
  response.destroy();
  return reading;
}

function failureOf(error: unknown): BodyReading {
  if (error instanceof TooLarge) return { kind: 'too-large' };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // A compressed body that ends early is a cut-off one.
  if (code === 'Z_BUF_ERROR') return { kind: 'cut-off' };
  return { kind: /^(?:Z_|ERR_|HPE_)/.test(code) && code !== 'ERR_STREAM_PREMATURE_CLOSE' ? 'unreadable' : 'cut-off' };
}
