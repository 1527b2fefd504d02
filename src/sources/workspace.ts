/** Why a file of the workspace could not be used. `text` says what is wrong and what to do. */
export interface FileProblem {
  readonly code: 'not-found' | 'blocked' | 'too-large' | 'bad-response' | 'config';
  readonly text: string;
}
export type FileResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: FileProblem };

/** What git knows of a file. */
export interface GitFacts {
  /** True where git tracks the file and it is as committed. */
  readonly tracked: boolean;
  /** Time of the last commit that touched it, milliseconds since the epoch; `null` where unknown or not asked for. */
  readonly committedAtMs: number | null;
}

/**
 * The evidence files: everything is relative to the workspace, must stay inside it by its real path, be a regular
 * file and no symbolic link. Paths use forward slashes.
 */
export interface Workspace {
  /** Paths that a path or glob names, sorted; directories too where `directories` is asked for. */
  find(pattern: string, options?: { readonly directories?: boolean }): Promise<FileResult<readonly string[]>>;
  /** The whole file as text (UTF-8, a byte order mark removed), at most `maxBytes`. */
  readText(path: string, maxBytes: number): Promise<FileResult<string>>;
  /** The file's lines without their ends, decoded one by one: for files of any size. */
  readLines(path: string): Promise<FileResult<AsyncIterable<readonly string[]>>>;
  /** Raw chunks of the file, for streaming parsers. */
  readChunks(path: string): Promise<FileResult<AsyncIterable<Uint8Array>>>;
  isDirectory(path: string): Promise<boolean>;
  list(path: string): Promise<FileResult<readonly string[]>>;
  /** `null` outside a git checkout. Times of commits are looked up only where `times` asks for them: each costs a process. */
  git(paths: readonly string[], options?: { readonly times?: boolean }): Promise<ReadonlyMap<string, GitFacts> | null>;
  /** The commit that is checked out, as lower-case hexadecimal digits; `null` where it is unknown. Cheap after `git`. */
  head(): Promise<string | null>;
}
