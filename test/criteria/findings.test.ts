import { describe, expect, it } from 'vitest';
import { clip, clipMiddle } from '../../src/criteria/findings.ts';

describe('clip', () => {
  it.each([
    ['short', 'short'],
    ['x'.repeat(80), 'x'.repeat(80)],
    ['x'.repeat(81), `${'x'.repeat(79)}…`],
    [`${'word '.repeat(15)}longer words`, `${'word '.repeat(15).trim()}…`],
    [`${'x'.repeat(70)}, and more words`, `${'x'.repeat(70)}, and…`],
    [`${'x'.repeat(76)}, and more`, `${'x'.repeat(76)}…`],
    [`a ${'x'.repeat(90)}`, `a ${'x'.repeat(77)}…`],
    ['😀'.repeat(81), `${'😀'.repeat(79)}…`],
  ])('%s', (text, shown) => expect(clip(text)).toBe(shown));
});

describe('clipMiddle', () => {
  const LONG =
    '<fill in: the largest share of answers with something made up that you would launch with, such as <= 0.02>';

  it.each([
    ['<fill in: such as >= 0.80>', '<fill in: such as >= 0.80>'],
    [LONG, '<fill in: the largest share of answers with… launch with, such as <= 0.02>'],
    ['x'.repeat(100), `${'x'.repeat(79)}…`],
  ])('%s', (text, shown) => expect(clipMiddle(text)).toBe(shown));

  it('never gives more than it may', () => {
    for (let length = 1; length < 300; length += 1) {
      const text = 'ab 😀cd, '.repeat(60).slice(0, length);
      expect([...clipMiddle(text)].length).toBeLessThanOrEqual(80);
      expect([...clip(text)].length).toBeLessThanOrEqual(80);
    }
  });
});
