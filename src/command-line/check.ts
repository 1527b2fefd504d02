import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Gate } from '../core/criterion.ts';
import type { Stage } from '../core/layer.ts';
import type { Outcome } from '../core/outcome.ts';
import { choice, type Inputs, stageNamed } from '../inputs.ts';
import { forLog } from '../report/neutralise.ts';
import { run } from '../run.ts';
import { keepSecrets } from '../secrets.ts';
import { parseInstant } from '../sources/timestamp.ts';
import { localWorld } from '../world.ts';
import type { Arguments } from './arguments.ts';
import { exitCode } from './exit-code.ts';
import { type Invocation, usageError } from './invocation.ts';
import { kindOfFile } from './kind-of-file.ts';
import { progressOn } from './progress.ts';
import { formatNamed, publishReport, type ReportFormat } from './publish-report.ts';
import type { Terminal } from './terminal.ts';

const WRITE_WITHOUT_RESULTS =
  '--write saves criteria made of a result file, so name one: launch-gate check evals/results.json --write';

/** `launch-gate check`: judges a criteria file and writes the report; returns the exit code. */
export async function check(args: Arguments, invocation: Invocation, terminal: Terminal): Promise<number> {
  const { flags } = args;
  const read = readFlags(flags);
  if (typeof read === 'string') return usageError(read, terminal);
  const { format, nowMs, stage, commit } = read;
  const workspaceRoot = path.resolve(invocation.folder, flags.workspace ?? '.');
  if (!(await isFolder(workspaceRoot)))
    return usageError(`--workspace must be a folder that exists, and is "${flags.workspace ?? '.'}"`, terminal);
  const secrets = keepSecrets(invocation.env);

  const [named] = args.positional;
  const kind = named === undefined ? 'criteria' : await kindOfFile(path.resolve(invocation.folder, named));
  if (named !== undefined && kind !== 'criteria') {
    const { checkResults } = await import(/* webpackChunkName: "start" */ './start/check-results.ts');
    const asked = { file: named, kind, ...read, workspaceRoot, secrets };
    const code = await checkResults(asked, args, invocation, terminal);
    if (code !== null) return code;
  }
  if (flags.write !== undefined) return usageError(WRITE_WITHOUT_RESULTS, terminal);

  const criteriaPath = named ?? '.github/launch-gate.yml';
  const inputs: Inputs = {
    criteriaPath,
    criteriaFile: path.resolve(invocation.folder, criteriaPath),
    values: args.values,
    stage,
    pullRequest: null,
    allowedHosts: null,
  };
  const progress = await progressOn(terminal, secrets);
  const world = localWorld({
    ...{ workspaceRoot, nowMs, commit, secrets },
    env: invocation.env,
    onSource: progress?.say,
  });
  const outcome = await run(inputs, world);
  progress?.end();
  hint(outcome, args.values, terminal);
  if (commit === null) await warnOfPins(outcome.gate, workspaceRoot, invocation, terminal);
  const written = await publishReport(outcome, format, flags.out, invocation.folder, terminal, secrets);
  world.rest();
  return written ? exitCode(outcome) : 2;
}

/** How a run is asked for: milliseconds since the epoch, and a commit in lower case. */
interface CheckFlags {
  readonly format: ReportFormat;
  readonly nowMs: number;
  readonly stage: Stage | null;
  readonly commit: string | null;
}

/** The flags as they are meant, or what is wrong with one of them. */
function readFlags(flags: Arguments['flags']): CheckFlags | string {
  const format = formatNamed(flags.format, ['text', 'markdown', 'json']);
  if (format === null) return `--format ${choice(flags.format ?? '', ['text', 'markdown', 'json'])}`;
  const nowMs = flags.now === undefined ? Date.now() : parseInstant(flags.now);
  if (nowMs === null) return `--now must be a time with a zone, such as 2026-11-21T12:00:00Z, and is "${flags.now}"`;
  const stage = flags.stage === undefined ? null : stageNamed(flags.stage);
  if (flags.stage !== undefined && stage === null)
    return `--stage ${choice(flags.stage, ['shadow', 'limited', 'full'])}`;
  const commit = flags.commit?.toLowerCase() ?? null;
  if (commit !== null && !/^[0-9a-f]{40}$/.test(commit))
    return '--commit must be a full commit SHA, 40 hexadecimal digits (git rev-parse HEAD)';
  return { format, nowMs, stage, commit };
}

/** Values alone are judged by nothing: says how to look at them all the same. */
function hint({ findings }: Outcome, [values]: readonly string[], terminal: Terminal): void {
  if (values === undefined || !findings.some(({ code }) => code === 'criteria-not-found')) return;
  const shown = forLog(values);
  terminal.err(`launch-gate: without criteria, launch-gate check ${shown} says what ${shown} covers\n`);
}

/** Evidence is bound to the pinned files of a commit; says where those of the folder, at which somebody looks, differ. */
async function warnOfPins(gate: Gate | null, root: string, { env }: Invocation, terminal: Terminal): Promise<void> {
  if (gate?.pins == null || !gate.metrics.some(({ bind }) => bind === 'pins')) return;
  const { changedPins } = await import(/* webpackChunkName: "pins" */ './changed-pins.ts');
  const names = await changedPins(gate.pins, root, { PATH: env['PATH'], HOME: env['HOME'] });
  if (names.length === 0) return;
  const shown = names.slice(0, 10).map((name) => forLog(name));
  const more = names.length > 10 ? ` and ${names.length - 10} more` : '';
  terminal.err(
    `launch-gate: judged by the pinned files of the commit that is checked out; not as they are in it: ${shown.join(', ')}${more}\n`,
  );
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}
