import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseTarget } from '../../src/core/target.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';

const SRC = path.resolve(import.meta.dirname, '../../src');

/** A literal pattern where an expression may begin: after an operator, a bracket, a comma or `return`. */
const LITERAL =
  /(?<=(?:^|[=(,:[!?&|;{}]|\breturn)\s*)\/(?![*/])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]*)/g;

const patterns = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.generated.ts'))
  .flatMap((file) =>
    readFileSync(path.join(SRC, file), 'utf8')
      .split('\n')
      .filter((line) => !/^\s*(\/\/|\*|\/\*)/.test(line))
      // Routes of GitHub's API hold slashes and are no patterns.
      .map((line) => line.replace(/'(?:GET|POST|PATCH|DELETE) [^']*'/g, "''"))
      .flatMap((line) => [...line.matchAll(LITERAL)])
      .map(([, source = '', flags = '']) => [file, source, flags] as const),
  );

/** Texts that make a pattern with nested or neighbouring repetitions try again and again. */
function attacks(source: string, length: number): readonly string[] {
  const letters = new Set([...source.replace(/\\[a-zA-Z](\{[^}]*\})?/g, ''), ...'a0 .-_:"\n\t\u0001é\u0301']);
  const pieces = [...letters, '0.', '0a', ' 0', '-0', '::', '<!', 'a ', '\u001b[', '%0', '..'];
  return pieces.flatMap((piece) => {
    const run = piece.repeat(Math.ceil(length / piece.length));
    return [`${run}\u0000`, `\u0000${run}\u0000`, `0${run}!`, `a${run}\n!`];
  });
}

const BUDGET_MS = 1000;

/** Three times over the budget: once may be the machine's fault. */
function isSlow(pattern: RegExp, text: string): boolean {
  return [1, 2, 3].every(() => {
    const started = performance.now();
    pattern.test(text);
    return performance.now() - started > BUDGET_MS;
  });
}

/** The length at which one match took over the budget, or `null`; grows slowly, so that no pattern can hang the test. */
function slowAt(source: string, flags: string): number | null {
  const pattern = new RegExp(source, flags.replace(/[gy]/g, ''));
  for (const length of [12, 18, 24, 28, 32, 48, 100, 400, 1500, 4000]) {
    for (const text of attacks(source, length)) {
      if (isSlow(pattern, text)) return length;
    }
  }
  return null;
}

describe('our own patterns', () => {
  it('were found', () => {
    expect(patterns.length).toBeGreaterThan(60);
    expect(patterns.some(([file]) => file === 'report/neutralise.ts')).toBe(true);
  });

  it('includes a search that would find a slow one', () => {
    expect(slowAt('^(a+)+$', '')).not.toBeNull();
    expect(slowAt('^(?:0|a)*!', '')).toBeNull();
  });

  it.each(patterns)('%s: /%s/%s ends soon on any text', (_, source, flags) => {
    expect(slowAt(source, flags)).toBeNull();
  });

  it('are never made from what a user wrote: only once, at the top of a file', () => {
    const made = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.generated.ts'))
      .flatMap((file) => readFileSync(path.join(SRC, file), 'utf8').split('\n'))
      .filter((line) => /\bRegExp\(/.test(line));
    expect(made.length).toBeGreaterThan(0);
    expect(made.filter((line) => !/^const [A-Z_]+ = new RegExp\(/.test(line))).toEqual([]);
  });

  it.each(['<', '< ', '<fill', '<fill ', '< fill in', ' ', '\u00a0', '<\u200b', '>= ', '0', '..'])(
    'read criteria full of %j at once',
    async (piece) => {
      const text = JSON.stringify(piece.repeat(Math.floor(60_000 / piece.length)));
      const started = performance.now();
      await loadCriteria(
        `version: 1\nfeature: f\ntitle: ${text}\nowner: ${text}\nmetrics:\n  m: { target: ${text} }\n`,
        'g.yml',
      );
      expect(performance.now() - started).toBeLessThan(3000);
    },
  );

  it('read targets of any length at once', () => {
    const started = performance.now();
    for (const piece of ['>= ', '0', '0.', ' ', '-', '..', '%', '>= 0 '])
      for (const length of [60, 100_000]) parseTarget(`>= ${piece.repeat(length)}!`, 'ratio');
    expect(performance.now() - started).toBeLessThan(500);
  });
});
