import { mkdir, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { readGate } from '../criteria/read-gate.ts';
import { localWorkspace } from '../sources/local-workspace.ts';
import { surveyResults } from '../sources/survey-results.ts';
import { readCriteriaFile } from '../world.ts';
import type { Arguments } from './arguments.ts';
import { COULD_NOT_JUDGE, type Invocation, usageError } from './invocation.ts';
import { type FoundMetric, type FoundResults, type ResultPath, starterCriteria } from './starter-criteria.ts';
import { starterWorkflow, USUAL_RESULTS, type WorkflowNeeds } from './starter-workflow.ts';
import type { Terminal } from './terminal.ts';
import { usedCredentials } from './used-credentials.ts';

const CRITERIA = '.github/launch-gate.yml';
const WORKFLOW = '.github/workflows/launch-gate.yml';
const MOST_METRICS = 40;

/** `launch-gate init`: writes starter criteria and a workflow, never over an existing file; returns the exit code. */
export async function init(args: Arguments, invocation: Invocation, terminal: Terminal): Promise<number> {
  const root = path.resolve(invocation.folder, args.flags.workspace ?? '.');
  const results = args.positional[0];
  let found: FoundResults | null = null;
  if (results !== undefined) {
    const relative = path.relative(root, path.resolve(invocation.folder, results)).split(path.sep).join('/');
    const { PATH, HOME } = invocation.env;
    const survey = await surveyResults(localWorkspace(root, { PATH, HOME }), relative);
    if (!survey.ok)
      return usageError(
        `${survey.text}\nWithout a result file, launch-gate init writes a template to fill in.`,
        terminal,
      );
    const isFolder = (await stat(path.join(root, relative)).catch(() => null))?.isDirectory() ?? false;
    found = foundResults({ path: relative, isFolder }, survey.format, survey.names);
  }
  const starter = starterCriteria(featureId(path.basename(root)), found);
  const criteria = await writeNew(root, CRITERIA, starter, terminal);
  const needs = await workflowNeeds(root, criteria === 'kept', found);
  const workflow = await writeNew(root, WORKFLOW, starterWorkflow(needs), terminal);
  if (criteria === 'failed' || workflow === 'failed') return COULD_NOT_JUDGE;
  if (criteria === 'kept' && workflow === 'kept') return 0;
  terminal.out(nextSteps(criteria === 'written', workflow === 'written', needs));
  return 0;
}

/** What to expect of the pull request that brings the criteria: its own mode counts only beside a new workflow. */
function introducing(hasNewWorkflow: boolean): string {
  const green = hasNewWorkflow ? '\n     With "mode: report" in the criteria it is green from the start.' : '';
  return `Open a pull request, review the criteria and merge it. Its check is red, because no change
     brings its own judge, and nothing requires it yet.${green}`;
}

/** What the workflow is to hold: by criteria that were there before, else by the result file, or by none. */
async function workflowNeeds(root: string, hasCriteria: boolean, found: FoundResults | null): Promise<WorkflowNeeds> {
  const usual = { results: [found ?? USUAL_RESULTS], values: null, credentials: [] };
  if (!hasCriteria) return usual;
  const { gate } = await readGate(await readCriteriaFile(path.join(root, CRITERIA)), CRITERIA);
  if (gate === null) return usual;
  const reads = (id: string) => gate.metrics.some(({ from }) => from?.source === id);
  const files = gate.sources.flatMap(({ id, type, keys }) => {
    const at = keys['path'];
    return type === 'file' && typeof at === 'string' && reads(id) ? [at] : [];
  });
  const given = gate.metrics.some(({ from }) => from === null) ? (found ?? USUAL_RESULTS) : null;
  return {
    results: [...files.map((at) => ({ path: at, isFolder: at.endsWith('/') })), ...(given === null ? [] : [given])],
    values: given?.path ?? null,
    credentials: usedCredentials(gate),
  };
}

/** What is left to do, by which of the two files are new and what the workflow needs. */
function nextSteps(hasNewCriteria: boolean, hasNewWorkflow: boolean, needs: WorkflowNeeds): string {
  const evaluates = needs.results.length > 0;
  const steps = [
    ...(hasNewCriteria ? [`Fill in every <fill in: …> in ${CRITERIA}; until then the gate says no-go.`] : []),
    ...(hasNewWorkflow && evaluates ? [`Put your evaluation into ${WORKFLOW}; until then its job fails.`] : []),
    ...needs.credentials.slice(0, 1).map(() => secretsStep(needs.credentials)),
    `launch-gate lint     finds what is still open, line by line
     launch-gate doctor   asks each source and alert once, looks at workflow, label and required check
     launch-gate check    judges it`,
    `Create the label with which a release manager overrides the gate, once:
     gh label create launch-gate/override --color B60205 \\
       --description "Overrides the launch gate; a reason is required"`,
    ...(hasNewCriteria ? [introducing(hasNewWorkflow)] : []),
    hasNewWorkflow ? requiring(evaluates) : REQUIRING_YOURS,
  ];
  return `\nNext\n${steps.map((step, index) => `  ${index + 1}. ${step}\n`).join('')}`;
}

function secretsStep(names: readonly string[]): string {
  const lines = names.map((name) => `\n     gh secret set ${name}`).join('');
  return `Give the repository the secrets that the sources name, and set them here for doctor and check:${lines}`;
}

function requiring(evaluates: boolean): string {
  return evaluates
    ? 'Then make both jobs, "evaluate" and "gate", required checks of the branch that you release from.'
    : 'Then make the job "gate" a required check of the branch that you release from.';
}

const REQUIRING_YOURS =
  'Then make the job of the gate, and every job that it needs, required checks of the branch\n     that you release from.';

/** Creates a file that does not exist yet; an existing one is left as it is, and said. */
async function writeNew(
  root: string,
  file: string,
  text: string,
  terminal: Terminal,
): Promise<'written' | 'kept' | 'failed'> {
  try {
    await mkdir(path.join(root, path.dirname(file)), { recursive: true });
    const handle = await open(path.join(root, file), 'wx');
    try {
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
    terminal.out(`wrote ${file}\n`);
    return 'written';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (code === 'EEXIST') {
      terminal.out(`kept  ${file} (it exists, and init never overwrites)\n`);
      return 'kept';
    }
    terminal.err(`launch-gate: cannot write ${file} (${code})\n`);
    return 'failed';
  }
}

/** The file's metrics with ids that the criteria take, each with the keys that find it in its format. */
function foundResults(at: ResultPath, format: string, names: readonly string[]): FoundResults {
  const ids = new Set<string>();
  const metrics = names.slice(0, MOST_METRICS).map((name): FoundMetric => {
    const id = freshId(name, ids);
    ids.add(id);
    return { id, keys: keysFor(format, name, id) };
  });
  return { ...at, format, metrics, more: Math.max(0, names.length - MOST_METRICS) };
}

/** The keys of `from` that name a metric, by format. */
function keysFor(format: string, name: string, id: string): Record<string, string> {
  switch (format) {
    case 'values':
      return name === id ? {} : { select: name };
    case 'promptfoo':
      return { score: name };
    case 'benchmark':
      return { name };
    case 'junit':
      return { suite: name };
    case 'lm-eval':
      return lmEvalKeys(name);
    default:
      return name === id ? {} : { metric: name };
  }
}

/** Names of lm-eval results read `task metric,filter`. */
function lmEvalKeys(name: string): Record<string, string> {
  const match = /^(.*) ([^ ,]+)(?:,(.+))?$/.exec(name);
  if (match === null) return { task: name };
  const [, task = '', metric = '', filter] = match;
  return filter === undefined ? { task, metric } : { task, metric, filter };
}

const RESERVED = new Set([
  '__proto__',
  'constructor',
  'prototype',
  'model',
  'task',
  'product',
  'business',
  'evidence',
  'criteria',
  'workflow',
  'launch-set',
]);

function freshId(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, 56);
  const base = plain === '' || RESERVED.has(plain) ? `metric_${plain}`.replace(/_$/, '') : plain;
  let id = base;
  for (let count = 2; taken.has(id); count += 1) id = `${base}_${count}`;
  return id;
}

function featureId(folder: string): string {
  const id = folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return id === '' ? 'my-feature' : id;
}
