/** A node of JMESPath's syntax tree, as far as it is looked at. */
type Node = Readonly<Record<string, unknown>>;

/** What tests or builds text takes a literal without giving it back as it stands. */
const TAKES_LITERALS: ReadonlySet<string> = new Set([
  'contains',
  'starts_with',
  'ends_with',
  'find_first',
  'find_last',
  'join',
  'split',
  'replace',
  'trim',
  'trim_left',
  'trim_right',
]);

/**
 * True where a JMESPath expression, given as its syntax tree, holds a literal that may become its answer, as in
 * ``metrics.recall || `0.99` ``: the gate would judge a number that nobody measured. Literals that a value is compared
 * with, that a measured number is reckoned with, or that text functions take are not answers.
 */
export function mayAnswerLiterally(tree: unknown): boolean {
  if (Array.isArray(tree)) return tree.some(mayAnswerLiterally);
  if (!isNode(tree)) return false;
  switch (tree['type']) {
    case 'Literal':
      return true;
    case 'Comparator':
      return false;
    case 'FilterProjection':
      return [tree['left'], tree['right']].some(mayAnswerLiterally);
    case 'Arithmetic':
      return withoutLiterals([tree['left'], tree['right']]).some(mayAnswerLiterally) || !readsDocument(tree);
    case 'Function':
      return functionAnswers(tree);
    case 'Index':
    case 'Slice':
    case 'Field':
    case 'Variable':
      return false;
    default:
      return Object.values(tree).some(mayAnswerLiterally);
  }
}

function functionAnswers(tree: Node): boolean {
  const given = Array.isArray(tree['children']) ? tree['children'] : [];
  if (!TAKES_LITERALS.has(String(tree['name']))) return given.some(mayAnswerLiterally);
  const listed = given.flatMap((child) =>
    isNode(child) && child['type'] === 'MultiSelectList' ? child['children'] : [child],
  );
  return withoutLiterals(listed).some(mayAnswerLiterally) || !readsDocument(tree);
}

function withoutLiterals(nodes: readonly unknown[]): readonly unknown[] {
  return nodes.filter((node) => !(isNode(node) && node['type'] === 'Literal'));
}

/** True where an expression, given as its syntax tree, looks at something of the document, or of what stands before it. */
export function readsDocument(tree: unknown): boolean {
  if (Array.isArray(tree)) return tree.some(readsDocument);
  if (!isNode(tree)) return false;
  const looks = ['Field', 'Current', 'Identity', 'Variable', 'Root'].includes(String(tree['type']));
  return looks || Object.values(tree).some(readsDocument);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
