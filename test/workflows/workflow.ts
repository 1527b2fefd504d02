import {
  convertWorkflowTemplate,
  isBasicExpression,
  isMapping,
  isScalar,
  isSequence,
  NoOperationTraceWriter,
  parseWorkflow,
} from '@actions/workflow-parser';

/** A token of GitHub's own parser. */
type Token = NonNullable<ReturnType<typeof parseWorkflow>['value']>;

/** A value as it is written: text, or an expression that GitHub evaluates when it comes to it. */
export type Written =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'expression'; readonly expression: string };

export interface Step {
  readonly id: string;
  readonly name: string | null;
  /** GitHub's reading of `if`, `success()` where there is none. */
  readonly condition: string;
  readonly continueOnError: boolean;
  readonly uses: string | null;
  readonly run: Written | null;
  readonly with: Readonly<Record<string, Written>>;
  readonly env: Readonly<Record<string, Written>>;
}

export interface Job {
  readonly id: string;
  readonly condition: string;
  readonly needs: readonly string[];
  readonly outputs: Readonly<Record<string, Written>>;
  readonly env: Readonly<Record<string, Written>>;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly name: string;
  /** Event to the activity types that are written for it; `null` where none are. */
  readonly events: Readonly<Record<string, readonly string[] | null>>;
  readonly jobs: readonly Job[];
}

/** A workflow as GitHub's own parser understands it; what it does not understand is an error. */
export async function parsedWorkflow(name: string, text: string): Promise<Workflow> {
  const { context, value } = parseWorkflow({ name, content: text }, new NoOperationTraceWriter());
  if (value === undefined) throw new Error(`${name} holds nothing`);
  const template = await convertWorkflowTemplate(context, value);
  const errors = context.errors.getErrors();
  if (errors.length > 0) throw new Error(`${name}: ${errors.map(({ message }) => message).join('; ')}`);
  const jobs = template.jobs.map((job): Job => {
    if (job.type !== 'job') throw new Error(`${name}: ${job.id.value} is a reusable workflow`);
    const written = at(value, 'jobs', job.id.value);
    const steps = elements(at(written, 'steps'));
    return {
      id: job.id.value,
      condition: job.if.expression,
      needs: (job.needs ?? []).map((need) => need.value),
      outputs: valuesOf(at(written, 'outputs')),
      env: { ...valuesOf(at(value, 'env')), ...valuesOf(at(written, 'env')) },
      steps: job.steps.map((step, index) => stepOf(step, steps[index])),
    };
  });
  const events = Object.entries(template.events).map(([event, config]): [string, readonly string[] | null] => {
    const types: unknown = (config as { types?: unknown } | null)?.types; // as the parser's types say for every event
    return [event, Array.isArray(types) ? types.map(String) : null];
  });
  return { name: String(at(value, 'name') ?? name), events: Object.fromEntries(events), jobs };
}

type TemplateStep = Extract<
  Awaited<ReturnType<typeof convertWorkflowTemplate>>['jobs'][number],
  { type: 'job' }
>['steps'][number];

function stepOf(step: TemplateStep, written: Token | undefined): Step {
  const run = at(written, 'run');
  const uses = at(written, 'uses');
  const name = at(written, 'name');
  return {
    id: step.id,
    name: name === undefined ? null : String(name),
    condition: step.if?.expression ?? 'success()',
    continueOnError: step['continue-on-error'] === true,
    uses: uses === undefined ? null : String(uses),
    run: run === undefined ? null : writtenOf(run),
    with: valuesOf(at(written, 'with')),
    env: valuesOf(at(written, 'env')),
  };
}

/** What stands at a path of keys. */
function at(token: Token | undefined, ...path: readonly string[]): Token | undefined {
  let here = token;
  for (const key of path) here = here !== undefined && isMapping(here) ? here.find(key) : undefined;
  return here;
}

function elements(token: Token | undefined): readonly Token[] {
  return token !== undefined && isSequence(token) ? [...token] : [];
}

function valuesOf(token: Token | undefined): Record<string, Written> {
  if (token === undefined || !isMapping(token)) return {};
  return Object.fromEntries([...token].map(({ key, value }) => [String(key), writtenOf(value)]));
}

function writtenOf(token: Token): Written {
  if (isBasicExpression(token)) return { kind: 'expression', expression: token.expression };
  if (!isScalar(token)) throw new Error('a list or map stands where a value is wanted');
  return { kind: 'text', text: token.toString() };
}
