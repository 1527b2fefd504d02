import type { ErrorObject } from 'ajv';
import { DuplicateKey } from '../bare-object.ts';
import type { AskingFailed } from '../network.ts';
import { readSchema, type SchemaSlip, TooManySteps } from '../schemas/response-validator.ts';
import { namesIn } from '../schemas/schema-parts.ts';
import { quoted } from '../source-problem.ts';

/** What is wrong with a response; `null` where the schema holds. */
export type ResponseCheck = (response: unknown) => AskingFailed | null;

const READABLE = 'draft-07 or 2020-12, no references to elsewhere, patterns without look-around and back references';

/** The check of a JSON Schema: draft-07, or 2020-12 where its `$schema` says so. A schema that is none fails all. */
export function responseCheck(schema: unknown): ResponseCheck {
  const reading = readSchema(schema);
  if (reading.ok) {
    const names = namesIn(schema);
    return (response) => checked(response, reading.mismatch, names);
  }
  const detail = `schema ${slipText(reading.slip)}: ${READABLE}`;
  return () => failure('config', detail);
}

function slipText({ kind, name }: SchemaSlip): string {
  switch (kind) {
    case 'keyword':
      return `holds ${quoted(name)}, which is no keyword of a JSON Schema that can be used`;
    case 'place':
      return `holds a value at ${quoted(name)} that its keyword cannot have`;
    case 'reference':
      return `refers to ${quoted(name)}, which is not in it`;
    case 'recursion':
      return `comes back to itself by ${quoted(name)} for the same value`;
    case 'pattern':
      return `has the pattern ${quoted(name)}, which cannot be used`;
    case 'draft':
      return 'names a draft that is not read';
    case 'other':
      return 'is not a JSON Schema that can be used';
    default:
      return kind satisfies never;
  }
}

function checked(
  response: unknown,
  mismatch: (response: unknown) => ErrorObject | null,
  names: ReadonlySet<string>,
): AskingFailed | null {
  try {
    const error = mismatch(response);
    if (error === null) return null;
    const place = error.instancePath === '' ? 'at the top' : `at ${quoted(shownPath(response, error, names))}`;
    return failure('bad-response', `the response does not fit schema ${place}: ${expectation(error)}`);
  } catch (error) {
    if (error instanceof DuplicateKey) return failure('ambiguous', 'a key of the response stands twice in one object');
    if (error instanceof TooManySteps) return failure('too-large', 'the response is too large to be checked by schema');
    return failure('bad-response', 'the response cannot be checked against schema');
  }
}

/** The path with the names that stand in the schema, and the places in lists; any other key is the response's own. */
function shownPath(response: unknown, { instancePath }: ErrorObject, names: ReadonlySet<string>): string {
  let at: unknown = response;
  const shown = instancePath
    .split('/')
    .slice(1)
    .map((part) => {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const isPlace = Array.isArray(at);
      // Where the path leads was read before: it stands there.
      at = typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[key] : undefined;
      return isPlace || names.has(key) ? part : '*';
    });
  return `/${shown.join('/')}`;
}

/** What the schema expects there, in its own words: nothing of the response. */
function expectation({ keyword, params, schema }: ErrorObject): string {
  const { missingProperty } = params;
  if (keyword === 'required' && typeof missingProperty === 'string')
    return `expected "required" ${quoted(missingProperty)}`;
  const isList = Array.isArray(schema) && schema.every((one) => typeof one !== 'object' || one === null);
  const value = isList || typeof schema !== 'object' || schema === null ? JSON.stringify(schema) : undefined;
  return value === undefined ? `expected what "${keyword}" says` : `expected "${keyword}": ${clipped(value)}`;
}

function clipped(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function failure(code: AskingFailed['code'], detail: string): AskingFailed {
  return { ok: false, code, detail, status: null };
}
