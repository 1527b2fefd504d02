import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** A fenced block of a page: the first word after the fence, the rest of that line, and what it holds. */
export interface Block {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  readonly rest: string;
  readonly text: string;
}

/** The Markdown pages of the project, relative to its root. */
export const PAGES: readonly string[] = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'],
  ...readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.posix.join('docs', file))
    .sort(),
];

export function textOf(page: string): string {
  return readFileSync(path.join(ROOT, page), 'utf8');
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const known = new Map<string, readonly Node[]>();

/** All nodes of a page's Markdown, in reading order. */
export function nodesOf(page: string): readonly Node[] {
  const nodes: Node[] = [];
  const before = known.get(page);
  if (before !== undefined) return before;
  known.set(page, nodes);
  const visit = (node: Node): void => {
    nodes.push(node);
    if (Array.isArray(node['children'])) node['children'].forEach(visit);
  };
  visit(
    fromMarkdown(textOf(page), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as unknown as Node, // a tree of nodes
  );
  return nodes;
}

export function blocksOf(page: string): readonly Block[] {
  return nodesOf(page)
    .filter(({ type }) => type === 'code')
    .map((node) => ({
      page,
      line: Number((node['position'] as { start: { line: number } }).start.line), // set by the parser
      language: String(node['lang'] ?? ''),
      rest: String(node['meta'] ?? ''),
      text: `${node['value']}\n`,
    }));
}

export const BLOCKS: readonly Block[] = PAGES.flatMap(blocksOf);

/** Whole YAML documents: no fragment, and no file that an example is about. */
const DOCUMENTS = BLOCKS.filter(({ language, rest }) => language === 'yaml' && rest === '');

export const CRITERIA = DOCUMENTS.filter(({ text }) => /^version: 1$/m.test(text));
export const WORKFLOWS = DOCUMENTS.filter(({ text }) => /^jobs:$/m.test(text));
export const OTHER_YAML = DOCUMENTS.filter((block) => !CRITERIA.includes(block) && !WORKFLOWS.includes(block));

/** The text of a heading or link. */
export function words(node: Node): string {
  if (typeof node['value'] === 'string') return node['value'];
  return Array.isArray(node['children']) ? node['children'].map(words).join('') : '';
}

/** Anchors that GitHub makes of a page's headings, and those written as HTML. */
export function anchorsOf(page: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const node of nodesOf(page)) {
    if (node.type === 'heading') {
      const base = words(node)
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
        .replaceAll(' ', '-');
      let anchor = base;
      for (let count = 1; anchors.has(anchor); count += 1) anchor = `${base}-${count}`;
      anchors.add(anchor);
    }
    if (node.type === 'html')
      for (const [, id] of String(node['value']).matchAll(/ id="([^"]+)"/g)) anchors.add(id ?? '');
  }
  return anchors;
}
