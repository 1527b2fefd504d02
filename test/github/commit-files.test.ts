import { afterEach, describe, expect, it } from 'vitest';
import { readCommitFiles } from '../../src/github/commit-files.ts';
import { openApi } from '../../src/github/octokit-api.ts';
import { filesAtCommit } from '../../src/sources/commit-files.ts';
import { type GitHubServer, startGitHub } from '../github-server/github-server.ts';
import { BASE_SHA, HEAD_SHA } from '../github-server/given-model.ts';
import type { File, Permissions } from '../github-server/model.ts';
import { repositoryWith } from '../sources/git-repository.ts';
import { ENVIRONMENT } from '../sources/temporary-workspace.ts';

const FILES = { 'README.md': 'read\n', 'prompts/a.md': 'a\n', 'prompts/deep/b.md': 'b\n' };
const every = () => true;

let server: GitHubServer;
afterEach(() => server.close());

async function start(files: Readonly<Record<string, File>> = FILES, permissions: Permissions = {}) {
  server = await startGitHub({
    pullRequests: [{ head: { repo: { owner: 'mona', name: 'assistant' } } }],
    commits: { [HEAD_SHA]: { files }, [BASE_SHA]: { files: {} } },
    permissions,
  });
  const env = { GITHUB_API_URL: server.url };
  return openApi({ token: 'job-token', repository: { owner: 'acme', repo: 'assistant' }, env, secondMs: 1 });
}

/** What goes wrong with the answer. */
function answering(status: number, body: unknown): void {
  server.script({ method: 'GET', path: /\/git\/trees\//, answer: { status, body } });
}

describe('the files of a commit at GitHub', () => {
  it('are those that git lists, by one call, for the head of a fork too', async () => {
    const api = await start();
    const { folder, commit } = repositoryWith(FILES);
    const isWanted = (name: string) => name !== 'README.md';
    const read = await readCommitFiles(api, HEAD_SHA, isWanted);
    expect(read).toEqual(await filesAtCommit(folder, commit, isWanted, ENVIRONMENT));
    expect(server.requests.map(({ method, path, query }) => [method, path, query])).toEqual([
      ['GET', `/repos/acme/assistant/git/trees/${HEAD_SHA}`, { recursive: '1' }],
    ]);
  });

  it('are links by what they say and submodules by their commit', async () => {
    const api = await start({ link: { symlink: 'README.md' }, rag: { submodule: 'https://example.com/rag.git' } });
    expect(await readCommitFiles(api, HEAD_SHA, every)).toEqual({
      known: true,
      value: [
        // printf README.md | git hash-object --stdin
        { path: 'link', id: '42061c01a1c70097d1e4579f29a5adf40abdec95' },
        { path: 'rag', id: '5b'.repeat(20) },
      ],
    });
  });

  it('are not asked for where the commit is not known', async () => {
    const api = await start();
    expect(await readCommitFiles(api, null, every)).toMatchObject({ known: false });
    expect(server.requests).toEqual([]);
  });

  it('are not known where the token may not read them', async () => {
    const api = await start(FILES, { contents: 'none' });
    expect(await readCommitFiles(api, HEAD_SHA, every)).toMatchObject({
      known: false,
      why: 'not-visible',
      detail: expect.stringContaining('contents: read'),
    });
  });

  it('are not known of a commit that the repository does not have', async () => {
    const api = await start();
    expect(await readCommitFiles(api, 'f'.repeat(40), every)).toMatchObject({ known: false, why: 'not-visible' });
  });

  const entry = { path: 'prompts/a.md', mode: '100644', type: 'blob', sha: 'a1'.repeat(20) };
  it.each<[string, number, unknown]>([
    ['a list cut short', 200, { sha: HEAD_SHA, tree: [entry], truncated: true }],
    ['a list that does not say whether it is whole', 200, { sha: HEAD_SHA, tree: [entry] }],
    ['a list that says so as text', 200, { sha: HEAD_SHA, tree: [entry], truncated: 'false' }],
    ['an entry without a name', 200, { sha: HEAD_SHA, tree: [{ ...entry, path: undefined }], truncated: false }],
    ['an entry without an id', 200, { sha: HEAD_SHA, tree: [entry, { ...entry, sha: null }], truncated: false }],
    ['an entry of a kind that nobody knows', 200, { sha: HEAD_SHA, tree: [{ ...entry, type: 'x' }], truncated: false }],
    ['no list', 200, { sha: HEAD_SHA, truncated: false }],
    ['nothing', 200, ''],
    ['a conflict', 409, { message: 'Git Repository is empty.' }],
    ['a failure', 500, { message: 'Server Error' }],
  ])('are not known by %s', async (_, status, body) => {
    const api = await start();
    answering(status, body);
    expect(await readCommitFiles(api, HEAD_SHA, every)).toMatchObject({ known: false });
  });
});
