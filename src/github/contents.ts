import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { CriteriaText } from '../core/criteria-text.ts';
import { criteriaText } from '../criteria/criteria-text.ts';
import type { Api } from './api.ts';
import { type Found, found, unavailable } from './found.ts';

/** A file's bytes, that there is none, or why what is there cannot be read as a file. */
export type Contents =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly detail: string };

/** GitHub gives the content of files up to here; of larger ones it says only how large they are. */
const LARGEST_BYTES = 1024 * 1024;

const ENTRY = z.object({
  type: z.string(),
  path: z.string(),
  /** The git name of the blob at the path, also where that is a link and the content another file's. */
  sha: z.string(),
  size: z.int().check(z.minimum(0)),
  encoding: z.optional(z.string()),
  content: z.optional(z.string()),
  target: z.optional(z.string()),
  submodule_git_url: z.nullish(z.string()),
});
const CONTENTS = z.union([z.array(z.unknown()), ENTRY]);
const BLOB = z.object({ sha: z.string() });

/** Reads the file at a path of a commit; `what` names it in the finding where GitHub cannot say. */
export async function readContents(api: Api, path: string, commit: string, what: string): Promise<Found<Contents>> {
  const route = 'GET /repos/{owner}/{repo}/contents/{path}';
  const answer = await api.request(route, { path, ref: commit }, CONTENTS);
  if (!answer.ok) return answer.status === 404 ? found({ kind: 'absent' }) : unavailable(what, answer);
  const contents = contentsOf(answer.value, path);
  if (contents.kind !== 'file' || !isEntry(answer.value)) return found(contents);
  // A link to a file is answered as that file: only the name of the blob is still the link's own.
  const { sha } = answer.value;
  if (blobName(contents.bytes, sha.length) === sha) return found(contents);
  const other = await api.request('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', { file_sha: sha }, BLOB);
  if (other.ok) return found({ kind: 'unreadable', detail: IS_LINK });
  return other.status === 404 ? found(contents) : unavailable(what, other);
}

/** The text of criteria at a path of a commit. */
export async function readCriteriaText(
  api: Api,
  path: string,
  commit: string,
  what: string,
): Promise<Found<CriteriaText>> {
  const contents = await readContents(api, path, commit, what);
  if (!contents.ok) return contents;
  const { value } = contents;
  switch (value.kind) {
    case 'file':
      return found(criteriaText(value.bytes));
    case 'absent':
      return found({ ok: false, code: 'criteria-not-found', detail: path });
    case 'unreadable':
      return found({ ok: false, code: 'criteria-unreadable', detail: value.detail });
  }
}

const IS_LINK = 'it is a symbolic link; commit the file itself';

function contentsOf(value: z.infer<typeof CONTENTS>, path: string): Contents {
  const unreadable = (detail: string): Contents => ({ kind: 'unreadable', detail });
  if (!isEntry(value)) return unreadable('it is a folder, not a file');
  const { type, encoding, content, size } = value;
  if (type === 'dir') return unreadable('it is a folder, not a file');
  if (type === 'submodule' || (value.submodule_git_url ?? null) !== null) return unreadable('it is a submodule');
  if (type === 'symlink' || value.target !== undefined || value.path !== path) return unreadable(IS_LINK);
  if (type !== 'file') return unreadable('it is not a regular file');
  if (size > LARGEST_BYTES) return unreadable('it is larger than 1 MB');
  const bytes = encoding === 'base64' && content !== undefined ? fromBase64(content) : null;
  if (bytes === null || bytes.byteLength !== size) return unreadable('GitHub does not give its content');
  return { kind: 'file', bytes };
}

function isEntry(value: z.infer<typeof CONTENTS>): value is z.infer<typeof ENTRY> {
  return !Array.isArray(value);
}

function fromBase64(text: string): Uint8Array | null {
  const plain = text.replace(/\s/g, '');
  // Buffer skips over what is not base64 instead of refusing it.
  return /^[A-Za-z0-9+/]*={0,2}$/.test(plain) && plain.length % 4 === 0 ? Buffer.from(plain, 'base64') : null;
}

/** What git calls a file with this content, in a repository whose names are this long. */
function blobName(bytes: Uint8Array, length: number): string {
  const algorithm = length === 64 ? 'sha256' : 'sha1';
  return createHash(algorithm).update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');
}
