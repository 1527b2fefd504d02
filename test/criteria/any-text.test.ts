import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';

const full = readFileSync(new URL('../../fixtures/criteria/good/every-key.yml', import.meta.url), 'utf8');
const whole = readFileSync(new URL('../../fixtures/criteria/good/whole-format.yml', import.meta.url), 'utf8');

describe('any text', () => {
  const check = async (text: string) => {
    const { gate, findings } = await loadCriteria(text, 'gate.yml');
    expect(gate === null).toBe(findings.some(({ level }) => level === 'error'));
    for (const { at } of findings) {
      expect(at.line).toBeGreaterThanOrEqual(1);
      expect(at.column).toBeGreaterThanOrEqual(1);
    }
    for (const metric of gate?.metrics ?? []) {
      const numbers = metric.target.kind === 'band' ? [metric.target.low, metric.target.high] : [metric.target.bound];
      expect(numbers.every(Number.isFinite)).toBe(true);
    }
  };

  it('never throws', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), check), { numRuns: 300 });
  });

  it('never throws on pieces of YAML', async () => {
    const piece = fc.constantFrom(
      'version: 1\n',
      'metrics:\n',
      '  m:\n',
      '    layer: task\n',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '&a ',
      '*a',
      '!!map ',
      '? ',
      ': ',
      '"',
      "'",
      '|\n',
      '>-\n',
      '\t',
      '\n',
      '  ',
      '#',
      '---\n',
      '...\n',
      '%YAML 1.1\n',
      '<<: ',
      '~',
      '.nan',
      'a',
      ',',
      '\uFEFF',
      '\r',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
        check,
      ),
      { numRuns: 500 },
    );
  });

  it('never throws on good files with a slip', async () => {
    const slip = fc.record({
      text: fc.constantFrom(full, whole),
      at: fc.nat(),
      drop: fc.nat({ max: 30 }),
      put: fc.oneof(
        fc.constantFrom(
          '',
          '~',
          '[]',
          '{}',
          '"',
          ': ',
          '\n',
          '&x ',
          '*x',
          '<<: ',
          '__proto__: 1\n',
          '.inf',
          '- ',
          '<fill in: x>',
        ),
        fc.string({ maxLength: 5 }),
      ),
    });
    const slipped = slip.map(({ text, at, drop, put }) => {
      const start = at % text.length;
      return text.slice(0, start) + put + text.slice(start + drop);
    });
    await fc.assert(fc.asyncProperty(slipped, check), { numRuns: 400 });
  });

  it('never throws on good files with any value in place of another', async () => {
    const value = fc.constantFrom(
      '~',
      '7',
      '-1',
      'true',
      '[]',
      '{}',
      '[~]',
      '[[a]]',
      '{ a: { b: c } }',
      '""',
      '"x"',
      '1e400',
      '.nan',
      '*a',
      '&a b',
      '2026-01-01',
      '">= 1"',
      '"90%"',
    );
    const swapped = fc
      .record({ text: fc.constantFrom(full, whole), line: fc.nat(), value })
      .map(({ text, line, value: put }) => {
        const lines = text.split('\n');
        const index = line % lines.length;
        lines[index] = (lines[index] ?? '').replace(/: .*$/, `: ${put}`);
        return lines.join('\n');
      });
    await fc.assert(fc.asyncProperty(swapped, check), { numRuns: 400 });
  });
});
