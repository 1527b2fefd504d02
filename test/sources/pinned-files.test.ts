import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pinnedFiles } from '../../src/sources/pinned-files.ts';

const id = (text: string) => createHash('sha1').update(text).digest('hex');
const NAMES = ['README.md', 'model.yml', 'prompts/a.md', 'prompts/deep/b.md', 'prompts/.hidden', 'rag/index.py'];

function of(globs: readonly string[], names: readonly string[] = NAMES) {
  return pinnedFiles(globs, async (isPinned) => ({
    known: true,
    value: names.filter(isPinned).map((path) => ({ path, id: id(path) })),
  }));
}

describe('pinned files', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['all below a folder', ['prompts/**'], ['prompts/.hidden', 'prompts/a.md', 'prompts/deep/b.md']],
    ['a folder by its name', ['prompts'], ['prompts/.hidden', 'prompts/a.md', 'prompts/deep/b.md']],
    ['one folder deep', ['prompts/*.md'], ['prompts/a.md']],
    ['a file', ['./model.yml'], ['model.yml']],
    ['several globs that overlap', ['prompts/a.md', '**/*.md'], ['README.md', 'prompts/a.md', 'prompts/deep/b.md']],
    ['choices', ['{rag,model}*/**', 'model.{yml,json}'], ['model.yml', 'rag/index.py']],
  ])('%s', async (_, globs, expected) => {
    const pinned = await of(globs);
    if (!pinned.known) throw new Error(pinned.detail);
    expect(pinned.value.files.map(({ path }) => path)).toEqual(expected);
    const text = expected.map((path) => `${id(path)} ${path}\n`).join('');
    expect(pinned.value.digest).toBe(`sha256:${createHash('sha256').update(text).digest('hex')}`);
  });

  it('say which globs name nothing while others do', async () => {
    expect(await of(['prompts/**', 'model.yaml', 'rags/**'])).toMatchObject({
      known: true,
      value: { unmatched: ['model.yaml', 'rags/**'] },
    });
  });

  it('have no digest where no file is named', async () => {
    expect(await of(['Prompts/**', 'model.yaml'])).toMatchObject({ known: false });
    expect(await of([])).toMatchObject({ known: false });
    expect(await of(['**'], [])).toMatchObject({ known: false });
  });

  it('have no digest by a glob that is too costly to try, rather than that of all files', async () => {
    expect(await of(['prompts/**', '*a*b*c*d*e*f*g*'])).toMatchObject({
      known: false,
      detail: expect.stringContaining('too costly'),
    });
    expect(await of([`${'x?'.repeat(6)}`])).toMatchObject({ known: false });
  });

  it('have no digest where the files are not known', async () => {
    const why = { known: false, why: 'failed', detail: 'because' } as const;
    expect(await pinnedFiles(['**'], async () => why)).toEqual(why);
  });

  it('match names whatever their composition, and keep them as they are', async () => {
    const [composed, apart] = ['prompts/\u00e9.md', 'prompts/e\u0301.md'];
    for (const name of [composed, apart]) {
      for (const glob of [composed, apart]) {
        expect(await of([glob], [name])).toMatchObject({ known: true, value: { files: [{ path: name }] } });
      }
    }
  });
});
