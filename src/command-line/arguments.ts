import { nearest } from '../core/nearest.ts';
import { COMMANDS, type CommandName, FLAGS, type Flag, type FlagName } from './options.ts';

/** A command line, parsed: flags that were not given are absent. */
export interface Arguments {
  readonly command: CommandName | 'help' | 'version';
  /** The command whose help is asked for. */
  readonly topic: CommandName | null;
  readonly positional: readonly string[];
  readonly values: readonly string[];
  readonly flags: Readonly<Partial<Record<FlagName, string>>>;
}
export type ParsedArguments =
  | { readonly ok: true; readonly arguments: Arguments }
  | { readonly ok: false; readonly problem: string };

/** Parses the words after the program's name; a word that cannot be read is a problem that names what to write. */
export function parseArguments(words: readonly string[]): ParsedArguments {
  const read = readWords(words);
  if (typeof read === 'string') return { ok: false, problem: read };
  const { positional, flags, values } = read;
  if (flags.version !== undefined) return done('version', null, [], values, flags);
  const [first, ...rest] = positional;
  if (first === undefined) return done('help', null, [], values, flags);
  if (first === 'help') return done('help', commandNamed(rest[0]), [], values, flags);
  const command = commandNamed(first);
  if (command === null) return { ok: false, problem: unknownCommand(first) };
  if (flags.help !== undefined) return done('help', command, [], values, flags);
  const problem = misplacedFlag(command, Object.keys(flags) as FlagName[]) ?? surplus(command, rest);
  return problem === null ? done(command, null, rest, values, flags) : { ok: false, problem };
}

interface Words {
  readonly positional: string[];
  readonly flags: Partial<Record<FlagName, string>>;
  readonly values: string[];
}

function readWords(words: readonly string[]): Words | string {
  const read: Words = { positional: [], flags: {}, values: [] };
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word === '--') {
      read.positional.push(...words.slice(index + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      read.positional.push(word);
      continue;
    }
    const [written, inline] = splitFlag(word);
    const name = flagNamed(written);
    if (name === null) return unknownFlag(written);
    const flag: Flag = FLAGS[name];
    if (flag.takes === null) {
      if (inline !== null) return `--${name} takes no value`;
      read.flags[name] = '';
      continue;
    }
    const value = inline ?? words[++index];
    if (value === undefined || value === '' || (inline === null && value.startsWith('--')))
      return `--${name} needs a value: --${name} ${flag.takes}`;
    if (!flag.repeats && read.flags[name] !== undefined) return `--${name} is given twice; give it once`;
    if (flag.repeats) read.values.push(value);
    read.flags[name] = value;
  }
  return read;
}

function splitFlag(word: string): [string, string | null] {
  const equals = word.indexOf('=');
  return equals < 0 ? [word, null] : [word.slice(0, equals), word.slice(equals + 1)];
}

function flagNamed(written: string): FlagName | null {
  if (written === '-h') return 'help';
  if (written === '-V' || written === '-v') return 'version';
  if (written === '--color') return 'colour';
  const name = written.replace(/^--/, '');
  return written.startsWith('--') && Object.hasOwn(FLAGS, name) ? (name as FlagName) : null;
}

function commandNamed(word: string | undefined): CommandName | null {
  return word !== undefined && Object.hasOwn(COMMANDS, word) ? (word as CommandName) : null;
}

function unknownFlag(written: string): string {
  const near = nearest(written.replace(/^-+/, ''), Object.keys(FLAGS));
  return `unknown flag ${written}${near === null ? '' : `; did you mean --${near}?`}`;
}

function unknownCommand(word: string): string {
  const near = nearest(word, Object.keys(COMMANDS));
  if (near !== null) return `unknown command ${word}; did you mean ${near}?`;
  if (/\.ya?ml$/.test(word)) return `unknown command ${word}; to judge a criteria file: launch-gate check ${word}`;
  return `unknown command ${word}; commands are ${Object.keys(COMMANDS).join(', ')}`;
}

function misplacedFlag(command: CommandName, given: readonly FlagName[]): string | null {
  const allowed: readonly string[] = COMMANDS[command].flags;
  const wrong = given.find((name) => !allowed.includes(name));
  return wrong === undefined ? null : `--${wrong} is no flag of ${command}; its flags are --${allowed.join(', --')}`;
}

function surplus(command: CommandName, rest: readonly string[]): string | null {
  const most = command === 'demo' ? 0 : 1;
  // A name may be asked for in several words.
  if (rest.length <= most || command === 'explain') return null;
  const hint = command === 'check' ? '; values files are given as --values FILE' : '';
  return `${command} takes ${most === 0 ? 'no file' : 'one file at most'}, and got ${rest.join(' ')}${hint}`;
}

function done(
  command: Arguments['command'],
  topic: CommandName | null,
  positional: readonly string[],
  values: readonly string[],
  flags: Arguments['flags'],
): ParsedArguments {
  return { ok: true, arguments: { command, topic, positional, values, flags } };
}
