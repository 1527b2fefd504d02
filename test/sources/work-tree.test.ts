import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesAtCommit } from '../../src/sources/commit-files.ts';
import { filesInWorkTree } from '../../src/sources/work-tree.ts';
import { commitAll, git, repositoryWith } from './git-repository.ts';
import { ENVIRONMENT, temporaryWorkspace } from './temporary-workspace.ts';

const FILES = { 'prompts/a.md': 'a\n', 'prompts/b.md': 'b\n', 'README.md': 'r\n', '.gitignore': 'cache/\n' };
const every = () => true;

async function treeOf(folder: string, isWanted: (name: string) => boolean = every) {
  const tree = await filesInWorkTree(folder, isWanted, ENVIRONMENT);
  if (!tree.known) throw new Error(tree.detail);
  const ids = Object.fromEntries(tree.value.files.map((file) => [file.path, file.id]));
  return { ...tree.value, ids };
}

/** The files as they would be committed now, by what git makes of them. */
async function ifCommitted(folder: string): Promise<Readonly<Record<string, string>>> {
  const seen = await filesAtCommit(folder, commitAll(folder), every, ENVIRONMENT);
  if (!seen.known) throw new Error(seen.detail);
  return Object.fromEntries(seen.value.map((file) => [file.path, file.id]));
}

