import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMarkdown, SUMMARY_MAX_BYTES } from '../../src/report/markdown.ts';
import { plainText } from '../../src/report/neutralise.ts';
import { HOSTILE, invalidWith, outcomeWith, UNSEEN } from './hostile.ts';
import { type Node, nodes, parse, proseOf, shape } from './markdown-tree.ts';

const OWN_HTML = /^(?:<details>\n<summary>[A-Za-z ]+(?: \(\d+(?: metrics?)?\))?<\/summary>|<\/details>|<br>|<\/?sub>)$/;
const OWN_TYPES = new Set([
  'root',
  'heading',
  'paragraph',
  'text',
  'strong',
  'emphasis',
  'inlineCode',
  'table',
  'tableRow',
  'tableCell',
  'list',
  'listItem',
  'html',
  'link',
]);

const render = (text: string) => renderMarkdown(outcomeWith(text), { maxBytes: SUMMARY_MAX_BYTES });
const renderInvalid = (text: string) => renderMarkdown(invalidWith(text), { maxBytes: SUMMARY_MAX_BYTES });

/** Code spans and the words between them differ with the text; everything that structures the page must not. */
const structure = (markdown: string) => shape(markdown, ['inlineCode', 'text']);

function inert(markdown: string, runLink: boolean): void {
  const tree = parse(markdown);
  const all = nodes(tree);
  expect(all.filter((node) => !OWN_TYPES.has(node.type)).map((node) => node.type)).toEqual([]);
  expect(all.filter((node) => node.type === 'html' && !OWN_HTML.test(node.value ?? ''))).toEqual([]);
  const links = all.filter((node) => node.type === 'link').map((node) => node.url);
  expect(links).toEqual(runLink ? [expect.stringMatching(/^https:\/\/github\.com\/[A-Za-z0-9._/-]*$/)] : []);
  for (const table of all.filter((node) => node.type === 'table')) {
    expect((table.children ?? []).map((row: Node) => row.children?.length)).toEqual(table.children?.map(() => 6));
  }
  // What GitHub makes of plain text after parsing: mentions, references, commits, emoji, formulas.
  const prose = proseOf(tree).replace('2026-11-21T12:00:00Z', '');
  expect(prose).not.toMatch(/@[A-Za-z]|#\d|GH-\d|\b[0-9a-f]{7,40}\b|:[a-z0-9_+-]+:|\$.*\$|www\.|:\/\//i);
  expect(markdown).not.toMatch(/<!--|-->(?!`)(?![^\n]*`)/);
  expect(markdown.replaceAll('\n', '')).not.toMatch(UNSEEN);
  expect(markdown).not.toMatch(/^\s*::|##\[/m);
}

const words = structure(render('plain words'));
// A title that shows as nothing gives way to the metric's id, which is then not shown once more below it.
const nothing = structure(render(''));
const reference = (text: string) => (plainText(text) === '' ? nothing : words);
const referenceInvalid = structure(renderInvalid('plain words'));

describe('renderMarkdown with hostile text in every field', () => {
  it.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 40), text]))('%s', (_, text) => {
    const markdown = render(text);
    // The link to the run is there only where its address is plain.
    const { link = 0, ...rest } = structure(markdown);
    inert(markdown, link === 1);
    expect({ ...rest, link: 0 }).toEqual({ ...reference(text), link: 0 });
  });

  it.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 40), text]))('%s in findings', (_, text) => {
    const markdown = renderInvalid(text);
    const { link = 0, ...rest } = structure(markdown);
    inert(markdown, link === 1);
    expect({ ...rest, link: 0 }).toEqual({ ...referenceInvalid, link: 0 });
  });

  it('keeps its structure for texts put together from hostile parts', () => {
    const part = fc.oneof(
      fc.constantFrom(...HOSTILE.filter((text) => text.length < 100)),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(...'`|\\<>[]()!#*_~$&@:-=.\n /'),
    );
    const texts = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const markdown = render(text);
        const { link = 0, ...rest } = structure(markdown);
        inert(markdown, link === 1);
        expect({ ...rest, link: 0 }).toEqual({ ...reference(text), link: 0 });
      }),
      { numRuns: 80 },
    );
  });

  it('links to nothing but the run', () => {
    const links = nodes(parse(render('words'))).filter((node) => node.type === 'link');
    expect(links.length).toBeLessThanOrEqual(1);
  });
});
