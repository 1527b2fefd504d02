import * as z from 'zod/mini';
import { DIAGNOSIS_CODES } from '../core/diagnosis.ts';
import { LAYERS, METRIC_LAYERS, STAGES } from '../core/layer.ts';
import { REFUSAL_CODES } from '../core/override.ts';
import { STATUSES } from '../core/result.ts';
import { alert } from './report-schema-alert.ts';
import { northStar } from './report-schema-north-star.ts';
import { described, text } from './report-schema-parts.ts';

const layer = z.enum(LAYERS);
const stage = z.enum(STAGES);
const whole = z.int().check(z.gte(0));
const count = z.object({ need: whole, have: whole });
const colour = z.nullable(z.enum(['green', 'red', 'unknown', 'unmeasured', 'pending']));
const broken = { code: z.enum(DIAGNOSIS_CODES), from: z.nullable(layer), to: z.nullable(layer) };

const diagnosisParts = {
  ...broken,
  inherited: described(z.array(layer), 'Red layers above the break, which inherit it.'),
  unverified: described(z.array(layer), 'Inherited layers with something unmeasured or undecided in between.'),
  secondary: described(z.array(z.object(broken)), 'Breaks below the headline, contained by a green layer.'),
  blind: described(z.array(layer), 'Layers that are not measured.'),
  unknown: described(z.array(layer), 'Layers whose evidence does not decide.'),
  measure: described(z.array(layer), 'Layers to measure before the break can be placed.'),
  text: text('The diagnosis in sentences, for people.'),
};

const graphNote = z.object({
  metric: z.string(),
  kind: z.enum(['divergence', 'root', 'inherited', 'unresolved', 'suspect-proxy', 'compensated']),
  drivers: z.array(z.string()),
  assumed: z.boolean(),
});

const diagnosis = z.object({
  ...diagnosisParts,
  monday: text('What to do next.'),
  details: described(z.array(z.string()), 'Further sentences: other breaks, mixed and blind layers, notes.'),
  graph: described(z.array(graphNote), 'What the metrics that `drives` connects say of each other.'),
  leaning: described(
    z.nullable(z.object(diagnosisParts)),
    'The diagnosis with undecided layers taken by their point values; it never changes `code`.',
  ),
});

const reason = z.object({ code: z.string(), text: z.string(), fix: z.string() });

const instant = z.nullable(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)));

const metric = z.object({
  id: z.string(),
  title: z.nullable(z.string()),
  layer: z.enum(METRIC_LAYERS),
  status: z.enum(STATUSES),
  reason,
  value: described(z.nullable(z.number()), 'The number that was judged.'),
  uncorrected_value: described(
    z.nullable(z.number()),
    'What the judge said, where `value` is corrected for how it does against people.',
  ),
  target: text('The comparison as the criteria write it.'),
  unit: z.nullable(z.string()),
  required: z.boolean(),
  waived: described(z.boolean(), 'True where an override covers it; its status stays what it is.'),
  sample_size: z.nullable(z.number()),
  attempted: described(z.nullable(z.number()), 'Items tried, of which `sample_size` were judged.'),
  worst_case_value: described(z.nullable(z.number()), 'The value if every item that was lost had failed.'),
  interval: described(
    z.nullable(z.tuple([z.number(), z.number()])),
    'Two-sided interval at level 2c − 1, which matches the one-sided test at confidence c.',
  ),
  confidence: z.nullable(z.number()),
  method: z.nullable(z.enum(['exact', 'wilson', 't', 'z', 'poisson', 'given', 'point'])),
  samples_needed: z.nullable(z.object({ least: z.number(), likely: z.number() })),
  observed_at: instant,
  observed_at_kind: z.nullable(
    z.enum(['sample', 'last-event', 'window-end', 'commit', 'computed', 'query-time', 'none']),
  ),
  age_seconds: z.nullable(z.number()),
  source: described(z.nullable(z.string()), 'Id of the source, or `values`.'),
  where: described(z.nullable(z.string()), 'Where in the source.'),
  provenance: z.nullable(z.enum(['live', 'file', 'this-run', 'in-change'])),
  indicator: z.enum(['leading', 'lagging']),
  due: z.nullable(z.string()),
  guarded_by: described(z.array(z.string()), 'Counter-metrics that would show this one being gamed.'),
  valid_if: described(z.array(z.string()), 'Preconditions of this metric.'),
  untrusted: described(z.array(z.string()), 'Those of the preconditions that do not pass.'),
  provisional: described(
    z.nullable(z.object({ until: z.string(), reason: z.string(), days_left: z.nullable(z.number()) })),
    'Until when an undecided result does not block; `days_left` where it excuses one now.',
  ),
  bind: described(z.nullable(z.enum(['commit', 'pins'])), 'What the evidence must name.'),
  notes: described(z.array(z.string()), 'What the source remarked beside the value.'),
  alert: z.nullable(alert),
  url: z.nullable(z.string()),
});

const finding = z.object({
  code: z.string(),
  level: z.enum(['error', 'warning', 'info']),
  path: z.string(),
  line: z.nullable(z.number()),
  column: z.nullable(z.number()),
  metric: z.nullable(z.string()),
  message: z.string(),
  fix: z.string(),
  usually: described(
    z.nullable(z.object({ level: z.enum(['error', 'warning', 'info']), reason: z.nullable(z.string()) })),
    'Where the criteria set another level than the usual one: which that is, and the reason that they give.',
  ),
});

