import { VERSION } from '../version.ts';
import { type Arguments, parseArguments } from './arguments.ts';
import { helpText } from './help.ts';
import { type Invocation, usageError } from './invocation.ts';
import { type Terminal, terminalOf } from './terminal.ts';

/** Runs the command line and returns the exit code: 0 go, 1 no-go, 2 could not judge or wrong usage. */
export async function main(invocation: Invocation): Promise<number> {
  const { streams, env } = invocation;
  const parsed = parseArguments(invocation.words);
  if (!parsed.ok) return usageError(parsed.problem, terminalOf(streams, env));
  const { flags } = parsed.arguments;
  const colour = flags.colour ?? 'auto';
  if (colour !== 'auto' && colour !== 'always' && colour !== 'never')
    return usageError(`--colour must be auto, always or never, and is "${colour}"`, terminalOf(streams, env));
  return dispatch(parsed.arguments, invocation, terminalOf(streams, env, colour));
}

async function dispatch(args: Arguments, invocation: Invocation, terminal: Terminal): Promise<number> {
  switch (args.command) {
    case 'version':
      terminal.out(`launch-gate ${VERSION}\n`);
      return 0;
    case 'help':
      terminal.out(helpText(args.topic, Math.min(terminal.width, 80)));
      return 0;
    case 'check':
      return (await import(/* webpackMode: "eager" */ './check.ts')).check(args, invocation, terminal);
    case 'lint':
      return (await import('./lint.ts')).lint(args, invocation, terminal);
    case 'doctor':
      return (await import(/* webpackChunkName: "doctor" */ './doctor.ts')).doctor(args, invocation, terminal);
    case 'explain':
      return (await import(/* webpackChunkName: "explain" */ './explain.ts')).explain(args, invocation, terminal);
    case 'digest':
      return (await import(/* webpackChunkName: "digest" */ './digest.ts')).digest(args, invocation, terminal);
    case 'demo':
      return (await import(/* webpackChunkName: "start" */ './demo.ts')).demo(args, invocation, terminal);
    case 'init':
      return (await import(/* webpackChunkName: "start" */ './init.ts')).init(args, invocation, terminal);
    default:
      throw new Error(`no such command: ${args.command satisfies never}`);
  }
}
