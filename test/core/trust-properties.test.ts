import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Criterion } from '../../src/core/criterion.ts';
import { evidenceFindings } from '../../src/core/evidence-findings.ts';
import type { Finding } from '../../src/core/finding.ts';
import { judgeAll } from '../../src/core/judge-all.ts';
import { METRIC_LAYERS, STAGES } from '../../src/core/layer.ts';
import type { Measurement } from '../../src/core/measurement.ts';
import { judgeStage } from '../../src/core/verdict.ts';
import { alertsOf, gateOf, LEADING } from './diagnosis-samples.ts';
import { COMMIT, criterion, measured, NOW, provenance } from './measurements.ts';

const AT = { nowMs: NOW, commit: COMMIT, pins: null };
const DAY = 86_400_000;

const BY = {
  good: measured(0.9, { sampleSize: 40 }),
  bad: measured(0.5, { sampleSize: 40 }),
  few: measured(0.9, { sampleSize: 3 }),
  fewAndBad: measured(0.5, { sampleSize: 3 }),
  old: measured(0.9, { sampleSize: 40, observedAtMs: NOW - 90 * DAY, observedAtKind: 'sample' }),
  absent: { kind: 'absent', detail: '', provenance },
  failed: { kind: 'failed', code: 'timeout', detail: '', provenance },
  notAsked: { kind: 'not-asked' },
} as const satisfies Record<string, Measurement>;
type Kind = keyof typeof BY;

/** What is worse evidence. A failure that nobody measures any more is judged as absence is, from its stage on. */
const WORSE: Readonly<Record<Kind, readonly Kind[]>> = {
  good: ['bad', 'few', 'fewAndBad', 'old', 'absent', 'failed', 'notAsked'],
  few: ['fewAndBad', 'bad', 'old', 'absent', 'failed', 'notAsked'],
  old: ['absent', 'bad', 'failed', 'notAsked'],
  absent: ['failed', 'notAsked'],
  notAsked: ['failed', 'absent'],
  bad: ['failed'],
  fewAndBad: ['bad', 'failed'],
  failed: ['failed'],
};

interface Metric {
  readonly of: Criterion;
  readonly by: Kind;
}

const COUNT = 4;
const ID = (index: number) => (index === 0 ? 'adoption_rate' : index === 1 ? 'messages_per_user' : `m${index}`);

const ids = (maxLength: number) =>
  fc.subarray(
    Array.from({ length: COUNT }, (_, index) => ID(index)),
    { maxLength },
  );

const metric = fc.record({
  layer: fc.constantFrom(...METRIC_LAYERS),
  by: fc.constantFrom<Kind>('good', 'good', 'good', 'bad', ...(Object.keys(BY) as Kind[])),
  fromStage: fc.constantFrom(...STAGES),
  required: fc.boolean(),
  leading: fc.boolean(),
  curated: fc.boolean(),
  confident: fc.constantFrom(true, false, false),
  provisional: fc.constantFrom(null, null, NOW - DAY, NOW + DAY, NOW + 60 * DAY),
  validIf: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, ids(2)),
  guardedBy: ids(1),
});

const base: readonly Metric[] = (['model', 'task', 'product'] as const).map((layer) => ({
  of: criterion('>= 0.8', { id: `ready_${layer}`, layer, ...(layer === 'product' ? leadingKeys() : {}) }),
  by: 'good',
}));

function leadingKeys(): Partial<Criterion> {
  return { indicator: 'leading', alert: LEADING.alert ?? null };
}

const stacks: fc.Arbitrary<readonly Metric[]> = fc
  .tuple(fc.array(metric, { minLength: 1, maxLength: COUNT }), fc.constantFrom(true, true, true, false))
  .map(([rows, ready]) => [
    ...(ready ? base : []),
    ...rows.map((row, index) => ({
      of: criterion('>= 0.8', {
        id: ID(index),
        layer: row.layer,
        fromStage: row.fromStage,
        required: row.required,
        minSamples: 30,
        maxAgeSeconds: row.by === 'old' ? 86_400 : null,
        confidence: row.confident ? 0.95 : null,
        traffic: row.curated ? ('curated' as const) : null,
        ...(row.leading ? leadingKeys() : {}),
        provisional:
          row.provisional === null ? null : { untilMs: row.provisional, untilText: 'then', reason: 'more by then' },
        validIf: row.validIf,
        guardedBy: row.guardedBy,
      }),
      by: row.by,
    })),
  ]);

function verdict(stack: readonly Metric[], stage: (typeof STAGES)[number], raise = false): string {
  const results = judgeAll(
    stack.map(({ of }) => of),
    new Map(stack.map(({ of, by }) => [of.id, BY[by]])),
    AT,
  );
  const gate = gateOf(results);
  const level = (finding: Finding): Finding => (raise ? { ...finding, level: 'error' } : finding);
  return judgeStage(gate, results, alertsOf(results), evidenceFindings(gate, results, 'gate.yml').map(level), stage)
    .verdict;
}

const stage = fc.constantFrom(...STAGES);

describe('trust', () => {
  it('asking for a precondition never lets anything through', () => {
    fc.assert(
      fc.property(stacks, stage, fc.nat(), fc.nat(), fc.boolean(), (stack, asked, which, other, raise) => {
        const at = which % stack.length;
        const needed = stack[other % stack.length]?.of.id ?? 'nowhere';
        const more = stack.map((one, index) =>
          index === at ? { ...one, of: { ...one.of, validIf: [...one.of.validIf, needed] } } : one,
        );
        const [before, after] = [verdict(stack, asked, raise), verdict(more, asked, raise)];
        expect(before !== 'pass' && after === 'pass').toBe(false);
      }),
      { numRuns: 600 },
    );
  });

  it('worse evidence, also of a precondition, never lets anything through', () => {
    fc.assert(
      fc.property(stacks, stage, fc.nat(), fc.nat(), (stack, asked, which, how) => {
        const at = which % stack.length;
        const options = WORSE[stack[at]?.by ?? 'failed'];
        const by = options[how % options.length] ?? 'failed';
        const worse = stack.map((one, index) =>
          index === at ? { of: { ...one.of, maxAgeSeconds: by === 'old' ? 86_400 : null }, by } : one,
        );
        expect(verdict(stack, asked) !== 'pass' && verdict(worse, asked) === 'pass').toBe(false);
      }),
      { numRuns: 600 },
    );
  });

  it('the order of metrics changes nothing', () => {
    fc.assert(
      fc.property(stacks, stage, (stack, asked) => {
        expect(verdict(stack.toReversed(), asked)).toBe(verdict(stack, asked));
      }),
    );
  });

  it('the layer evidence adds nothing but what blocks', () => {
    fc.assert(
      fc.property(stacks, stage, fc.constantFrom<Kind>(...(Object.keys(BY) as Kind[])), (stack, asked, by) => {
        const beside = { of: criterion('>= 0.8', { id: 'beside', layer: 'evidence' }), by };
        const [before, after] = [verdict(stack, asked), verdict([...stack, beside], asked)];
        if (by === 'good') expect(after).toBe(before);
        expect(before !== 'pass' && after === 'pass').toBe(false);
      }),
    );
  });

  it('lets something through at all, so that these say something', () => {
    const passing = fc.sample(stacks, { numRuns: 500, seed: 7 }).filter((stack) => verdict(stack, 'full') === 'pass');
    expect(passing.length).toBeGreaterThan(20);
    expect(passing.some((stack) => stack.some(({ of }) => of.validIf.length > 0))).toBe(true);
  });
});
