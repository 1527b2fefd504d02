import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../src/command-line/arguments.ts';

function problem(...words: string[]): string {
  const parsed = parseArguments(words);
  return parsed.ok ? 'no problem' : parsed.problem;
}

describe('parseArguments', () => {
  it('reads a command, its file and its flags in both spellings', () => {
    const parsed = parseArguments(['check', 'gate.yml', '--values', 'a.json', '--values=b.json', '--stage', 'shadow']);
    expect(parsed).toEqual({
      ok: true,
      arguments: {
        command: 'check',
        topic: null,
        positional: ['gate.yml'],
        values: ['a.json', 'b.json'],
        flags: { values: 'b.json', stage: 'shadow' },
      },
    });
  });

  it.each([
    [[], 'help', null],
    [['--help'], 'help', null],
    [['help'], 'help', null],
    [['help', 'check'], 'help', 'check'],
    [['check', '-h'], 'help', 'check'],
    [['--version'], 'version', null],
    [['check', '--version'], 'version', null],
  ] as const)('%j is %s', (words, command, topic) => {
    const parsed = parseArguments(words);
    expect(parsed.ok && [parsed.arguments.command, parsed.arguments.topic]).toEqual([command, topic]);
  });

  it('takes words after -- as files', () => {
    const parsed = parseArguments(['check', '--', '--odd-name.yml']);
    expect(parsed.ok && parsed.arguments.positional).toEqual(['--odd-name.yml']);
  });

  it.each([
    [['chekc'], 'unknown command chekc; did you mean check?'],
    [['gate.yml'], 'unknown command gate.yml; to judge a criteria file: launch-gate check gate.yml'],
    [['check', '--vaules', 'x'], 'unknown flag --vaules; did you mean --values?'],
    [['check', '--zzzzzz'], 'unknown flag --zzzzzz'],
    [['check', '-x'], 'unknown flag -x'],
    [['check', '--__proto__'], 'unknown flag --__proto__'],
    [['check', '--now'], '--now needs a value: --now RFC3339'],
    [['check', '--now='], '--now needs a value: --now RFC3339'],
    [['check', '--now', '--stage', 'full'], '--now needs a value: --now RFC3339'],
    [['check', '--stage', 'full', '--stage', 'shadow'], '--stage is given twice; give it once'],
    [
      ['check', 'a.yml', 'b.json'],
      'check takes one file at most, and got a.yml b.json; values files are given as --values FILE',
    ],
    [['demo', 'a.yml'], 'demo takes no file, and got a.yml'],
    [['lint', '--stage', 'full'], '--stage is no flag of lint; its flags are --format, --out, --colour'],
    [['check', '--help=yes'], '--help takes no value'],
  ])('%j is refused, and says what to write', (words, text) => {
    expect(problem(...words)).toBe(text);
  });
});
