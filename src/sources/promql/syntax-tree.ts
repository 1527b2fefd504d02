import { parser } from '@prometheus-io/lezer-promql';
import { NotPromql } from './string-literal.ts';

/** A node of the grammar's tree. */
export type Node = ReturnType<typeof parser.parse>['topNode'];

/** Far more than anybody writes, far less than the stack bears. */
const DEEPEST_NESTING = 200;

/** The top expression of a text in Prometheus' own grammar (https://prometheus.io/docs/prometheus/latest/querying/basics/). */
export function parseTree(text: string): Node {
  const tree = parser.parse(text);
  let depth = 0;
  tree.iterate({
    enter: ({ type, from, to }) => {
      depth += 1;
      // The parser mends what is wrong and goes on; a server does not.
      if (type.isError || depth > DEEPEST_NESTING) throw new NotPromql();
      if (type.name === 'LineComment') checkComment(text.slice(from, to));
    },
    leave: () => {
      depth -= 1;
    },
  });
  const [top, ...more] = childrenOf(tree.topNode);
  if (top === undefined || more.length > 0) throw new NotPromql();
  return top;
}

/** The server ends a comment at a carriage return as well: what follows would be read by it, and not here. */
function checkComment(comment: string): void {
  if (comment.replace(/\r$/, '').includes('\r')) throw new NotPromql();
}

/** The children that mean something. */
export function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'LineComment') children.push(child);
  }
  return children;
}

/** The first child of one of these names. */
export function childOf(node: Node, ...names: readonly string[]): Node | null {
  return childrenOf(node).find(({ name }) => names.includes(name)) ?? null;
}

/** As `childOf`, for what the grammar promises. */
export function neededChild(node: Node, ...names: readonly string[]): Node {
  const child = childOf(node, ...names);
  if (child === null) throw new NotPromql();
  return child;
}

/** The first child that means something. */
export function firstChild(node: Node): Node {
  const [child] = childrenOf(node);
  if (child === undefined) throw new NotPromql();
  return child;
}

/** The last child that means something. */
export function lastChild(node: Node): Node {
  const child = childrenOf(node).at(-1);
  if (child === undefined) throw new NotPromql();
  return child;
}
