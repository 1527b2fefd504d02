import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';

/** A part of GitHub's description that says how a value looks. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minLength?: number;
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly path: Schema;
  readonly query: Schema;
  readonly body: Schema | null;
  /** By status; `null`: a response without a body. */
  readonly responses: Readonly<Record<string, Schema | null>>;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Node = Record<string, Json>;

/** Null in GitHub's answers where its description promises a value: deleted accounts and deleted forks. */
const NULL_IN_PRACTICE = [
  ['labeled-issue-event', 'actor'],
  ['unlabeled-issue-event', 'actor'],
  ['locked-issue-event', 'actor'],
  ['pull-request', 'user'],
  ['pull-request', 'head', 'repo'],
  ['pull-request', 'head', 'user'],
  ['pull-request-simple', 'head', 'repo'],
  ['workflow-run', 'head_repository'],
] as const;

const file = path.resolve(import.meta.dirname, '../../fixtures/github/openapi.json');
// The description is a committed file, whose shape the tests of the server hold.
const document = converted(JSON.parse(readFileSync(file, 'utf8'))) as unknown as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Node>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, Node>>>>;
};
for (const [name, ...keys] of NULL_IN_PRACTICE) {
  let at = document.components['schemas']?.[name];
  for (const key of keys) {
    const properties = at?.['properties'] as Node;
    const inner = properties[key] as Node;
    if (key === keys.at(-1)) properties[key] = { anyOf: [{ type: 'null' }, inner] };
    at = inner;
  }
}

const ajv = new Ajv({ strict: false, allErrors: false, logger: false, formats: formats() });
ajv.addSchema({ $id: 'github', components: document.components });
const compiled = new Map<Schema, ValidateFunction>();

/** What is wrong with a value, in ajv's words; `null` where nothing is. */
export function problem(schema: Schema, value: unknown): string | null {
  let validate = compiled.get(schema);
  if (validate === undefined) {
    validate = ajv.compile(absolute(schema as unknown as Json) as object);
    compiled.set(schema, validate);
  }
  return validate(value) ? null : ajv.errorsText(validate.errors, { dataVar: 'value' });
}

/** The schema itself, or the one that it refers to. */
export function resolved(schema: Schema): Schema {
  return schema.$ref === undefined ? schema : resolved(pointed(schema.$ref) as Schema);
}

/** Every operation, those with the most literal paths first. */
export const OPERATIONS: readonly Operation[] = Object.entries(document.paths)
  .flatMap(([route, methods]) => Object.entries(methods).map(([method, node]) => operation(route, method, node)))
  .sort((a, b) => a.names.length - b.names.length || b.pattern.source.length - a.pattern.source.length);

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
  readonly 'x-multi-segment'?: boolean;
}

function operation(route: string, method: string, node: Node): Operation {
  const parameters = ((node['parameters'] ?? []) as Node[]).map(referred) as unknown as Parameter[];
  const names: string[] = [];
  const source = route.replaceAll(/[.]/g, '\\.').replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name);
    const many = parameters.some((one) => one.name === name && one['x-multi-segment'] === true);
    return many ? '(.+)' : route.includes('...') && name !== 'owner' && name !== 'repo' ? '(.+?)' : '([^/]+)';
  });
  const body = (node['requestBody'] ?? null) as Node | null;
  const responses = Object.entries(node['responses'] as Node).map(([status, response]): [string, Schema | null] => [
    status,
    jsonOf(referred(response as Node)),
  ]);
  return {
    id: String(node['operationId']),
    method: method.toUpperCase(),
    pattern: new RegExp(`^${source}$`),
    names,
    path: objectOf(parameters.filter((one) => one.in === 'path')),
    query: objectOf(parameters.filter((one) => one.in === 'query')),
    body: body === null ? null : jsonOf(body),
    responses: Object.fromEntries(responses),
  };
}

function objectOf(parameters: readonly Parameter[]): Schema {
  return {
    type: 'object',
    required: parameters.filter(({ required }) => required === true).map(({ name }) => name),
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
    additionalProperties: false,
  };
}

function jsonOf(response: Node): Schema | null {
  const content = response['content'] as Record<string, { schema?: Schema }> | undefined;
  return content?.['application/json']?.schema ?? null;
}

function referred(node: Node): Node {
  return typeof node['$ref'] === 'string' ? referred(pointed(node['$ref'])) : node;
}

function pointed(pointer: string): Node {
  const [, , kind = '', name = ''] = pointer.split('/');
  const found = document.components[kind]?.[name];
  if (found === undefined) throw new Error(`the description has no ${pointer}`);
  return found;
}

/** OpenAPI's `nullable` as JSON Schema says it. */
function converted(node: Json): Json {
  if (Array.isArray(node)) return node.map(converted);
  if (node === null || typeof node !== 'object') return node;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(node as Node).map(([key, value]) => [key, converted(value)]),
  );
  return nullable === true
    ? { anyOf: [{ type: 'null' }, rest] }
    : nullable === undefined
      ? rest
      : { ...rest, nullable };
}

/** The same with references that hold outside the description. */
function absolute(node: Json): Json {
  if (Array.isArray(node)) return node.map(absolute);
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(
    Object.entries(node as Node).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' && value.startsWith('#') ? `github${value}` : absolute(value),
    ]),
  );
}

function formats(): Record<string, true | RegExp | ((text: string) => boolean)> {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
  return { 'date-time': time, uri: (text) => URL.canParse(text), email: /@/, int64: true };
}
