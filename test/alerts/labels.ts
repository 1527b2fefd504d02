import type { Labels } from '../../src/alerts/matcher.ts';

/** Labels of which all others are empty; `null` is a label that nobody knows. */
export function labelled(known: Readonly<Record<string, string | null>>): Labels {
  return (name) => (Object.hasOwn(known, name) ? (known[name] ?? null) : '');
}
