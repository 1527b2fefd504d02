import { renameSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/command-line/main.ts';
import { repositoryWith } from '../sources/git-repository.ts';
import { ENVIRONMENT, temporaryWorkspace } from '../sources/temporary-workspace.ts';

const CRITERIA = `version: 1
feature: f
subject: { pins: ["prompts/**"] }
metrics:
  m: { layer: task, target: ">= 0.8", bind: pins }
`;
const FILES = { 'gate.yml': CRITERIA, 'README.md': 'r\n', 'prompts/a.md': 'a\n', 'prompts/b.md': 'b\n' };

async function errOf(folder: string, ...words: readonly string[]) {
  let err = '';
  const stderr = { write: (text: string) => (err += text) };
  const streams = { stdout: { write: () => '' }, stderr };
  await main({ words: ['check', 'gate.yml', ...words], env: ENVIRONMENT, folder, streams });
  return err;
}

describe('check beside pinned files', () => {
  it('is silent where they are as in the commit', async () => {
    const { folder, write } = repositoryWith(FILES);
    write('README.md', 'changed\n');
    expect(await errOf(folder)).toBe('');
  });

  it('says which of them are not as in the commit by which it judges', async () => {
    const { folder, commit, write } = repositoryWith(FILES);
    write('prompts/a.md', 'changed\n');
    write('prompts/\u001b[2Jnew.md', 'new\n');
    renameSync(path.join(folder, 'prompts/b.md'), path.join(folder, 'b.md'));
    const err = await errOf(folder);
    expect(err).toMatch(
      /^launch-gate: judged by the pinned files of the commit that is checked out; not as .*: prompts\//,
    );
    for (const name of ['new.md', 'prompts/a.md', 'prompts/b.md']) expect(err).toContain(name);
    expect(err).not.toContain('\u001b');
    expect(await errOf(folder, '--commit', commit)).toBe('');
  });

  it('is silent where nothing is bound to them, and where there is no git', async () => {
    const { folder, write } = repositoryWith({ ...FILES, 'gate.yml': CRITERIA.replace(', bind: pins', '') });
    write('prompts/a.md', 'changed\n');
    expect(await errOf(folder)).toBe('');
    expect(await errOf(temporaryWorkspace(FILES).folder)).toBe('');
  });
});
