import { COMMANDS, type CommandName, EXIT_CODES, FLAGS, type Flag, type FlagName } from './options.ts';

/** The help of the program, or of one command; lines of at most `width` columns, without colour. */
export function helpText(topic: CommandName | null, width: number): string {
  return topic === null ? programHelp(width) : commandHelp(topic, width);
}

function programHelp(width: number): string {
  const commands = Object.entries(COMMANDS).map(([name, command]) => row(name, command.summary, 8, width));
  return [
    'launch-gate: the gate between an AI feature and its users',
    '',
    ...wrap(
      'Your team writes acceptance criteria at four layers (model, task, product, business). launch-gate judges the latest evidence against them, says where the stack diverges and what to fix first, and answers go or no-go.',
      width,
    ),
    '',
    'Usage: launch-gate <command> [flags]',
    '',
    'Commands',
    ...commands,
    '',
    'Start here',
    ...examples(
      [
        ['launch-gate demo', 'see a decision, no files needed'],
        ['launch-gate init', 'write starter criteria and a workflow'],
        ['launch-gate lint', 'find what is wrong with your criteria'],
        ['launch-gate doctor', 'see whether sources, alerts and repository are ready'],
        ['launch-gate check', 'judge them'],
        ['launch-gate check --help', 'flags and examples of a command'],
      ],
      width,
    ),
    '',
    'Exit codes of check',
    ...EXIT_CODES.map(([code, says]) => row(String(code), says, 8, width)),
    '',
  ].join('\n');
}

function commandHelp(topic: CommandName, width: number): string {
  const command = COMMANDS[topic];
  const flags: readonly FlagName[] = command.flags;
  return [
    `Usage: launch-gate ${command.usage}`,
    '',
    ...command.text.flatMap((paragraph) => [...wrap(paragraph, width), '']),
    'Flags',
    ...flags.map((name) => flagRow(name, FLAGS[name], width)),
    row('--help', FLAGS.help.says, 22, width),
    '',
    'Examples',
    ...examples(command.examples, width),
    '',
    'Exit codes',
    ...command.exitCodes.map(([code, says]) => row(String(code), says, 8, width)),
    '',
  ].join('\n');
}

function flagRow(name: FlagName, flag: Flag, width: number): string {
  return row(flag.takes === null ? `--${name}` : `--${name} ${flag.takes}`, flag.says, 22, width);
}

function examples(list: readonly (readonly [string, string])[], width: number): string[] {
  return list.flatMap(([command, does]) => [`  ${command}`, ...wrap(does, width - 6).map((line) => `      ${line}`)]);
}

function row(head: string, text: string, indent: number, width: number): string {
  const [first = '', ...rest] = wrap(text, width - indent - 2);
  const pad = ' '.repeat(indent + 2);
  return [`  ${head.padEnd(indent)}${first}`, ...rest.map((line) => `${pad}${line}`)].join('\n');
}

/** Breaks a text into lines of at most `width` columns, at spaces. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
