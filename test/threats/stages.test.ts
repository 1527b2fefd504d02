import { describe, expect, it } from 'vitest';
import type { Stage } from '../../src/core/layer.ts';
import { judgeAttack, readyCriteria } from './ready-gate.ts';

const judgeAt = (written: Stage, input: Stage | null, keys: string) =>
  judgeAttack({ criteria: `${readyCriteria({ keys })}stage: ${written}\n`, stage: input });

describe('the stage of the run', () => {
  it.each([
    ['full', 'shadow', 'full'],
    ['full', 'limited', 'full'],
    ['limited', 'shadow', 'limited'],
    ['shadow', 'full', 'full'],
    ['shadow', 'limited', 'limited'],
    ['shadow', null, 'shadow'],
    ['full', null, 'full'],
  ] as const)('is never lowered by the input: %s with %s is %s', async (written, input, asked) => {
    const outcome = await judgeAt(written, input, 'target: ">= 0.75"\nfrom: others');
    expect(outcome.stage.asked).toBe(asked);
    const lowered = outcome.findings.some(({ code }) => code === 'stage-not-lowered');
    expect(lowered).toBe(input !== null && asked !== input);
  });

  it.each(['shadow', 'limited', 'full'] as const)('does not excuse a judged failure or an error: %s', async (stage) => {
    const failed = await judgeAt(stage, null, 'target: ">= 0.99"\nfrom: others\nfrom-stage: full');
    expect(failed).toMatchObject({ decision: 'no-go', verdict: 'fail' });
    const scaled = '{ source: others, select: recall, scale: 1000 }';
    const broken = await judgeAt(stage, null, `target: ">= 0.5"\nunit: ratio\nfrom: ${scaled}\nfrom-stage: full`);
    expect(broken.verdict).toBe('error');
    expect(broken.decision).toBe('no-go');
  });

  it('leaves the launch set of its stage: a task metric that starts later does not fill it', async () => {
    const outcome = await judgeAt(
      'shadow',
      null,
      'target: ">= 0.75"\nfrom: { source: others, select: none }\nfrom-stage: full',
    );
    expect(outcome).toMatchObject({ decision: 'no-go', blocking: ['launch-set'] });
  });
});
