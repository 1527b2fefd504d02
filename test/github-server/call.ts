import type { Account, Commit, Model, PullRequest, RepositoryName, Token } from './model.ts';

/** One request as an operation sees it: everything is checked against GitHub's description by then. */
export interface Call {
  readonly model: Model;
  readonly token: Token;
  /** The token's text. */
  readonly tokenText: string;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly accept: string;
  /** The address that was asked, for links to other pages. */
  readonly url: URL;
}

/** What an operation says; of a 2xx body only what matters, the rest is filled in by GitHub's description. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is, with the content type of `headers`. */
  readonly raw?: string | Buffer;
}

export type Operate = (call: Call) => Answer;

export const NOT_FOUND: Answer = { status: 404, body: { message: 'Not Found', status: '404' } };

/** An answer of GitHub's error shape. */
export function refused(status: number, message: string): Answer {
  return { status, body: { message, status: String(status) } };
}

/** A 422 with one complaint. */
export function invalid(message: string, field: string): Answer {
  const errors = [{ resource: 'IssueComment', code: 'unprocessable', field, message }];
  return {
    status: 422,
    body: { message: 'Validation Failed', errors, documentation_url: 'https://docs.github.com/rest' },
  };
}

/** The clock of the model. */
export function nowOf(model: Model): string {
  const at = model.now === null ? new Date() : new Date(model.now);
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** The pull request of the path, whatever the path calls its number. */
export function pullRequestOf({ model, path }: Call): PullRequest | undefined {
  const number = Number(path['pull_number'] ?? path['issue_number']);
  return model.pullRequests.find((one) => one.number === number);
}

/** True where the path names the repository of the model. */
export function isHome({ model, path }: Call): boolean {
  const { owner, name } = model.repository;
  return same(path['owner'], owner) && same(path['repo'], name);
}

/** True where a pull request comes from the repository of the path. */
export function isHeadRepository({ model, path }: Call): boolean {
  return model.pullRequests.some(
    ({ head }) => same(path['owner'], head.repo?.owner) && same(path['repo'], head.repo?.name),
  );
}

/** Names of GitHub, letter case aside. */
export function same(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();
}

/** The commit that a branch, a tag, `heads/…`, `tags/…` or a SHA names. */
export function shaOf(model: Model, name: string): string | null {
  const short = name.replace(/^refs\//, '');
  const [, kind = '', rest = ''] = /^(heads|tags)\/(.+)$/.exec(short) ?? [];
  const { branches, tags } = model;
  if (kind === 'heads' && branches[rest] !== undefined) return branches[rest];
  if (kind === 'tags' && tags[rest] !== undefined) return tags[rest];
  const found = branches[name] ?? tags[name];
  if (found !== undefined) return found;
  return isKnown(model, name) ? name : null;
}

/** A commit, also one that is only named; its author is then that of its pull request. */
export function commitOf(model: Model, sha: string): Commit | null {
  const listed = model.commits[sha];
  if (listed !== undefined) return listed;
  if (!isKnown(model, sha)) return null;
  const author = model.pullRequests.find(({ head }) => head.sha === sha)?.author ?? null;
  return { files: {}, author, committer: author, date: '2026-11-21T07:00:00Z', parents: [] };
}

function isKnown(model: Model, sha: string): boolean {
  const { branches, tags, commits, pullRequests } = model;
  if (commits[sha] !== undefined) return true;
  if ([...Object.values(branches), ...Object.values(tags)].includes(sha)) return true;
  return pullRequests.some(({ head, mergeBaseSha, mergeCommitSha, base, commits: own }) =>
    [head.sha, base.sha, mergeBaseSha, mergeCommitSha, ...own].includes(sha),
  );
}

/** The account of a login: listed, or seen somewhere in the model. */
export function accountOf(model: Model, login: string): Account | null {
  const seen: (Account | null)[] = [
    model.viewer,
    ...Object.values(model.users),
    ...Object.values(model.tokens).map(({ viewer }) => viewer),
    ...model.pullRequests.flatMap(({ author, events, comments }) => [
      author,
      ...events.map(({ actor }) => actor),
      ...comments.map(({ user }) => user),
    ]),
    ...Object.values(model.activity).flatMap((list) => (list === 'hidden' ? [] : list.map(({ actor }) => actor))),
    ...Object.values(model.commits).flatMap(({ author, committer }) => [author, committer]),
  ];
  return seen.find((account) => same(account?.login, login)) ?? null;
}

/** `owner/name`. */
export function fullName({ owner, name }: RepositoryName): string {
  return `${owner}/${name}`;
}
