import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DuplicateKey } from '../../src/sources/bare-object.ts';
import { parseTolerantJson } from '../../src/sources/tolerant-json.ts';

function parsed(text: string): unknown {
  const result = parseTolerantJson(text);
  if (!result.ok) throw new Error(`${result.problem.line}:${result.problem.column} ${result.problem.text}`);
  return result.value;
}

describe('tolerant JSON', () => {
  it('reads whatever JSON.parse reads, to the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(JSON.stringify(parsed(text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: 500 },
    );
  });

  it('refuses what JSON.parse refuses, but for NaN and infinity, and never throws', () => {
    const pieces = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"', '\\', '1', '-', '0', '.', 'e', 'true', 'nul', ' ', '\n', '\u0001', '\\u00', '9'); // biome-ignore format: one line
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (list) => {
        const text = list.join('');
        let strict = true;
        try {
          JSON.parse(text);
        } catch {
          strict = false;
        }
        expect(parseTolerantJson(text).ok).toBe(strict);
      }),
      { numRuns: 3000 },
    );
  });

  it('reads the numbers that Python writes bare', () => {
    expect(parsed('[NaN, Infinity, -Infinity, 1e400]')).toEqual([
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it.each([
    ['{"a": 1,}', 1, 9, 'expected a key'],
    ['{\n  "a": tru\n}', 2, 8, 'expected a value'],
    ['[1 2]', 1, 4, 'expected ","'],
    ['{"a" 1}', 1, 6, 'expected ":"'],
    ['01', 1, 2, 'leading zero'],
    ['"ab', 1, 1, 'does not end'],
    ['"a\nb"', 1, 3, 'control character'],
    ['"\\x"', 1, 2, 'escape'],
    ['{"a": 1}\nx', 2, 1, 'after the end'],
    ['<html>', 1, 1, 'expected a value'],
    ['nan', 1, 1, 'expected a value'],
    ['+1', 1, 1, 'expected a value'],
    ["{'a': 1}", 1, 2, 'expected a key'],
    ['', 1, 1, 'ends early'],
  ])('locates what is wrong in %j', (text, line, column, words) => {
    const result = parseTolerantJson(text);
    expect(result.ok ? null : result.problem).toMatchObject({ line, column, text: expect.stringContaining(words) });
  });

  it('refuses deep nesting without overflowing', () => {
    expect(parseTolerantJson('['.repeat(200) + ']'.repeat(200)).ok).toBe(true);
    for (const open of ['[', '{"a":']) {
      const result = parseTolerantJson(open.repeat(100_000));
      expect(result.ok ? null : result.problem.text).toContain('200 levels');
    }
  });

  it('has no inherited properties and takes __proto__ as a key like any other', () => {
    const value = parsed('{"__proto__": {"polluted": 1}, "constructor": 2}') as Record<string, unknown>;
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(Object.entries(value)[0]?.[1]).toEqual({ polluted: 1 });
    for (const name of ['toString', 'hasOwnProperty', 'valueOf', 'isPrototypeOf']) expect(value[name]).toBeUndefined();
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect((parsed('{}') as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('throws when a key that stands twice is read, and only then', () => {
    const value = parsed('{"a": 1, "b": 2, "a": 1, "a": 3}') as Record<string, unknown>;
    expect(value['b']).toBe(2);
    expect(Object.keys(value)).toEqual(['a', 'b']);
    expect(() => value['a']).toThrow(DuplicateKey);
    expect(() => JSON.stringify(value)).toThrow('stands twice');
  });
});
