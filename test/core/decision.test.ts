import { describe, expect, it } from 'vitest';
import { type DecisionFacts, decide } from '../../src/core/decision.ts';

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
    expect(decide({ verdict, mode, criteria })).toEqual({ decision, cause });
  });

  it.each([
    ['{"verdict":null,"mode":"report","criteria":"usable"}'],
    ['{"verdict":"Pass","mode":"report","criteria":"usable"}'],
    ['{"verdict":"fail","mode":"Report","criteria":"usable"}'],
    ['{"verdict":"pass","mode":"enforce"}'],
    ['{}'],
  ])('is no-go on facts that it does not know: %s', (facts) => {
    expect(decide(JSON.parse(facts) as DecisionFacts)).toEqual({ decision: 'no-go', cause: 'verdict' });
  });
});
