import { stat } from 'node:fs/promises';
import path from 'node:path';
import { choice, type Inputs, stageNamed } from '../inputs.ts';
import { run } from '../run.ts';
import { keepSecrets } from '../secrets.ts';
import { parseInstant } from '../sources/timestamp.ts';
import { localWorld } from '../world.ts';
import type { Arguments } from './arguments.ts';
import { exitCode } from './exit-code.ts';
import { type Invocation, usageError } from './invocation.ts';
import { progressOn } from './progress.ts';
import { formatNamed, publishReport } from './publish-report.ts';
import type { Terminal } from './terminal.ts';

/** `launch-gate check`: judges a criteria file and writes the report; returns the exit code. */
export async function check(args: Arguments, invocation: Invocation, terminal: Terminal): Promise<number> {
  const { flags } = args;
  const format = formatNamed(flags.format, ['text', 'markdown', 'json']);
  if (format === null)
    return usageError(`--format ${choice(flags.format ?? '', ['text', 'markdown', 'json'])}`, terminal);
  const nowMs = flags.now === undefined ? Date.now() : parseInstant(flags.now);
  if (nowMs === null)
    return usageError(
      `--now must be a time with a zone, such as 2026-11-21T12:00:00Z, and is "${flags.now}"`,
      terminal,
    );
  const stage = flags.stage === undefined ? null : stageNamed(flags.stage);
  if (flags.stage !== undefined && stage === null)
    return usageError(`--stage ${choice(flags.stage, ['shadow', 'limited', 'full'])}`, terminal);
  const commit = flags.commit?.toLowerCase() ?? null;
  if (commit !== null && !/^[0-9a-f]{40}$/.test(commit))
    return usageError('--commit must be a full commit SHA, 40 hexadecimal digits (git rev-parse HEAD)', terminal);

  const criteriaPath = args.positional[0] ?? '.github/launch-gate.yml';
  const inputs: Inputs = {
    criteriaPath,
    criteriaFile: path.resolve(invocation.folder, criteriaPath),
    values: args.values,
    stage,
    pullRequest: null,
    allowedHosts: null,
  };
  const workspaceRoot = path.resolve(invocation.folder, flags.workspace ?? '.');
  if (!(await isFolder(workspaceRoot)))
    return usageError(`--workspace must be a folder that exists, and is "${flags.workspace ?? '.'}"`, terminal);
  const secrets = keepSecrets(invocation.env);
  const progress = await progressOn(terminal, secrets);
  const world = localWorld({
    ...{ workspaceRoot, nowMs, commit, secrets },
    env: invocation.env,
    onSource: progress?.say,
  });
  const outcome = await run(inputs, world);
  progress?.end();
  const written = await publishReport(outcome, format, flags.out, invocation.folder, terminal, secrets);
  world.rest();
  return written ? exitCode(outcome) : 2;
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}
