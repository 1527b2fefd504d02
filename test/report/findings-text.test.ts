import { describe, expect, it } from 'vitest';
import { renderFindings, summaryOf } from '../../src/report/findings-text.ts';
import { HOSTILE, invalidWith, UNSEEN } from './hostile.ts';
import { ERRORS, NO_MAX_AGE } from './outcomes.ts';

describe('renderFindings', () => {
  it('shows place, level, what is wrong and what to do, and counts', () => {
    const lines = renderFindings(ERRORS, { colour: false }).split('\n');
    expect(lines[0]).toMatch(/^fixtures\/wiki-assistant\/launch-gate\.yml:27:5 {2}error {2}[a-z-]+$/);
    expect(lines[1]).toMatch(/^ {2}\S/);
    expect(lines.slice(-3)).toEqual(['', '2 errors, 3 warnings', '']);
  });

  it('says a warning about three metrics once, and one about two at each place', () => {
    expect(renderFindings(NO_MAX_AGE.slice(0, 3), { colour: false }).match(/ {2}warning/g)).toHaveLength(1);
    expect(renderFindings(NO_MAX_AGE.slice(0, 2), { colour: false }).match(/ {2}warning/g)).toHaveLength(2);
  });

  it('puts errors first', () => {
    const text = renderFindings(ERRORS.toReversed(), { colour: false });
    expect(text.indexOf('error')).toBeLessThan(text.indexOf('warning'));
  });

  it('colours the level only where it is asked to', () => {
    expect(renderFindings(ERRORS, { colour: true })).toContain('\u001b[31merror\u001b[39m');
    expect(renderFindings(ERRORS, { colour: false })).not.toContain('\u001b');
  });

  it.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 40), text]))('obeys nothing in %s', (_, text) => {
    const shown = renderFindings(invalidWith(text).findings, { colour: false });
    expect(shown.replaceAll('\n', '')).not.toMatch(UNSEEN);
    expect(shown).not.toMatch(/^\s*::|##\[/m);
  });
});

describe('summaryOf', () => {
  it.each([
    [[], 'Nothing found: the criteria are valid.'],
    [ERRORS.slice(0, 1), '1 error'],
    [ERRORS, '2 errors, 3 warnings'],
    [NO_MAX_AGE.map((finding) => ({ ...finding, level: 'info' as const })).slice(0, 2), '2 notes'],
  ])('counts', (findings, shown) => {
    expect(summaryOf(findings)).toBe(shown);
  });
});

describe('what to type', () => {
  it('is shown letter by letter, quotes included', () => {
    const at = { path: 'gate.yml', line: 5, column: 42 };
    const args = { key: 'metrics.m.target', found: 'number', value: '0.75' };
    const text = renderFindings([{ code: 'invalid-target', args, level: 'error', at, metric: 'm' }], {
      colour: false,
      width: 120,
    });
    expect(text).toContain('such as ">= 0.75" or "<= 0.75", or a band such as "0.2 .. 0.4".');
  });
});