const change = z.object({
  metric: described(z.nullable(z.string()), 'The metric that it is about; `null` for the file as a whole.'),
  kind: described(
    z.enum(['weakened', 'strengthened', 'other']),
    '`weakened`: it could turn a no-go into a go, and blocks; `strengthened`: only a go into a no-go; `other`: neither.',
  ),
  code: z.optional(z.string()),
  text: z.string(),
  line: described(z.nullable(z.number()), "Line in the pull request's copy."),
});

const overrideParts = {
  state: z.enum(['granted', 'refused']),
  label: z.string(),
  scope: text('`all`, a layer, or the id of a metric.'),
  by: described(z.nullable(z.string()), 'Login of the person who applied the label.'),
  by_id: described(z.nullable(z.number()), 'Number of that account, which no renaming changes.'),
  role: described(z.nullable(z.string()), 'Role in the repository at the time of judging.'),
  event_id: described(z.nullable(z.number()), 'The event of the pull request that applied the label.'),
  labelled_at: instant,
  head_sha: z.string(),
  reason: z.nullable(z.string()),
  expires_at: instant,
  covers: described(z.array(z.string()), 'What blocked and is overridden; empty where refused.'),
  refusal: z.nullable(z.object({ code: z.enum(REFUSAL_CODES), text: z.string(), fix: z.string() })),
  last_pusher_known: described(
    z.boolean(),
    'False where GitHub does not tell who pushed the newest commit, so that not everyone could be excluded.',
  ),
};
const override = z.object({
  ...overrideParts,
  others: described(z.array(z.object(overrideParts)), 'Further labels of the gate on the pull request.'),
});

/** The JSON report: every key is always there, `null` where it has no value. */
const reportSchema = z.object({
  schema_version: z.literal(1),
  feature: z.nullable(z.string()),
  decision: z.enum(['go', 'no-go']),
  cause: z.enum(['verdict', 'override', 'report-mode', 'not-affected']),
  verdict: z.enum(['pass', 'incomplete', 'fail', 'error']),
  evaluated_at: instant,
  mode: z.enum(['enforce', 'report']),
  stage: described(
    z.object({ asked: stage, reached: z.nullable(stage) }),
    '`reached`: the highest stage whose verdict would be `pass`.',
  ),
  subject: z.object({
    repository: z.nullable(z.string()),
    event: z.nullable(z.string()),
    pull_request: z.nullable(z.number()),
    head_sha: z.nullable(z.string()),
    base_sha: z.nullable(z.string()),
    run_url: z.nullable(z.string()),
    run_attempt: z.nullable(z.number()),
  }),
  criteria: z.object({
    path: z.string(),
    ref: z.nullable(z.string()),
    sha: z.nullable(z.string()),
    digest: z.nullable(z.string()),
    changes: described(
      z.array(change),
      'Changes of the criteria in this pull request, against the point where its branch began.',
    ),
  }),
  launch_set: described(
    z.object({
      complete: z.boolean(),
      missing: z.array(z.enum(['model', 'task', 'product', 'business', 'alerted_leading'])),
      counts: z.object({ model: count, task: count, product: count, business: count, alerted_leading: count }),
    }),
    'At the stage asked for. Where the criteria could not be read: the fixed minimum, of which nothing is there.',
  ),
  layers: described(
    z.object({ model: colour, task: colour, product: colour, business: colour }),
    'Colour of each layer from its required metrics; `null` where the criteria could not be read.',
  ),
  diagnosis: described(z.nullable(diagnosis), '`null` where the criteria could not be read.'),
  north_star: northStar,
  metrics: z.array(metric),
  blocking: described(
    z.array(z.string()),
    'What blocks, or with mode `report` would have: metric ids, `alert:<metric-id>`, `launch-set`, `criteria`, `workflow`.',
  ),
  override: described(z.nullable(override), 'What the label on the pull request came to; `null` where there is none.'),
  findings: z.array(finding),
});

/** The JSON report as a type. */
export type Report = z.infer<typeof reportSchema>;

/** Keys that explain rather than decide: always written, and not demanded of a report that another program writes. */
const EXPLAINING: ReadonlySet<string> = new Set([
  'fix',
  'attempted',
  'worst_case_value',
  'method',
  'where',
  'rule',
  'provenance',
  'due',
  'uncorrected_value',
  'guarded_by',
  'valid_if',
  'untrusted',
  'provisional',
  'bind',
  'usually',
  'notes',
  'unverified',
  'north_star',
  'measure',
  'monday',
  'details',
  'graph',
  'leaning',
  'metric',
  'event_id',
  'last_pusher_known',
  'others',
  'answers',
  'delay',
]);

/** The JSON Schema (draft 2020-12) of the report. Readers ignore keys they do not know, so that a later version may add some. */
export function reportJsonSchema(): object {
  const schema = z.toJSONSchema(reportSchema, {
    target: 'draft-2020-12',
    io: 'input',
    override: ({ jsonSchema }) => {
      if (jsonSchema.required !== undefined)
        jsonSchema.required = jsonSchema.required.filter((name) => !EXPLAINING.has(name));
    },
  });
  return { ...schema, $id: 'report.schema.json', title: 'launch-gate report' };
}
