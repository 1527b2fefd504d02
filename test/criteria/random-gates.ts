import fc from 'fast-check';
import type { Alert, Criterion, From, Gate, SourceDeclaration, Target } from '../../src/core/criterion.ts';
import { LAYERS, STAGES } from '../../src/core/layer.ts';
import type { Measured, Measurement, ProvenanceKind } from '../../src/core/measurement.ts';
import type { NorthStar } from '../../src/core/north-star.ts';
import { OVERRIDE_ROLES, type OverrideRules } from '../../src/core/override.ts';

export const IDS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
export const GLOBS = ['rag/**', 'prompts/**', 'docs/**'] as const;
export const EVENTS = ['pull_request', 'push', 'merge_group', 'schedule'] as const;
const SOURCES = ['s', 't'] as const;

const maybe = <T>(value: fc.Arbitrary<T>) => fc.oneof(fc.constant(null), fc.constant(null), value);
const few = <T>(...values: readonly T[]) => fc.constantFrom(...values);

const bounds = few(0.2, 0.5, 0.5000000000001, 0.6, 0.8, 0.9);
const target: fc.Arbitrary<Target> = fc
  .oneof(
    { weight: 5, arbitrary: fc.tuple(few('>=' as const, '>' as const, '<=' as const, '<' as const), bounds) },
    { weight: 1, arbitrary: fc.tuple(fc.constant('band' as const), fc.tuple(bounds, bounds)) },
  )
  .map(([operator, number]) => {
    if (operator !== 'band' && typeof number === 'number')
      return { kind: 'bound', operator, bound: number, text: `${operator} ${number}` };
    const [low = 0, high = 0] = Array.isArray(number) ? number.toSorted((one, other) => one - other) : [];
    return { kind: 'band', low, high, text: `${low} .. ${high}` };
  });

const alert: fc.Arbitrary<Alert> = fc.record({
  when: maybe(target),
  withinSeconds: maybe(few(3600, 86_400, 172_800, 200_000)),
  notifies: maybe(few('#us', '#them')),
  parts: maybe(
    fc.record({
      everySeconds: maybe(few(60, 86_400)),
      windowSeconds: maybe(few(3600, 86_400)),
      forSeconds: maybe(few(600, 86_400)),
      delaySeconds: maybe(few(60, 7200)),
      routingSeconds: maybe(few(3600, 230_400)),
      eventsPerHour: maybe(few(1, 100)),
    }),
    // Where no part is written there are none.
  ).map((parts) => (parts === null || Object.values(parts).every((part) => part === null) ? null : parts)),
  verify: maybe(
    fc.record({
      source: few(...SOURCES),
      rule: few('High', 'Higher'),
      labels: few<Record<string, string>>({}, { team: 'a' }),
      keys: few<Record<string, unknown>>({}, { exists: 'x' }),
    }),
  ),
});

const from: fc.Arbitrary<From> = fc.record({
  source: few(...SOURCES),
  keys: few<Record<string, unknown>>({}, { select: 'x' }),
  scale: maybe(few(0.01, 1)),
});

const DUES: readonly (readonly [number, string])[] = [
  [1_000_000, '2026-12-15'],
  [2_000_000, '2026-12-20'],
];

const PROVISIONS = [-1, 1000, 2000].map((ahead) => {
  return { untilMs: 1_500_000 + ahead, untilText: `day ${ahead}`, reason: 'r' };
});

/** Every part of a metric, whatever its id. */
const criterionParts = {
  layer: few(...LAYERS, ...LAYERS, 'evidence' as const),
  title: maybe(few('t', 'u')),
  description: maybe(few('t', 'u')),
  owner: maybe(few('t', 'u')),
  runbook: maybe(few('t', 'u')),
  target,
  unit: few(null, 'ratio', 'ratio', 'ms'),
  from: maybe(from),
  required: few(true, true, true, false),
  waivable: few(true, true, false),
  maxAgeSeconds: maybe(few(60, 3600, 7200)),
  minSamples: maybe(few(1, 10, 100)),
  minCompleted: few(0.8, 0.95, 0.95, 1),
  fromStage: few(...STAGES),
  confidence: maybe(few(0.9, 0.95, 0.99)),
  method: few(null, null, null, 'exact' as const, 'wilson' as const, 'point' as const, 't' as const),
  traffic: maybe(few('live' as const, 'curated' as const)),
  indicator: few('leading' as const, 'lagging' as const),
  alert: maybe(alert),
  drives: few<readonly string[]>([], ['a'], ['b']),
  bind: few(null, null, null, 'commit' as const, 'pins' as const),
  guardedBy: few<readonly string[]>([], [], ['a'], ['b']),
  validIf: few<readonly string[]>([], [], [], ['a'], ['b'], ['a', 'c']),
  judge: few(null, null, null, { sensitivity: 0.9, specificity: 0.95 }, { sensitivity: 0.8, specificity: 0.7 }),
  prevalence: maybe(few(0.5, 0.9)),
  provisional: few<Criterion['provisional']>(null, null, ...PROVISIONS),
} as const;

