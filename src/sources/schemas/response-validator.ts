import { Ajv, type AnySchema, type ErrorObject, type MissingRefError, type Options } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { RE2JS } from 're2js';
import { endlessReference, withEachSchema } from './schema-parts.ts';

/** What is wrong with a schema, and the word or the place in it. */
export interface SchemaSlip {
  readonly kind: 'keyword' | 'place' | 'reference' | 'recursion' | 'pattern' | 'draft' | 'other';
  readonly name: string;
}

type SchemaReading =
  | {
      readonly ok: true;
      /** The first thing that does not fit, or `null`. Throws `TooManySteps`, and what reading the response throws. */
      readonly mismatch: (response: unknown) => ErrorObject | null;
    }
  | { readonly ok: false; readonly slip: SchemaSlip };

const DRAFT_2020 = /^https:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/;
const DRAFT_07 = /^http:\/\/json-schema\.org\/draft-07\/schema#?$/;

/** The keyword that counts: each schema has it, so that also schemas that multiply by references come to an end. */
const STEP = 'launch-gate:step';
/** How often a value of one response may be held against a schema. */
const MOST_STEPS = 10_000_000;

/** Thrown where a response has too many values to be held against that many schemas. */
export class TooManySteps extends Error {}

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
    const validate = ajv.compile(named(withEachSchema(schema, counted)) as AnySchema);
    const endless = endlessReference(schema);
    if (endless !== null) throw new UnusableSchema('recursion', endless);
    const mismatch = (response: unknown): ErrorObject | null => {
      // Nothing waits while a response is checked, so that one count serves all.
      stepsLeft = MOST_STEPS;
      return validate(response) ? null : outermost(validate.errors ?? []);
    };
    return { ok: true, mismatch };
  } catch (error) {
    return { ok: false, slip: slipOf(error, ajv) };
  }
}

let stepsLeft = 0;

/** A schema with an id: in one without, the library does not find the whole schema by a reference to it (`#`). */
function named(schema: unknown): unknown {
  const isMap = typeof schema === 'object' && schema !== null && !Array.isArray(schema);
  return isMap ? { $id: 'urn:launch-gate:response', ...schema } : schema;
}

function counted(schema: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (Object.hasOwn(schema, STEP)) throw new UnusableSchema('keyword', STEP);
  return { ...schema, [STEP]: true };
}

function takesStep(): boolean {
  stepsLeft -= 1;
  if (stepsLeft < 0) throw new TooManySteps();
  return true;
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
  ajv.addKeyword({ keyword: STEP, schemaType: 'boolean', errors: false, validate: takesStep });
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
  if (error instanceof Ajv.MissingRefError) return { kind: 'reference', name: referenceIn(error) };
  const keyword = error instanceof Error ? /unknown keyword: "([^"]*)"/.exec(error.message)?.[1] : undefined;
  if (keyword !== undefined) return { kind: 'keyword', name: keyword };
  const place = ajv?.errors?.[0]?.instancePath ?? '';
  return place === '' ? { kind: 'other', name: '' } : { kind: 'place', name: place };
}

/** The reference as it is written, rather than as it is resolved. */
function referenceIn({ message, missingRef }: MissingRefError): string {
  return /^can't resolve reference (.*) from id /s.exec(message)?.[1] ?? missingRef;
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
