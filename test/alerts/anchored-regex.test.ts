import { describe, expect, it } from 'vitest';
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
