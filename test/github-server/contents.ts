import { createHash } from 'node:crypto';
import path from 'node:path';
import { type Answer, type Call, commitOf, NOT_FOUND, refused, shaOf } from './call.ts';
import type { File } from './model.ts';

const MEBIBYTE = 1024 * 1024;
type Files = Readonly<Record<string, File>>;

/** A file, folder, link or submodule of a commit. */
export function readContents(call: Call): Answer {
  const { model, path: at, query, accept } = call;
  const sha = shaOf(model, query['ref'] ?? model.repository.defaultBranch);
  const commit = sha === null ? null : commitOf(model, sha);
  if (commit === null) return refused(404, `No commit found for the ref ${query['ref']}`);
  const asked = (at['path'] ?? '').replace(/\/$/, '');
  const file = commit.files[asked];
  if (file === undefined) return folder(asked, commit.files);
  const followed = follow(asked, file, commit.files);
  const isRaw = /\braw\b/.test(accept);
  if (Buffer.isBuffer(followed) && isRaw) {
    return {
      status: 200,
      raw: followed,
      headers: { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' },
    };
  }
  const body = entry(asked, followed, true);
  // The content is the other file's, the name of the blob the link's own.
  return { status: 200, body: isLink(file) ? { ...body, sha: blobId(Buffer.from(file.symlink)) } : body };
}

/** A blob by its name: the content of a file, or where a link leads. */
export function readBlob({ model, path: at }: Call): Answer {
  const blobs = Object.values(model.commits).flatMap(({ files }) => Object.values(files).flatMap(blobOf));
  const sha = at['file_sha'] ?? '';
  const content = blobs.find((blob) => blobId(blob) === sha);
  if (content === undefined) return NOT_FOUND;
  const body = { sha, size: content.length, encoding: 'base64', content: content.toString('base64') };
  return { status: 200, body: { ...body, node_id: 'blob', url: `https://api.github.com/blobs/${sha}` } };
}

/** The entries of a commit's tree, those of its folders too where that is asked for. */
export function readTree({ model, path: at, query }: Call): Answer {
  const sha = shaOf(model, at['tree_sha'] ?? '');
  const commit = sha === null ? null : commitOf(model, sha);
  if (sha === null || commit === null) return NOT_FOUND;
  const names = Object.keys(commit.files);
  const folders = names.flatMap((name) => name.split('/').map((_, depth, parts) => parts.slice(0, depth).join('/')));
  const all = [...new Set([...names, ...folders])].filter((name) => name !== '').sort();
  const shown = query['recursive'] === undefined ? all.filter((name) => !name.includes('/')) : all;
  const tree = shown.map((name) => ({ path: name, ...treeEntry(commit.files[name]) }));
  return { status: 200, body: { sha, tree, truncated: false } };
}

function treeEntry(file: File | undefined): Record<string, unknown> {
  if (file === undefined) return { mode: '040000', type: 'tree', sha: 'f01d'.repeat(10) };
  if (typeof file === 'string' || Buffer.isBuffer(file)) return blobEntry('100644', Buffer.from(file));
  if ('symlink' in file) return blobEntry('120000', Buffer.from(file.symlink));
  return { mode: '160000', type: 'commit', sha: '5b'.repeat(20) };
}

function blobEntry(mode: string, content: Buffer): Record<string, unknown> {
  return { mode, type: 'blob', sha: blobId(content), size: content.length };
}

function blobOf(file: File): readonly Buffer[] {
  if (typeof file === 'string') return [Buffer.from(file)];
  if (Buffer.isBuffer(file)) return [file];
  return 'symlink' in file ? [Buffer.from(file.symlink)] : [];
}

/** A link to a file of the repository is answered with that file, any other link as a link. */
function follow(from: string, file: File, files: Files): Buffer | Exclude<File, string | Buffer> {
  if (typeof file === 'string') return Buffer.from(file);
  if (Buffer.isBuffer(file) || !('symlink' in file)) return file;
  const target = files[path.posix.join(path.posix.dirname(from), file.symlink)];
  if (typeof target === 'string') return Buffer.from(target);
  return Buffer.isBuffer(target) ? target : file;
}

function isLink(file: File): file is { readonly symlink: string } {
  return typeof file !== 'string' && !Buffer.isBuffer(file) && 'symlink' in file;
}

function folder(asked: string, files: Files): Answer {
  const prefix = asked === '' ? '' : `${asked}/`;
  const inside = Object.keys(files).filter((file) => file.startsWith(prefix));
  if (inside.length === 0) return NOT_FOUND;
  const names = [...new Set(inside.map((file) => file.slice(prefix.length).split('/')[0] ?? ''))];
  const body = names.map((name) => {
    const file = files[prefix + name];
    if (file === undefined) return { ...named(prefix + name), sha: 'f01d'.repeat(10), size: 0, type: 'dir' };
    const { content, encoding, target, submodule_git_url, ...rest } = entry(prefix + name, file, false);
    return rest;
  });
  return { status: 200, body };
}

function entry(at: string, file: File, whole: boolean): Record<string, unknown> {
  if (typeof file === 'string' || Buffer.isBuffer(file)) return fileEntry(at, Buffer.from(file), whole);
  if ('symlink' in file) {
    return {
      ...named(at),
      sha: blobId(Buffer.from(file.symlink)),
      size: file.symlink.length,
      type: 'symlink',
      target: file.symlink,
    };
  }
  return { ...named(at), sha: '5b'.repeat(20), size: 0, type: 'submodule', submodule_git_url: file.submodule };
}

function fileEntry(at: string, content: Buffer, whole: boolean): Record<string, unknown> {
  const about = { ...named(at), sha: blobId(content), size: content.length, type: 'file' };
  if (!whole) return about;
  if (content.length > MEBIBYTE) return { ...about, encoding: 'none', content: '' };
  // Lines of 60 characters, as GitHub breaks them.
  return { ...about, encoding: 'base64', content: content.toString('base64').replaceAll(/.{1,60}/g, '$&\n') };
}

function named(at: string): { readonly name: string; readonly path: string } {
  return { name: path.posix.basename(at), path: at };
}

function blobId(content: Buffer): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}
