import { describe, expect, it } from 'vitest';
import { exitCode } from '../../src/command-line/exit-code.ts';
import { deadlineSeconds } from '../../src/guard-process.ts';

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
