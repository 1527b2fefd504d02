import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTarget } from '../../src/core/target.ts';
import { targetSlip } from '../../src/criteria/target-slip.ts';

describe('targetSlip', () => {
  it.each([
    ['≥ 4.2', ['>= 4.2'], null, null],
    ['≤4.2', ['<= 4.2'], null, null],
    ['=> 1', ['>= 1'], null, null],
    ['=< 1', ['<= 1'], null, null],
    ['> = 1', ['>= 1'], null, null],
    ['0.9', ['>= 0.9', '<= 0.9'], null, null],
    ['≥ 90 %', ['>= 90%'], null, null],
    ['4,2', ['>= 4.2', '<= 4.2'], null, 'comma'],
    ['>= 4,2', ['>= 4.2'], null, 'comma'],
    ['>= 1,000', ['>= 1000', '>= 1.000'], null, 'comma'],
    ['< 1,000,000.5', ['< 1000000.5'], null, 'comma'],
    ['== 4.2', ['>= 4.2', '<= 4.2', '4 .. 4.4'], null, 'equals'],
    ['= -10', ['>= -10', '<= -10', '-11 .. -9.5'], null, 'equals'],
    ['= 0', ['>= 0', '<= 0'], null, 'equals'],
    ['= 90%', ['>= 90%', '<= 90%', '86% .. 95%'], null, 'equals'],
    ['<= 3 EUR', ['<= 3'], 'EUR', null],
    ['< 300ms', ['< 300'], 'ms', null],
    ['>= €3', ['>= 3'], '€', null],
    ['>= .5', ['>= 0.5'], null, null],
    ['>= -.5', ['>= -0.5'], null, null],
    ['>= 3.', ['>= 3'], null, null],
    ['>= +3', ['>= 3'], null, null],
    ['>= 007', ['>= 7'], null, null],
    ['>= 1e3', ['>= 1000'], null, null],
    ['>= −1', ['>= -1'], null, null],
    ['0.2 - 0.4', ['0.2 .. 0.4'], null, null],
    ['0,2 … 0,4', ['0.2 .. 0.4'], null, 'comma'],
  ])('%s is most likely %j', (text, write, move, slip) => {
    expect(targetSlip(text, 'target')).toEqual({ write, move, slip });
  });

  it.each([
    '',
    '>=',
    'better',
    '!= 3',
    '>= x',
    '>= 1 and <= 2',
    '>= 1e999',
    '0.4 - 0.2',
    '1.2.3',
    '1,2,3',
    'x'.repeat(65),
  ])('%j takes guessing', (text) => expect(targetSlip(text, 'target')).toBeNull());

  it('offers an alert no band and no sign of a target', () => {
    expect(targetSlip('15', 'alert')?.write).toEqual(['> 15', '< 15']);
    expect(targetSlip('= 15', 'alert')?.write).toEqual(['> 15', '< 15']);
    expect(targetSlip('1 - 2', 'alert')).toBeNull();
  });

  it('suggests nothing that is no target, whatever was written', () => {
    const part = fc.constantFrom(...'≥ ≤ = < > + - . , % e .. 0 1 9 42 EUR € to …'.split(' '), ' ');
    const texts = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        for (const write of targetSlip(text, 'target')?.write ?? []) {
          expect([write, parseTarget(write, 'percent')]).not.toMatchObject([write, { problem: { code: 'syntax' } }]);
        }
      }),
    );
  });
});
