import * as z from 'zod/mini';

/** A time as GitHub writes it, RFC 3339 with an offset, as milliseconds since the epoch. */
export const githubTime = z.pipe(
  z.string().check(
    z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/),
    z.refine((text) => Number.isFinite(Date.parse(text))),
  ),
  z.transform((text) => Date.parse(text)),
);
