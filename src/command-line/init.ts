import { mkdir, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { localWorkspace } from '../sources/local-workspace.ts';
import { surveyResults } from '../sources/survey-results.ts';
import type { Arguments } from './arguments.ts';
import { COULD_NOT_JUDGE, type Invocation, usageError } from './invocation.ts';
import {
  type FoundMetric,
  type FoundResults,
  type ResultPath,
  starterCriteria,
  starterWorkflow,
} from './starter-criteria.ts';
import type { Terminal } from './terminal.ts';

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
  const workflow = await writeNew(root, WORKFLOW, starterWorkflow(found ?? undefined), terminal);
  if (criteria === 'failed' || workflow === 'failed') return COULD_NOT_JUDGE;
  if (criteria === 'kept' && workflow === 'kept') return 0;
  terminal.out(nextSteps(criteria === 'written', workflow === 'written'));
  return 0;
}

/** What to expect of the pull request that brings the criteria: its own mode counts only beside a new workflow. */
function introducing(hasNewWorkflow: boolean): string {
  const green = hasNewWorkflow ? '\n     With "mode: report" in the criteria it is green from the start.' : '';
  return `Open a pull request, review the criteria and merge it. Its check is red, because no change
     brings its own judge, and nothing requires it yet.${green}`;
}

/** What is left to do, by which of the two files are new. */
function nextSteps(hasNewCriteria: boolean, hasNewWorkflow: boolean): string {
  const steps = [
    ...(hasNewCriteria ? [`Fill in every <fill in: …> in ${CRITERIA}; until then the gate says no-go.`] : []),
    ...(hasNewWorkflow ? [`Put your evaluation into ${WORKFLOW}; until then its job fails.`] : []),
    'launch-gate lint     finds what is still open, line by line\n     launch-gate check    judges it',
    `Create the label with which a release manager overrides the gate, once:
     gh label create launch-gate/override --color B60205 \\
       --description "Overrides the launch gate; a reason is required"`,
    ...(hasNewCriteria ? [introducing(hasNewWorkflow)] : []),
    hasNewWorkflow
      ? 'Then make both jobs, "evaluate" and "gate", required checks of the branch that you release from.'
      : 'Then make the job of the gate, and every job that it needs, required checks of the branch\n     that you release from.',
  ];
  return `\nNext\n${steps.map((step, index) => `  ${index + 1}. ${step}\n`).join('')}`;
}

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
