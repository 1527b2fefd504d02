import { type Contexts, holds, type Status, textOf, textsOf } from './expression.ts';
import type { Job, Step, Workflow } from './workflow.ts';

export interface StepResult {
  readonly outcome: 'success' | 'failure';
  readonly outputs: Readonly<Record<string, string>>;
}

/** What a step is given when its turn comes. */
export interface StepCall {
  readonly inputs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly contexts: Contexts;
  /** Folder of the job: every job has its own machine. */
  readonly job: string;
}

/** What does the work of steps: actions by the name before the `@`, and a shell. */
export interface Runner {
  readonly actions: Readonly<Record<string, (call: StepCall) => Promise<StepResult>>>;
  readonly shell: (script: string, call: StepCall) => Promise<StepResult>;
}

export interface JobResult {
  readonly result: 'success' | 'failure' | 'skipped';
  readonly outputs: Readonly<Record<string, string>>;
  readonly steps: Readonly<
    Record<string, { readonly outcome: string; readonly outputs: Readonly<Record<string, string>> }>
  >;
}

/** What GitHub's `github`, `secrets` and `inputs` contexts hold in a run. */
export interface Given {
  readonly github: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly inputs?: Readonly<Record<string, string>>;
}

/** Activity types that start a workflow which names none. */
const DEFAULT_TYPES: Readonly<Record<string, readonly string[]>> = {
  pull_request: ['opened', 'synchronize', 'reopened'],
  pull_request_target: ['opened', 'synchronize', 'reopened'],
};

/** Whether an event starts the workflow; `action` is its activity type, `null` where it has none. */
export function starts({ events }: Workflow, event: string, action: string | null): boolean {
  if (!Object.hasOwn(events, event)) return false;
  const types = events[event] ?? DEFAULT_TYPES[event];
  return types === undefined || action === null || types.includes(action);
}

/** Runs all jobs in the order of their needs. */
export async function runWorkflow(
  workflow: Workflow,
  given: Given,
  runner: Runner,
): Promise<Readonly<Record<string, JobResult>>> {
  const results: Record<string, JobResult> = {};
  let waiting = [...workflow.jobs];
  while (waiting.length > 0) {
    const ready = waiting.filter(({ needs }) => needs.every((need) => Object.hasOwn(results, need)));
    if (ready.length === 0) throw new Error(`jobs wait for each other: ${waiting.map(({ id }) => id).join(', ')}`);
    for (const job of ready) results[job.id] = await runJob(job, { ...given, needs: neededBy(job, results) }, runner);
    waiting = waiting.filter(({ id }) => !Object.hasOwn(results, id));
  }
  return results;
}

type JobGiven = Given & { readonly needs: Readonly<Record<string, JobResult>> };

function neededBy({ needs }: Job, results: Readonly<Record<string, JobResult>>): Readonly<Record<string, JobResult>> {
  return Object.fromEntries(needs.flatMap((need) => (results[need] === undefined ? [] : [[need, results[need]]])));
}

async function runJob(job: Job, given: JobGiven, runner: Runner): Promise<JobResult> {
  const needed = Object.values(given.needs).every(({ result }) => result === 'success');
  const contexts: Contexts = {
    github: given.github,
    secrets: given.secrets ?? {},
    inputs: given.inputs ?? {},
    needs: given.needs,
  };
  if (!holds(job.condition, contexts, needed ? 'success' : 'failure'))
    return { result: 'skipped', outputs: {}, steps: {} };

  const steps: Record<string, JobResult['steps'][string]> = {};
  let status: Status = 'success';
  for (const step of job.steps) {
    const now = { ...contexts, steps };
    if (!holds(step.condition, now, status)) {
      steps[step.id] = { outcome: 'skipped', outputs: {} };
      continue;
    }
    const { outcome, outputs } = await runStep(step, job, now, runner);
    steps[step.id] = { outcome, outputs };
    if (outcome === 'failure' && !step.continueOnError) status = 'failure';
  }
  return { result: status, outputs: textsOf(job.outputs, { ...contexts, steps }), steps };
}

async function runStep(step: Step, job: Job, contexts: Contexts, runner: Runner): Promise<StepResult> {
  const env = textsOf({ ...job.env, ...step.env }, contexts);
  const call = { inputs: textsOf(step.with, contexts), env, contexts, job: job.id };
  if (step.run !== null) return runner.shell(textOf(step.run, contexts), call);
  const name = step.uses?.replace(/@.*$/, '') ?? '';
  const action = runner.actions[name];
  if (action === undefined) throw new Error(`nothing here does the work of ${name}`);
  return action(call);
}
