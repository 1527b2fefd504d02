import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathProblem, pinsText } from '../../src/core/pins-digest.ts';

const ID = 'a1'.repeat(20);
const OTHER = 'b2'.repeat(20);

describe('the list of pinned files', () => {
  it('is one line a file, by the bytes of the path', () => {
    const files = [
      { path: 'prompts/b.md', id: ID },
      { path: 'prompts/a.md', id: OTHER },
      { path: 'model.yml', id: 'c3'.repeat(32) },
    ];
    expect(pinsText(files)).toMatchObject({
      ok: true,
      text: `${'c3'.repeat(32)} model.yml\n${OTHER} prompts/a.md\n${ID} prompts/b.md\n`,
    });
  });

  it('is in the order of UTF-8, whatever the order it was found in', () => {
    const point = fc.integer({ min: 1, max: 0x10ffff }).map((code) => String.fromCodePoint(code));
    const name = fc
      .array(point, { minLength: 1, maxLength: 4 })
      .map((points) => points.join(''))
      .filter((path) => pathProblem(path) === null);
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 8 }), (paths) => {
        const made = pinsText(paths.map((path) => ({ path, id: ID })));
        const sorted = [...paths].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        expect(made).toMatchObject({ ok: true, files: sorted.map((path) => ({ path })) });
      }),
      { examples: [[['\uff5e', '\u{1f600}', 'z', 'zz']]] },
    );
  });

  it('is different for different files', () => {
    const file = fc.record({ path: fc.string({ minLength: 1 }), id: fc.constantFrom(ID, OTHER) });
    const files = fc.uniqueArray(file, { minLength: 1, maxLength: 4, selector: ({ path }) => path });
    fc.assert(
      fc.property(files, files, (one, other) => {
        const [a, b] = [pinsText(one), pinsText(other)];
        if (a.ok && b.ok) expect(a.text === b.text).toBe(JSON.stringify(a.files) === JSON.stringify(b.files));
      }),
    );
  });

  it.each<[string, readonly { path: string; id: string }[], string]>([
    ['nothing', [], 'name no file'],
    ['a file twice', [...'ab', 'a'].map((path) => ({ path, id: ID })), 'listed twice'],
    // Would read like two files, the second of which is not there.
    ['a line break', [{ path: `a\n${OTHER} b`, id: ID }], 'line break'],
    ['a NUL', [{ path: 'a\0b', id: ID }], 'line break'],
    ['half a character', [{ path: 'a\ud800', id: ID }], 'not UTF-8'],
    ['what stands for broken bytes', [{ path: 'caf\ufffd.md', id: ID }], 'not UTF-8'],
    ['no name', [{ path: '', id: ID }], 'no name'],
    ['an abbreviated id', [{ path: 'a', id: ID.slice(1) }], 'no object id'],
    ['an id in capitals', [{ path: 'a', id: ID.toUpperCase() }], 'no object id'],
    ['no id', [{ path: 'a', id: '' }], 'no object id'],
  ])('cannot be made of %s', (_, files, detail) => {
    expect(pinsText(files)).toMatchObject({ ok: false, detail: expect.stringContaining(detail) });
  });

  it('does not carry a long name into its complaint', () => {
    const made = pinsText([{ path: `${'x'.repeat(500)}\n`, id: ID }]);
    expect(made.ok ? '' : made.detail.length).toBeLessThan(160);
  });
});
