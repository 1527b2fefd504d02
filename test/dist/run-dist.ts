import { spawn, spawnSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { MERGE_SHA, pullRequestEvent, type RunnerEvent, writePayload } from '../github-server/events.ts';
import { type GitHubServer, startGitHub } from '../github-server/github-server.ts';
import { aCommit, BASE_SHA, type GivenModel, HEAD_SHA } from '../github-server/given-model.ts';
import type { File } from '../github-server/model.ts';

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

/** The same while this process goes on, so that servers of the test can answer it. */
export async function launchGateBeside(
  words: readonly string[],
  cwd = ROOT,
  env: Record<string, string> = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [CLI, ...words], { cwd, env: environment(env) });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
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
  /** The GitHub that was asked, with what it knows now. */
  readonly github: GitHubServer;
}

/** Where an action runs; what is left out is as `githubOf` says, for a push to its pull request. */
export interface ActionSurroundings {
  /** Added to the runner's variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** Stays open; without one, a GitHub of its own is asked, which must see no request that the real one would refuse. */
  readonly github?: GitHubServer;
  readonly event?: RunnerEvent;
}

/** A GitHub whose base branch and pull request 12 both hold the workspace's criteria file, and a workflow that runs the gate. */
export function githubOf(
  workspace: string,
  criteria = '.github/launch-gate.yml',
  given: GivenModel = {},
): Promise<GitHubServer> {
  const files: Record<string, File> = {
    '.github/workflows/launch-gate.yml': 'on: pull_request\njobs: { gate: { runs-on: ubuntu-latest, steps: [] } }\n',
  };
  const at = path.resolve(workspace, criteria);
  const stat = lstatSync(at, { throwIfNoEntry: false });
  if (stat?.isSymbolicLink()) files[criteria] = { symlink: readlinkSync(at) };
  else if (stat?.isFile()) files[criteria] = readFileSync(at);
  const commits = { [BASE_SHA]: aCommit({ files }), [HEAD_SHA]: aCommit({ files }), [MERGE_SHA]: aCommit({ files }) };
  return startGitHub({ pullRequests: [{}], commits, ...given });
}

/** Runs the action as the runner does: inputs and the event in the environment, outputs and summary in files. */
export async function runAction(
  inputs: Readonly<Record<string, string>>,
  workspace: string,
  { env = {}, github, event }: ActionSurroundings = {},
): Promise<ActionRun> {
  const temp = mkdtempSync(path.join(tmpdir(), 'launch-gate-action-'));
  const [output, summary] = [path.join(temp, 'output'), path.join(temp, 'summary')];
  for (const file of [output, summary]) writeFileSync(file, '');
  const server = github ?? (await githubOf(workspace, inputs['criteria']));
  const happened = event ?? pullRequestEvent(server.model);
  const given = Object.entries({ 'github-token': 'job-token', ...inputs }).map(([name, value]) => [
    `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
    value,
  ]);
  const ended = await endOf(workspace, {
    ...runnerVariables(server, happened),
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    RUNNER_TEMP: temp,
    ...Object.fromEntries(given),
    ...env,
  });
  if (github === undefined) await server.close();
  return {
    ...ended,
    outputs: readOutputs(readFileSync(output, 'utf8')),
    summary: readFileSync(summary, 'utf8'),
    annotations: ended.out.split('\n').filter((line) => /^::(error|warning)[ :]/.test(line)),
    github: server,
  };
}

function runnerVariables(server: GitHubServer, event: RunnerEvent): Record<string, string> {
  return {
    GITHUB_ACTIONS: 'true',
    CI: 'true',
    GITHUB_API_URL: server.url,
    GITHUB_GRAPHQL_URL: `${server.url}/graphql`,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_RUN_ID: '42',
    GITHUB_RUN_NUMBER: '7',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'gate',
    GITHUB_ACTION: 'gate',
    GITHUB_ACTOR: 'mona',
    GITHUB_EVENT_PATH: writePayload(event),
    ...event.env,
  };
}

/** Not `spawnSync`: the GitHub that the action asks answers from this process. */
async function endOf(cwd: string, env: Record<string, string>): Promise<Ended> {
  const child = spawn(process.execPath, [ACTION], { cwd, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { code, out, err };
}

/** Outputs as the runner reads them: `name<<delimiter`, lines, `delimiter`. */
function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const match of text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)) outputs[match[1] ?? ''] = match[3] ?? '';
  return outputs;
}
