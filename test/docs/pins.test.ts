import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { localFiles } from '../../src/sources/local-files.ts';
import { pinnedFiles } from '../../src/sources/pinned-files.ts';
import { repositoryWith } from '../sources/git-repository.ts';
import { ENVIRONMENT } from '../sources/temporary-workspace.ts';
import { blocksOf } from './pages.ts';

const PAGE = 'docs/pins.md';
const [shell, python, workflow, criteria] = ['sh', 'python', 'yaml', 'yaml'].map(
  (language, index) =>
    blocksOf(PAGE).find((block) => block.language === language && (block.rest === 'fragment') === (index === 2))
      ?.text ?? '',
);

const FILES = {
  ...{ 'README.md': 'r\n', 'model.yml': 'm\n', 'model.yml.bak': 'm\n', 'evals/run.py': 'import sys\n' },
  ...{ 'prompts/a.md': 'a\n', 'prompts/a/b.md': 'b\n', 'prompts/a-b.md': 'c\n', 'prompts/été 1.md': 'e\n' },
  ...{ 'prompts/\u{1f600}.md': 'e\n', 'prompts/\uff5e.md': 'e\n', 'rag/index.py': 'i\n', 'ragged.py': 'x\n' },
};

/** What the run of a program prints in a folder. */
function printed(folder: string, program: string, words: readonly string[]): string {
  const env = { ...ENVIRONMENT, PYTHONDONTWRITEBYTECODE: '1' };
  return execFileSync(program, words, { cwd: folder, env, encoding: 'utf8' }).trim();
}

describe('the page about pinned files', () => {
  it('gets the digest in a shell and in Python as launch-gate does', async () => {
    const { folder, commit } = repositoryWith(FILES);
    const { gate } = await loadCriteria(criteria ?? '', PAGE);
    const pinned = await pinnedFiles(gate?.pins ?? [], (isPinned) => localFiles(folder, commit, isPinned, ENVIRONMENT));
    if (!pinned.known) throw new Error(pinned.detail);
    expect(pinned.value.files).toHaveLength(8);
    expect(printed(folder, 'sh', ['-c', shell ?? ''])).toBe(pinned.value.digest);
    expect(printed(folder, 'python3', ['-c', python ?? ''])).toBe(pinned.value.digest);
  });

  it('hands it to the evaluation in its workflow', () => {
    const { folder } = repositoryWith({ ...FILES, 'evals/run.py': 'import sys; print(sys.argv[2])\n' });
    const script = /run: \|\n(.+)$/s.exec(workflow ?? '')?.[1]?.replace(/\bpython\b/, 'python3') ?? '';
    expect(printed(folder, 'sh', ['-c', script])).toBe(printed(folder, 'sh', ['-c', shell ?? '']));
  });
});
