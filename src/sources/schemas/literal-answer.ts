/** A node of JMESPath's syntax tree, as far as it is looked at. */
type Node = Readonly<Record<string, unknown>>;

/** How a function uses an argument: to test, to look for, to put into the text that it gives, to count, or as what it gives. */
type Use = 'test' | 'pattern' | 'piece' | 'number' | 'answer';

/** What tests or builds text takes some literals without giving them back as they stand. */
const USES: Readonly<Record<string, readonly Use[]>> = {
  contains: ['test', 'test'],
  starts_with: ['test', 'test'],
  ends_with: ['test', 'test'],
  join: ['piece', 'piece'],
  replace: ['answer', 'pattern', 'piece', 'number'],
  split: ['answer', 'pattern', 'number'],
  trim: ['answer', 'pattern'],
  trim_left: ['answer', 'pattern'],
  trim_right: ['answer', 'pattern'],
};

/** Separators, the start or the end of a day, and zones: they say how a time is written, not which. */
const PIECE =
  /^(?:[-T:. /_]?|(?:[T ]?(?:00:00:00|23:59:59)|:00)?(?:Z|[+-](?:0\d|1[0-4]):(?:00|30|45))|[T ]?(?:00:00:00|23:59:59)|:00)$/;
/** Functions that give the names of keys as text. */
const NAMING: ReadonlySet<unknown> = new Set(['keys', 'items', 'to_string']);

/** Whether a literal may be added: not to a measured number, but to a delay, which only grows by it. */
type Sums = 'measured' | 'delay';

/**
 * True where a JMESPath expression, given as its syntax tree, holds a literal that may become its answer, or a part of it,
 * as in ``metrics.recall || `0.99` ``: the gate would judge a number that nobody measured. Literals that a value is
 * compared with, that a measured number is scaled by or taken from as its complement, and that text is searched for or
 * separated by are not answers.
 */
export function mayAnswerLiterally(tree: unknown, sums: Sums = 'measured'): boolean {
  return namesKeysItself(tree) || mayAnswer(tree, sums);
}

function mayAnswer(tree: unknown, sums: Sums): boolean {
  if (Array.isArray(tree)) return tree.some((one) => mayAnswer(one, sums));
  if (!isNode(tree)) return false;
  switch (tree['type']) {
    case 'Literal':
      return true;
    case 'Comparator':
      return false;
    case 'FilterProjection':
      return mayAnswer([tree['left'], tree['right']], sums);
    case 'Arithmetic':
      return reckons(tree, sums) || !readsDocument(tree);
    case 'Function':
      return functionAnswers(tree, sums);
    case 'Index':
    case 'Slice':
    case 'Field':
    case 'Variable':
      return false;
    default:
      return mayAnswer(Object.values(tree), sums);
  }
}

/** True where a literal makes up a part of a sum, or all of a product. */
function reckons(tree: Node, sums: Sums): boolean {
  const { operator, left, right } = tree;
  const literals = [left, right].filter(isLiteral);
  const isTaken = literals.every(({ value }) => takesLiteral(operator, value, sums)) || isComplement(tree);
  return !isTaken || [left, right].some((side) => !isLiteral(side) && mayAnswer(side, sums));
}

function takesLiteral(operator: unknown, value: unknown, sums: Sums): boolean {
  if (typeof value !== 'number') return false;
  if (operator === 'Plus') return sums === 'delay' && value >= 0;
  return ['Multiply', 'Star', 'Divide', 'Div'].includes(String(operator)) && value !== 0;
}

/** The complement of a share, or of one in percent; of a complement it would be a sum. */
function isComplement(tree: Node): boolean {
  const { operator, left, right } = tree;
  if (operator !== 'Minus' || !isLiteral(left) || (left['value'] !== 1 && left['value'] !== 100)) return false;
  return !some(
    right,
    (node) => node['type'] === 'Arithmetic' && node['operator'] === 'Minus' && isLiteral(node['left']),
  );
}

function functionAnswers(tree: Node, sums: Sums): boolean {
  const given = Array.isArray(tree['children']) ? tree['children'] : [];
  const uses = USES[String(tree['name'])];
  if (uses === undefined) return mayAnswer(given, sums);
  const used = given.some((child, index) => {
    const parts = isNode(child) && child['type'] === 'MultiSelectList' ? child['children'] : [child];
    const use = uses[index] ?? 'answer';
    return (parts as readonly unknown[]).some(
      (
        part, // the children of a list are nodes
      ) => (isLiteral(part) ? !takesText(use, part['value']) : mayAnswer(part, sums)),
    );
  });
  return used || !readsDocument(tree);
}

function takesText(use: Use, value: unknown): boolean {
  switch (use) {
    case 'test':
      return true;
    case 'pattern':
      return typeof value === 'string' && !/[1-9]/.test(value);
    case 'piece':
      return typeof value === 'string' && PIECE.test(value);
    case 'number':
      return typeof value === 'number';
    case 'answer':
      return false;
    default:
      return use satisfies never;
  }
}

/** True where an expression names keys, as in `{a: b}`, and asks for the names of keys. */
function namesKeysItself(tree: unknown): boolean {
  const asksForNames = some(tree, (node) => node['type'] === 'Function' && NAMING.has(node['name']));
  return asksForNames && some(tree, (node) => node['type'] === 'MultiSelectHash');
}

/** True where an expression, given as its syntax tree, looks at something of the document, or of what stands before it. */
export function readsDocument(tree: unknown): boolean {
  return some(tree, ({ type }) => ['Field', 'Current', 'Identity', 'Variable', 'Root'].includes(String(type)));
}

function some(tree: unknown, test: (node: Node) => boolean): boolean {
  if (Array.isArray(tree)) return tree.some((one) => some(one, test));
  return isNode(tree) && (test(tree) || Object.values(tree).some((one) => some(one, test)));
}

function isLiteral(node: unknown): node is Node {
  return isNode(node) && node['type'] === 'Literal';
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
