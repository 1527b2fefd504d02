import type { Terminal, terminalOf } from './terminal.ts';

/** The process as the command line sees it. */
export interface Invocation {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  readonly streams: Parameters<typeof terminalOf>[0];
}

/** Exit code of a usage error, and of everything that could not be judged. */
export const COULD_NOT_JUDGE = 2;

/** Says what is wrong with the usage and where the help is; returns the exit code. */
export function usageError(problem: string, terminal: Terminal): number {
  terminal.err(`launch-gate: ${problem}\nSee: launch-gate --help\n`);
  return COULD_NOT_JUDGE;
}
