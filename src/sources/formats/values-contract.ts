import { DuplicateKey } from '../bare-object.ts';
import { kindOf } from '../source-problem.ts';
import { validateValuesDocument, validateValuesEntry } from './values-validator.generated.ts';

/** How something breaks the published schema: the keys that lead to the place, and what is there. */
export interface Breach {
  readonly path: readonly string[];
  readonly found: unknown;
  /** A key stands twice on the way, so that nothing can be said of what it holds. */
  readonly duplicate: string | null;
}

interface Violation {
  readonly instancePath: string;
  readonly keyword: string;
}
type Validator = ((data: unknown) => boolean) & { errors?: readonly Violation[] | null };

/** Where a document without its entries breaks `schema/values.schema.json`, or `null`. */
export function documentBreach(document: unknown): Breach | null {
  return breach(validateValuesDocument, document);
}

/** Where one entry of `metrics` breaks the schema, or `null`. */
export function entryBreach(entry: unknown): Breach | null {
  return breach(validateValuesEntry, entry);
}

/** What a breach is, in words for the text after "found". */
export function foundWords(found: unknown): string {
  return typeof found === 'number' && Number.isFinite(found) ? String(found) : kindOf(found);
}

function breach(validate: Validator, data: unknown): Breach | null {
  try {
    if (validate(data)) return null;
    // Of the alternatives of a union, the violation that lies deepest says what is wrong with the one that was meant.
    const [deepest] = [...(validate.errors ?? [])].sort((a, b) => b.instancePath.length - a.instancePath.length);
    const path = (deepest?.instancePath ?? '').split('/').slice(1).map(unescaped);
    return { path, found: path.reduce(step, data), duplicate: null };
  } catch (error) {
    if (error instanceof DuplicateKey) return { path: [error.key], found: null, duplicate: error.key };
    throw error;
  }
}

function step(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

function unescaped(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}
