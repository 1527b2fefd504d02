import { mayAnswerLiterally } from '../../sources/schemas/literal-answer.ts';
import type { Draft } from '../draft.ts';
import { COMMIT_TIME, EXPRESSION_KEYS, possibleFormats } from '../file-keys.ts';
import { clip } from '../findings.ts';
import { type Reading, report } from '../read-map.ts';

interface Expression {
  readonly text: string;
  readonly path: readonly string[];
}

/** Compiles the JMESPath of metrics that read JSON or YAML, so that a slip, or a value written in, is found at once. */
export async function checkExpressions(draft: Draft, reading: Reading): Promise<void> {
  const expressions = expressionsOf(draft);
  if (expressions.length === 0) return;
  const { compile } = await import(/* webpackChunkName: "expressions" */ '@jmespath-community/jmespath');
  for (const { text, path } of expressions) {
    const args = { key: path.at(-1) ?? '', value: clip(text) };
    try {
      if (mayAnswerLiterally(compile(text)))
        report(reading, 'invalid-expression', path, { ...args, problem: 'literal' });
    } catch {
      report(reading, 'invalid-expression', path, args);
    }
  }
}

function expressionsOf(draft: Draft): Expression[] {
  const sources = new Map(draft.sources.map((source) => [source.id, source]));
  return draft.metrics.flatMap(({ id, from }) => {
    const source = from === null ? undefined : sources.get(from.source);
    if (from === null || source?.type !== 'file') return [];
    const formats = possibleFormats(source, from.keys);
    if (formats.length === 0 || formats.some((format) => format !== 'json' && format !== 'yaml')) return [];
    return EXPRESSION_KEYS.flatMap((key) => {
      const text = from.keys[key];
      const isTime = key === 'observed-at' && text === COMMIT_TIME;
      return typeof text === 'string' && !isTime ? [{ text, path: ['metrics', id, 'from', key] }] : [];
    });
  });
}
