import * as z from 'zod/mini';

/** A schema with its description, which the published JSON Schema carries. */
export function described<T extends z.ZodMiniType>(schema: T, description: string): T {
  return schema.check(z.describe(description)) as T;
}
/** A text with its description. */
export const text = (description: string) => described(z.string(), description);
