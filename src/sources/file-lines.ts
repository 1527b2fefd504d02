import type { OpenFile } from './open-inside.ts';
import { SourceProblem } from './source-problem.ts';
import { decodeUtf8, markLength, wrongEncoding } from './utf8.ts';

const CHUNK_BYTES = 256 * 1024;
const LONGEST_LINE_BYTES = 16 * 1024 * 1024;
const LINE_END = 10;

/** The file's bytes in chunks; closes the file at the end, also where the reader stops early. */
export async function* chunksOf(file: OpenFile): AsyncGenerator<Buffer> {
  try {
    for (;;) {
      // A fresh buffer each time: readers may keep a chunk.
      const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
      const { bytesRead } = await file.handle.read(buffer, 0, CHUNK_BYTES, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.handle.close();
  }
}

/**
 * The file's lines in batches, without their ends (LF or CRLF): each batch is what one chunk completed, so that memory
 * stays bounded by the longest line. Throws `SourceProblem` for bytes that are not UTF-8 and lines over 16 MiB.
 */
export async function* linesOf(file: OpenFile): AsyncGenerator<readonly string[]> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  let offset = 0;
  for await (const chunk of chunksOf(file)) {
    const end = chunk.lastIndexOf(LINE_END);
    if (end === -1) {
      rest.push(chunk);
      restBytes += chunk.length;
    } else {
      const whole = restBytes === 0 ? chunk.subarray(0, end) : Buffer.concat([...rest, chunk.subarray(0, end)]);
      yield split(file.path, whole, offset);
      offset += whole.length + 1;
      rest = [chunk.subarray(end + 1)];
      restBytes = chunk.length - end - 1;
    }
    if (restBytes > LONGEST_LINE_BYTES)
      throw new SourceProblem('too-large', `${file.path}: a line is longer than 16 MiB`);
  }
  if (restBytes > 0) yield split(file.path, Buffer.concat(rest), offset);
}

function split(path: string, bytes: Buffer, offset: number): readonly string[] {
  const mark = offset === 0 ? markLength(bytes) : 0;
  const encoding = offset === 0 ? wrongEncoding(bytes) : null;
  if (encoding !== null) throw new SourceProblem('bad-response', `${path}: ${encoding}`);
  const decoded = decodeUtf8(bytes.subarray(mark), offset + mark);
  if (!decoded.ok) throw new SourceProblem('bad-response', `${path}: ${decoded.problem}`);
  const { text } = decoded;
  return text.includes('\r') ? text.split(/\r?\n/).map(withoutReturn) : text.split('\n');
}

/** The last line of a batch has lost its LF already, so that its CR is still there. */
function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
