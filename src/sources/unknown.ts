import type { compile, JSONValue, TreeInterpreter } from '@jmespath-community/jmespath';

export type Node = ReturnType<typeof compile>;
export type Result = ReturnType<typeof TreeInterpreter.visit>;
type Projecting = Extract<Node, { readonly left: Node; readonly right: Node }>;
type Visit = (part: Node, value: Result) => Result;

/**
 * True for null, for a list that holds it, and for an object built by an expression that does. Objects of a document
 * inherit nothing: null is one of the values that their keys may have.
 */
export function isUnknown(value: unknown, spend: (steps: number) => void): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value !== 'object') return false;
  const isBuilt = Object.getPrototypeOf(value) === Object.prototype && !('expref' in value);
  if (!Array.isArray(value) && !isBuilt) return false;
  const parts: readonly unknown[] = Object.values(value);
  spend(parts.length);
  return parts.some((part) => isUnknown(part, spend));
}

/** The node with its operands evaluated, or `null` where what it says hangs on something that is not known. */
export function known(node: Node, visit: (part: Node) => Result, spend: (steps: number) => void): Node | null {
  const unknown = (value: Result) => isUnknown(value, spend);
  switch (node.type) {
    case 'NotExpression': {
      const child = visit(node.child);
      return unknown(child) ? null : { ...node, child: literal(child) };
    }
    case 'Comparator': {
      const [left, right] = [visit(node.left), visit(node.right)];
      const asksForNull = [node.left, node.right].some((side) => side.type === 'Literal' && side.value === null);
      if (!asksForNull && (unknown(left) || unknown(right))) return null;
      return { ...node, left: literal(left), right: literal(right) };
    }
    case 'AndExpression': {
      const left = visit(node.left);
      return unknown(left) ? null : { ...node, left: literal(left) };
    }
    case 'OrExpression': {
      const left = visit(node.left);
      if (!unknown(left)) return { ...node, left: literal(left) };
      // Of something unknown or something true, the whole is true; else it is not known.
      return { ...node, left: literal(visit(node.right)), right: literal(null) };
    }
    case 'Ternary': {
      const condition = visit(node.condition);
      return unknown(condition) ? null : { ...node, condition: literal(condition) };
    }
    default:
      return node;
  }
}

/**
 * What a projection gives, where `keeps` says which elements a filter lets through. JMESPath leaves out what is null;
 * with `all`, one element without an answer leaves the whole without one.
 */
export function projected(
  node: Projecting,
  value: Result,
  { visit, keeps, all }: { readonly visit: Visit; readonly keeps: Visit; readonly all: boolean },
): Result {
  const base = visit(node.left, value);
  // A slice of a text is a projection in the syntax only.
  if (node.type === 'Projection' && typeof base === 'string' && isSlice(node.left)) return visit(node.right, base);
  const elements = elementsOf(node, base);
  if (elements === null) return null;
  const collected: JSONValue[] = [];
  for (const element of elements) {
    if (node.type === 'FilterProjection' && keeps(node.condition, element) !== true) continue;
    const answer = visit(node.right, element);
    if (answer !== null)
      collected.push(answer as JSONValue); // no function takes a projection of expressions
    else if (all) return null;
  }
  return collected;
}

function elementsOf({ type }: Projecting, base: Result): readonly JSONValue[] | null {
  if (type !== 'ValueProjection') return Array.isArray(base) ? base : null;
  // An object's values are plain data, as the object is.
  return typeof base === 'object' && base !== null && !Array.isArray(base) ? Object.values(base as object) : null;
}

function isSlice(node: Node): boolean {
  return node.type === 'IndexExpression' && node.right.type === 'Slice';
}

/** A node that gives a value which was evaluated before. */
export function literal(value: Result): Node {
  // What an operand gave is plain data: references to expressions stand only among a function's arguments.
  return { type: 'Literal', value: value as JSONValue };
}
