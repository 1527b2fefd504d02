import { describe, expect, it } from 'vitest';
import { launchSetStep } from '../../src/report/launch-set-step.ts';
import { toPlain } from '../../src/report/prose.ts';
import { runScenario } from '../golden/scenario.ts';

const step = async (scenario: string) => toPlain(launchSetStep(await runScenario(scenario)));

describe('launchSetStep', () => {
  it('says what to declare where nothing of a kind is declared', async () => {
    expect(await step('09-blind')).toBe(
      'Declare a required product metric with a target and a source. Give a task or product metric indicator: leading and an alert with when, within (at most 48h) and notifies.',
    );
  });

  it('names the metrics whose evidence is missing where they are declared', async () => {
    expect(await step('34-stage-limited-reached')).toBe('Bring evidence for re_ask_share (product).');
  });

  it('names what an alert lacks', async () => {
    const outcome = await runScenario('09-blind');
    const [result] = outcome.results.filter(({ criterion }) => criterion.layer === 'task');
    if (result === undefined) throw new Error('the scenario has a task metric');
    const alert = {
      when: result.criterion.target,
      withinSeconds: 72 * 3600,
      notifies: null,
      parts: null,
      verify: null,
    };
    // Of a metric that the catalogue knows, the indicator has a default.
    const results = [{ ...result, criterion: { ...result.criterion, indicator: 'lagging' as const, alert } }];
    expect(toPlain(launchSetStep({ ...outcome, results }))).toContain(
      'Complete the alert of answer_correct: it needs indicator: leading, within of at most 48h, notifies.',
    );
  });

  it('names what was written during the run where the criteria ask for external evidence, once', async () => {
    expect(await step('23-external-evidence')).toBe(
      're_ask_share was written during this run, and the criteria ask for external evidence: read it from a file that is committed, and that this change leaves alone.',
    );
  });

  it('has nothing to say where the launch set is met', async () => {
    expect(await step('01-go')).toBe('');
  });
});
