import { isTooDeep, LONGEST_EXPRESSION, reachesPrototype } from '../../sources/schemas/expression-tree.ts';
import { mayAnswerLiterally, readsDocument } from '../../sources/schemas/literal-answer.ts';
import type { Draft, DraftMetric, DraftSource } from '../draft.ts';
import { COMMIT_TIME, EXPRESSION_KEYS, possibleFormats } from '../file-keys.ts';
import { clip } from '../findings.ts';
import { type Reading, report } from '../read-map.ts';

/**
 * What an expression is for: a `value` must be read, a `delay` too but for what is added to it, an `answer` must look at the
 * response, a `condition` may be anything.
 */
type Purpose = 'value' | 'delay' | 'answer' | 'condition';

interface Expression {
  readonly text: string;
  readonly path: readonly string[];
  readonly purpose: Purpose;
  /** True where it is evaluated on what another host sends. */
  readonly isRemote: boolean;
}

const CONDITION_KEYS = ['fail-if', 'partial-if'] as const;
const ANSWER_KEYS = ['exists', 'enabled', 'evaluating', 'muted', 'notifies', 'watches', 'firing', 'pending'] as const;

/** Compiles all JMESPath of the criteria, so that a slip, or a value written in, is found at once. */
export async function checkExpressions(draft: Draft, reading: Reading): Promise<void> {
  const sources = new Map(draft.sources.map((source) => [source.id, source]));
  const expressions = draft.metrics.flatMap((metric) => [...inFrom(metric, sources), ...inVerify(metric, sources)]);
  if (expressions.length === 0) return;
  const { compile } = await import(/* webpackChunkName: "expressions" */ '@jmespath-community/jmespath');
  for (const expression of expressions) {
    const { text, path } = expression;
    const args = { key: path.at(-1) ?? '', value: clip(text) };
    try {
      const problem = problemOf(expression, compile);
      if (problem !== null) report(reading, 'invalid-expression', path, { ...args, problem });
    } catch {
      report(reading, 'invalid-expression', path, args);
    }
  }
}

type Problem = 'literal' | 'too-long' | 'too-deep' | 'built-in';

/** What is wrong with an expression, or `null`; throws where it is none. */
function problemOf({ text, purpose, isRemote }: Expression, compile: (text: string) => unknown): Problem | null {
  if (isRemote && text.length > LONGEST_EXPRESSION) return 'too-long';
  const tree = compile(text);
  if (isRemote && isTooDeep(tree)) return 'too-deep';
  if (isRemote && reachesPrototype(tree)) return 'built-in';
  if (purpose === 'condition') return null;
  return mayAnswerLiterally(tree, purpose === 'delay' ? 'delay' : 'measured') ||
    (purpose === 'answer' && !readsDocument(tree))
    ? 'literal'
    : null;
}

function inFrom({ id, from }: DraftMetric, sources: ReadonlyMap<string, DraftSource>): Expression[] {
  const source = from === null ? undefined : sources.get(from.source);
  if (from === null || source === undefined) return [];
  const { keys } = from;
  const path = ['metrics', id, 'from'];
  if (source.type === 'http')
    return [
      ...written(keys, EXPRESSION_KEYS, path, 'value', true),
      ...written(keys, CONDITION_KEYS, path, 'condition', true),
      ...written(keys, ['ready-if'], path, 'answer', true),
    ];
  if (source.type !== 'file') return [];
  const formats = possibleFormats(source, keys);
  if (formats.length === 0 || formats.some((format) => format !== 'json' && format !== 'yaml')) return [];
  const read = EXPRESSION_KEYS.filter((key) => !(key === 'observed-at' && keys[key] === COMMIT_TIME));
  return written(keys, read, path, 'value', false);
}

function inVerify({ id, keys }: DraftMetric, sources: ReadonlyMap<string, DraftSource>): Expression[] {
  const verify = keys.alert?.verify;
  if (verify === undefined || sources.get(verify.source)?.type !== 'http') return [];
  const path = ['metrics', id, 'alert', 'verify'];
  return [
    ...written(verify, ANSWER_KEYS, path, 'answer', true),
    ...written(verify, ['delay-seconds'], path, 'delay', true),
    ...written(verify, CONDITION_KEYS, path, 'condition', true),
  ];
}

function written(
  keys: Readonly<Record<string, unknown>>,
  names: readonly string[],
  path: readonly string[],
  purpose: Purpose,
  isRemote: boolean,
): Expression[] {
  return names.flatMap((name) => {
    const text = keys[name];
    return typeof text === 'string' ? [{ text, path: [...path, name], purpose, isRemote }] : [];
  });
}
