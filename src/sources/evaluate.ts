import { type compile, type JSONValue, TreeInterpreter } from '@jmespath-community/jmespath';
import { extremeBy } from './extreme-by.ts';
import { isUnknown, known, literal, type Node, projected, type Result } from './unknown.ts';

export type Tree = ReturnType<typeof compile>;
type Interpreter = typeof TreeInterpreter;

/**
 * What an expression is evaluated for.
 *
 * - `condition`: JMESPath's own rules.
 * - `value`: the same, but nothing has no sum. In the conditions of filters and in comparisons the own rules hold.
 * - `count`: as a value, and characters are no items.
 * - `answer`: what is not known stays so, and makes unknown what hangs on it: operands, arguments of functions, elements
 *   of projections. In the conditions of filters the own rules hold: they say which elements stay.
 * - `figure`: as an answer, and nothing has no sum.
 */
export type Purpose = 'condition' | 'value' | 'count' | 'answer' | 'figure';

export interface Evaluation {
  /** The most steps that it may take; looking at one value, or at one element of a list given to a function, is a step. */
  readonly steps: number;
  readonly purpose: Purpose;
  /** What several evaluations share: the steps of each are taken from it, and none takes more than is left. */
  readonly budget?: Budget | undefined;
}

/** Steps that are left for several evaluations. */
export interface Budget {
  left: number;
}

/** Thrown where an evaluation takes more steps, or builds longer texts, than it may. */
export class TooMuchWork extends Error {}

/** Thrown where the characters of a text would be counted as items. */
export class CountsCharacters extends Error {}

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
  purpose: Purpose;
}

/** What an expression, compiled, gives for a document. Throws where a function meets what it cannot take. */
export function evaluate(tree: Tree, document: unknown, { steps, purpose, budget }: Evaluation): unknown {
  // The library exports one interpreter for all; one of its own for each evaluation can be watched.
  const Fresh = TreeInterpreter.constructor as new () => Interpreter;
  const allowed = Math.min(steps, budget?.left ?? steps);
  const progress = { left: allowed, purpose };
  try {
    // At this boundary parsed evidence is handed to the library as JSON, which it is but for NaN and infinity.
    return watched(new Fresh(), progress).search(tree, document as JSONValue);
  } finally {
    if (budget !== undefined) budget.left -= allowed - progress.left;
  }
}

/** The interpreter with every step counted, also those of functions and of inner scopes. */
function watched(interpreter: Interpreter, progress: Progress): Interpreter {
  const visit = interpreter.visit.bind(interpreter);
  const withScope = interpreter.withScope.bind(interpreter);
  const { runtime } = interpreter;
  const call = runtime.callFunction.bind(runtime);
  interpreter.visit = (node, value) => {
    spend(progress, 1);
    const answer = answerOf(node, value, { interpreter, visit, progress });
    if (node.type === 'Flatten') spend(progress, sizeOf(answer));
    return answer;
  };
  const called = (name: string, given: Parameters<typeof call>[1]) => {
    const [elements, key] = given;
    if ((name !== 'max_by' && name !== 'min_by') || !Array.isArray(elements)) return call(name, given);
    // The library checks the arguments; the keys of none are none.
    call(name, [[], ...given.slice(1)]);
    return extremeBy(name, elements as JSONValue[], (element) => {
      const found = interpreter.visit(key as unknown as Node, element); // a reference is the node that it refers to
      spend(progress, sizeOf(found));
      return found;
    });
  };
  interpreter.withScope = (scope) => watched(withScope(scope), progress);
  runtime.callFunction = (name, given) => {
    spend(progress, costOf(name, given));
    const isUnsure = (one: unknown) => isUnknown(one, (steps) => spend(progress, steps));
    if (keepsUnknown(progress) && runtime.isRegistered(name) && given.some(isUnsure)) return null;
    if (progress.purpose === 'count' && name === 'length' && typeof given[0] === 'string') throw new CountsCharacters();
    const isSame = (one: JSONValue) =>
      visit({ type: 'Comparator', name: 'EQ', left: literal(one), right: literal(given[1] ?? null) }, null) === true;
    const answer = corrected(name, given, called(name, given), { purpose: progress.purpose, isSame });
    if (typeof answer === 'string' && answer.length > LONGEST_TEXT) throw new TooMuchWork();
    spend(progress, sizeOf(answer));
    return answer;
  };
  return interpreter;
}

interface Visiting {
  readonly interpreter: Interpreter;
  /** The library's own visit of a node, which visits the node's parts with the interpreter's. */
  readonly visit: Interpreter['visit'];
  readonly progress: Progress;
}

function answerOf(node: Node, value: Result, { interpreter, visit, progress }: Visiting): Result {
  if (progress.purpose === 'condition') return visit(node, value);
  const all = keepsUnknown(progress);
  const each = (part: Node, element: Result) => interpreter.visit(part, element);
  if (node.type === 'FilterProjection' || (all && (node.type === 'Projection' || node.type === 'ValueProjection'))) {
    const keeps = (condition: Node, element: Result) =>
      byOwnRules(progress, () => isTrue(each(condition, element), visit));
    return projected(node, value, { visit: each, keeps, all });
  }
  if (!all) return node.type === 'Comparator' ? byOwnRules(progress, () => visit(node, value)) : visit(node, value);
  const result = known(
    node,
    (part) => each(part, value),
    (steps) => spend(progress, steps),
  );
  return result === null ? null : visit(result, value);
}

function keepsUnknown({ purpose }: Progress): boolean {
  return purpose === 'answer' || purpose === 'figure';
}

/** What JMESPath takes for true: neither null, false nor empty. */
function isTrue(value: Result, visit: Interpreter['visit']): boolean {
  return visit({ type: 'NotExpression', child: literal(value) }, null) === false;
}

/** What a test inside an expression says, with JMESPath's own rules. */
function byOwnRules<T>(progress: Progress, test: () => T): T {
  const { purpose } = progress;
  progress.purpose = 'condition';
  try {
    return test();
  } finally {
    progress.purpose = purpose;
  }
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

interface Correcting {
  readonly purpose: Purpose;
  /** True where a value equals the second argument. */
  readonly isSame: (one: JSONValue) => boolean;
}

/**
 * Three answers of the library that are not JMESPath's: it sorts numbers as text, makes blank text the number 0, and finds
 * no list or object in a list. And one that is: the sum of nothing is 0, but nobody measured it.
 */
function corrected(
  name: string,
  [first, second]: readonly unknown[],
  answer: JSONValue,
  { purpose, isSame }: Correcting,
): JSONValue {
  if (name === 'to_number' && typeof first === 'string' && !JSON_NUMBER.test(first)) return null;
  if (name === 'sort' && Array.isArray(answer) && answer.every((one) => typeof one === 'number'))
    return [...answer].sort((a, b) => a - b);
  if (name === 'contains' && Array.isArray(first) && typeof second === 'object') return first.some(isSame);
  const isMeasure = purpose !== 'condition' && purpose !== 'answer';
  return name === 'sum' && isMeasure && Array.isArray(first) && first.length === 0 ? null : answer;
}
