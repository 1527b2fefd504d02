import type { Draft } from '../draft.ts';
import { clip } from '../findings.ts';
import { type Reading, report } from '../read-map.ts';

/** Characters of a schema as JSON beyond which it is compiled only when a response is there to be checked. */
const LONGEST_SCHEMA = 50_000;

/** Compiles the JSON Schemas of responses, so that a slip in one is found before every response is refused by it. */
export async function checkResponseSchemas(draft: Draft, reading: Reading): Promise<void> {
  const declared = draft.sources.flatMap(({ id, type, keys }) => {
    const schema = type === 'http' ? keys['schema'] : undefined;
    return schema === undefined || isLong(schema) ? [] : [{ schema, path: ['sources', id, 'schema'] }];
  });
  if (declared.length === 0) return;
  const { readSchema } = await import(
    /* webpackChunkName: "json-schema" */ '../../sources/schemas/response-validator.ts'
  );
  for (const { schema, path } of declared) {
    const read = readSchema(schema);
    if (!read.ok) report(reading, 'invalid-schema', path, { problem: read.slip.kind, value: clip(read.slip.name) });
  }
}

function isLong(schema: unknown): boolean {
  return JSON.stringify(schema).length > LONGEST_SCHEMA;
}
