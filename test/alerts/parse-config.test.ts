import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/alerts/parse-config.ts';

const times = (count: number, line: (at: number) => string) => Array.from({ length: count }, (_, at) => line(at));

describe('a configuration', () => {
  it('is read', () => {
    const text = 'a: 1\nb: [x, { c: "d" }]\ne: &e { f: null }\ng: *e\n';
    expect(parseConfig(text)).toEqual({ a: 1, b: ['x', { c: 'd' }], e: { f: null }, g: { f: null } });
  });

  it('of a thousand jobs is read', () => {
    const job = (at: number) =>
      `- job_name: job-${at}\n  static_configs:\n  - targets: [host-${at}:9090]\n    labels: { a: b }\n`;
    expect(parseConfig(`scrape_configs:\n${times(1000, job).join('')}`)).toMatchObject({
      scrape_configs: { length: 1000 },
    });
  });

  it.each([
    ['a key that stands twice', 'a: 1\nb: 2\na: 3'],
    ['a key that stands twice inside', 'a: [{ b: 1, b: 1 }]'],
    ['a key that stands twice, as text and as number', '1: a\n"1": b'],
    ['a key that is a list', '? [a]\n: b'],
    ['a key that is an alias', 'a: &a b\n*a : c'],
    ['an error', 'a: [b'],
    ['several documents', 'a: 1\n---\nb: 2'],
    ['a name that is not given', 'a: *b'],
    ['levels that are too many', `${'['.repeat(250)}${']'.repeat(250)}`],
    ['levels that the stack does not hold', '['.repeat(100_000)],
    [
      'aliases of aliases',
      times(8, (at) => `a${at + 1}: &a${at + 1} [${`*a${at}, `.repeat(9)}]`)
        .join('\n')
        .replace(/\*a0/g, 'x'),
    ],
    ['text that is too long', `a: ${'b'.repeat(1024 * 1024)}`],
    ['lists that are too many', `[${'[],'.repeat(300_000)}]`],
    ['objects that are too many', `[${'{ a: b },'.repeat(100_000)}]`],
    ['tags that are too many', `[${'!x a,'.repeat(200_000)}]`],
    ['brackets without a beginning', '] '.repeat(500_000)],
    ['directives', '%x\n'.repeat(300_000)],
  ])('with %s is none', (_, text) => {
    expect(parseConfig(text)).toBe(null);
  });

  it('has at most a hundred aliases, since each is looked for from the beginning', () => {
    const text = (count: number) => {
      const [anchors, aliases] = [times(count, (at) => `&a${at} x`), times(count, (at) => `*a${at}`)];
      return `[${[...anchors, ...aliases].join(',')}]`;
    };
    expect(parseConfig(text(100))).toHaveLength(200);
    expect(parseConfig(text(101))).toBe(null);
    expect(parseConfig(text(20_000))).toBe(null);
  });

  it('of very many keys takes no time that hurts: they are not compared in pairs', () => {
    const begun = performance.now();
    const keys = times(60_000, (at) => `k${at}: ${at}`);
    expect(Object.keys(parseConfig(keys.join('\n')) ?? {})).toHaveLength(60_000);
    expect(parseConfig([...keys, 'k7: 1'].join('\n'))).toBe(null);
    // Pairs take minutes.
    expect(performance.now() - begun).toBeLessThan(20_000);
  }, 600_000);
});
