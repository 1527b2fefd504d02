import { describe, expect, it } from 'vitest';
import { helpText } from '../../src/command-line/help.ts';
import { COMMANDS, type CommandName } from '../../src/command-line/options.ts';

const topics = [null, ...(Object.keys(COMMANDS) as CommandName[])];

describe('helpText', () => {
  it.each(topics)('of %s fits in 80 columns and ends with a line end', (topic) => {
    const text = helpText(topic, 80);
    const longest = Math.max(...text.split('\n').map((line) => line.length));
    expect(longest).toBeLessThanOrEqual(80);
    expect(text.endsWith('\n')).toBe(true);
  });

  it('of the program names every command', () => {
    for (const name of Object.keys(COMMANDS)) expect(helpText(null, 80)).toMatch(new RegExp(`^  ${name} `, 'm'));
  });

  it.each([
    ['check', '0 go'],
    ['lint', '0 the criteria can be used'],
    ['doctor', '0 nothing to mend'],
    ['demo', '1 no-go'],
    ['init', '0 both files are there'],
  ] as const)('of %s says what its own exit codes mean', (command, first) => {
    const [, codes = ''] = helpText(command, 80).split('\nExit codes\n');
    expect(codes.replace(/\s+/g, ' ').trim().startsWith(first)).toBe(true);
    expect(helpText(null, 80)).toContain('\nExit codes of check\n');
  });

  it('of a command names each of its flags and its examples', () => {
    for (const [name, command] of Object.entries(COMMANDS)) {
      const text = helpText(name as CommandName, 80);
      for (const flag of command.flags) expect(text).toContain(`--${flag}`);
      for (const [example] of command.examples) expect(text).toContain(example);
    }
  });
});
