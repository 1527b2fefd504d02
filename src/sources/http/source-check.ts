import type { Source } from '../source.ts';
import type { ResponseCheck } from './response-schema.ts';

/** The check of a source's `schema`, compiled; without one every response fits, and nothing is loaded for it. */
export async function sourceCheck(source: Source): Promise<ResponseCheck> {
  const schema = source.keys['schema'];
  if (schema === undefined) return () => null;
  const { responseCheck } = await import(/* webpackChunkName: "json-schema" */ './response-schema.ts');
  return responseCheck(schema);
}
