import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import type { RunFindingCode } from '../../src/core/run-finding-codes.ts';
import { annotationsOf } from '../../src/report/annotations.ts';
import { runScenario } from '../golden/scenario.ts';

describe('annotationsOf', () => {
  it('puts what blocks at the lines of the criteria, with numbers and reason', async () => {
    const [first, ...others] = annotationsOf(await runScenario('02-no-go'));
    expect(first).toMatchObject({
      level: 'error',
      title: 'launch-gate: answer_correct fail',
      path: 'launch-gate.yml',
      line: 12,
    });
    expect(first?.text).toContain('0.5');
    expect(first?.text).toContain('0.75');
    expect(others.filter(({ level }) => level === 'error')).toHaveLength(2);
  });

  it('has nothing to say of a go but the warnings of the criteria', async () => {
    const annotations = annotationsOf(await runScenario('01-go'));
    expect(annotations.every(({ level }) => level === 'warning')).toBe(true);
    expect(annotations.map(({ title, line }) => `${line} ${title}`)).toEqual([
      '7 launch-gate: missing-pair',
      '7 launch-gate: no-max-age',
      '7 launch-gate: unmapped-proxy',
      '12 launch-gate: no-max-age',
      '17 launch-gate: no-max-age',
      '24 launch-gate: no-max-age',
    ]);
  });

  it('warns in report mode of what would have blocked', async () => {
    const annotations = annotationsOf(await runScenario('11-report-mode'));
    expect(annotations.map(({ level }) => level)).not.toContain('error');
    expect(annotations[0]?.title).toBe('launch-gate: answer_correct fail (would have blocked)');
  });

  it('annotates a launch set that is short though no metric blocks', async () => {
    const errors = annotationsOf(await runScenario('09-blind')).filter(({ level }) => level === 'error');
    expect(errors).toHaveLength(1);
    expect(errors[0]?.text).toBe('the launch set for full lacks judged evidence: product, alerted leading indicator');
  });

  it('places the findings of invalid criteria', async () => {
    const annotations = annotationsOf(await runScenario('20-invalid-criteria'));
    expect(annotations.filter(({ level }) => level === 'error').length).toBeGreaterThan(3);
    expect(annotations.filter(({ line }) => line === null)).toEqual([]);
  });

  it('marks weakenings at their lines of the copy that the pull request brings', async () => {
    const annotations = annotationsOf(await runScenario('35-weakened-criteria'));
    const errors = annotations.filter(({ level }) => level === 'error');
    expect(errors.map(({ title, path, line }) => [title, path, line])).toEqual([
      ['launch-gate: criteria-weakened', 'launch-gate.yml', 14],
      ['launch-gate: criteria-weakened', 'launch-gate.yml', 23],
    ]);
    expect(errors[0]?.text).toContain('lowered from >= 0.75 to >= 0.50');
  });

  it('marks a changed workflow at its file, without a line', async () => {
    const errors = annotationsOf(await runScenario('37-workflow-changed')).filter(({ level }) => level === 'error');
    expect(errors).toMatchObject([
      { title: 'launch-gate: workflow-changed', path: '.github/workflows/launch-gate.yml', line: null },
    ]);
  });

  it.each([
    ['38-override-granted', 'launch-gate: answer_correct fail (overridden)'],
    ['43-override-of-weakened-criteria', 'launch-gate: criteria-weakened (overridden)'],
  ])('warns of what is overridden: %s', async (name, title) => {
    const annotations = annotationsOf(await runScenario(name));
    expect(annotations.map(({ level }) => level)).not.toContain('error');
    expect(annotations[0]?.title).toBe(title);
  });

  it('shows no line of the base branch in a file that the pull request changes', async () => {
    const outcome = await runScenario('35-weakened-criteria');
    const [result] = outcome.results;
    if (result === undefined) throw new Error('the scenario has metrics');
    const blocking = [...outcome.blocking, result.criterion.id];
    const ofMetric = annotationsOf({ ...outcome, blocking }).find(({ title }) => title.includes(result.criterion.id));
    expect(ofMetric).toMatchObject({ path: null, line: null });
  });

  it('blames nothing where the change does not touch the feature', async () => {
    const annotations = annotationsOf(await runScenario('41-not-affected'));
    expect(annotations.every(({ level }) => level === 'warning')).toBe(true);
    expect(annotations.map(({ title, line }) => `${line} ${title}`)).toEqual([
      '8 launch-gate: missing-pair',
      '8 launch-gate: no-max-age',
      '8 launch-gate: unmapped-proxy',
      '13 launch-gate: no-max-age',
      '18 launch-gate: no-max-age',
      '25 launch-gate: no-max-age',
    ]);
  });

  it.each<RunFindingCode>([
    ...(['guard-fails', 'guard-unproven', 'guard-not-measured', 'no-sample-size', 'wrong-n'] as const),
    ...(['thin-evidence', 'old-evidence', 'signal-unused', 'signal-engagement', 'signal-no-lift'] as const),
    ...(['north-star-bright', 'north-star-dip', 'north-star-detour'] as const),
  ])('shows %s beside a change that touches the feature, and beside no other', async (code) => {
    const outcome = await runScenario('41-not-affected');
    const finding: Finding = {
      ...{ code, args: {}, metric: null },
      ...{ level: 'warning', at: { path: 'launch-gate.yml', line: 8, column: null } },
    };
    const shown = (cause: Outcome['cause']) =>
      annotationsOf({ ...outcome, cause, findings: [finding] }).map(({ title }) => title);
    expect(shown('not-affected')).toEqual([]);
    expect(shown('verdict')).toContain(`launch-gate: ${code}`);
  });

  it.each(['02-no-go', '15-every-status', '16-confidence', '20-invalid-criteria'])(
    'ends no sentence twice: %s',
    async (name) => {
      const annotations = annotationsOf(await runScenario(name));
      expect(annotations.length).toBeGreaterThan(0);
      for (const { text } of annotations) expect(text).not.toMatch(/(?:\S\.|[?!])\.(?:\s|$)/);
    },
  );

  it('keeps nine of a level and counts the rest', async () => {
    const outcome = await runScenario('02-no-go');
    const [result] = outcome.results.filter(({ status }) => status === 'fail');
    if (result === undefined) throw new Error('the scenario has a failing metric');
    const results = Array.from({ length: 12 }, () => result);
    const errors = annotationsOf({ ...outcome, results, blocking: [result.criterion.id] });
    expect(errors.filter(({ level }) => level === 'error')).toHaveLength(10);
    expect(errors.filter(({ level }) => level === 'error').at(-1)?.text).toBe(
      'and 3 more; the job summary lists them all',
    );
    const nine = annotationsOf({ ...outcome, results: results.slice(3), blocking: [result.criterion.id] });
    expect(nine.filter(({ level }) => level === 'error')).toHaveLength(9);
  });
});
