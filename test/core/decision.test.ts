import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModeRules } from '../../src/core/criterion.ts';
import { type DecisionFacts, decide, modeUnder } from '../../src/core/decision.ts';

const FACTS: DecisionFacts = {
  verdict: 'fail',
  mode: 'enforce',
  criteria: 'usable',
  blocking: ['m'],
  affected: true,
  covered: [],
};
const PASS = { verdict: 'pass', blocking: [] } as const;

const told = (facts: Partial<DecisionFacts>) => {
  const { decision, cause, blocking } = decide({ ...FACTS, ...facts });
  return `${decision} ${cause} ${blocking.join()}`;
};

describe('decide', () => {
  it.each([
    ['pass', 'enforce', 'usable', 'go', 'verdict'],
    ['incomplete', 'enforce', 'usable', 'no-go', 'verdict'],
    ['fail', 'enforce', 'usable', 'no-go', 'verdict'],
    ['error', 'enforce', 'usable', 'no-go', 'verdict'],
    ['pass', 'report', 'usable', 'go', 'verdict'],
    ['incomplete', 'report', 'usable', 'go', 'report-mode'],
    ['fail', 'report', 'usable', 'go', 'report-mode'],
    ['error', 'report', 'usable', 'go', 'report-mode'],
    ['error', 'report', 'unusable', 'no-go', 'verdict'],
    ['error', 'enforce', 'unusable', 'no-go', 'verdict'],
    ['pass', 'report', 'unusable', 'no-go', 'verdict'],
    ['pass', 'enforce', 'unusable', 'no-go', 'verdict'],
  ] as const)('%s with mode %s and criteria %s is %s by %s', (verdict, mode, criteria, decision, cause) => {
    const blocking = verdict === 'pass' ? [] : ['m'];
    expect(decide({ ...FACTS, verdict, mode, criteria, blocking })).toEqual({ decision, cause, blocking });
  });

  it.each([
    ['nothing of what blocks', ['m', 'n'], [], 'no-go verdict m,n'],
    ['all of it', ['m', 'n'], ['n', 'm'], 'go override m,n'],
    ['more than that', ['m'], ['m', 'n', 'criteria'], 'go override m'],
    ['all but one', ['m', 'n'], ['m'], 'no-go verdict m,n'],
    ['everything but the criteria', ['criteria', 'm'], ['m', 'workflow'], 'no-go verdict criteria,m'],
    ['weakened criteria', ['criteria'], ['criteria'], 'go override criteria'],
    ['a changed workflow', ['workflow'], ['workflow'], 'go override workflow'],
    ['the metric and not its alert', ['m', 'alert:m'], ['m'], 'no-go verdict m,alert:m'],
    ['the launch set', ['launch-set'], ['launch-set'], 'go override launch-set'],
    ['a name that only begins alike', ['m'], ['me', 'M', ''], 'no-go verdict m'],
    // A verdict that does not pass while nothing is named: there is nothing that anyone could have looked at.
    ['nothing, where nothing is named', [], [], 'no-go verdict '],
    ['something, where nothing is named', [], ['m'], 'no-go verdict '],
  ] as const)('an override that covers %s', (_, blocking, covered, expected) => {
    for (const verdict of ['incomplete', 'fail', 'error'] as const)
      expect(told({ verdict, blocking, covered })).toBe(expected);
  });

  it.each([
    ['changes nothing on a clean pass', { ...PASS, covered: ['m'] }, 'go verdict '],
    ['helps no criteria that cannot be used', { criteria: 'unusable', covered: ['m'] }, 'no-go verdict m'],
    ['is not asked in report mode', { mode: 'report', covered: ['m'] }, 'go report-mode m'],
  ] as const)('an override %s', (_, facts, expected) => expect(told(facts)).toBe(expected));

  it.each([
    ['and a metric fails', {}, 'go not-affected '],
    ['and everything is in error', { verdict: 'error', blocking: ['m', 'alert:m', 'launch-set'] }, 'go not-affected '],
    ['and everything passes', PASS, 'go not-affected '],
    ['and the criteria are weakened', { blocking: ['criteria', 'm'] }, 'no-go verdict criteria'],
    ['and the workflow is changed', { blocking: ['workflow', 'm', 'launch-set'] }, 'no-go verdict workflow'],
    ['and both are', { blocking: ['criteria', 'workflow'] }, 'no-go verdict criteria,workflow'],
    ['and a weakening is covered', { blocking: ['criteria', 'm'], covered: ['criteria'] }, 'go override criteria'],
    ['and only a metric is covered', { blocking: ['criteria', 'm'], covered: ['m'] }, 'no-go verdict criteria'],
    ['in report mode', { blocking: ['criteria', 'm'], mode: 'report' }, 'go report-mode criteria'],
    ['and the criteria cannot be used', { criteria: 'unusable', blocking: ['m'] }, 'no-go verdict m'],
    [
      'and a passing verdict comes with a weakening',
      { verdict: 'pass', blocking: ['criteria'] },
      'no-go verdict criteria',
    ],
  ] as const)('where the change touches nothing that the criteria are for, %s', (_, facts, expected) => {
    expect(told({ ...facts, affected: false })).toBe(expected);
  });

  it('is no-go for a pass beside which something blocks', () => {
    expect(told({ verdict: 'pass', blocking: ['m'] })).toBe('no-go verdict m');
    expect(told({ verdict: 'pass', blocking: ['m'], covered: ['m'], mode: 'report' })).toBe('no-go verdict m');
  });

  it.each([
    ['{"verdict":null,"mode":"report","criteria":"usable"}'],
    ['{"verdict":"Pass","mode":"report","criteria":"usable"}'],
    ['{"verdict":"fail","mode":"Report","criteria":"usable"}'],
    ['{"verdict":"pass","mode":"enforce"}'],
    ['{}'],
  ])('is no-go on facts that it does not know: %s', (facts) => {
    const known = { blocking: [], affected: true, covered: [] };
    expect(decide({ ...known, ...JSON.parse(facts) } as DecisionFacts)).toMatchObject({ decision: 'no-go' });
  });

  const names = fc.subarray(['criteria', 'workflow', 'm', 'n', 'alert:m', 'launch-set']);
  const facts: fc.Arbitrary<DecisionFacts> = fc.record({
    verdict: fc.constantFrom('pass', 'incomplete', 'fail', 'error'),
    mode: fc.constantFrom('enforce', 'report'),
    criteria: fc.constantFrom('usable', 'unusable'),
    blocking: names,
    affected: fc.boolean(),
    covered: names,
  });

  it('never goes where the criteria cannot be used, nor, when enforced, past what nobody covered', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { decision, cause, blocking } = decide(given);
        if (decision === 'no-go') return;
        expect(given.criteria).toBe('usable');
        expect(given.blocking).toEqual(expect.arrayContaining([...blocking]));
        if (cause !== 'report-mode') expect(blocking.filter((id) => !given.covered.includes(id))).toEqual([]);
        const judge = given.blocking.filter((id) => id === 'criteria' || id === 'workflow');
        if (cause === 'verdict' || cause === 'not-affected') expect(judge).toEqual([]);
        expect(cause === 'not-affected').toBe(!given.affected && judge.length === 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('covering less, or blocking more, never turns a no-go into a go', () => {
    fc.assert(
      fc.property(facts, names, names, (given, less, more) => {
        const covered = given.covered.filter((id) => less.includes(id));
        const blocking = [...new Set([...given.blocking, ...more])];
        const after = decide({ ...given, covered, blocking }).decision;
        if (given.blocking.length > 0 || given.verdict === 'pass')
          expect(decide(given).decision === 'no-go' && after === 'go').toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('modeUnder', () => {
  const rules: ModeRules = { byEvent: { pull_request: 'report', push: 'enforce' }, otherwise: 'report' };
  it.each([
    ['pull_request', 'report'],
    ['push', 'enforce'],
    ['schedule', 'report'],
    ['constructor', 'report'],
    [null, 'report'],
  ] as const)('%s is %s', (event, mode) => expect(modeUnder(rules, event)).toBe(mode));

  it('takes nothing from the prototype', () => {
    expect(modeUnder({ byEvent: {}, otherwise: 'enforce' }, 'toString')).toBe('enforce');
  });
});
