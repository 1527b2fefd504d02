import * as z from 'zod/mini';

const count = (description: string) => z.optional(z.nullable(z.int().check(z.gte(0)))).check(z.describe(description));
const number = (description: string) => z.optional(z.nullable(z.number())).check(z.describe(description));
const text = (description: string) => z.optional(z.nullable(z.string())).check(z.describe(description));

const measured = z.looseObject({
  value: number(
    'The value. With `exposure` and without `successes`: the number of events. May be left out with `successes` and `sample_size`.',
  ),
  successes: count('Items that met the condition, of `sample_size`; with `exposure`, the number of events.'),
  sample_size: count('Items judged: independent cases.'),
  attempted: count('Items tried, of which `sample_size` were judged.'),
  stddev: z
    .optional(z.nullable(z.number().check(z.gte(0))))
    .check(z.describe('Standard deviation of the single scores.')),
  stderr: z.optional(z.nullable(z.number().check(z.gte(0)))).check(z.describe('Standard error of the value.')),
  interval: z
    .optional(z.nullable(z.tuple([z.number(), z.number(), z.number()])))
    .check(z.describe('A two-sided confidence interval: low, high, level (0.95 for 95 %).')),
  exposure: z
    .optional(z.nullable(z.number().check(z.gt(0))))
    .check(z.describe('What events were counted over, such as hours or requests; the value is then events per unit.')),
  clusters: z
    .optional(z.nullable(z.int().check(z.gte(1))))
    .check(z.describe('Number of independent groups (users, conversations) that the items come from.')),
  n_effective: z
    .optional(z.nullable(z.number().check(z.gt(0))))
    .check(z.describe('Effective sample size, where the items are not independent.')),
  observed_at: text('When this value was measured, RFC 3339 with an offset; goes before the time of the document.'),
  url: text('An https link shown to reviewers.'),
});

const entry = z
  .union([z.number(), measured, z.null()])
  .check(z.describe('A number, or what is known about it. `null` says that there is no value.'));

const subject = z.looseObject({
  commit: text('The commit that was evaluated: the full SHA.'),
  pins: text('The digest of the pinned files that were evaluated, as `launch-gate digest` prints it.'),
  model: text('The model that was evaluated.'),
  dataset: text('The data that it was evaluated on.'),
});

const envelope = {
  observed_at: text('When the values were measured, RFC 3339 with an offset.'),
  subject: z.optional(z.nullable(subject)).check(z.describe('What was evaluated.')),
};

/** The JSON Schema (draft 7) of a native values file, for producers in any language. */
export function valuesJsonSchema(): Readonly<Record<string, unknown>> {
  const document = z.looseObject({
    ...envelope,
    metrics: z.record(z.string(), z.unknown()).check(z.describe('Values by metric id.')),
  });
  const outer = withoutDialect(z.toJSONSchema(document, { target: 'draft-7', io: 'input' }));
  const properties = Object(outer['properties']);
  const metrics = { ...Object(properties['metrics']), additionalProperties: { $ref: '#/definitions/entry' } };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'values.schema.json',
    title: 'Values of metrics, as launch-gate reads them natively',
    $ref: '#/definitions/document',
    definitions: {
      document: { ...outer, properties: { ...properties, metrics } },
      entry: withoutDialect(z.toJSONSchema(entry, { target: 'draft-7', io: 'input' })),
    },
  };
}

function withoutDialect(schema: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema'));
}
