import type { TextArgs } from '../../core/finding.ts';
import type { PromqlSlip } from '../../sources/promql/locate-slip.ts';
import type { Draft } from '../draft.ts';
import { clip } from '../findings.ts';
import { type Reading, report } from '../read-map.ts';

const QUERY_KEYS = ['query', 'sample-size', 'observed-at'] as const;

interface Query {
  readonly key: string;
  readonly text: string;
  readonly path: readonly string[];
}

/** Reads the PromQL of metrics, so that a slip, or a value or time that nobody measured, is found at once. */
export async function checkQueries(draft: Draft, reading: Reading): Promise<void> {
  const queries = queriesOf(draft);
  if (queries.length === 0) return;
  const { readPromql } = await import(/* webpackChunkName: "promql" */ '../../sources/promql/read-promql.ts');
  const { promqlSlip } = await import(/* webpackChunkName: "promql" */ '../../sources/promql/locate-slip.ts');
  for (const { key, text, path } of queries) {
    const read = readPromql(text);
    const args = { key, value: clip(text) };
    if (read === null)
      report(reading, 'invalid-query', path, { ...args, problem: 'syntax', ...slipOf(promqlSlip(text)) });
    else if (read.answersWithoutData || read.constant)
      report(reading, 'invalid-query', path, { ...args, problem: 'literal' });
  }
}

/** Where in the query the slip is, and the function that there is not. */
function slipOf(slip: PromqlSlip | null): TextArgs {
  if (slip === null) return {};
  const { line, column, notFunction } = slip;
  return { line, column, ...(notFunction === null ? {} : { function: clip(notFunction) }) };
}

function queriesOf(draft: Draft): readonly Query[] {
  const asked = new Set(draft.sources.filter(({ type }) => type === 'prometheus').map(({ id }) => id));
  return draft.metrics.flatMap(({ id, from }) => {
    if (from === null || !asked.has(from.source)) return [];
    return QUERY_KEYS.flatMap((key) => {
      const text = from.keys[key];
      return typeof text === 'string' ? [{ key, text, path: ['metrics', id, 'from', key] }] : [];
    });
  });
}