const criterion = fc
  .record({ ...criterionParts, due: fc.option(few(...DUES), { nil: null, freq: 1 }) })
  .map(({ due, ...rest }) => ({ ...rest, dueMs: due?.[0] ?? null, dueText: due?.[1] ?? null }));

const declarations: fc.Arbitrary<readonly SourceDeclaration[]> = fc
  .array(fc.record({ optional: fc.boolean(), path: few('a.json', 'b.json') }), { minLength: 2, maxLength: 2 })
  .map((list) =>
    list.map(({ optional, path }, index) => {
      return { id: SOURCES[index] ?? 's', line: 1, type: 'file', optional, keys: { path } };
    }),
  );

const ruleParts = {
  label: few('gate', 'gate', 'gate', 'other'),
  role: few(...OVERRIDE_ROLES),
  users: maybe(fc.subarray(['mona', 'Octocat'], { minLength: 1 })),
  teams: maybe(fc.subarray(['acme/leads', 'acme/all'], { minLength: 1 })),
  reason: few('required' as const, 'optional' as const),
  expiresSeconds: few(3600, 7200),
  allowAuthor: fc.boolean(),
  disabled: few(false, false, true),
} as const;

const mode = few(...Array.from({ length: 5 }, () => 'enforce' as const), 'report' as const);
const need = few(0, 1, 1, 2);

const needParts = {
  model: need,
  task: need,
  product: need,
  business: few(0, 0, 1),
  alertedLeading: need,
  externalEvidence: fc.boolean(),
  verifiedAlerts: few(false, false, true),
} as const;

const gateParts = {
  feature: few('f', 'f', 'f', 'g'),
  title: maybe(few('t', 'u')),
  owner: maybe(few('t', 'u')),
  mode: fc.record({ byEvent: fc.dictionary(few(...EVENTS), mode, { maxKeys: 2 }), otherwise: mode }),
  appliesTo: maybe(fc.subarray([...GLOBS])),
  stage: few(...STAGES),
  launchDate: maybe(few('2026-12-01', '2026-12-02')),
  launchSet: fc.record(needParts),
  sources: declarations,
  override: fc.record(ruleParts),
  pins: maybe(fc.subarray([...GLOBS], { minLength: 1 })),
  northStar: maybe(few('a', 'b').map(northStar)),
  lints: fc.dictionary(
    few('missing-pair', 'wrong-direction', 'layer-misplaced'),
    fc.record({ level: few('error' as const, 'warning' as const, 'info' as const), reason: few(null, 'r') }),
    { maxKeys: 2 },
  ),
} as const;

function northStar(metric: string): NorthStar {
  return {
    line: 1,
    metric,
    valueQuestion: 'q',
    rewardsBehaviour: null,
    representsOutcome: null,
    couldGrow: [],
    counterMetrics: [],
    detour: null,
    reviewBy: null,
  };
}

const metrics: fc.Arbitrary<readonly Criterion[]> = fc
  .tuple(fc.subarray([...IDS], { minLength: 1, maxLength: 2 }), fc.array(criterion, { minLength: 2, maxLength: 2 }))
  .map(([ids, list]) =>
    list.slice(0, ids.length).map((parts, index) => ({ ...parts, id: ids[index] ?? 'a', line: 1 })),
  );

/** The gate without preconditions that it does not declare, which no file loads with. */
function sound(gate: Gate): Gate {
  const ids = new Set(gate.metrics.map(({ id }) => id));
  const metrics = gate.metrics.map((one) => ({ ...one, validIf: one.validIf.filter((id) => ids.has(id)) }));
  return { ...gate, metrics };
}

/** Any gate. */
export const gates: fc.Arbitrary<Gate> = fc.record({ ...gateParts, metrics }).map(sound);

type Edit = (gate: Gate) => Gate;

