import { describe, expect, it } from 'vitest';
import { LINT_LEVELS, setStrictness } from '../../src/core/lint-levels.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';

const METRICS = `metrics:
  answered: { layer: task, target: ">= 0.8", max-age: 7d }
`;

/** Findings of one code under some levels, with whether there is a gate. */
async function under(lints: string, code: string, metrics = METRICS) {
  const { gate, findings } = await loadCriteria(`version: 1\nfeature: f\n${lints}${metrics}`, 'gate.yml');
  const found = findings.filter((finding) => finding.code === code);
  return { usable: gate !== null, levels: found.map(({ level }) => level), usually: found[0]?.usually ?? null };
}

describe('the level of a lint', () => {
  it('is the usual one where nothing is set', async () => {
    expect(await under('', 'no-business-target')).toEqual({ usable: true, levels: ['warning'], usually: null });
  });

  it('is raised to an error that stops the gate', async () => {
    expect(await under('lints: { no-business-target: { level: error } }\n', 'no-business-target')).toEqual({
      usable: false,
      levels: ['error'],
      usually: { level: 'warning', reason: null },
    });
  });

  it('is lowered with a reason that stands with the finding', async () => {
    const lints = 'lints: { no-business-target: { level: info, reason: "a study, no launch" } }\n';
    expect(await under(lints, 'no-business-target')).toEqual({
      usable: true,
      levels: ['info'],
      usually: { level: 'warning', reason: 'a study, no launch' },
    });
  });

  it.each(['', ', reason: ""', ', reason: "  "'])('is not lowered without a reason (%j)', async (reason) => {
    const lints = `lints: { no-business-target: { level: info${reason} } }\n`;
    expect((await under(lints, 'no-business-target')).levels).toEqual(['warning']);
    expect((await under(lints, 'lint-needs-reason')).usable).toBe(false);
  });

  it.each(['lint-level-fixed', 'yaml-syntax', 'unknown-key', 'target-vacuous', 'criteria-weakened', 'superseded'])(
    'cannot be set of %s, which is no judgement about criteria',
    async (code) => {
      const lints = `lints: { ${code}: { level: warning, reason: r } }\n`;
      expect(await under(lints, 'lint-level-fixed')).toMatchObject({ usable: false, levels: ['error'] });
    },
  );

  it('cannot be set of what is no code', async () => {
    const { findings } = await loadCriteria(
      `version: 1\nfeature: f\nlints: { missing-pairs: { level: error } }\n${METRICS}`,
      'gate.yml',
    );
    const found = findings.find(({ code }) => code === 'unknown-lint');
    expect(found).toMatchObject({ at: { line: 3, column: 10 }, args: { suggestion: 'missing-pair' } });
  });

  it('of an error is lowered to a warning, and the gate can be used', async () => {
    const metrics = 'metrics:\n  hallucination_rate: { layer: task, target: ">= 0.9", unit: ratio, max-age: 7d }\n';
    expect(await under('', 'wrong-direction', metrics)).toMatchObject({ usable: false, levels: ['error'] });
    const lints = 'lints: { wrong-direction: { level: warning, reason: "we count answers without one" } }\n';
    expect(await under(lints, 'wrong-direction', metrics)).toMatchObject({
      usable: true,
      levels: ['warning'],
      usually: { level: 'error', reason: 'we count answers without one' },
    });
  });
});

describe('how strict a level is', () => {
  it('goes from info over warning to error', () => {
    const of = (level: 'info' | 'warning' | 'error') =>
      setStrictness('missing-pair', { 'missing-pair': { level, reason: null } });
    expect(of('info')).toBeLessThan(of('warning'));
    expect(of('warning')).toBeLessThan(of('error'));
    expect(setStrictness('missing-pair', {})).toBe(of('warning'));
  });

  it.each(['layer-misplaced', 'ns-activity', 'ns-detour-open'])('of %s, unset, is between its two levels', (code) => {
    const of = (level: 'warning' | 'error') => setStrictness(code, { [code]: { level, reason: null } });
    expect(setStrictness(code, {})).toBeGreaterThan(of('warning'));
    expect(setStrictness(code, {})).toBeLessThan(of('error'));
  });

  it('is set for nothing but lints', () => {
    expect(LINT_LEVELS.has('yaml-syntax')).toBe(false);
    expect(LINT_LEVELS.get('wrong-direction')).toBe('error');
    expect(LINT_LEVELS.get('no-proxy')).toBe('info');
  });
});
