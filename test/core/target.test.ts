import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Target } from '../../src/core/criterion.ts';
import { betterDirection, meets, parseTarget } from '../../src/core/target.ts';

function target(text: string, unit: string | null = null): Target {
  const result = parseTarget(text, unit);
  if (!result.ok) throw new Error(`${text}: ${result.problem.code}`);
  return result.target;
}

describe('parseTarget', () => {
  it.each([
    ['>= 0.90', 'ratio', '>=', 0.9],
    ['>=0.90', 'ratio', '>=', 0.9],
    ['> 0', 'ratio', '>', 0],
    ['<= 45', null, '<=', 45],
    ['<\t1.2', 's', '<', 1.2],
    ['  >= 0.8  ', null, '>=', 0.8],
    ['>= -3.5', null, '>=', -3.5],
    ['<= -0', null, '<=', 0],
    ['>= 90%', 'ratio', '>=', 0.9],
    ['>= 99.9%', 'ratio', '>=', 0.999],
    ['<= 7%', 'ratio', '<=', 0.07],
    ['<= 29 %', 'ratio', '<=', 0.29],
    ['>= 90%', 'percent', '>=', 90],
    ['>= 90', 'percent', '>=', 90],
    ['< 1', 'ratio', '<', 1],
    ['<= 0', 'ratio', '<=', 0],
    ['>= 1', 'ratio', '>=', 1],
    ['<= 0.99999999999', 'ratio', '<=', 0.99999999999],
    ['>= 0.0000000000001', 'ratio', '>=', 1e-13],
  ])('reads %j in %j', (text, unit, operator, bound) => {
    expect(target(text, unit)).toEqual({ kind: 'bound', operator, bound, text: text.trim() });
  });

  it.each([
    ['0.2 .. 0.4', 'ratio', 0.2, 0.4],
    ['0.2..0.4', 'ratio', 0.2, 0.4],
    ['1..2', null, 1, 2],
    ['-1 .. 1', null, -1, 1],
    ['20% .. 40%', 'ratio', 0.2, 0.4],
    ['0 .. 0.4', 'ratio', 0, 0.4],
    ['0.5 .. 0.5', 'ratio', 0.5, 0.5],
  ])('reads the band %j in %j', (text, unit, low, high) => {
    expect(target(text, unit)).toEqual({ kind: 'band', low, high, text });
  });

  it.each([
    '',
    ' ',
    '0.9',
    '= 0.9',
    '== 0.9',
    '=> 0.9',
    '≥ 0.9',
    '!= 0.9',
    '>= 0.9 0.8',
    '>= ',
    '>= .9',
    '>= 9.',
    '>= 09',
    '>= +1',
    '>= --1',
    '>= 1e3',
    '>= 1e-3',
    '>= 0x10',
    '>= 1,000',
    '>= 1_000',
    '>= 0,9',
    '>= NaN',
    '>= Infinity',
    '>= 0.9; <= 1',
    '>= 0.9%%',
    '>= % 90',
    '>= ٩',
    '>= ９',
    '1 ... 2',
    '1 .. 2 .. 3',
    '1 - 2',
    '.. 2',
    '1 ..',
    '>= 1 .. 2',
    '>=\n',
    `>= ${'9'.repeat(100)}`,
    `>= 0.${'0'.repeat(100_000)}`,
  ])('refuses %j', (text) => {
    expect(parseTarget(text, null)).toMatchObject({ ok: false, problem: { code: 'syntax' } });
  });

  it.each([
    ['>= 90%', null, 'percent-not-allowed'],
    ['>= 90%', 'ms', 'percent-not-allowed'],
    ['>= 90%', '%', 'percent-not-allowed'],
    ['1 .. 2%', null, 'percent-not-allowed'],
    ['>= 90', 'ratio', 'out-of-unit-range'],
    ['>= 1.0001', 'ratio', 'out-of-unit-range'],
    ['>= -0.1', 'ratio', 'out-of-unit-range'],
    ['>= 101%', 'ratio', 'out-of-unit-range'],
    ['>= 100.1', 'percent', 'out-of-unit-range'],
    ['> 1', 'ratio', 'out-of-unit-range'],
    ['< 0', 'ratio', 'out-of-unit-range'],
    ['0.5 .. 1.5', 'ratio', 'out-of-unit-range'],
    ['-0.5 .. 0.5', 'ratio', 'out-of-unit-range'],
    ['>= 0', 'ratio', 'vacuous'],
    ['<= 1', 'ratio', 'vacuous'],
    ['>= 0%', 'percent', 'vacuous'],
    ['<= 100', 'percent', 'vacuous'],
    ['0 .. 1', 'ratio', 'vacuous'],
    ['<= 0.9999999999999', 'ratio', 'vacuous'],
    ['0 .. 0.9999999999999', 'ratio', 'vacuous'],
    ['<= 99.9999999999999%', 'ratio', 'vacuous'],
    ['<= 99.9999999999999', 'percent', 'vacuous'],
    ['> 0.9999999999999', 'ratio', 'out-of-unit-range'],
    ['0% .. 100%', 'ratio', 'vacuous'],
    ['0 .. 100', 'percent', 'vacuous'],
    ['2 .. 1', null, 'empty-band'],
    ['0.9 .. 0.8', 'ratio', 'empty-band'],
  ])('refuses %j in %j: %s', (text, unit, code) => {
    expect(parseTarget(text, unit)).toMatchObject({ ok: false, problem: { code } });
  });

  it('takes percentages of a ratio exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (thousandths) => {
        const text = `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, '0')}`;
        expect(target(`>= ${text}%`, 'ratio')).toMatchObject({ bound: Number((thousandths / 1e5).toFixed(5)) });
      }),
    );
  });

  it('refuses exactly the targets that no value of the unit can miss, or none can meet', () => {
    const ends = fc.constantFrom(0, 1, 1e-13, 1e-11, 0.5, 1 - 1e-13, 1 - 1e-11);
    const shapes = fc
      .tuple(fc.constantFrom('>=', '>', '<=', '<'), ends)
      .map(([sign, end]) => `${sign} ${end.toFixed(13)}`);
    const bands = fc.tuple(ends, ends).map(([low, high]) => `${low.toFixed(13)} .. ${high.toFixed(13)}`);
    fc.assert(
      fc.property(fc.oneof(shapes, bands), (text) => {
        const read = parseTarget(text, 'ratio');
        const free = parseTarget(text, null);
        if (!free.ok) return;
        const met = [0, 1e-13, 0.25, 0.5, 0.75, 1 - 1e-12, 1].map((value) => meets(free.target, value));
        if (met.every((one) => one)) expect(read).toMatchObject({ ok: false, problem: { code: 'vacuous' } });
        if (read.ok) expect(meets(read.target, 0) && meets(read.target, 1)).toBe(false);
      }),
    );
  });

  it('never throws and never lets a value that is not finite through', () => {
    const texts = fc.oneof(fc.string(), fc.stringMatching(/^(>=|>|<=|<)? ?-?[0-9.e%, ]{0,12}$/));
    fc.assert(
      fc.property(texts, fc.constantFrom('ratio', 'percent', null, 'ms'), (text, unit) => {
        const result = parseTarget(text, unit);
        if (!result.ok) return;
        const numbers = result.target.kind === 'band' ? [result.target.low, result.target.high] : [result.target.bound];
        expect(numbers.every(Number.isFinite)).toBe(true);
      }),
    );
  });
});

