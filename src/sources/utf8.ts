import { isUtf8 } from 'node:buffer';

export type Decoded = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string };

/** Says where a file starts wrongly: with the mark of UTF-16 or UTF-32, which no text tool of the gate reads. */
export function wrongEncoding(start: Uint8Array): string | null {
  const utf16 = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
  return utf16 ? 'it is UTF-16 text: save it as UTF-8' : null;
}

/** Number of bytes of a UTF-8 byte order mark at the start: 3 or 0. */
export function markLength(start: Uint8Array): number {
  return start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? 3 : 0;
}

/** Decodes bytes as UTF-8 without replacing anything; `offset` is the place of the first byte in the file. */
export function decodeUtf8(bytes: Buffer, offset: number): Decoded {
  if (isUtf8(bytes)) return { ok: true, text: bytes.toString('utf8') };
  return { ok: false, problem: `it is not UTF-8 text: the byte at offset ${offset + firstInvalid(bytes)} is invalid` };
}

/** Offset of the first byte that begins no valid letter, found by halving: a prefix cut inside a letter is valid so far. */
function firstInvalid(bytes: Buffer): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (validSoFar(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  let start = bad - 1;
  while (start > 0 && !isUtf8(bytes.subarray(0, start))) start -= 1;
  return start;
}

function validSoFar(bytes: Buffer): boolean {
  for (let cut = 0; cut <= 3 && cut <= bytes.length; cut += 1) {
    if (isUtf8(bytes.subarray(0, bytes.length - cut))) return cut === 0 || startsLetter(bytes, bytes.length - cut);
  }
  return false;
}

/** True where the bytes from `at` on can be the beginning of one letter of several bytes. */
function startsLetter(bytes: Buffer, at: number): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(at), { stream: true });
    return true;
  } catch {
    return false;
  }
}
