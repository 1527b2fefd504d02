import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { parse } from 'yaml';
import { type ActionRun, ROOT, runAction } from '../dist/run-dist.ts';
import type { RunnerEvent } from '../github-server/events.ts';
import type { GitHubServer } from '../github-server/github-server.ts';
import { textOf } from './expression.ts';
import type { Given, Runner, StepCall, StepResult } from './run-workflow.ts';

/** What a run of a workflow in these tests takes place in. */
export interface Surroundings {
  readonly github: GitHubServer;
  readonly event: RunnerEvent;
  /** Path of the workflow file in its repository. */
  readonly workflow: string;
  /** What a checkout writes into a job's folder. */
  readonly files: Readonly<Record<string, string>>;
  /** What the evaluation prints; `null`: it fails. */
  readonly results: string | null;
}

/** A machine for every job of a run, with what was done on them. */
export interface Machine extends Runner {
  readonly given: Given;
  /** Every run of the gate, oldest first. */
  readonly gates: readonly ActionRun[];
  /** What `gh` was asked to do, one call a line. */
  readonly calls: () => readonly string[];
  /** Files that were uploaded, by the artifact's name. */
  readonly artifacts: ReadonlyMap<string, string>;
}

const DONE: StepResult = { outcome: 'success', outputs: {} };
const FAILED: StepResult = { outcome: 'failure', outputs: {} };

/** Inputs that a workflow leaves out, as `action.yml` fills them in. */
const DEFAULTS: Readonly<Record<string, { readonly default?: string }>> = parse(
  readFileSync(path.join(ROOT, 'action.yml'), 'utf8'),
).inputs;

/** Machines with a checkout, artifacts, a shell whose `python` and `gh` are stand-ins, and the gate as it is released. */
export function machine(surroundings: Surroundings): Machine {
  const { github, event, workflow, files } = surroundings;
  const home = mkdtempSync(path.join(tmpdir(), 'launch-gate-workflow-'));
  const folder = (job: string) => folderIn(home, job);
  const gates: ActionRun[] = [];
  const artifacts = new Map<string, string>();
  const tools = toolsIn(home, surroundings.results);
  const runnerEvent = inWorkflow(event, workflow);
  const gate = async ({ inputs, env, contexts, job }: StepCall): Promise<StepResult> => {
    const run = await runAction({ ...defaults(contexts), ...inputs }, folder(job), { github, event: runnerEvent, env });
    gates.push(run);
    return { outcome: run.code === 0 ? 'success' : 'failure', outputs: run.outputs };
  };
  return {
    gates,
    artifacts,
    calls: () =>
      readFileSync(tools.log, 'utf8')
        .split('\n')
        .filter((line) => line !== ''),
    given: { github: githubContext(runnerEvent), secrets: {} },
    actions: {
      'launch-gate/launch-gate': gate,
      './': gate,
      'actions/checkout': async ({ job }) => {
        for (const [file, content] of Object.entries(files)) writeFile(path.join(folder(job), file), content);
        return DONE;
      },
      'actions/upload-artifact': async ({ inputs, job }) => {
        const file = path.resolve(folder(job), inputs['path'] ?? '');
        if (!existsSync(file)) return inputs['if-no-files-found'] === 'error' ? FAILED : DONE;
        artifacts.set(inputs['name'] ?? '', file);
        return DONE;
      },
      'actions/download-artifact': async ({ inputs, job }) => {
        const file = artifacts.get(inputs['name'] ?? '');
        if (file === undefined) return FAILED;
        const into = path.join(folder(job), inputs['path'] ?? '');
        mkdirSync(into, { recursive: true });
        copyFileSync(file, path.join(into, path.basename(file)));
        return DONE;
      },
    },
    shell: (script, { env, job }) => bash(script, folder(job), { ...tools.env, ...runnerEvent.env, ...env }),
  };
}

function folderIn(home: string, job: string): string {
  const made = path.join(home, 'jobs', job);
  mkdirSync(made, { recursive: true });
  return made;
}

/** The event as it reaches a workflow of another name than the usual one. */
function inWorkflow({ name, payload, env }: RunnerEvent, workflow: string): RunnerEvent {
  const reference = `${env['GITHUB_REPOSITORY']}/${workflow}@${env['GITHUB_REF']}`;
  return { name, payload, env: { ...env, GITHUB_WORKFLOW_REF: reference } };
}

function githubContext({ name, payload, env }: RunnerEvent): Record<string, unknown> {
  return {
    event: payload,
    event_name: name,
    token: 'job-token',
    repository: env['GITHUB_REPOSITORY'],
    server_url: 'https://github.com',
    run_id: '42',
    sha: env['GITHUB_SHA'],
    ref: env['GITHUB_REF'],
  };
}

function defaults(contexts: StepCall['contexts']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(DEFAULTS).map(([name, { default: preset = '' }]) => {
      const expression = /^\$\{\{(.*)\}\}$/.exec(preset)?.[1];
      return [name, expression === undefined ? preset : textOf({ kind: 'expression', expression }, contexts)];
    }),
  );
}

interface Tools {
  readonly env: Readonly<Record<string, string>>;
  readonly log: string;
}

/** `python evals/run.py --out FILE` writes the results; `gh run download` too; every other `gh` is only noted. */
function toolsIn(home: string, results: string | null): Tools {
  const [bin, log, file] = [path.join(home, 'bin'), path.join(home, 'gh.log'), path.join(home, 'results.json')];
  writeFile(log, '');
  if (results !== null) writeFile(file, results);
  const scripts = {
    python: 'test "$2" = --out && mkdir -p "$(dirname "$3")" && cp "$RESULTS" "$3"',
    gh: [
      'printf "%s\\n" "$*" >>"$GH_LOG"',
      'case "$1 $2" in',
      '  "run list") echo 77 ;;',
      '  "run download") test "$3 $4 $5 $6" = "77 --name evals --dir" && mkdir -p "$7" && cp "$RESULTS" "$7/results.json" ;;',
      'esac',
    ].join('\n'),
  };
  for (const [name, script] of Object.entries(scripts)) {
    writeFile(path.join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(bin, name), 0o755);
  }
  return { log, env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, GH_LOG: log, RESULTS: file } };
}

/** As GitHub runs a step on Linux that names no shell. */
async function bash(script: string, cwd: string, env: Record<string, string>): Promise<StepResult> {
  const child = spawn('bash', ['-e', '-c', script], { cwd, env, stdio: ['ignore', 'pipe', 'ignore'] });
  const closed = new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject));
  const [out, code] = await Promise.all([text(child.stdout), closed]);
  return { outcome: code === 0 ? 'success' : 'failure', outputs: { out } };
}

function writeFile(file: string, content: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}
