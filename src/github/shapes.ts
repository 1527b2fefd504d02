import * as z from 'zod/mini';

/** A commit's full name, in lower case. */
export const SHA = z.string().check(z.regex(/^[0-9a-f]{40}$/));

/** The number of a pull request. */
export const NUMBER = z.int().check(z.minimum(1), z.maximum(999_999_999));

/** An account's or repository's number. */
export const ID = z.int().check(z.minimum(1));

/** Short text that GitHub always fills in. */
export const NAME = z.string().check(z.minLength(1), z.maxLength(1000));

/** A commit's full name in lower case, or `null` for anything else. */
export function shaFrom(text: string | undefined): string | null {
  const lower = text?.toLowerCase() ?? '';
  return /^[0-9a-f]{40}$/.test(lower) ? lower : null;
}
