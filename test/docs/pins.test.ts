import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { isAffected } from '../../src/sources/changed-paths.ts';
import { localFiles } from '../../src/sources/local-files.ts';
import { pinnedFiles } from '../../src/sources/pinned-files.ts';
import { commitAll, repositoryWith } from '../sources/git-repository.ts';
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
  ...{ 'prompts/say "hi".md': 'q\n', 'prompts/back\\slash.md': 's\n', '.gitattributes': '*.md text\n' },
  ...{ 'prompts/.gitattributes': '*.md -text\n', 'docs/.gitattributes': '*.md eol=lf\n' },
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
    expect(pinned.value.files).toHaveLength(12);
    expect(printed(folder, 'sh', ['-c', shell ?? ''])).toBe(pinned.value.digest);
    expect(printed(folder, 'python3', ['-c', python ?? ''])).toBe(pinned.value.digest);
  });

  it('hands it to the evaluation in its workflow', () => {
    const { folder } = repositoryWith({ ...FILES, 'evals/run.py': 'import sys; print(sys.argv[2])\n' });
    const script = /run: \|\n(.+)$/s.exec(workflow ?? '')?.[1]?.replace(/\bpython\b/, 'python3') ?? '';
    expect(printed(folder, 'sh', ['-c', script])).toBe(printed(folder, 'sh', ['-c', shell ?? '']));
  });

  it('says that attributes touch every feature', async () => {
    const changed = {
      complete: true,
      files: [{ path: 'docs/.gitattributes', previousPath: null, status: 'modified' as const }],
    };
    expect(await isAffected(['prompts/**'], changed)).toBe(true);
    const others = {
      complete: true,
      files: [{ path: 'docs/attributes', previousPath: null, status: 'modified' as const }],
    };
    expect(await isAffected(['prompts/**'], others)).toBe(false);
  });

  it.each([
    ['a link, and not what it leads to', 'shared/tone.md', 'same'],
    ['what a link leads to, where that is pinned too', 'rag/index.py', 'other'],
    ['attributes at the top', '.gitattributes', 'other'],
    ['attributes inside a pinned folder', 'prompts/.gitattributes', 'other'],
    ['attributes elsewhere', 'docs/.gitattributes', 'same'],
    ['a name with another letter case', 'Prompts/a.md', 'same'],
  ])('says what is pinned: %s', async (_, changed, digest) => {
    const { folder, write } = repositoryWith({ ...FILES, 'shared/tone.md': 't\n', 'Prompts/a.md': 'a\n' });
    symlinkSync('../shared/tone.md', path.join(folder, 'prompts/tone.md'));
    symlinkSync('../rag/index.py', path.join(folder, 'prompts/index.py'));
    const { gate } = await loadCriteria(criteria ?? '', PAGE);
    const digestNow = async () => {
      const commit = commitAll(folder);
      const found = await pinnedFiles(gate?.pins ?? [], (isPinned) =>
        localFiles(folder, commit, isPinned, ENVIRONMENT),
      );
      return found.known ? found.value.digest : found.detail;
    };
    const before = await digestNow();
    expect(before).toMatch(/^sha256:/);
    write(changed, 'changed\n');
    expect((await digestNow()) === before ? 'same' : 'other').toBe(digest);
  });
});
