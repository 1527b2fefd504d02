import { compile } from '@jmespath-community/jmespath';
import { DuplicateKey } from './bare-object.ts';
import {
  type Budget,
  CountsCharacters,
  type Evaluation,
  evaluate,
  type Purpose,
  TooMuchWork,
  type Tree,
} from './evaluate.ts';
import { DEEPEST_EXPRESSION, isTooDeep, LONGEST_EXPRESSION, reachesPrototype } from './schemas/expression-tree.ts';
import { mayAnswerLiterally, readsDocument } from './schemas/literal-answer.ts';
import { quoted } from './source-problem.ts';

/** Why an expression gave nothing that can be used. */
export interface PickFailed {
  readonly ok: false;
  readonly code: 'config' | 'ambiguous' | 'wrong-type' | 'too-large';
  readonly detail: string;
}
export type Picked = { readonly ok: true; readonly value: unknown } | PickFailed;

/** The steps that one expression may take over a response: some for each value that a body of the largest size holds. */
const MOST_STEPS = 10_000_000;

interface Place {
  readonly name: 'file' | 'response';
  readonly steps: number;
}
const FILE: Place = { name: 'file', steps: Number.POSITIVE_INFINITY };
const RESPONSE: Place = { name: 'response', steps: MOST_STEPS };

/** A number or a time, or a count of items. */
type Measured = 'value' | 'count';

/** What an expression selects in a file. Its objects inherit nothing, so that only their own keys can be reached. */
export function pickFromFile(document: unknown, expression: string, purpose: Measured = 'value'): Picked {
  return guarded(document, expression, purpose, FILE);
}

/**
 * What an expression selects in a response: as in a file, with bounds on what a hostile response can make it do. What
 * expressions take of a `budget` is missing to those that come later.
 */
export function pickFromResponse(
  document: unknown,
  expression: string,
  purpose: Measured = 'value',
  budget?: Budget,
): Picked {
  return guarded(document, expression, purpose, RESPONSE, budget);
}

/** What a condition gives for a response; where it cannot tell, JMESPath's own rules decide. */
export function conditionOf(document: unknown, expression: string, budget?: Budget): Picked {
  return guarded(document, expression, 'condition', RESPONSE, budget);
}

/** What a response answers to a question, of which null is "not known": a key that is missing answers nothing. */
export function answerOf(document: unknown, expression: string, budget?: Budget): Picked {
  return guarded(document, expression, 'answer', RESPONSE, budget);
}

/** A figure that a response gives about an alert, null where any part of it is not known. */
export function figureOf(document: unknown, expression: string, budget?: Budget): Picked {
  return guarded(document, expression, 'figure', RESPONSE, budget);
}

function guarded(document: unknown, expression: string, purpose: Purpose, place: Place, budget?: Budget): Picked {
  try {
    if (place === RESPONSE && expression.length > LONGEST_EXPRESSION) return tooLong();
    const tree = compile(expression);
    if (place === RESPONSE && isTooDeep(tree)) return tooDeep(expression);
    if (reachesPrototype(tree)) return config(`${quoted(expression)} asks for a built-in property`);
    if (purpose !== 'condition' && mayAnswerLiterally(tree, purpose === 'figure' ? 'delay' : 'measured'))
      return notRead(expression, place);
    if (purpose === 'answer' && !readsDocument(tree)) return notRead(expression, place);
    const how: Evaluation = { steps: place.steps, purpose };
    const value = evaluate(tree, document, { ...how, budget });
    const isWritten = purpose !== 'condition' && isAnswer(value) && Object.is(value, withoutDocument(tree, how));
    return isWritten ? notRead(expression, place) : { ok: true, value };
  } catch (error) {
    if (error instanceof TooMuchWork && budget !== undefined && budget.left <= 0) return usedUp(expression);
    return evaluationFailure(expression, error, place);
  }
}

function config(detail: string): PickFailed {
  return { ok: false, code: 'config', detail };
}

function tooLong(): PickFailed {
  return config(`an expression has more than ${LONGEST_EXPRESSION} characters`);
}

function tooDeep(expression: string): PickFailed {
  return config(`${quoted(expression)} nests more than ${DEEPEST_EXPRESSION} levels deep`);
}

function usedUp(expression: string): PickFailed {
  const detail = `${quoted(expression)} is one too many: all expressions of this source have too much to do together`;
  return { ok: false, code: 'too-large', detail };
}

function notRead(expression: string, { name }: Place): PickFailed {
  return config(
    `${quoted(expression)} may answer without reading the ${name}: write no value into it that could stand for one that is missing`,
  );
}

function isAnswer(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'string';
}

/** What an expression gives where there is no document: a value here was written in the expression. */
function withoutDocument(tree: Tree, how: Evaluation): unknown {
  try {
    return evaluate(tree, null, how);
  } catch {
    return null;
  }
}

/** What went wrong, in words that show nothing of a response. */
function evaluationFailure(expression: string, error: unknown, place: Place): PickFailed {
  if (error instanceof DuplicateKey) {
    const twice = place === FILE ? error.message : 'a key that it leads over stands twice in one object';
    return { ok: false, code: 'ambiguous', detail: `${quoted(expression)}: ${twice}` };
  }
  if (error instanceof TooMuchWork || error instanceof RangeError)
    return { ok: false, code: 'too-large', detail: `${quoted(expression)} has too much to do on this ${place.name}` };
  if (error instanceof CountsCharacters)
    return { ok: false, code: 'wrong-type', detail: `${quoted(expression)} counts the characters of a text` };
  const syntax = error instanceof Error && /lexer|parser|syntax/i.test(error.name);
  if (syntax) return config(`${quoted(expression)} is not a JMESPath expression`);
  const detail = `${quoted(expression)} cannot be evaluated on this ${place.name}: a function met the wrong kind of value`;
  return { ok: false, code: 'wrong-type', detail };
}
