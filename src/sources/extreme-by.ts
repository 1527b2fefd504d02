import type { JSONValue } from '@jmespath-community/jmespath';

/** Thrown where the keys to compare are not all numbers or all texts. */
export class MixedKeys extends Error {}

/**
 * The element with the largest or the smallest key, the first of several, or `null` where there is none. JMESPath compares
 * numbers and texts; the library finds no text above or below its infinite start. Throws where kinds are mixed.
 */
export function extremeBy(
  name: 'max_by' | 'min_by',
  elements: readonly JSONValue[],
  keyOf: (element: JSONValue) => unknown,
): JSONValue {
  const sign = name === 'max_by' ? 1 : -1;
  let best: { readonly key: number | string; readonly element: JSONValue } | null = null;
  let kind: string | null = null;
  for (const element of elements) {
    const key = keyOf(element);
    if (typeof key !== 'number' && typeof key !== 'string') throw new MixedKeys();
    kind ??= typeof key;
    if (typeof key !== kind) throw new MixedKeys();
    if (Number.isNaN(key)) continue;
    if (best === null || sign * compared(key, best.key) > 0) best = { key, element };
  }
  return best === null ? null : best.element;
}

/** Above 0 where the first is the larger. Texts go by their code points, as in `sort_by`. */
function compared(one: number | string, other: number | string): number {
  if (typeof one === 'number' || typeof other === 'number') return one > other ? 1 : one < other ? -1 : 0;
  if (one === other) return 0;
  let at = 0;
  // Behind the end of a text stands NaN, which equals nothing.
  while (one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return (one.codePointAt(at) ?? -1) - (other.codePointAt(at) ?? -1);
}
