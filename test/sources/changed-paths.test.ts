import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAffected } from '../../src/sources/changed-paths.ts';
import { changes } from './changes.ts';

describe('what a glob of applies-to names', () => {
  it.each<[string, string, boolean]>([
    ['rag/**', 'rag/index.ts', true],
    ['rag/**', 'rag/a/b/c.ts', true],
    ['rag/**', 'rag/.hidden/.env', true],
    ['rag/**', 'ragged/index.ts', false],
    ['rag/**', 'src/rag/index.ts', false],
    ['rag/*', 'rag/index.ts', true],
    ['rag/*', 'rag/a/index.ts', false],
    ['*', 'README.md', true],
    ['*', '.env', true],
    ['*', 'docs/a.md', false],
    ['**', 'docs/.a/b.md', true],
    ['*.js', 'app.js', true],
    ['*.js', 'js/app.js', false],
    ['**/*.js', 'app.js', true],
    ['**/*.js', 'src/js/app.js', true],
    ['**/docs/**', 'docs/a.md', true],
    ['**/docs/**', 'x/docs/y/a.md', true],
    ['**/migrate-*.sql', 'db/sept/migrate-v1.sql', true],
    ['prompts/{a,b}.md', 'prompts/b.md', true],
    ['prompts/[ab].md', 'prompts/c.md', false],
    ['[CB]at.md', 'Bat.md', true],
    ['v[0-9]+.md', 'v12.md', true],
    ['Prompts/**', 'prompts/a.md', false],
    ['prompts/caf\u00e9.md', 'prompts/cafe\u0301.md', true],
    ['rag/(x)/a.ts', 'rag/(x)/a.ts', true],
  ])('%s and %s: %s', async (glob, path, expected) => {
    expect(await isAffected([glob], changes(path))).toBe(expected);
  });

  it.each<[string, string, boolean]>([
    ['**.js', 'src/js/app.js', true],
    ['**.js', 'app.js', true],
    ['**.js', 'app.ts', false],
    ['src/**.js', 'src/a/b.js', true],
    ['src/**.js', 'lib/b.js', false],
    ['a**z', 'ab/c/dz', true],
    ['*.jsx?', 'page.js', true],
    ['*.jsx?', 'page.jsx', true],
    ['*.jsx?', 'page.ts', false],
  ])('as path filters of workflows have it: %s and %s: %s', async (glob, path, expected) => {
    expect(await isAffected([glob], changes(path))).toBe(expected);
  });

  it.each<[string, string, boolean]>([
    ['rag', 'rag/index.ts', true],
    ['rag/', 'rag/index.ts', true],
    ['rag', 'rag', true],
    ['./rag/**', 'rag/index.ts', true],
    ['/rag/**', 'rag/index.ts', true],
    ['rag//**', 'rag/index.ts', true],
    ['src/*/', 'src/a/index.ts', true],
    ['rag', 'ragged/index.ts', false],
    ['rag/a.ts', 'rag/a.tsx', false],
  ])('a folder means what is below it: %s and %s: %s', async (glob, path, expected) => {
    expect(await isAffected([glob], changes(path))).toBe(expected);
  });

  it.each(['rag/**', 'rag', 'rag/', '**/*.md', 'rag/*', 'rag/*.md', '{rag,docs}/**', '**', '[r]ag/**.md'])(
    'a name may hold line ends: %s',
    async (glob) => {
      for (const end of ['\n', '\r', '\u2028', '\u2029', '\n\n'])
        for (const name of [`a${end}b.md`, `${end}.md`])
          expect(await isAffected([glob], changes(`rag/${name}`))).toBe(true);
      expect(await isAffected(['rag/**'], changes('docs/a\nrag/b.md'))).toBe(false);
    },
  );

  it('counts a file where it was, is, and was removed', async () => {
    const globs = ['rag/**'];
    expect(await isAffected(globs, changes({ path: 'old/a.ts', previousPath: 'rag/a.ts', status: 'renamed' }))).toBe(
      true,
    );
    expect(await isAffected(globs, changes({ path: 'rag/a.ts', previousPath: 'old/a.ts', status: 'renamed' }))).toBe(
      true,
    );
    expect(await isAffected(globs, changes({ path: 'rag/a.ts', status: 'removed' }))).toBe(true);
    expect(await isAffected(globs, changes('README.md', 'docs/a.md'))).toBe(false);
    expect(await isAffected(globs, changes('README.md', 'rag/a.md'))).toBe(true);
  });
});

describe('doubt means affected', () => {
  const other = changes('README.md');
  it.each([
    ['no globs are written', null, other],
    ['the list of globs is empty', [], other],
    ['no pull request is judged', ['rag/**'], null],
    ['the list of files is not complete', ['rag/**'], { ...other, complete: false }],
    ['no file is listed', ['rag/**'], changes()],
    ['a glob is empty', [''], other],
    ['a glob does not compile', ['[z-a]'], other],
    ['a glob has too many stars', ['*a*a*a*a*a*a*a*'], other],
    ['a glob has too many question marks', ['a?b?c?d?e?f?g?'], other],
    ['a glob has too many inner stars', ['a**b**c**d**e**f'], other],
    ['a path is too long to try', ['rag/**'], changes(`x/${'y'.repeat(2000)}`)],
  ] as const)('%s', async (_, globs, changed) => {
    expect(await isAffected(globs, changed)).toBe(true);
  });

  it('has no exclusions: a glob never makes a pull request less affected', async () => {
    expect(await isAffected(['rag/**', '!rag/docs/**'], changes('rag/docs/a.md'))).toBe(true);
    const glob = fc.constantFrom(
      'rag/**',
      '!rag/**',
      '!*',
      'docs',
      '**.md',
      'a?',
      '*',
      '[z-a]',
      'x/(y)',
      '{a,b}/c',
      '',
    );
    const path = fc.constantFrom('rag/a.ts', 'rag/docs/a.md', 'docs/a.md', 'a', 'x/(y)', 'b/c', '.env');
    await fc.assert(
      fc.asyncProperty(
        fc.array(glob, { minLength: 1 }),
        glob,
        fc.array(path, { minLength: 1 }),
        async (globs, more, paths) => {
          const before = await isAffected(globs, changes(...paths));
          if (before) expect(await isAffected([...globs, more], changes(...paths))).toBe(true);
        },
      ),
    );
  });

  it('a further changed file never makes a pull request less affected', async () => {
    const path = fc.constantFrom('rag/a.ts', 'docs/a.md', 'a', '.env', 'Rag/a.ts');
    await fc.assert(
      fc.asyncProperty(fc.array(path, { minLength: 1 }), path, async (paths, more) => {
        const before = await isAffected(['rag/**'], changes(...paths));
        if (before) expect(await isAffected(['rag/**'], changes(...paths, more))).toBe(true);
      }),
    );
  });
});
