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

  it('of a command names each of its flags and its examples', () => {
    for (const [name, command] of Object.entries(COMMANDS)) {
      const text = helpText(name as CommandName, 80);
      for (const flag of command.flags) expect(text).toContain(`--${flag}`);
      for (const [example] of command.examples) expect(text).toContain(example);
    }
  });
});