/** One part of the gate, or of one of its metrics, written anew; or a metric that comes or goes. */
const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 3,
    arbitrary: partOf(gateParts).map(
      (part): Edit =>
        (gate) => ({ ...gate, ...part }),
    ),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(fc.nat(5), partOf({ ...criterionParts, due: fc.option(few(...DUES), { nil: null }) })).map(
      ([at, { due, ...part }]): Edit =>
        ({ metrics: list, ...gate }) => {
          const dated = due === undefined ? {} : { dueMs: due?.[0] ?? null, dueText: due?.[1] ?? null };
          const changed = list.map((one, index) => (index === at % list.length ? { ...one, ...part, ...dated } : one));
          return { ...gate, metrics: changed };
        },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(few(...IDS), criterion).map(
      ([id, parts]): Edit =>
        (gate) => {
          const others = gate.metrics.filter((one) => one.id !== id);
          const isNew = others.length === gate.metrics.length;
          return { ...gate, metrics: isNew ? [...others, { ...parts, id, line: 1 }] : others };
        },
    ),
  },
);

function partOf<Parts extends Record<string, fc.Arbitrary<unknown>>>(parts: Parts) {
  type Values = { [Key in keyof Parts]?: Parts[Key] extends fc.Arbitrary<infer Value> ? Value : never };
  const one = Object.entries(parts).map(([key, values]) => values.map((value) => ({ [key]: value })));
  return fc.oneof(...one) as fc.Arbitrary<Values>; // one key of the parts with a value of its own arbitrary
}

/** Rules of an override, and those rules with a few parts written anew. */
export const rulePairs: fc.Arbitrary<readonly [OverrideRules, OverrideRules]> = fc
  .tuple(fc.record(ruleParts), fc.array(partOf(ruleParts), { minLength: 1, maxLength: 2 }))
  .map(([rules, parts]) => [rules, Object.assign({}, rules, ...parts)]);

/** Two gates that differ in a few parts. */
export const pairs: fc.Arbitrary<readonly [Gate, Gate]> = fc
  .tuple(gates, fc.array(edit, { minLength: 1, maxLength: 2 }))
  .map(([gate, edits]) => [gate, sound(edits.reduce((edited, one) => one(edited), gate))]);

export const NOW_MS = 1_500_000;
export const PINS = `sha256:${'a'.repeat(64)}`;
export const COMMIT = '0123456789abcdef0123456789abcdef01234567';

/** What is known of a metric whatever the criteria say: evidence, or a source that fails. */
export type Known = Exclude<Measurement, { kind: 'failed' }> | { readonly kind: 'source-fails' };

const provenance = few<ProvenanceKind>('file', 'file', 'live', 'this-run').map((kind) => {
  return { source: 'values', where: 'r.json', kind };
});
const value = few(0, 0.1, 0.2, 0.5, 0.55, 0.6, 0.7, 0.85, 0.9, 1);

const measured: fc.Arbitrary<Measured> = fc
  .record({
    value,
    observedAtMs: maybe(few(NOW_MS - 30_000, NOW_MS - 5_000_000, NOW_MS - 10_000_000)),
    observedAtKind: few('sample' as const, 'commit' as const, 'computed' as const),
    sampleSize: maybe(few(5, 20, 100, 1000)),
    counted: fc.boolean(),
    lost: few(0, 0, 1, 30),
    stddev: maybe(few(0, 0.01, 0.3)),
    stderr: maybe(few(0.001, 0.1)),
    interval: maybe(few(0.01, 0.2).map((half) => ({ half, level: 0.9 }))),
    commit: few(null, COMMIT, 'f'.repeat(40)),
    pins: few(null, PINS, PINS, `sha256:${'b'.repeat(64)}`),
    provenance,
  })
  .map(({ counted, lost, interval, ...rest }) => {
    const { sampleSize } = rest;
    const successes = counted && sampleSize !== null ? Math.round(rest.value * sampleSize) : null;
    return {
      ...rest,
      kind: 'measured',
      value: successes === null || sampleSize === null ? rest.value : successes / sampleSize,
      successes,
      attempted: sampleSize === null || lost === 0 ? null : sampleSize + lost,
      interval:
        interval === null
          ? null
          : { low: rest.value - interval.half, high: rest.value + interval.half, level: interval.level },
      exposure: null,
      effectiveSize: null,
      url: null,
      notes: [],
    };
  });

/** What is known of one metric. */
export const known: fc.Arbitrary<Known> = fc.oneof(
  { weight: 12, arbitrary: measured },
  { weight: 1, arbitrary: provenance.map((where): Known => ({ kind: 'absent', detail: 'd', provenance: where })) },
  { weight: 1, arbitrary: fc.constant<Known>({ kind: 'source-fails' }) },
  { weight: 1, arbitrary: fc.constant<Known>({ kind: 'not-asked' }) },
);
