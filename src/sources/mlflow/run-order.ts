import { elements, field } from '../formats/document.ts';
import { quoted, SourceProblem } from '../source-problem.ts';

/** One thing that runs are ordered by. */
export interface OrderKey {
  readonly entity: 'attribute' | 'metric' | 'param' | 'tag';
  readonly name: string;
  readonly descending: boolean;
}

/** What the names of MLflow's search grammar stand for (https://mlflow.org/docs/latest/search-runs.html). */
const ENTITIES: ReadonlyMap<string, OrderKey['entity']> = new Map([
  ['attribute', 'attribute'],
  ['attributes', 'attribute'],
  ['attr', 'attribute'],
  ['run', 'attribute'],
  ['metric', 'metric'],
  ['metrics', 'metric'],
  ['param', 'param'],
  ['params', 'param'],
  ['parameter', 'param'],
  ['parameters', 'param'],
  ['tag', 'tag'],
  ['tags', 'tag'],
]);
const KEY = /^\s*(?:([A-Za-z]+)\.)?(?:`([^`]+)`|"([^"]+)"|([\w.-]+))(?:\s+(asc|desc))?\s*$/i;
const LISTED = { metric: 'metrics', param: 'params', tag: 'tags' } as const;

/** One item of `order-by`, read as the server reads it. Throws `SourceProblem` (`config`) where it cannot be. */
export function orderKeyOf(written: string): OrderKey {
  const [, entity, ...parts] = KEY.exec(written) ?? [];
  const direction = parts.pop();
  const name = parts.find((part) => part !== undefined);
  const known = entity === undefined ? 'attribute' : ENTITIES.get(entity.toLowerCase());
  // Only what has a kind in front may have further points in its name.
  if (name === undefined || known === undefined || (entity === undefined && name.includes('.')))
    throw new SourceProblem(
      'config',
      `order-by ${quoted(written)} is not of the form attributes.end_time DESC, metrics.name or params.name`,
    );
  return { entity: known, name, descending: direction?.toLowerCase() === 'desc' };
}

export type Comparison = 'as-ordered' | 'tie' | 'wrong-way';

/**
 * Compares two neighbours of a result with the order that was asked for: a tie says that the server put one of them first
 * for reasons of its own. Numbers that stand the wrong way round show a server that does not order.
 */
export function compared(first: unknown, second: unknown, keys: readonly OrderKey[]): Comparison {
  for (const key of keys) {
    const [one, other] = [orderedBy(first, key), orderedBy(second, key)];
    if (one === other) continue;
    // Runs without a value come last, in either direction.
    if (one === undefined) return 'wrong-way';
    if (other === undefined || typeof one !== 'number' || typeof other !== 'number') return 'as-ordered';
    return one > other === key.descending ? 'as-ordered' : 'wrong-way';
  }
  return 'tie';
}

/** A number where both neighbours may be compared as numbers, else text; `undefined` where the run has none. */
function orderedBy(run: unknown, { entity, name }: OrderKey): number | string | undefined {
  if (entity === 'attribute') {
    const value = field(run, 'info', name);
    return /_time$/.test(name) ? numberOf(value) : textOf(value);
  }
  const entry = elements(field(run, 'data', LISTED[entity])).find((one) => field(one, 'key') === name);
  const value = field(entry, 'value');
  return entity === 'metric' ? numberOf(value) : textOf(value);
}

function textOf(value: unknown): string | undefined {
  return value === null || value === undefined ? undefined : JSON.stringify(value);
}

function numberOf(value: unknown): number | string | undefined {
  const number = typeof value === 'string' && /^[+-]?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : textOf(value);
}
