import { describe, expect, it } from 'vitest';
import { LINT_LEVELS } from '../../src/core/lint-levels.ts';
import { RUN_FINDING_LEVELS } from '../../src/core/run-finding-codes.ts';

describe('levels that criteria may set', () => {
  it.each([
    'criteria-introduced',
    'criteria-strengthened',
    'criteria-changed',
    'stage-not-lowered',
    'evidence-in-change',
    'no-criteria',
    'results-recognised',
    'layers-blind',
  ] as const)('are none of %s, which says how a run stands to them', (code) => {
    expect(RUN_FINDING_LEVELS[code]).toBeDefined();
    expect(LINT_LEVELS.has(code)).toBe(false);
  });

  it('are those of other findings of a run', () => {
    expect(LINT_LEVELS.get('guard-fails')).toBe(RUN_FINDING_LEVELS['guard-fails']);
  });
});
