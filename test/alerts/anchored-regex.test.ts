import { RE2JS } from 're2js';
import { describe, expect, it, vi } from 'vitest';
import { regexTests } from '../../src/alerts/anchored-regex.ts';

describe('a regular expression of a label', () => {
  it.each<[string, string, string]>([
    ['Low.*', 'LowQuality', 'yes'],
    ['Low', 'LowQuality', 'no'],
    ['Quality', 'LowQuality', 'no'],
    ['a|b', 'b', 'yes'],
    ['a|b', 'ab', 'no'],
    ['a|ab', 'ab', 'yes'],
    ['(?:a|ab)(?:c|bcd)', 'abcd', 'yes'],
    ['a.b', 'a\nb', 'no'],
    ['', '', 'yes'],
    ['.+', '', 'no'],
    ['(?i)low', 'LOW', 'yes'],
    ['[[:alpha:]]+', 'abc', 'yes'],
    ['a)(b', 'ab', 'unknown'],
    ['a(?=b)', 'a', 'unknown'],
    ['(a)\\1', 'aa', 'unknown'],
    ['[', '[', 'unknown'],
    ['x'.repeat(1001), 'x', 'unknown'],
    ['x+', 'x'.repeat(10_001), 'unknown'],
  ])('%s over %s: %s', (pattern, text, expected) => {
    expect(regexTests()(pattern, text)).toBe(expected);
  });

  it.each([
    ['(a+)+$', `${'a'.repeat(9999)}!`],
    ['(a|a)*b', 'a'.repeat(10_000)],
    ['.{1,1000}'.repeat(55), 'a'.repeat(10_000)],
    ['(?:(?:(?:a{0,10}){0,10}){0,10}b?){1}'.repeat(12), 'a'.repeat(200)],
    ['(x{1,1000}){1,1000}', 'x'],
    ['('.repeat(999), 'x'],
  ])('takes no time that hurts: %s', (pattern, text) => {
    const begun = performance.now();
    expect(regexTests()(pattern, text)).not.toBe('yes');
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  const U = '[\\pL\\pN\\pS\\pM\\pP]';
  it.each<[string, number, (at: number) => string]>([
    ['classes of Unicode whose cases are folded', 5, (at) => `(?i)${U.repeat(46)}${at}`],
    ['single classes of Unicode', 5, (at) => `(?i)${'\\pL'.repeat(320)}${at}`],
    ['negated classes of Unicode', 5, (at) => `${'\\PL'.repeat(320)}${at}`],
    ['repeated classes of Unicode', 20, (at) => `(?i)((\\pL|\\pN|\\pS){1,${990 - (at % 900)}}x${at})`],
    ['classes whose cases are folded', 5, (at) => `(?i)${'\\w'.repeat(480)}${at}`],
    ['repetitions', 20, (at) => `a{1000}${at}`],
    ['long ones', 100, (at) => `${'a|'.repeat(490)}${at}`],
  ])('compiles only few of thousands of %s: at most %i', (_, most, pattern) => {
    const compile = vi.spyOn(RE2JS, 'compile');
    const regex = regexTests();
    const answers = Array.from({ length: 3000 }, (_, at) => regex(pattern(at), 'R'));
    const compiled = compile.mock.calls.length;
    compile.mockRestore();
    expect(compiled).toBeGreaterThan(0);
    expect(compiled).toBeLessThanOrEqual(most);
    expect(answers.at(-1)).toBe('unknown');
  });

  it('evaluates many that are plain', () => {
    const regex = regexTests();
    const answers = Array.from({ length: 500 }, (_, at) => regex(`[a-z]+-${at}\\.(a|b).*`, 'host-3.a.example.com'));
    expect(answers.filter((answer) => answer === 'yes')).toHaveLength(1);
    expect(answers).not.toContain('unknown');
  });

  it('stops where time passes in spite of the reckoning', () => {
    let ms = 0;
    const regex = regexTests(undefined, () => (ms += 100));
    expect(Array.from({ length: 10 }, (_, at) => regex(`a${at}`, 'b')).filter((one) => one === 'no')).toHaveLength(6);
  });

  it('gives up over very many, and says so', () => {
    const regex = regexTests(100_000);
    const answers = Array.from({ length: 1000 }, (_, at) => regex(`other-${at}`, 'LowQuality'));
    expect(answers[0]).toBe('no');
    expect(answers.at(-1)).toBe('unknown');
  });

  it('remembers what it has tested', () => {
    const regex = regexTests(10_000);
    expect(Array.from({ length: 1000 }, () => regex('a|b', 'a')).every((answer) => answer === 'yes')).toBe(true);
  });
});
