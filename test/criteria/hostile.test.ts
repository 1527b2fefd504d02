import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { withMetric, withTop } from './rows.ts';

const full = readFileSync(new URL('../../fixtures/criteria/good/every-key.yml', import.meta.url), 'utf8');
const whole = readFileSync(new URL('../../fixtures/criteria/good/whole-format.yml', import.meta.url), 'utf8');

async function refusedWithin(text: string, milliseconds: number): Promise<readonly string[]> {
  const start = performance.now();
  const { gate, findings } = await loadCriteria(text, 'gate.yml');
  expect(performance.now() - start).toBeLessThan(milliseconds);
  expect(gate).toBeNull();
  return findings.map(({ code }) => code);
}

describe('hostile texts end soon, as findings', () => {
  const repeat = (text: string, times: number) => text.repeat(times);
  it.each([
    ['flow lists', repeat('[', 20_000), 'yaml-too-deep'],
    ['as many as fit', repeat('[', 262_144), 'yaml-too-deep'],
    ['flow lists, closed', `${repeat('[', 20_000)}${repeat(']', 20_000)}`, 'yaml-too-deep'],
    ['flow maps', repeat('{a: ', 60_000), 'yaml-too-deep'],
    ['hidden by closing brackets in text', repeat('["]", ', 40_000), 'yaml-too-deep'],
    ['block lists on one line', `${repeat('- ', 100_000)}a`, 'yaml-too-deep'],
    ['explicit keys', `${repeat('? ', 100_000)}a`, 'yaml-too-deep'],
    ['indented maps', Array.from({ length: 700 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'), 'yaml-too-deep'],
  ])('nesting: %s', async (_, text, code) => expect(await refusedWithin(text, 5000)).toContain(code));

  it('brackets in block text and quotes are no nesting', async () => {
    const text = `description: |\n${'      [\n'.repeat(60)}title: "${'['.repeat(60)}"\nowner: '${'{'.repeat(60)}'`;
    expect(
      (await loadCriteria(withMetric(`target: ">= 1"\n${text.replaceAll('\ntitle', '\ntitle')}`), 'gate.yml')).gate,
    ).not.toBeNull();
  });

  it('an alias bomb is never unfolded', async () => {
    const lines = Array.from(
      { length: 40 },
      (_, level) =>
        `k${level}: &k${level} [${Array(9)
          .fill(level === 0 ? 'x' : `*k${level - 1}`)
          .join(', ')}]`,
    );
    expect(await refusedWithin(`${lines.join('\n')}\nversion: 1\nfeature: f\nmetrics: *k39\n`, 5000)).toContain(
      'yaml-alias',
    );
  });

  it('tens of thousands of keys, aliases, anchors and errors', async () => {
    const lines = (line: (index: number) => string) =>
      Array.from({ length: 20_000 }, (_, index) => line(index)).join('\n');
    expect(
      await refusedWithin(
        lines((index) => `k${index}: 1`),
        8000,
      ),
    ).toContain('unknown-key');
    expect(await refusedWithin(withMetric(lines((index) => `k${index}:`).replaceAll('\n', '\n    ')), 8000)).toContain(
      'file-too-large',
    );
    expect(
      await refusedWithin(
        lines(() => 'k: 1'),
        8000,
      ),
    ).toContain('yaml-duplicate-key');
    expect(
      await refusedWithin(
        lines(() => '- *a'),
        8000,
      ),
    ).toContain('yaml-alias');
    expect(await refusedWithin(`drives: [${'a,'.repeat(60_000)}]`, 8000)).toContain('unknown-key');
    expect(await refusedWithin(withMetric(`target: ">= 1"\ndrives: [${'a,'.repeat(60_000)}]`), 8000)).toContain(
      'unknown-metric',
    );
  });

  it('the limit is counted in bytes', async () => {
    const text = `# ${'é'.repeat(131_073)}\n`;
    expect(text.length).toBeLessThan(262_144);
    expect(await refusedWithin(text, 1000)).toEqual(['file-too-large']);
    expect(await refusedWithin('# é', 1000)).toEqual(['file-empty']);
    expect((await loadCriteria(withTop(''), 'gate.yml', 262_145)).findings.map(({ code }) => code)).toEqual([
      'file-too-large',
    ]);
  });

  it('the largest file that is allowed loads', async () => {
    const metrics = Array.from(
      { length: 500 },
      (_, index) => `  m${index}: { layer: task, target: ">= 0.${index}1", unit: ms, max-age: 7d }\n`,
    );
    const { gate } = await loadCriteria(`version: 1\nfeature: f\nmetrics:\n${metrics.join('')}`, 'gate.yml');
    expect(gate?.metrics.length).toBe(500);
  });
});

describe('names of JavaScript', () => {
  it('never reach a prototype', async () => {
    const before = Object.getOwnPropertyNames(Object.prototype).sort();
    const names = [
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      'hasOwnProperty',
      'valueOf',
      '__defineGetter__',
    ];
    for (const name of names) {
      for (const text of [
        withTop(`${name}: { polluted: true }`),
        withTop(`defaults: { ${name}: { polluted: true } }`),
        withMetric(`target: ">= 1"\n${name}: { polluted: true, prototype: { polluted: true } }`),
        withTop(`sources:\n  s: { type: ${name}, path: a }`),
        withMetric(`target: ">= 1"\nfrom: ${name}`),
        withMetric(`target: ">= 1"\ndrives: [${name}]`),
        withMetric(`target: ">= 1"\nalert: { verify: { source: ${name}, rule: r, labels: { ${name}: x } } }`),
        withTop(`lints: { ${name}: { level: error } }`),
      ]) {
        expect((await loadCriteria(text, 'gate.yml')).gate).toBeNull();
      }
    }
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(before);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('may be names of columns, as own keys', async () => {
    const text = withMetric(
      'target: ">= 1"\nfrom: { source: s, rate-of: ok, where: { constructor: a, toString: b } }',
      'sources: { s: { type: file, path: a.csv, format: csv } }\n',
    );
    const { gate } = await loadCriteria(text, 'gate.yml');
    expect(Object.entries(gate?.metrics[0]?.from?.keys['where'] ?? {})).toEqual([
      ['constructor', 'a'],
      ['toString', 'b'],
    ]);
  });
});

describe('secrets pasted by mistake', () => {
  it.each([
    withTop('sources: { s: { type: http, url: "https://user:hunter2@example.com" } }'),
    withTop('sources: { s: { type: http, url: "https://example.com", auth: { bearer: "sk-hunter2" } } }'),
    withTop(
      'sources: { s: { type: http, url: "https://example.com", auth: { basic: { user: U, password: "hunter2!" } } } }',
    ),
    withTop('sources: { s: { type: postgres, connection: "postgres://u:hunter2@db/x" } }'),
    withTop('sources: { s: { type: postgres, host: h, password: "hunter2." } }'),
  ])('are not repeated in findings: %#', async (text) => {
    const { findings, gate } = await loadCriteria(text, 'gate.yml');
    expect(gate).toBeNull();
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });
});

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
