import type { Source } from '../source.ts';
import type { ResponseCheck } from './response-schema.ts';

type Check = Promise<ResponseCheck>;

const checks = new WeakMap<object, Check>();

/**
 * The check of a source's `schema`, compiled; without one every response fits, and nothing is loaded for it. For the same
 * schema it is the same, and holds each response against it once, however many read that response.
 */
export function sourceCheck({ keys: { schema } }: Source): Check {
  if (typeof schema !== 'object' || schema === null) return compiled(schema);
  const check = checks.get(schema) ?? compiled(schema);
  checks.set(schema, check);
  return check;
}

async function compiled(schema: unknown): Check {
  if (schema === undefined) return () => null;
  const { responseCheck } = await import(/* webpackChunkName: "json-schema" */ './response-schema.ts');
  return eachOnce(responseCheck(schema));
}

function eachOnce(check: ResponseCheck): ResponseCheck {
  const results = new WeakMap<object, ReturnType<ResponseCheck>>();
  return (response) => {
    if (typeof response !== 'object' || response === null) return check(response);
    const known = results.get(response);
    if (known !== undefined) return known;
    const result = check(response);
    results.set(response, result);
    return result;
  };
}
