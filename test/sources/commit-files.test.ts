import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesAtCommit, isInsideCheckout } from '../../src/sources/commit-files.ts';
import { localFiles } from '../../src/sources/local-files.ts';
import { commitAll, git, repositoryWith } from './git-repository.ts';
import { ENVIRONMENT, temporaryWorkspace } from './temporary-workspace.ts';

const FILES = { 'prompts/a.md': 'a\n', 'prompts/b c.md': 'b\n', 'app/main.py': 'm\n', 'README.md': 'r\n' };
const every = () => true;

/** What git itself says that the object is called. */
const objectOf = (folder: string, commit: string, name: string) => git(folder, 'rev-parse', `${commit}:${name}`).trim();

describe('the files of a commit', () => {
  it('are those that are wanted, as the commit has them and not as the folder has', async () => {
    const { folder, commit, write } = repositoryWith(FILES);
    write('prompts/a.md', 'changed');
    write('prompts/new.md', 'new');
    const wanted = (name: string) => name.startsWith('prompts/');
    const expected = ['prompts/a.md', 'prompts/b c.md'].map((name) => ({
      path: name,
      id: objectOf(folder, commit, name),
    }));
    expect(await filesAtCommit(folder, commit, wanted, ENVIRONMENT)).toEqual({ known: true, value: expected });
  });

  it('are named from the top, wherever in the repository one looks from', async () => {
    const { folder, commit } = repositoryWith(FILES);
    const seen = await filesAtCommit(path.join(folder, 'app'), commit, every, ENVIRONMENT);
    expect(seen.known && seen.value.map((file) => file.path)).toEqual(Object.keys(FILES).sort());
  });

  it('are links by what they say and submodules by their commit', async () => {
    const inner = repositoryWith({ 'x.txt': 'x' });
    const { folder } = repositoryWith(FILES);
    symlinkSync('../README.md', path.join(folder, 'prompts/link'));
    git(folder, 'submodule', '--quiet', 'add', inner.folder, 'rag');
    const commit = commitAll(folder);
    const seen = await filesAtCommit(folder, commit, (name) => /link|^rag/.test(name), ENVIRONMENT);
    expect(seen).toEqual({
      known: true,
      value: [
        { path: 'prompts/link', id: objectOf(folder, commit, 'prompts/link') },
        { path: 'rag', id: inner.commit },
      ],
    });
  });

  it('are those of an older commit where that is under test', async () => {
    const { folder, commit, write } = repositoryWith(FILES);
    const before = await filesAtCommit(folder, commit, every, ENVIRONMENT);
    write('prompts/a.md', 'changed');
    const after = await filesAtCommit(folder, commitAll(folder), every, ENVIRONMENT);
    expect(await filesAtCommit(folder, commit, every, ENVIRONMENT)).toEqual(before);
    expect(after).not.toEqual(before);
  });

  it('are not what this clone puts in their place', async () => {
    const { folder, commit, write } = repositoryWith(FILES);
    const before = await filesAtCommit(folder, commit, every, ENVIRONMENT);
    write('prompts/a.md', 'changed');
    git(folder, 'replace', commit, commitAll(folder));
    expect(objectOf(folder, commit, 'prompts/a.md')).not.toBe(before.known && before.value[2]?.id);
    expect(await filesAtCommit(folder, commit, every, ENVIRONMENT)).toEqual(before);
  });

  it.each<[string, (commit: string, folder: string) => string]>([
    ['a commit that is not there', () => '0'.repeat(40)],
    ['a tree', (commit, folder) => objectOf(folder, commit, 'prompts')],
    ['a file', (commit, folder) => objectOf(folder, commit, 'README.md')],
    ['an abbreviation', (commit) => commit.slice(0, 12)],
    ['a name', () => 'HEAD'],
    ['an option', () => '--help'],
    ['nothing', () => ''],
  ])('are not known of %s', async (_, of) => {
    const { folder, commit } = repositoryWith(FILES);
    expect(await filesAtCommit(folder, of(commit, folder), every, ENVIRONMENT)).toMatchObject({ known: false });
  });

  it('are not known without git', async () => {
    const { folder, commit } = repositoryWith(FILES);
    const nowhere = { PATH: '/nonexistent', HOME: undefined };
    expect(await filesAtCommit(folder, commit, every, nowhere)).toMatchObject({ known: false });
  });

  it('are not known of a clone that left the trees out, which is not fetched from anywhere', async () => {
    const { folder, commit } = repositoryWith(FILES);
    git(folder, 'config', 'uploadpack.allowFilter', 'true');
    const { folder: clone } = temporaryWorkspace();
    git(clone, 'clone', '-q', '--filter=tree:0', '--no-checkout', `file://${folder}`, '.');
    expect(await filesAtCommit(clone, commit, every, ENVIRONMENT)).toMatchObject({ known: false });
  });

  it('keep a name whose bytes are no text apart', async () => {
    const { folder } = repositoryWith(FILES);
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/prompts/caf`), Buffer.from([0xe9])]), 'x');
    const seen = await filesAtCommit(folder, commitAll(folder), (name) => name.includes('caf'), ENVIRONMENT);
    expect(seen).toMatchObject({ known: true, value: [{ path: 'prompts/caf\ufffd' }] });
  });
});

describe('the files of a folder', () => {
  it('have the same ids as in a commit of them', async () => {
    const { folder } = repositoryWith(FILES);
    symlinkSync('/etc/passwd', path.join(folder, 'prompts/link'));
    const commit = commitAll(folder);
    const committed = await localFiles(folder, commit, every, ENVIRONMENT);
    rmSync(path.join(folder, '.git'), { recursive: true });
    const plain = await localFiles(folder, null, every, ENVIRONMENT);
    expect(plain.known && [...plain.value].sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual(
      committed.known && committed.value,
    );
  });

  it('count only where there is no checkout, nor one that cannot be read', async () => {
    const { folder, workspace } = repositoryWith(FILES);
    expect(await workspace.head()).not.toBeNull();
    expect(await isInsideCheckout(path.join(folder, 'prompts'))).toBe(true);
    expect(await localFiles(folder, null, every, ENVIRONMENT)).toMatchObject({ known: false });
    renameSync(path.join(folder, '.git'), path.join(folder, 'git'));
    writeFileSync(path.join(folder, '.git'), 'gitdir: nowhere');
    expect(await localFiles(folder, null, every, ENVIRONMENT)).toMatchObject({ known: false });
    rmSync(path.join(folder, '.git'));
    symlinkSync('nowhere', path.join(folder, '.git'));
    expect(await localFiles(folder, null, every, ENVIRONMENT)).toMatchObject({ known: false });
  });

  it('are not taken for those of a commit that is named', async () => {
    const { folder } = temporaryWorkspace(FILES);
    expect(await localFiles(folder, null, every, ENVIRONMENT)).toMatchObject({ known: true });
    expect(await localFiles(folder, '4f'.repeat(20), every, ENVIRONMENT)).toMatchObject({ known: false });
  });

  it('leave out git’s own folders and never follow a link', async () => {
    const { folder: outside } = temporaryWorkspace({ 'secret.md': 's' });
    const { folder } = temporaryWorkspace({ 'prompts/a.md': 'a', 'nested/.git/config': 'c', '.GIT/x': 'x' });
    symlinkSync(outside, path.join(folder, 'prompts/away'));
    mkdirSync(path.join(folder, 'empty'));
    const seen = await localFiles(folder, null, every, ENVIRONMENT);
    expect(seen.known && seen.value.map((file) => file.path).sort()).toEqual(['prompts/a.md', 'prompts/away']);
  });

  it('are not known where one has a name that is no text, or the folder is not there', async () => {
    const { folder } = temporaryWorkspace(FILES);
    expect(await localFiles(path.join(folder, 'nowhere'), null, every, ENVIRONMENT)).toMatchObject({ known: false });
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9])]), 'x');
    expect(await localFiles(folder, null, every, ENVIRONMENT)).toMatchObject({ known: false });
    const others = await localFiles(folder, null, (name) => name.startsWith('prompts/'), ENVIRONMENT);
    expect(others).toMatchObject({ known: true });
  });
});