describe('meets', () => {
  it.each([
    ['>= 0.9', 0.9, true],
    ['>= 0.9', 0.8999999999999999, true],
    ['>= 0.8', 0.7 + 0.1, true],
    ['>= 0.9', 0.899999, false],
    ['> 0.9', 0.9, false],
    ['> 0.9', 0.9000000000000001, false],
    ['> 0.9', 0.900001, true],
    ['<= 0.3', 0.1 + 0.2, true],
    ['< 0.3', 0.3, false],
    ['< 0.3', 0.29999999999999993, false],
    ['< 0.3', 0.299, true],
    ['<= 0', 1e-300, false],
    ['<= 0', -0, true],
    ['> 0', 1e-300, true],
    ['0.2 .. 0.4', 0.2, true],
    ['0.2 .. 0.4', 0.4, true],
    ['0.2 .. 0.4', 0.19999999999999998, true],
    ['0.2 .. 0.4', 0.1999, false],
    ['0.2 .. 0.4', 0.4001, false],
    ['>= 1000000000000', 999_999_999_999, true],
    ['>= 1000000000000', 999_999_999_990, false],
  ])('%s by %d: %s', (text, value, met) => {
    expect(meets(target(text), value)).toBe(met);
  });

  it.each(['>= -1', '> -1', '<= 1', '< 1', '-1 .. 1'])('%s is met by nothing that is not finite', (text) => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(meets(target(text), value)).toBe(false);
    }
  });

  it('knows which values are better', () => {
    expect(['>= 1', '> 1', '<= 1', '< 1', '1 .. 2'].map((text) => betterDirection(target(text)))).toEqual([
      'higher',
      'higher',
      'lower',
      'lower',
      'inside',
    ]);
  });
});
