import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAgainst, formatNumber, formatTarget, shownIn, withUnit } from '../../src/report/numbers.ts';
import { target } from './outcomes.ts';

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [112, '112'],
    [1234567, '1234567'],
    [0.91, '0.91'],
    [0.1 + 0.2, '0.3'],
    [0.6123456, '0.6123'],
    [91.23456, '91.23'],
    [1234.567, '1235'],
    [-0.5, '-0.5'],
    [0.000123456, '0.0001235'],
    [1e-12, '1e-12'],
    [1.5e21, '1.5e21'],
    [Number.NaN, 'not a number'],
    [Number.POSITIVE_INFINITY, 'infinite'],
  ])('%d is %s', (value, shown) => {
    expect(formatNumber(value)).toBe(shown);
  });

  it('reads back as the same number at 17 digits', () => {
    const numbers = fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-6, max: 1e15 });
    fc.assert(
      fc.property(numbers, (value) => {
        expect(Number(formatNumber(value, 17))).toBe(value);
      }),
    );
  });
});

describe('formatAgainst', () => {
  it.each([
    [0.91, '>= 0.90', '0.91'],
    [0.9, '>= 0.90', '0.90'],
    [0.89999, '>= 0.90', '0.89999'],
    [0.899999999, '>= 0.90', '0.899999999'],
    [0.90001, '> 0.90', '0.90001'],
    [0.1 + 0.2, '>= 0.3', '0.3'],
    [0.9000000000000001, '> 0.9', '0.9'],
    [112, '<= 45', '112'],
    [45.00001, '<= 45', '45.00001'],
    [0.4, '0.5 .. 0.8', '0.4'],
    [0.80000001, '0.5 .. 0.8', '0.80000001'],
    [0.1234567, '>= 0.123456', '0.123457'],
    [0.12345649, '>= 0.123456', '0.1234565'],
    [1, '>= 0.90', '1.00'],
  ])('%d against %s is %s', (value, text, shown) => {
    expect(formatAgainst(value, target(text))).toBe(shown);
  });

  it('never shows a number on the other side of the target, nor on it', () => {
    const numbers = fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-6, max: 1e6 });
    const offsets = fc.double({ noNaN: true, min: -1e-3, max: 1e-3 });
    fc.assert(
      fc.property(numbers, offsets, (bound, offset) => {
        const value = bound * (1 + offset);
        fc.pre(Math.abs(value - bound) > 1e-11 * bound);
        const shown = Number(formatAgainst(value, { kind: 'bound', operator: '>=', bound, text: '' }));
        expect(Math.sign(shown - bound)).toBe(Math.sign(value - bound));
      }),
    );
  });
});

describe('formatTarget', () => {
  it.each([
    ['>= 0.90', '≥ 0.90'],
    ['> 5', '> 5'],
    ['<= 45', '≤ 45'],
    ['< 1.50', '< 1.50'],
    ['0.40 .. 0.60', '0.40 to 0.60'],
  ])('%s is %s', (text, shown) => {
    expect(formatTarget(target(text))).toBe(shown);
  });

  it('shows the number that was judged where the text says another', () => {
    expect(formatTarget({ kind: 'bound', operator: '>=', bound: 0.9, text: '>= 90%' })).toBe('≥ 0.9');
    expect(formatTarget({ kind: 'bound', operator: '>=', bound: 0.9, text: '| 0.5 <b>' })).toBe('≥ 0.9');
  });
});

describe('shownIn', () => {
  const percent = { kind: 'bound', operator: '>=', bound: 0.29, text: '>= 29%' } as const;
  const band = { kind: 'band', low: 0.2, high: 0.4, text: '20% .. 40%' } as const;

  it('shows a ratio in percent where its target is written so', () => {
    const shown = shownIn(percent, 'ratio');
    expect(formatTarget(shown.target)).toBe('≥ 29');
    expect(shown.unit).toBe('percent');
    expect([0.29, 0.289999, 0.5].map((value) => formatAgainst(shown.of(value), shown.target))).toEqual([
      '29',
      '28.9999',
      '50',
    ]);
    expect(formatTarget(shownIn(band, 'ratio').target)).toBe('20 to 40');
  });

  it.each([
    ['percent is the unit', percent, 'percent'],
    ['there is no unit', percent, null],
    ['the text says another number', { ...percent, bound: 0.3 }, 'ratio'],
    ['only one end is in percent', { ...band, text: '0.2 .. 40%' }, 'ratio'],
    ['nothing is in percent', { ...percent, text: '>= 0.29' }, 'ratio'],
  ] as const)('leaves the numbers as they were judged where %s', (_, written, unit) => {
    const shown = shownIn(written, unit);
    expect([shown.target, shown.unit, shown.of(0.3)]).toEqual([written, unit, 0.3]);
  });
});

it('withUnit knows only our own unit', () => {
  expect(withUnit('91', 'percent')).toBe('91 %');
  expect(withUnit('0.91', 'ratio')).toBe('0.91');
  expect(withUnit('112', null)).toBe('112');
});
