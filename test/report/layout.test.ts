import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, indented, tableLines, wrapText } from '../../src/report/layout.ts';

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['≥ ₹45 ✓', 7],
    ['中文', 4],
    ['한국어', 6],
    ['😀', 2],
    ['e\u0301', 1],
  ])('%s takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('wrapText', () => {
  it.each([
    ['one two three', 7, ['one two', 'three']],
    ['one two', 7, ['one two']],
    ['abcdefgh', 3, ['abc', 'def', 'gh']],
    ['中文指标', 5, ['中文', '指标']],
    ['', 5, ['']],
  ])('%s at %i', (text, width, lines) => {
    expect(wrapText(text, width)).toEqual(lines);
  });

  it('keeps every character and every width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 30 }), (text, width) => {
        const lines = wrapText(text, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

it('indented hangs further lines', () => {
  expect(indented('one two three', 9, 1, 2)).toEqual([' one', '   two', '   three']);
});

describe('tableLines', () => {
  const columns = [
    { heading: 'a', align: 'left', most: 4 },
    { heading: 'metric', align: 'left', most: null },
    { heading: 'n', align: 'right', most: 6 },
  ] as const;

  it('aligns columns and wraps inside them', () => {
    const lines = tableLines(
      columns,
      [
        ['x', 'a long metric name', '12'],
        ['yy', '中文', '3'],
      ],
      24,
    ).flat();
    expect(lines).toEqual([
      'a   metric             n',
      'x   a long metric     12',
      '    name',
      'yy  中文               3',
    ]);
  });
});
