import type { Duplex } from 'node:stream';
import { LARGEST_BODY_BYTES } from '../network.ts';

/**
 * Ends a stream that brings too much, or a message that the driver cannot take: it reads inside the events of the stream,
 * where nobody else could catch what it throws.
 */
export function guardStream(
  stream: Duplex,
  refuse: (code: 'too-large' | 'bad-response', detail: string) => void,
): void {
  const emit = stream.emit.bind(stream);
  let bytes = 0;
  stream.emit = (event: string | symbol, ...args: unknown[]): boolean => {
    if (event !== 'data') return emit(event, ...args);
    const [chunk] = args;
    bytes += chunk instanceof Buffer ? chunk.length : 0;
    if (bytes > LARGEST_BODY_BYTES) {
      refuse('too-large', 'the query gives more than 5 MiB: select less');
      return true;
    }
    try {
      return emit(event, ...args);
    } catch {
      refuse('bad-response', 'the server answers in a way that cannot be read');
      return true;
    }
  };
}
