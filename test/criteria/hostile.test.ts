import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { withMetric, withTop } from './rows.ts';

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

  it('tens of thousands of names that are nearly right', async () => {
    const ids = Array.from({ length: 500 }, (_, index) => `metric_${index}`);
    const unknown = (from: number) => Array.from({ length: 24 }, (_, index) => `netric_x${from * 24 + index}`);
    const metrics = (more: (index: number) => string) =>
      `version: 1\nfeature: f\nmetrics:\n${ids.map((id, index) => `  ${id}: { ${more(index)} }\n`).join('')}`;
    expect(
      await refusedWithin(
        metrics((index) => `drives: [${unknown(index).join(',')}]`),
        5000,
      ),
    ).toContain('unknown-metric');
    expect(
      await refusedWithin(
        metrics((index) =>
          unknown(index)
            .map((key) => `${key}: 1`)
            .join(', '),
        ),
        5000,
      ),
    ).toContain('unknown-key');
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
