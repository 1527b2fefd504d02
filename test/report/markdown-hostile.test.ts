import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMarkdown, SUMMARY_MAX_BYTES } from '../../src/report/markdown.ts';
import { plainText } from '../../src/report/neutralise.ts';
import { HOSTILE, invalidWith, outcomeWith, UNSEEN } from './hostile.ts';
import { type Node, nodes, parse, proseOf, shape } from './markdown-tree.ts';

const OWN_HTML = /^(?:<details>\n<summary>[A-Za-z ]+(?: \(\d+[A-Za-z0-9 ,]*\))?<\/summary>|<\/details>|<br>|<\/?sub>)$/;
/** Where a report may lead: files of the repository at a commit, and the run. */
const OWN_LINK = /^https:\/\/github\.com\/(?:acme\/wiki\/blob\/[0-9a-f]{40}\/[\w.%/-]+(?:#L\d+)?|[A-Za-z0-9._/-]*)$/;
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

function inert(markdown: string, text: string): void {
  const tree = parse(markdown);
  const all = nodes(tree);
  expect(all.filter((node) => !OWN_TYPES.has(node.type)).map((node) => node.type)).toEqual([]);
  expect(all.filter((node) => node.type === 'html' && !OWN_HTML.test(node.value ?? ''))).toEqual([]);
  for (const node of all.filter(({ type }) => type === 'link')) {
    // The page of a source's evidence is linked by our own word, and only where its address is https and plain.
    const isEvidence = node.children?.[0]?.value === 'evidence';
    if (isEvidence) expect([node.url, /^https:\/\/[\w./?=&%#~+:@,-]+$/.test(text)]).toEqual([text, true]);
    else expect(node.url).toMatch(OWN_LINK);
  }
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
    inert(markdown, text);
    // Links are there only where their addresses are plain.
    expect({ ...structure(markdown), link: 0 }).toEqual({ ...reference(text), link: 0 });
  });

  it.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 40), text]))('%s in findings', (_, text) => {
    const markdown = renderInvalid(text);
    inert(markdown, text);
    expect({ ...structure(markdown), link: 0 }).toEqual({ ...referenceInvalid, link: 0 });
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
        inert(markdown, text);
        expect({ ...structure(markdown), link: 0 }).toEqual({ ...reference(text), link: 0 });
      }),
      { numRuns: 80 },
    );
  });

  it('links to lines of the criteria, and to nothing that a source names unless it is https and plain', () => {
    const urls = nodes(parse(render('words'))).flatMap(({ type, url }) => (type === 'link' ? [url] : []));
    expect(urls.length).toBeGreaterThan(5);
    expect(urls.every((url) => OWN_LINK.test(url ?? ''))).toBe(true);
    const linked = render('https://evals.example/run');
    expect(linked).toContain('[evidence](https://evals.example/run)');
  });
});
