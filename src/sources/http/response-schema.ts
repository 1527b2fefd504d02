import { Ajv, type AnySchema, type Options } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { RE2JS } from 're2js';
import { DuplicateKey } from '../bare-object.ts';
import type { AskingFailed } from '../network.ts';
import { quoted } from '../source-problem.ts';

/** What is wrong with a response; `null` where the schema holds. */
export type ResponseCheck = (response: unknown) => AskingFailed | null;

const DRAFT_2020 = /^https:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/;
const DRAFT_07 = /^http:\/\/json-schema\.org\/draft-07\/schema#?$/;

/** Patterns with the semantics of RE2, whose time grows with the text only: a response cannot make one hang. */
const linear = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(pattern);
    return { test: (text: string) => compiled.test(text), toString: () => pattern };
  },
  { code: 'linear' },
);

const OPTIONS: Options = {
  // A key that the schema language does not have would check nothing.
  strictSchema: true,
  strictTypes: false,
  strictTuples: false,
  strictRequired: false,
  allowUnionTypes: true,
  validateFormats: false,
  messages: false,
  logger: false,
  code: { regExp: linear },
};

/** The check of a JSON Schema: draft-07, or 2020-12 where its `$schema` says so. A schema that is none fails all. */
export function responseCheck(schema: unknown): ResponseCheck {
  try {
    const ajv = compilerOf(schema);
    ajv.removeKeyword('uniqueItems');
    ajv.addKeyword({ keyword: 'uniqueItems', type: 'array', schemaType: 'boolean', validate: hasDistinct });
    // The criteria hold a map here; whether it is a schema is what compiling finds out.
    const validate = ajv.compile(schema as AnySchema);
    return (response) =>
      checked(
        () => validate(response),
        () => validate.errors?.[0]?.instancePath ?? '',
      );
  } catch {
    const detail =
      'schema is not a JSON Schema that can be used: draft-07 or 2020-12, no unknown keywords, no references to elsewhere, patterns without look-around and back references';
    return () => failure('config', detail);
  }
}

function compilerOf(schema: unknown): Ajv {
  const named = typeof schema === 'object' && schema !== null && '$schema' in schema ? schema.$schema : undefined;
  const isAsync = typeof schema === 'object' && schema !== null && '$async' in schema;
  if (isAsync) throw new Error('a check that answers later');
  if (named === undefined || (typeof named === 'string' && DRAFT_07.test(named))) {
    return new Ajv(OPTIONS);
  }
  if (typeof named !== 'string' || !DRAFT_2020.test(named)) throw new Error('another draft');
  return new Ajv2020(OPTIONS);
}

function checked(holds: () => unknown, where: () => string): AskingFailed | null {
  try {
    if (holds() === true) return null;
  } catch (error) {
    if (error instanceof DuplicateKey) return failure('ambiguous', 'a key of the response stands twice in one object');
    return failure('bad-response', 'the response cannot be checked against schema');
  }
  const place = where();
  return failure(
    'bad-response',
    `the response does not fit schema ${place === '' ? 'at the top' : `at ${quoted(place)}`}`,
  );
}

function failure(code: AskingFailed['code'], detail: string): AskingFailed {
  return { ok: false, code, detail, status: null };
}

/** `uniqueItems` in time that grows with the list: comparing each with each would take hours on a long one. */
function hasDistinct(wanted: boolean, list: readonly unknown[]): boolean {
  if (!wanted) return true;
  const seen = new Set<string>();
  for (const one of list) seen.add(canonical(one));
  return seen.size === list.length;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null)
    return typeof value === 'number' ? String(value) : JSON.stringify(value);
  const pairs = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`);
  return `{${pairs.sort().join(',')}}`;
}
