import { constants, open } from 'node:fs/promises';

/** What the file that `check` is given may be: told from its name and its beginning only. */
export type KindOfFile = 'criteria' | 'results' | 'either';

/** Enough for the keys at the top of criteria, which stand below a comment at most. */
const BEGINNING_BYTES = 64 * 1024;

const RESULTS_ENDING = /\.(?:json|jsonl|ndjson|csv|tsv|xml|js)$/i;
/** Keys at the top that only criteria have, in block style or, within braces, anywhere near the top. */
const BLOCK_KEY = /^(?:version|feature|"version"|"feature"|'version'|'feature')[ \t]*:/m;
const BRACED_KEY = /[{,\s](?:feature|"feature"|'feature')\s*:/;

/**
 * Whether a file is to be judged by or is a result to be looked at: results by ending or as a folder, unless the keys of
 * criteria stand at the top. What is not there, and what cannot be read, is taken for criteria, whose reading says so.
 */
export async function kindOfFile(file: string): Promise<KindOfFile> {
  try {
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = await handle.stat();
      if (stat.isDirectory()) return 'results';
      if (!stat.isFile()) return 'criteria';
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(BEGINNING_BYTES, stat.size)), 0);
      return kindOfText(file, buffer.toString('latin1', 0, bytesRead).replace(/^\xef\xbb\xbf/, ''));
    } finally {
      await handle.close();
    }
  } catch {
    return RESULTS_ENDING.test(file) ? 'results' : 'criteria';
  }
}

function kindOfText(file: string, text: string): KindOfFile {
  const isBraced = /^\s*\{/.test(text);
  if (RESULTS_ENDING.test(file)) return isBraced && hasCriteriaKeys(text) ? 'criteria' : 'results';
  if (isBraced) return BRACED_KEY.test(text) ? 'criteria' : 'either';
  return BLOCK_KEY.test(text) ? 'criteria' : 'either';
}

/** True where a whole JSON text has the keys of criteria at its top; reports of tools have a `version` too. */
function hasCriteriaKeys(text: string): boolean {
  if (!BRACED_KEY.test(text)) return false;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && Object.hasOwn(value, 'feature');
  } catch {
    return false;
  }
}
