import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPLETING_CHANGES, type CriteriaChangeCode } from '../../src/core/criteria-change-codes.ts';
import type { Alert, Gate } from '../../src/core/criterion.ts';
import { decide, modeUnder } from '../../src/core/decision.ts';
import { judgeAlert } from '../../src/core/judge-alert.ts';
import { judgeAll } from '../../src/core/judge-all.ts';
import { laterStage, STAGES, type Stage } from '../../src/core/layer.ts';
import type { Measurement } from '../../src/core/measurement.ts';
import type { AlertState } from '../../src/core/result.ts';
import { judgeStage } from '../../src/core/verdict.ts';
import type { Difference } from '../../src/criteria/changes/difference.ts';
import { gateDifferences } from '../../src/criteria/changes/gate-changes.ts';
import { landedGate } from '../../src/criteria/changes/landed-gate.ts';
import { overrideDifferences } from '../../src/criteria/changes/override-changes.ts';
import { type Person, permits, persons } from './people.ts';
import {
  COMMIT,
  EVENTS,
  GLOBS,
  gates,
  IDS,
  type Known,
  known,
  NOW_MS,
  PINS,
  pairs,
  rulePairs,
} from './random-gates.ts';

/** What a change may be called when it is taken back. */
const REVERSED: Readonly<Record<CriteriaChangeCode, readonly CriteriaChangeCode[]>> = {
  'criteria-removed': [],
  'criteria-moved': [],
  'criteria-invalid': [],
  'feature-changed': ['feature-changed'],
  'text-changed': ['text-changed'],
  'launch-date-changed': ['launch-date-changed'],
  'mode-lowered': ['mode-raised'],
  'mode-raised': ['mode-lowered'],
  'applies-to-narrowed': ['applies-to-widened'],
  'applies-to-widened': ['applies-to-narrowed'],
  'stage-lowered': ['stage-raised'],
  'stage-raised': ['stage-lowered'],
  'launch-set-lowered': ['launch-set-raised'],
  'launch-set-raised': ['launch-set-lowered'],
  'source-added': ['source-removed'],
  'source-removed': ['source-added'],
  'source-changed': ['source-changed'],
  'source-made-optional': ['source-made-needed'],
  'source-made-needed': ['source-made-optional'],
  'evidence-moved': ['evidence-moved'],
  'metric-added': ['metric-removed'],
  'metric-removed': ['metric-added'],
  'meaning-changed': ['meaning-changed'],
  'target-loosened': ['target-tightened'],
  'target-tightened': ['target-loosened'],
  'target-changed': ['target-changed'],
  'made-advisory': ['made-required'],
  'made-required': ['made-advisory'],
  'made-waivable': ['made-not-waivable'],
  'made-not-waivable': ['made-waivable'],
  // Neither of commit and pins is the stricter.
  'limit-loosened': ['limit-tightened', 'limit-tightened-early', 'limit-loosened'],
  'limit-tightened': ['limit-loosened'],
  'limit-tightened-early': ['limit-loosened'],
  'from-stage-later': ['from-stage-earlier'],
  'from-stage-earlier': ['from-stage-later'],
  'alert-added': ['alert-removed'],
  'alert-removed': ['alert-added'],
  // Another place, or another direction, is looser both ways.
  'alert-loosened': ['alert-tightened', 'alert-loosened'],
  'alert-tightened': ['alert-loosened'],
  'verify-added': ['verify-removed'],
  'verify-removed': ['verify-added'],
  'verify-changed': ['verify-changed'],
  'due-later': ['due-earlier'],
  'due-earlier': ['due-later'],
  'drives-changed': ['drives-changed'],
  'guard-removed': ['guard-added'],
  'guard-added': ['guard-removed'],
  'precondition-removed': ['precondition-added'],
  'precondition-added': ['precondition-removed'],
  'judge-changed': ['judge-changed'],
  'provisional-later': ['provisional-earlier'],
  'provisional-earlier': ['provisional-later'],
  'pins-narrowed': ['pins-widened', 'pins-widened-early'],
  'pins-widened-early': ['pins-narrowed'],
  'pins-widened': ['pins-narrowed'],
  'lint-lowered': ['lint-raised'],
  'lint-raised': ['lint-lowered'],
  'north-star-changed': ['north-star-changed', 'north-star-loosened'],
  'north-star-loosened': ['north-star-changed', 'north-star-loosened'],
  // Another label is easier both ways.
  'override-widened': ['override-narrowed', 'override-widened'],
  'override-narrowed': ['override-widened'],
};

