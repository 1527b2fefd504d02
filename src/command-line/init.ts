import path from 'node:path';
import { readGate } from '../criteria/read-gate.ts';
import { choice } from '../inputs.ts';
import { plainText } from '../report/neutralise.ts';
import { readCriteriaFile, workspaceAt } from '../world.ts';
import type { Arguments } from './arguments.ts';
import { COULD_NOT_JUDGE, type Invocation, usageError } from './invocation.ts';
import { featureId } from './start/criteria-id.ts';
import { type FoundResults, findResults } from './start/found-results.ts';
import { LONGEST_PROBLEM, pathInside } from './start/result-path.ts';
import { isTemplateName, TEMPLATE_NAMES, templateCriteria } from './start/templates/index.ts';
import { starterCriteria } from './starter-criteria.ts';
import { starterWorkflow, USUAL_RESULTS, type WorkflowNeeds } from './starter-workflow.ts';
import type { Terminal } from './terminal.ts';
import { usedCredentials } from './used-credentials.ts';
import { type Written, writeNew } from './write-new.ts';

const CRITERIA = '.github/launch-gate.yml';
const WORKFLOW = '.github/workflows/launch-gate.yml';

/** `launch-gate init`: writes starter criteria and a workflow, never over an existing file; returns the exit code. */
export async function init(args: Arguments, invocation: Invocation, terminal: Terminal): Promise<number> {
  const root = path.resolve(invocation.folder, args.flags.workspace ?? '.');
  const results = args.positional[0];
  const { template } = args.flags;
  if (template !== undefined && !isTemplateName(template))
    return usageError(`--template ${choice(template, TEMPLATE_NAMES)}`, terminal);
  if (template !== undefined && results !== undefined)
    return usageError('choose one: a result file, or --template, which names its own metrics', terminal);
  const relative = results === undefined ? null : pathInside(root, invocation.folder, results);
  const survey = relative === null ? null : await findResults(workspaceAt(root, invocation.env, null), relative);
  if (survey !== null && !survey.ok)
    return usageError(
      `${plainText(survey.text, LONGEST_PROBLEM)}\nWithout a result file, launch-gate init writes a template to fill in.`,
      terminal,
    );
  const found = survey?.found ?? null;
  const feature = featureId(path.basename(root));
  const starter =
    template === undefined ? starterCriteria(feature, found) : templateCriteria(template, feature, Date.now());
  const criteria = await create(root, CRITERIA, starter, terminal);
  const needs = await workflowNeeds(root, criteria === 'kept', found);
  const workflow = await create(root, WORKFLOW, starterWorkflow(needs), terminal);
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
  const { gate } = await readGate(await readCriteriaFile(path.join(root, CRITERIA)), CRITERIA, Date.now());
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

/** Creates a file that does not exist yet and says what became of it. */
async function create(root: string, file: string, text: string, terminal: Terminal): Promise<Written['kind']> {
  const written = await writeNew(root, file, text);
  switch (written.kind) {
    case 'written':
      terminal.out(`wrote ${file}\n`);
      break;
    case 'kept':
      terminal.out(`kept  ${file} (it exists, and init never overwrites)\n`);
      break;
    case 'failed':
      terminal.err(`launch-gate: cannot write ${file} (${written.code})\n`);
      break;
    default:
      written satisfies never;
  }
  return written.kind;
}
