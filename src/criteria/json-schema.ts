import * as z from 'zod/mini';
import { SOURCE_SCHEMAS } from '../sources/schemas/index.ts';
import { descriptions, id, needed, option } from '../sources/schemas/leaves.ts';
import { fileSchema } from './file-schema.ts';
import { metricSchema } from './metric-schema.ts';
import { METRICS_LIMIT, RESERVED_FOR_METRICS, RESERVED_IDS, SOURCES_LIMIT } from './read-entries.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The JSON Schema of the criteria file (draft 7, which editors read), from the same schemas that read the file. It knows
 * the whole format, also parts that the gate does not act on yet.
 */
export function criteriaJsonSchema(): object {
  const schema = z.toJSONSchema(wholeFile(), {
    target: 'draft-7',
    metadata: descriptions,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => complete(zodSchema, jsonSchema),
  });
  const { $schema, ...rest } = schema;
  const title = 'Acceptance criteria of one AI feature, judged by launch-gate';
  return { $schema, $id: 'launch-gate.schema.json', title, ...withLimits(rest) };
}

/** The file with its entries, which are read one by one, put together. */
function wholeFile() {
  const sources = [...SOURCE_SCHEMAS.values()].map((type) => type.source());
  const froms = [...SOURCE_SCHEMAS.values()].map((type) => type.from());
  const metric = z.strictObject({
    ...metricSchema().def.shape,
    from: option(
      z.union([id(), ...froms]),
      'Where the value comes from: a source id, or a map with source and keys of its type. Absent: the values files given to the run.',
    ),
  });
  return z.strictObject({
    ...fileSchema().def.shape,
    sources: option(z.record(id(), z.union(sources)), 'Where values come from, by id.'),
    metrics: needed(z.record(id(), metric), 'The metrics with their targets, by id.'),
  });
}

/** Adds which keys a map cannot do without, which zod is not told since absence has a finding of its own. */
function complete(zodSchema: z.core.$ZodTypes, jsonSchema: JsonSchema): void {
  delete jsonSchema['needed'];
  if (zodSchema._zod.def.type !== 'object') return;
  const { shape } = zodSchema._zod.def;
  const keys = Object.keys(shape).filter((key) => {
    const entry = shape[key];
    return entry !== undefined && descriptions.get(entry)?.needed === true;
  });
  const required = [...new Set([...(jsonSchema.required ?? []), ...keys])];
  if (required.length === 0) return;
  if (!Object.hasOwn(shape, 'regression')) jsonSchema.required = required;
  else {
    // The catalogue knows the layer of some names, and with a regression there need be no target.
    jsonSchema.required = required.filter((key) => key !== 'target' && key !== 'layer');
    if (jsonSchema.required.length === 0) delete jsonSchema.required;
    jsonSchema.anyOf = [{ required: ['target'] }, { required: ['regression'] }];
  }
}

function withLimits(schema: JsonSchema): JsonSchema {
  const { feature, metrics, sources, ...rest } = schema.properties ?? {};
  const reserved = (part: unknown, ids: readonly string[], more: object) =>
    typeof part === 'object' && part !== null
      ? { ...part, ...more, ...(ids.length > 0 ? notThese(part, ids) : {}) }
      : part;
  const properties = {
    ...rest,
    feature: reserved(feature, [], { not: { enum: RESERVED_IDS } }),
    sources: reserved(sources, RESERVED_IDS, { maxProperties: SOURCES_LIMIT }),
    metrics: reserved(metrics, [...RESERVED_IDS, ...RESERVED_FOR_METRICS], {
      minProperties: 1,
      maxProperties: METRICS_LIMIT,
    }),
  };
  const ordered = Object.fromEntries(
    Object.keys(schema.properties ?? {}).map((key) => [key, properties[key as keyof typeof properties]]),
  );
  return { ...schema, properties: ordered } as JsonSchema; // the same properties, three of them with limits
}

function notThese(part: object, ids: readonly string[]): object {
  const names = 'propertyNames' in part && typeof part.propertyNames === 'object' ? part.propertyNames : {};
  return { propertyNames: { ...names, not: { enum: ids } } };
}
