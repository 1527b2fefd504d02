import * as toolkit from '@actions/core';
import { describe, expect, it } from 'vitest';
import { exitCode } from '../../src/command-line/exit-code.ts';
import { publish } from '../../src/github/publish.ts';
import { deadlineSeconds } from '../../src/guard-process.ts';
import { judgeAttack } from './ready-gate.ts';

describe('the exit code', () => {
  it.each([
    ['go', 'pass', 0],
    ['go', 'fail', 0],
    ['go', 'error', 0],
    ['no-go', 'incomplete', 1],
    ['no-go', 'fail', 1],
    ['no-go', 'error', 2],
    ['no-go', 'pass', 1],
  ] as const)('of %s with verdict %s is %d', (decision, verdict, code) => {
    expect(exitCode({ decision, verdict })).toBe(code);
  });
});

describe('publishers that fail', () => {
  const broken = (names: readonly string[], said: string[]): typeof toolkit => ({
    ...toolkit,
    info: () => {},
    error: () => {},
    setOutput: () => {},
    warning: (text) => void said.push(String(text)),
    ...Object.fromEntries(
      names.map((name) => [
        name,
        () => {
          throw new Error('::error::disk full\nsecond line');
        },
      ]),
    ),
  });

  it.each([[['info']], [['setOutput']], [['error']], [['info', 'setOutput', 'error']]])(
    '%j become warnings, and the decision stands',
    async (names) => {
      const outcome = await judgeAttack({ keys: 'target: ">= 0.99"\nfrom: others' });
      const before = JSON.stringify(outcome);
      const said: string[] = [];
      await publish(outcome, broken(names, said), { RUNNER_TEMP: '/no/such/folder' });
      expect(said.filter((text) => text.includes('the decision stands')).length).toBeGreaterThan(names.length - 1);
      for (const text of said) expect(text).not.toMatch(/::|\n/);
      expect(JSON.stringify(outcome)).toBe(before);
      expect(exitCode(outcome)).toBe(1);
    },
  );
});

describe('the deadline', () => {
  it.each([
    [undefined, 300],
    ['', 300],
    ['10', 10],
    ['0', 0],
    ['0.5', 0.5],
    ['999', 300],
    ['1e9', 300],
    ['-1', 300],
    ['Infinity', 300],
    ['NaN', 300],
    [' 10', 300],
    ['10s', 300],
  ])('%j is %d seconds, never longer than five minutes', (text, seconds) => {
    expect(deadlineSeconds(text)).toBe(seconds);
  });
});
