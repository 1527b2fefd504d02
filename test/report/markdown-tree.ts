import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

export interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly depth?: number;
  readonly children?: readonly Node[];
}

/** GitHub's Markdown as a tree. */
export function parse(markdown: string): Node {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node;
}

/** Every node of the tree, depth first. */
export function nodes(tree: Node): readonly Node[] {
  return [tree, ...(tree.children ?? []).flatMap(nodes)];
}

/** The types of nodes with their counts: what a hostile text must not change. */
export function shape(markdown: string, without: readonly string[] = []): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { type } of nodes(parse(markdown))) {
    if (!without.includes(type)) counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
}

/** The text that a reader sees outside code spans. */
export function proseOf(tree: Node): string {
  return nodes(tree)
    .filter((node) => node.type === 'text')
    .map((node) => node.value ?? '')
    .join('\n');
}
