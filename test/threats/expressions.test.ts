import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLI } from '../dist/run-dist.ts';
import { attacked, judgeAttack, NOW_MS, readyCriteria } from './ready-gate.ts';

const attack = (expression: string, text = '{"a": 0.9, "b": {"c": [1, 2]}, "s": "x"}') => ({
  sources: 's: { type: file, path: r.json }',
  keys: `target: ">= 0.5"\nfrom: { source: s, value: ${JSON.stringify(expression)} }`,
  files: { 'r.json': text },
});

describe('expressions of the criteria', () => {
  it.each(
    [
      '',
      ' ',
      '.',
      'a.',
      '..a',
      'a b',
      '/a',
      'a[',
      'a]',
      '*',
      'b.*',
      'b.c[*]',
      'b.c[]',
      '[a, a]',
      '{a: a}',
      '`"0.9"`',
      's',
      'b',
      'b.c',
      'a.a',
      'a == a',
      'a > `0`',
      '!a',
      'type(a)',
      'to_string(a)',
      'keys(b)',
      'nothing(a)',
      'length(a)',
      'sum(a)',
      'sum(s)',
      'avg(`[]`)',
      'max(`[]`)',
      'to_number(s)',
      'a / `0`',
      'a - s',
      'constructor',
      '__proto__',
      '@.constructor',
      'b.c.length',
      '{a: a}.constructor.length',
      'length(keys({a: a}.__proto__))',
      'length(values({a: a}.__proto__))',
      '{a: a}.constructor.name.length',
      '{a: a}.__proto__',
      "b.c.constructor.constructor('return process')()",
      "constructor.constructor('return 1')()",
      'process.exit(0)',
      '${' + 'a}',
      '{{ a }}',
      "require('fs')",
      'a; a',
      '(function(){ return 1 })()',
      '`1`]',
      '@',
      '&a',
      'map(&a, @)',
      'a'.repeat(5000),
      `${'('.repeat(5000)}a${')'.repeat(5000)}`,
      `${'['.repeat(5000)}`,
      `${'!'.repeat(20_000)}a`,
      Array(5000).fill('b').join('.'),
      Array(5000).fill('zz').join(' || '),
    ].map((expression) => [expression.slice(0, 60), expression]),
  )('%j selects nothing that passes', async (_, expression) => {
    const started = performance.now();
    const outcome = await judgeAttack(attack(expression));
    expect(performance.now() - started).toBeLessThan(5000);
    expect(outcome.decision).toBe('no-go');
    if (outcome.gate === null) expect(outcome.verdict).toBe('error');
    else expect(['error', 'missing']).toContain(attacked(outcome).status);
  });

  it('read what they plainly name', async () => {
    expect(attacked(await judgeAttack(attack('a')))).toMatchObject({ status: 'pass', value: 0.9 });
    expect(attacked(await judgeAttack(attack('$.a')))).toMatchObject({ status: 'pass', value: 0.9 });
    expect(attacked(await judgeAttack(attack('b.c[1]')))).toMatchObject({ status: 'pass', value: 2 });
  });

  it('run nothing: no file, no program, no output of theirs', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-expression-'));
    const code = "require('fs').writeFileSync('owned','')";
    const given = attack(`constructor.constructor("${code}")()`);
    writeFileSync(path.join(folder, 'launch-gate.yml'), readyCriteria(given));
    writeFileSync(path.join(folder, 'others.json'), '{"metrics": {}}');
    writeFileSync(path.join(folder, 'r.json'), given.files['r.json']);
    const words = [CLI, 'check', 'launch-gate.yml', '--now', new Date(NOW_MS).toISOString()];
    const run = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8', env: {} });
    expect(run.status).toBe(2);
    expect(existsSync(path.join(folder, 'owned'))).toBe(false);
  });
});

describe('paths of the criteria', () => {
  it.each([
    '../r.json',
    '/etc/passwd',
    'a/../../r.json',
    './../r.json',
    '~/r.json',
    'C:/r.json',
    '..\\\\r.json',
    '.git/config',
    'a/.GIT/config',
    '**/../r.json',
    '{..,a}/r.json',
    '{a,../../}etc/passwd',
    '@(..)/r.json',
    'r.json\\0.txt',
    '',
    'file:///etc/passwd',
    '/dev/stdin',
    '/proc/self/environ',
  ])('%s reads nothing outside the workspace', async (name) => {
    const outcome = await judgeAttack({
      sources: `s: { type: file, path: "${name}" }`,
      keys: 'target: ">= 0"\nfrom: s',
    });
    expect(outcome.decision).toBe('no-go');
    expect(JSON.stringify(outcome)).not.toContain('root:');
    if (outcome.gate !== null) expect(attacked(outcome).status).toBe('error');
  });
});
