import type { CriteriaChange } from '../../core/criteria-change.ts';
import type { CriteriaChangeCode } from '../../core/criteria-change-codes.ts';
import type { Reason } from '../../core/finding.ts';
import type { Path } from '../findings.ts';

/** One difference between two gates, with the place in the later file that it is about, as far as it is there. */
export interface Difference extends Reason<CriteriaChangeCode> {
  readonly kind: CriteriaChange['kind'];
  /** The metric that it is about; `null` for the file as a whole. */
  readonly metric: string | null;
  readonly path: Path;
}

/** What the change of one field comes to; `context` is what it can only be judged with. */
export type Compare<Value, Context> = (before: Value, after: Value, context: Context) => readonly Difference[];

/** How the change of every field counts: a field without an entry does not compile. */
export type Comparisons<Holder, Context> = {
  readonly [Field in keyof Required<Holder>]: Compare<Holder[Field], Context>;
};

/** All differences between two values of one kind, in the order of the table. */
export function compareFields<Holder extends object, Context>(
  table: Comparisons<Holder, Context>,
  before: Holder,
  after: Holder,
  context: Context,
): readonly Difference[] {
  const fields = Object.keys(table) as (keyof Required<Holder>)[]; // a table has the fields of its type and no others
  return fields.flatMap((field) => table[field](before[field], after[field], context));
}

/** The change of an amount of which more is stricter; what is no number is never called stricter. */
export function byStrictness(before: number, after: number): 'weakened' | 'strengthened' | null {
  if (before === after) return null;
  return after > before ? 'strengthened' : 'weakened';
}

/** The one difference, or none. */
export function difference(
  kind: CriteriaChange['kind'] | null,
  codes: CriteriaChangeCode | Readonly<Record<'weakened' | 'strengthened', CriteriaChangeCode>>,
  path: Path,
  args: Reason['args'] = {},
): readonly Difference[] {
  if (kind === null) return [];
  if (typeof codes === 'string') return [{ kind, code: codes, metric: null, path, args }];
  const code = codes[kind === 'strengthened' ? 'strengthened' : 'weakened'];
  return [{ kind, code, metric: null, path, args }];
}

/** True where both are the same plain data; the order of keys aside. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [first, second] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return (
    first.size === second.size && [...first].every(([key, value]) => second.has(key) && isSame(value, second.get(key)))
  );
}

/** The keys whose values differ, and those that only one of the two has. */
export function changedKeys(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.filter(
    (key) => Object.hasOwn(before, key) !== Object.hasOwn(after, key) || !isSame(before[key], after[key]),
  );
}
