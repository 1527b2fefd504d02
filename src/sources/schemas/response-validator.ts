import { Ajv, type AnySchema, type ErrorObject, type Options } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { RE2JS } from 're2js';

/** What is wrong with a schema, and the word or the place in it. */
export interface SchemaSlip {
  readonly kind: 'keyword' | 'place' | 'reference' | 'pattern' | 'draft' | 'other';
  readonly name: string;
}

type SchemaReading =
  | {
      readonly ok: true;
      /** The first thing that does not fit, or `null`. Throws what reading the response throws. */
      readonly mismatch: (response: unknown) => ErrorObject | null;
    }
  | { readonly ok: false; readonly slip: SchemaSlip };

const DRAFT_2020 = /^https:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/;
const DRAFT_07 = /^http:\/\/json-schema\.org\/draft-07\/schema#?$/;

class UnusableSchema extends Error {
  readonly slip: SchemaSlip;

  constructor(kind: SchemaSlip['kind'], name = '') {
    super();
    this.slip = { kind, name };
  }
}

/** Patterns with the semantics of RE2, whose time grows with the text only: a response cannot make one hang. */
const linear = Object.assign(
  (pattern: string) => {
    const compiled = compiledPattern(pattern);
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
  // What a keyword expects stands in the error then.
  verbose: true,
  logger: false,
  // Of several schemas none knows another, whatever they call themselves.
  addUsedSchema: false,
  code: { regExp: linear },
};

/** Compiles a JSON Schema: draft-07, or 2020-12 where its `$schema` says so; or says what is wrong with it. */
export function readSchema(schema: unknown): SchemaReading {
  let ajv: Ajv | null = null;
  try {
    ajv = compilerOf(schema);
    // The criteria hold a map here; whether it is a schema is what compiling finds out.
    const validate = ajv.compile(schema as AnySchema);
    return { ok: true, mismatch: (response) => (validate(response) ? null : outermost(validate.errors ?? [])) };
  } catch (error) {
    return { ok: false, slip: slipOf(error, ajv) };
  }
}

/** Made when first needed: compiling the schema of schemas takes longer than most schemas do. */
let draft07: Ajv | null = null;
let draft2020: Ajv | null = null;

function compilerOf(schema: unknown): Ajv {
  const named = typeof schema === 'object' && schema !== null && '$schema' in schema ? schema.$schema : undefined;
  const isAsync = typeof schema === 'object' && schema !== null && '$async' in schema;
  // A check that answers later.
  if (isAsync) throw new UnusableSchema('keyword', '$async');
  if (named === undefined || (typeof named === 'string' && DRAFT_07.test(named))) {
    draft07 ??= withKeywords(new Ajv(OPTIONS));
    return draft07;
  }
  if (typeof named !== 'string' || !DRAFT_2020.test(named)) throw new UnusableSchema('draft');
  draft2020 ??= withKeywords(new Ajv2020(OPTIONS));
  return draft2020;
}

function withKeywords(ajv: Ajv): Ajv {
  ajv.removeKeyword('uniqueItems');
  return ajv.addKeyword({ keyword: 'uniqueItems', type: 'array', schemaType: 'boolean', validate: hasDistinct });
}

function compiledPattern(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch {
    throw new UnusableSchema('pattern', pattern);
  }
}

/** Of alternatives of which none fits, that none does. */
function outermost(errors: readonly ErrorObject[]): ErrorObject | null {
  const last = errors.at(-1) ?? null;
  return last?.keyword === 'if' ? (errors[0] ?? last) : last;
}

/** Of what the library says only the names that the schema itself holds. */
function slipOf(error: unknown, ajv: Ajv | null): SchemaSlip {
  if (error instanceof UnusableSchema) return error.slip;
  if (error instanceof Ajv.MissingRefError) return { kind: 'reference', name: error.missingRef };
  const keyword = error instanceof Error ? /unknown keyword: "([^"]*)"/.exec(error.message)?.[1] : undefined;
  if (keyword !== undefined) return { kind: 'keyword', name: keyword };
  const place = ajv?.errors?.[0]?.instancePath ?? '';
  return place === '' ? { kind: 'other', name: '' } : { kind: 'place', name: place };
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
