import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const CLI = path.join(ROOT, 'dist/cli.js');
const ACTION = path.join(ROOT, 'dist/index.js');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A plain environment: what a runner sets is added by the tests that want it. */
function environment(extra: Record<string, string> = {}): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', LANG: 'C.UTF-8', ...extra };
}

export function launchGate(words: readonly string[], cwd = ROOT, env: Record<string, string> = {}): Ended {
  const child = spawnSync(process.execPath, [CLI, ...words], { cwd, env: environment(env), encoding: 'utf8' });
  return { code: child.status, out: child.stdout, err: child.stderr };
}

/** Runs the command line and closes its standard output after the first bytes, as `head` does. */
export async function launchGateIntoClosedPipe(words: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [CLI, ...words], { cwd: ROOT, env: environment() });
  let err = '';
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  child.stdout.destroy();
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out: '', err };
}

export interface ActionRun extends Ended {
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly annotations: readonly string[];
}

/** Runs the action as the runner does: inputs in the environment, outputs and summary in files. */
export function runAction(
  inputs: Record<string, string>,
  workspace: string,
  env: Record<string, string> = {},
): ActionRun {
  const temp = mkdtempSync(path.join(tmpdir(), 'launch-gate-action-'));
  const output = path.join(temp, 'output');
  const summary = path.join(temp, 'summary');
  writeFileSync(output, '');
  writeFileSync(summary, '');
  const given = Object.entries(inputs).map(([name, value]) => [
    `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
    value,
  ]);
  const child = spawnSync(process.execPath, [ACTION], {
    cwd: workspace,
    encoding: 'utf8',
    env: environment({
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: workspace,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_REPOSITORY: 'acme/assistant',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_RUN_ID: '42',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_REF: 'refs/pull/12/merge',
      RUNNER_TEMP: temp,
      ...Object.fromEntries(given),
      ...env,
    }),
  });
  return {
    code: child.status,
    out: child.stdout,
    err: child.stderr,
    outputs: readOutputs(readFileSync(output, 'utf8')),
    summary: readFileSync(summary, 'utf8'),
    annotations: child.stdout.split('\n').filter((line) => /^::(error|warning)[ :]/.test(line)),
  };
}

/** Outputs as the runner reads them: `name<<delimiter`, lines, `delimiter`. */
function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const match of text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)) outputs[match[1] ?? ''] = match[3] ?? '';
  return outputs;
}
