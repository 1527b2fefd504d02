/** The longest expression that is sent a response, in characters. */
export const LONGEST_EXPRESSION = 512;
/** How deeply the syntax tree of such an expression may nest. */
export const DEEPEST_EXPRESSION = 32;

/** Kinds of nodes whose result the library builds itself, as an ordinary object with `constructor` and its like. */
const BUILDING: ReadonlySet<unknown> = new Set([
  'MultiSelectHash',
  'Function',
  'Literal',
  'LetExpression',
  'ExpressionReference',
]);

/** True where an expression asks for a property that ordinary objects inherit, and builds such objects. */
export function reachesPrototype(tree: unknown): boolean {
  let builds = false;
  let inherited = false;
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('type' in node && BUILDING.has(node.type)) builds = true;
    if ('type' in node && node.type === 'Field' && 'name' in node && String(node.name) in Object.prototype)
      inherited = true;
    for (const child of Object.values(node)) visit(child);
  };
  visit(tree);
  return builds && inherited;
}

/** True where the syntax tree of an expression has more levels than an expression for a response may have. */
export function isTooDeep(tree: unknown): boolean {
  const deeper = (node: unknown, left: number): boolean => {
    if (typeof node !== 'object' || node === null) return false;
    const below = Array.isArray(node) ? left : left - 1;
    return below < 0 || Object.values(node).some((child) => deeper(child, below));
  };
  return deeper(tree, DEEPEST_EXPRESSION);
}
