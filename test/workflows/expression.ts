import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import type { Written } from './workflow.ts';

/** Contexts by name, as plain data: `github`, `steps`, `needs`, `inputs`, `env`, `secrets`. */
export type Contexts = Readonly<Record<string, unknown>>;

/** How the steps before stand, or for a job, the jobs that it needs. */
export type Status = 'success' | 'failure' | 'cancelled';

type Data = ReturnType<Evaluator['evaluate']>;

/** The functions that GitHub adds for conditions. */
const STATUS_FUNCTIONS = ['success', 'failure', 'cancelled', 'always'] as const;

/** Evaluates an expression as GitHub does. */
function evaluated(expression: string, contexts: Contexts, status: Status): Data {
  const functions = STATUS_FUNCTIONS.map((name) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(name === 'always' || name === status),
  }));
  const tree = new Parser(new Lexer(expression).lex().tokens, Object.keys(contexts), functions).parse();
  const context = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary; // contexts are a map
  return new Evaluator(tree, context, new Map(functions.map((one) => [one.name, one]))).evaluate();
}

/** Whether a condition holds. */
export function holds(condition: string, contexts: Contexts, status: Status): boolean {
  // A condition without one of the status functions means: and nothing failed before.
  const asksStatus = STATUS_FUNCTIONS.some((name) => new RegExp(`\\b${name}\\s*\\(`).test(condition));
  const result = evaluated(asksStatus ? condition : `success() && (${condition})`, contexts, status);
  const text = result.coerceString();
  return !(text === '' || text === 'false' || text === '0');
}

/** A value as GitHub hands it over: text, its expressions evaluated. */
export function textOf(written: Written, contexts: Contexts): string {
  return written.kind === 'text' ? written.text : evaluated(written.expression, contexts, 'success').coerceString();
}

/** All values of a map, evaluated. */
export function textsOf(values: Readonly<Record<string, Written>>, contexts: Contexts): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, textOf(value, contexts)]));
}