const partOf = ({ metric, code, args }: Difference) =>
  code.startsWith('verify-')
    ? `${metric} verify`
    : JSON.stringify([metric, args['key'] ?? args['rule'] ?? args['event'] ?? args['source'] ?? args['lint'] ?? null]);

describe('a change that is taken back', () => {
  it('is called the reverse', () => {
    fc.assert(
      fc.property(fc.oneof(pairs, fc.tuple(gates, gates)), ([before, after]) => {
        const there = gateDifferences(before, after);
        const back = gateDifferences(after, before);
        expect(back).toHaveLength(there.length);
        for (const change of there) {
          const reversed = back.filter((other) => partOf(other) === partOf(change)).map(({ code }) => code);
          expect(REVERSED[change.code].some((code) => reversed.includes(code))).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('is none where nothing is changed', () => {
    fc.assert(
      fc.property(gates, (gate) => {
        expect(gateDifferences(gate, structuredClone(gate))).toEqual([]);
      }),
    );
  });
});

describe('what has landed', () => {
  it('is the one side where the other changed nothing, or both the same', () => {
    fc.assert(
      fc.property(fc.oneof(pairs, fc.tuple(gates, gates)), ([one, other]) => {
        for (const [before, trusted, after, landed] of [
          [one, one, other, other],
          [one, other, one, other],
          [one, other, other, other],
        ] as const)
          expect(gateDifferences(landed, landedGate(before, trusted, after))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('has of every metric what the one or the other side has', () => {
    fc.assert(
      fc.property(fc.tuple(gates, gates, gates), ([before, trusted, after]) => {
        for (const metric of landedGate(before, trusted, after).metrics) {
          const sides = [trusted, after].flatMap((gate) => gate.metrics.filter(({ id }) => id === metric.id));
          for (const field of ['target', 'maxAgeSeconds', 'required', 'from'] as const)
            expect(sides.map((side) => side[field])).toContainEqual(metric[field]);
        }
      }),
    );
  });
});

/** Everything outside the criteria that a decision rests on. */
interface Facts {
  readonly known: Readonly<Record<string, Known>>;
  readonly alerts: Readonly<Record<string, AlertState['state']>>;
  readonly asked: Stage;
  readonly event: string | null;
  readonly touched: readonly string[];
  readonly person: Person | null;
}

const facts: fc.Arbitrary<Facts> = fc.record({
  known: fc.record(Object.fromEntries(IDS.map((id) => [id, known]))),
  alerts: fc.dictionary(
    fc.constantFrom(...IDS),
    fc.constantFrom<AlertState['state']>('verified', 'partly-verified', 'refuted', 'unknown'),
  ),
  asked: fc.constantFrom(...STAGES),
  event: fc.constantFrom(null, ...EVENTS),
  touched: fc.subarray([...GLOBS]),
  person: fc.option(persons, { nil: null, freq: 1 }),
});

function measurementOf(gate: Gate, id: string, given: Known): Measurement {
  if (given.kind !== 'source-fails') return given;
  const source = gate.metrics.find((one) => one.id === id)?.from?.source;
  const isOptional = gate.sources.some((one) => one.id === source && one.optional);
  const provenance = { source: source ?? 'values', where: '', kind: 'file' } as const;
  if (isOptional) return { kind: 'absent', sourceFailed: true, detail: 'd', provenance };
  return { kind: 'failed', code: 'timeout', detail: 'd', provenance };
}

const NO_ALERT: Alert = { when: null, withinSeconds: null, notifies: null, parts: null, verify: null };

/** What the gate decides on the facts; `alone`: the launch set aside. */
function decided(gate: Gate, given: Facts, alone: boolean): 'go' | 'no-go' {
  const measurements = gate.metrics.map(({ id }): [string, Measurement] => {
    return [id, measurementOf(gate, id, given.known[id] ?? { kind: 'source-fails' })];
  });
  const at = { nowMs: NOW_MS, commit: COMMIT, pins: PINS };
  const results = judgeAll(gate.metrics, new Map(measurements), at);
  const alerts = Object.fromEntries(
    gate.metrics
      .filter(({ alert }) => alert !== null)
      .map(({ id, alert, target, unit }): [string, AlertState] => {
        const declared = judgeAlert({ ...NO_ALERT, ...alert, verify: null }, null, { target, unit });
        return [id, { ...declared, state: given.alerts[id] ?? declared.state }];
      }),
  );
  const judged = judgeStage(gate, results, alerts, [], laterStage(gate.stage, given.asked));
  const blocking = judged.blocking.filter((by) => !(alone && by === 'launch-set'));
  const verdict = alone ? (blocking.length === 0 ? 'pass' : 'fail') : judged.verdict;
  const floors = gate.metrics.filter(({ waivable }) => !waivable).map(({ id }) => id);
  const isPermitted = given.person !== null && permits(gate.override, given.person);
  const { appliesTo } = gate;
  return decide({
    verdict,
    mode: modeUnder(gate.mode, given.event),
    criteria: 'usable',
    blocking,
    affected: appliesTo === null || appliesTo.length === 0 || appliesTo.some((glob) => given.touched.includes(glob)),
    covered: isPermitted ? blocking.filter((by) => !floors.includes(by)) : [],
  }).decision;
}

/** More metrics, or more alerts, are how an incomplete launch set is completed, and no weakening. */

/** The pair in the order in which nothing is weakened, if there is one. */
function upwards([before, after]: readonly [Gate, Gate]): readonly [Gate, Gate, readonly Difference[]] | null {
  for (const [from, to] of [
    [before, after],
    [after, before],
  ] as const) {
    const found = gateDifferences(from, to);
    if (found.every(({ kind }) => kind !== 'weakened')) return [from, to, found];
  }
  return null;
}

describe('a change without a weakening', () => {
  it('never turns a no-go into a go', () => {
    let compared = 0;
    fc.assert(
      fc.property(pairs, fc.array(facts, { minLength: 4, maxLength: 4 }), (pair, given) => {
        const ordered = upwards(pair);
        if (ordered === null) return;
        const [before, after, found] = ordered;
        const completes = found.some(({ code }) => COMPLETING_CHANGES.has(code));
        for (const alone of completes ? [true] : [true, false]) {
          for (const one of given) {
            if (decided(after, one, alone) !== 'go') continue;
            compared += 1;
            expect(decided(before, one, alone)).toBe('go');
          }
        }
      }),
      { numRuns: 6000 },
    );
    expect(compared).toBeGreaterThan(500);
  });

  it('never lets a person override who could not', () => {
    let compared = 0;
    fc.assert(
      fc.property(rulePairs, fc.array(persons, { minLength: 10, maxLength: 10 }), ([one, other], people) => {
        for (const [before, after] of [
          [one, other],
          [other, one],
        ] as const) {
          if (overrideDifferences(before, after).some(({ kind }) => kind === 'weakened')) continue;
          for (const person of people.filter((each) => permits(after, each))) {
            compared += 1;
            expect(permits(before, person)).toBe(true);
          }
        }
      }),
      { numRuns: 2000 },
    );
    expect(compared).toBeGreaterThan(500);
  });
});
