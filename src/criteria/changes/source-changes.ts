import type { From, Gate, SourceDeclaration } from '../../core/criterion.ts';
import { type Comparisons, changedKeys, compareFields, type Difference, difference, isSame } from './difference.ts';

/** What changes about where a metric's value is read; paths are relative to the metric. */
export function evidenceDifferences(before: From | null, after: From | null): readonly Difference[] {
  if (isSame(before, after)) return [];
  const keys = changedKeys({ ...before?.keys, scale: before?.scale }, { ...after?.keys, scale: after?.scale });
  const args = { before: before?.source ?? null, after: after?.source ?? null, keys };
  return difference('weakened', 'evidence-moved', ['from'], args);
}

/** What changes about the declared sources. One that comes or goes changes nothing until a metric reads it. */
export function sourceDifferences(before: Gate, after: Gate): readonly Difference[] {
  const earlier = new Map(before.sources.map((source) => [source.id, source]));
  const later = new Set(after.sources.map(({ id }) => id));
  const removed = before.sources
    .filter(({ id }) => !later.has(id))
    .flatMap(({ id }) => difference('other', 'source-removed', [], { source: id }));
  const others = after.sources.flatMap((source) => {
    const from = earlier.get(source.id);
    const path = ['sources', source.id];
    const found =
      from === undefined ? difference('other', 'source-added', []) : compareFields(SOURCE, from, source, null);
    return found.map((one) => ({ ...one, path: [...path, ...one.path], args: { source: source.id, ...one.args } }));
  });
  return [...removed, ...others];
}

const SOURCE: Comparisons<SourceDeclaration, null> = {
  id: () => [], // sources are compared by id
  line: () => [], // says where it stands, and nothing else
  type: (before, after) =>
    difference(before === after ? null : 'weakened', 'source-changed', ['type'], { keys: ['type'] }),
  // Where an optional source fails, its metrics are missing rather than in error.
  optional: (before, after) =>
    difference(
      before === after ? null : after ? 'weakened' : 'strengthened',
      { weakened: 'source-made-optional', strengthened: 'source-made-needed' },
      ['optional'],
    ),
  keys: (before, after) => {
    const keys = changedKeys(before, after);
    const path = keys.length === 1 ? keys : [];
    return difference(keys.length === 0 ? null : 'weakened', 'source-changed', path, { keys });
  },
};
