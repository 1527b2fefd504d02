import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/command-line/main.ts';
import { commitAll, git, repositoryWith } from '../sources/git-repository.ts';
import { ENVIRONMENT, temporaryWorkspace } from '../sources/temporary-workspace.ts';

const CRITERIA = `version: 1
feature: f
subject: { pins: ["prompts/**", model.yml] }
metrics:
  m: { layer: task, target: ">= 0.8", bind: pins }
`;
const FILES = { 'gate.yml': CRITERIA, 'README.md': 'r\n', 'model.yml': 'm\n', 'prompts/a.md': 'a\n' };

async function digest(folder: string, ...words: readonly string[]) {
  let [out, err] = ['', ''];
  const stdout = { write: (text: string) => (out += text) };
  const stderr = { write: (text: string) => (err += text) };
  const code = await main({ words: ['digest', ...words], env: ENVIRONMENT, folder, streams: { stdout, stderr } });
  return { code, out, err };
}

describe('launch-gate digest', () => {
  it('prints one line, and nothing else where all is as committed', async () => {
    const { folder } = repositoryWith(FILES);
    const { code, out, err } = await digest(folder, 'gate.yml');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^sha256:[0-9a-f]{64}\n$/);
  });

  it('gives the files with their ids and the commit as JSON', async () => {
    const { folder, commit, write } = repositoryWith(FILES);
    const blob = (name: string) => git(folder, 'hash-object', name).trim();
    const files = ['model.yml', 'prompts/a.md'].map((name) => ({ path: name, id: blob(name) }));
    const { out } = await digest(folder, 'gate.yml', '--format', 'json');
    const plain = await digest(folder, 'gate.yml');
    expect(JSON.parse(out)).toEqual({ digest: plain.out.trim(), commit, files });
    write('README.md', 'changed\n');
    expect(JSON.parse((await digest(folder, 'gate.yml', '--format', 'json')).out)).toMatchObject({ commit });
  });

  it('is that of the files as they lie there, and says how they differ from the commit', async () => {
    const { folder, commit, write } = repositoryWith(FILES);
    const before = await digest(folder, 'gate.yml');
    write('prompts/a.md', 'changed\n');
    write('prompts/\u001b[2Jnew.md', 'new\n');
    const changed = await digest(folder, 'gate.yml', '--format', 'json');
    expect(changed.code).toBe(0);
    expect(changed.err).toMatch(/not as in the commit.*: prompts\/a\.md\n/);
    expect(changed.err).toMatch(/not known to git.*new\.md\n/);
    expect(changed.err).not.toContain('\u001b');
    expect(JSON.parse(changed.out)).toMatchObject({ commit: null });
    expect(JSON.parse(changed.out).digest).not.toBe(before.out.trim());
    expect(await digest(folder, 'gate.yml', '--commit', commit)).toEqual(before);
    const later = commitAll(folder);
    expect(await digest(folder, 'gate.yml', `--commit=${later}`)).toMatchObject({
      ...{ code: 0, err: '' },
      out: `${JSON.parse(changed.out).digest}\n`,
    });
  });

  it('names the commit that was asked for, and none where git does not know a pinned file', async () => {
    const { folder, commit, write } = repositoryWith(FILES);
    write('prompts/new.md', 'new');
    const commitOf = async (...words: readonly string[]) =>
      JSON.parse((await digest(folder, 'gate.yml', '--format', 'json', ...words)).out).commit;
    expect(await commitOf()).toBeNull();
    expect(await commitOf('--commit', commit.toUpperCase())).toBe(commit);
  });

  it('says so at most ten times', async () => {
    const { folder, write } = repositoryWith(FILES);
    for (let index = 0; index < 12; index += 1) write(`prompts/new${index}.md`, 'x');
    expect((await digest(folder, 'gate.yml')).err).toMatch(/new\d\.md and 2 more\n$/);
  });

  it('reads the top of the repository from wherever the folder is in it', async () => {
    const { folder } = repositoryWith({ ...FILES, 'app/main.py': 'x' });
    const top = await digest(folder, 'gate.yml');
    expect(await digest(path.join(folder, 'app'), '../gate.yml')).toEqual(top);
    expect(await digest(folder, 'gate.yml', '--workspace', 'app')).toEqual(top);
  });

  it('is the same without git', async () => {
    const { folder } = repositoryWith(FILES);
    const { out } = await digest(folder, 'gate.yml');
    rmSync(path.join(folder, '.git'), { recursive: true });
    expect(await digest(folder, 'gate.yml')).toEqual({ code: 0, out, err: '' });
    expect(JSON.parse((await digest(folder, 'gate.yml', '--format=json')).out)).toMatchObject({ commit: null });
  });

  it('says which globs name nothing', async () => {
    const { folder } = repositoryWith({ ...FILES, 'gate.yml': CRITERIA.replace('model.yml', 'model.yml, "rag/**"') });
    const { code, out, err } = await digest(folder, 'gate.yml');
    expect(code).toBe(0);
    expect(out).toMatch(/^sha256:/);
    expect(err).toContain('naming no file: rag/**');
  });

  it.each<[string, Readonly<Record<string, string>>, readonly string[], string]>([
    [
      'nothing is pinned',
      { 'gate.yml': CRITERIA.replace(/subject.*\n/, '').replace(', bind: pins', '') },
      [],
      'pins no files',
    ],
    ['no file matches', { 'gate.yml': CRITERIA.replace('"prompts/**", model.yml', 'promts') }, [], 'name no file'],
    ['the criteria are wrong', { 'gate.yml': CRITERIA.replace('task', 'tusk') }, [], 'tusk'],
    ['the commit is not there', {}, ['--commit', 'f'.repeat(40)], 'fffffff'],
    ['the commit is abbreviated', {}, ['--commit', 'abc123'], '--commit must be'],
    ['the commit is an option', {}, ['--commit', '--help'], '--commit needs a value'],
    ['the commit is a hidden option', {}, ['--commit=--help'], '--commit must be'],
    ['the format is another', {}, ['--format', 'markdown'], '--format'],
    ['the folder is not there', {}, ['--workspace', 'nowhere'], '--workspace'],
    ['a flag is not its own', {}, ['--values', 'x.json'], 'no flag of digest'],
  ])('prints no digest where %s', async (_, files, words, says) => {
    const { folder } = repositoryWith({ ...FILES, ...files });
    const { code, out, err } = await digest(folder, 'gate.yml', ...words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(says);
  });

  it('prints no digest without criteria, and none of a checkout that cannot be read', async () => {
    const { folder } = temporaryWorkspace({});
    expect(await digest(folder)).toMatchObject({ code: 2, out: '' });
    const broken = repositoryWith(FILES).folder;
    renameSync(path.join(broken, '.git/HEAD'), path.join(broken, '.git/TAIL'));
    expect(await digest(broken, 'gate.yml')).toMatchObject({ code: 2, out: '' });
  });
});