describe('the files of a checkout', () => {
  it('are those of its commit where nothing is changed', async () => {
    const { folder, commit } = repositoryWith(FILES);
    const tree = await treeOf(folder);
    expect(tree).toMatchObject({ head: commit, changed: [], untracked: [] });
    expect(tree.ids).toEqual(await ifCommitted(folder));
    expect((await treeOf(path.join(folder, 'prompts'))).ids).toEqual(tree.ids);
  });

  it('are as they lie there: changed, staged, new, gone and linked', async () => {
    const { folder, write } = repositoryWith(FILES);
    write('prompts/a.md', 'changed\n');
    write('prompts/staged.md', 'staged\n');
    git(folder, 'add', 'prompts/staged.md');
    write('prompts/new.md', 'new\n');
    write('prompts/"new" \\ two.md', 'new\n');
    write('"prompts', 'quoted\n');
    write('cache/x.md', 'ignored\n');
    rmSync(path.join(folder, 'prompts/b.md'));
    rmSync(path.join(folder, 'README.md'));
    symlinkSync('/etc/passwd', path.join(folder, 'README.md'));
    const tree = await treeOf(folder);
    expect(tree.changed).toEqual(['README.md', 'prompts/a.md', 'prompts/b.md', 'prompts/staged.md']);
    expect([...tree.untracked].sort()).toEqual(['"prompts', 'prompts/"new" \\ two.md', 'prompts/new.md']);
    expect(tree.ids).toEqual(await ifCommitted(folder));
    expect((await treeOf(folder, (name) => name === 'prompts/b.md')).files).toEqual([]);
  });

  it('count as git would store them by the filters that are set, such as line ends and large files', async () => {
    const { folder, write } = repositoryWith({
      ...FILES,
      '.gitattributes': '*.md text eol=crlf\n*.bin filter=upper\n',
    });
    git(folder, 'config', 'filter.upper.clean', 'tr a-z A-Z');
    write('model.bin', 'weights\n');
    const commit = commitAll(folder);
    rmSync(path.join(folder, 'prompts/a.md'));
    git(folder, 'checkout', '-q', '--', 'prompts/a.md');
    write('other.bin', 'weights\n');
    const tree = await treeOf(folder);
    expect(tree).toMatchObject({ head: commit, changed: [], untracked: ['other.bin'] });
    expect(tree.ids['other.bin']).toBe(tree.ids['model.bin']);
    expect(git(folder, 'cat-file', 'blob', tree.ids['model.bin'] ?? '')).toBe('WEIGHTS\n');
    expect(tree.ids).toEqual(await ifCommitted(folder));
  });

  it('say of a submodule which commit lies there', async () => {
    const inner = repositoryWith({ 'x.txt': 'x' });
    const { folder } = repositoryWith(FILES);
    git(folder, 'submodule', '--quiet', 'add', inner.folder, 'rag');
    commitAll(folder);
    expect(await treeOf(folder)).toMatchObject({ ids: { rag: inner.commit }, changed: [] });
    git(path.join(folder, 'rag'), 'commit', '-q', '--allow-empty', '-m', 'two');
    const moved = git(path.join(folder, 'rag'), 'rev-parse', 'HEAD').trim();
    expect(await treeOf(folder)).toMatchObject({ ids: { rag: moved }, changed: ['rag'] });
  });

  it('have the submodule of the index where it was never fetched, and not the commit around it', async () => {
    const inner = repositoryWith({ 'x.txt': 'x' });
    const { folder } = repositoryWith(FILES);
    git(folder, 'submodule', '--quiet', 'add', inner.folder, 'rag');
    commitAll(folder);
    const { folder: clone } = temporaryWorkspace();
    git(clone, 'clone', '-q', folder, '.');
    expect(existsSync(path.join(clone, 'rag/x.txt'))).toBe(false);
    expect(await treeOf(clone)).toMatchObject({ ids: { rag: inner.commit }, changed: [] });
  });

  it('are gone behind a folder that was swapped for a link', async () => {
    const { folder } = repositoryWith(FILES);
    renameSync(path.join(folder, 'prompts'), path.join(folder, 'cache'));
    symlinkSync('cache', path.join(folder, 'prompts'));
    const tree = await treeOf(folder, (name) => name.startsWith('prompts'));
    expect(Object.keys(tree.ids)).toEqual(['prompts']);
    expect(tree.changed).toEqual(['prompts/a.md', 'prompts/b.md']);
  });

  it('are there before the first commit', async () => {
    const { folder } = temporaryWorkspace(FILES);
    git(folder, 'init', '-q');
    const tree = await treeOf(folder);
    expect(tree).toMatchObject({ head: null, changed: [] });
    expect([...tree.untracked].sort()).toEqual(Object.keys(FILES).sort());
    expect(tree.ids).toEqual(await ifCommitted(folder));
  });

  it('have the ids of a repository that names its objects by SHA-256', async () => {
    const { folder } = temporaryWorkspace(FILES);
    git(folder, 'init', '-q', '--object-format=sha256');
    const tree = await treeOf(folder);
    expect(Object.values(tree.ids).map((id) => id.length)).toEqual([64, 64, 64, 64]);
    expect(tree.ids).toEqual(await ifCommitted(folder));
  });

  it('are not known of a checkout that git does not trust, so that nothing of it is run', async () => {
    const { folder, write } = repositoryWith({ ...FILES, '.gitattributes': '*.bin filter=mark\n' });
    git(folder, 'config', 'filter.mark.clean', `touch ${folder}/ran; cat`);
    write('x.bin', 'x');
    const { folder: home } = temporaryWorkspace({ '.gitconfig': '' });
    const environment = { ...ENVIRONMENT, HOME: home };
    const chown = process.getuid?.() === 0;
    if (chown) execFileSync('chown', ['-R', '65534', folder]);
    const tree = await filesInWorkTree(folder, every, environment);
    if (chown) expect(tree).toMatchObject({ known: false, detail: expect.stringContaining('belong to you') });
    expect(existsSync(path.join(folder, 'ran'))).toBe(!chown);
  });

  it('are not known where one has a name that could pass for another', async () => {
    const { folder, write } = repositoryWith(FILES);
    write('prompts/a\nb.md', 'x');
    const tree = await filesInWorkTree(folder, every, ENVIRONMENT);
    expect(tree).toMatchObject({ known: false, detail: expect.stringContaining('line break') });
    mkdirSync(path.join(folder, 'elsewhere'));
    expect(await filesInWorkTree(path.join(folder, 'nowhere'), every, ENVIRONMENT)).toMatchObject({ known: false });
  });
});
