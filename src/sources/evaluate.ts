import { type compile, type JSONValue, TreeInterpreter } from '@jmespath-community/jmespath';

export type Tree = ReturnType<typeof compile>;
type Interpreter = typeof TreeInterpreter;
type Node = Parameters<Interpreter['visit']>[0];
type Result = ReturnType<Interpreter['visit']>;

export interface Evaluation {
  /** The most steps that it may take; looking at one value, or at one element of a list given to a function, is a step. */
  readonly steps: number;
  /**
   * True: what is not known stays so. `!(x)`, `x == y`, `x || y` and `x ? y : z` are null where `x` is, outside of
   * filters; JMESPath itself makes them true or false.
   */
  readonly unknown: boolean;
}

/** Thrown where an evaluation takes more steps, or builds longer texts, than it may. */
export class TooMuchWork extends Error {}

/** Longest text that a function may build. */
const LONGEST_TEXT = 64 * 1024 * 1024;
/** Functions whose second argument says how much they build, or how often they build it. */
const SIZED: ReadonlySet<string> = new Set(['pad_left', 'pad_right', 'replace']);
const LARGEST_SIZE = 10_000;
/** The production `number` of JSON: what `to_number` converts by JMESPath's own rules. */
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The state of one evaluation, shared by the interpreters of its scopes. */
interface Progress {
  left: number;
  unknown: boolean;
}

/** What an expression, compiled, gives for a document. Throws where a function meets what it cannot take. */
export function evaluate(tree: Tree, document: unknown, { steps, unknown }: Evaluation): unknown {
  // The library exports one interpreter for all; one of its own for each evaluation can be watched.
  const Fresh = TreeInterpreter.constructor as new () => Interpreter;
  // At this boundary parsed evidence is handed to the library as JSON, which it is but for NaN and infinity.
  return watched(new Fresh(), { left: steps, unknown }).search(tree, document as JSONValue);
}

/** The interpreter with every step counted, also those of functions and of inner scopes. */
function watched(interpreter: Interpreter, progress: Progress): Interpreter {
  const visit = interpreter.visit.bind(interpreter);
  const withScope = interpreter.withScope.bind(interpreter);
  const { runtime } = interpreter;
  const call = runtime.callFunction.bind(runtime);
  interpreter.visit = (node, value) => {
    spend(progress, 1);
    if (node.type === 'FilterProjection' && progress.unknown) return inFilter(progress, () => visit(node, value));
    const result = progress.unknown ? known(node, (part) => interpreter.visit(part, value)) : node;
    const answer = result === null ? null : visit(result, value);
    if (node.type === 'Flatten') spend(progress, sizeOf(answer));
    return answer;
  };
  interpreter.withScope = (scope) => watched(withScope(scope), progress);
  runtime.callFunction = (name, given) => {
    spend(progress, costOf(name, given));
    const answer = corrected(name, given, call(name, given));
    if (typeof answer === 'string' && answer.length > LONGEST_TEXT) throw new TooMuchWork();
    spend(progress, sizeOf(answer));
    return answer;
  };
  return interpreter;
}

function spend(progress: Progress, steps: number): void {
  progress.left -= steps;
  if (progress.left < 0) throw new TooMuchWork();
}

/** Elements of a list; of a text, a step for a hundred characters. */
function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'string' ? Math.ceil(value.length / 100) : 0;
}

function costOf(name: string, given: readonly unknown[]): number {
  if (SIZED.has(name) && given.some((one) => typeof one === 'number' && one > LARGEST_SIZE)) throw new TooMuchWork();
  const [text] = given;
  // The library trims with patterns that look at every blank again from every blank.
  if (name.startsWith('trim') && typeof text === 'string') return text.length ** 2 / 100;
  return given.reduce<number>((sum, one) => sum + sizeOf(one), 0);
}

/** Two answers of the library that are not JMESPath's: it sorts numbers as text, and makes blank text the number 0. */
function corrected(name: string, given: readonly unknown[], answer: JSONValue): JSONValue {
  if (name === 'to_number' && typeof given[0] === 'string' && !JSON_NUMBER.test(given[0])) return null;
  if (name === 'sort' && Array.isArray(answer) && answer.every((one) => typeof one === 'number'))
    return [...answer].sort((a, b) => a - b);
  return answer;
}

/** In a filter the expression's own logic says which elements stay. */
function inFilter(progress: Progress, filter: () => Result): Result {
  progress.unknown = false;
  try {
    return filter();
  } finally {
    progress.unknown = true;
  }
}

/** The node with its operands evaluated, or `null` where what it says hangs on something that is not known. */
function known(node: Node, visit: (part: Node) => Result): Node | null {
  switch (node.type) {
    case 'NotExpression': {
      const child = visit(node.child);
      return child === null ? null : { ...node, child: literal(child) };
    }
    case 'Comparator': {
      const [left, right] = [visit(node.left), visit(node.right)];
      const asksForNull = [node.left, node.right].some((side) => side.type === 'Literal' && side.value === null);
      if (!asksForNull && (left === null || right === null)) return null;
      return { ...node, left: literal(left), right: literal(right) };
    }
    case 'OrExpression': {
      const left = visit(node.left);
      if (left !== null) return { ...node, left: literal(left) };
      // Of something unknown or something true, the whole is true; else it is not known.
      return { ...node, left: literal(visit(node.right)), right: literal(null) };
    }
    case 'Ternary': {
      const condition = visit(node.condition);
      return condition === null ? null : { ...node, condition: literal(condition) };
    }
    default:
      return node;
  }
}

function literal(value: Result): Node {
  // What an operand gave is plain data: references to expressions stand only among a function's arguments.
  return { type: 'Literal', value: value as JSONValue };
}
