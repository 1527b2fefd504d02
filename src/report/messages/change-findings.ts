import type { TextArgs } from '../../core/finding.ts';
import type { RunFindingCode } from '../../core/run-finding-codes.ts';
import { CRITERIA_CHANGE_MESSAGES } from './criteria-changes.ts';
import { arg, type Message } from './message.ts';

type Code = Extract<
  RunFindingCode,
  | 'criteria-introduced'
  | 'criteria-weakened'
  | 'criteria-strengthened'
  | 'criteria-changed'
  | 'workflow-changed'
  | 'workflow-unknown'
  | 'changed-files-unknown'
  | 'evidence-in-change'
>;

const CHANGES: Readonly<Record<string, Message>> = CRITERIA_CHANGE_MESSAGES;

/** What the change that the arguments name is, or `otherwise` where they name none. */
function changeText(args: TextArgs, otherwise: string): string {
  const change = arg(args, 'change');
  return (Object.hasOwn(CHANGES, change) ? CHANGES[change]?.says(args) : undefined) ?? otherwise;
}

/** "a, b and so on", or a word for it where no path is known. */
function paths(args: TextArgs, otherwise: string): string {
  return arg(args, 'paths') === '' ? otherwise : arg(args, 'paths');
}

/** The file without the place in it; the marks around foreign text stay. */
function fileOf(args: TextArgs): string {
  return arg(args, 'where').replace(/#[^\ue001]*/, '');
}

const OVERRIDE_OR_REVERT = 'Take the change back, or ask a release manager to review it and override by the label';

/** What the gate says of a change to its own judge: criteria, workflow, evidence. */
export const CHANGE_FINDING_MESSAGES = {
  'criteria-introduced': {
    title: 'The criteria are new',
    says: () =>
      'This pull request introduces the criteria. They are applied for information only, so the verdict is at best incomplete',
    fix: () =>
      'Have the criteria reviewed and ask a release manager to override by the label launch-gate/override; once merged, they judge the next pull request',
    why: 'A change cannot write its own judge: criteria count once they stand on the base branch.',
    example: 'the first pull request that adds .github/launch-gate.yml',
  },
  'criteria-weakened': {
    title: 'The criteria are weakened',
    says: (args) => changeText(args, 'This pull request weakens the criteria that it is judged by'),
    fix: () => OVERRIDE_OR_REVERT,
    why: 'A change that lowers the bar it fails would pass every gate. A weakening blocks like a failing metric until somebody who may override answers for it; until it is merged, runs use the criteria of the base branch.',
    example: 'target: ">= 0.80"    # was ">= 0.90" on the base branch',
  },
  'criteria-strengthened': {
    title: 'The criteria are strengthened',
    says: (args) => changeText(args, 'This pull request strengthens the criteria'),
    fix: () => 'Nothing to do; it takes effect once merged',
    why: 'Good news is shown too: the change asks more of the feature than the base branch does.',
    example: 'target: ">= 0.90"    # was ">= 0.80" on the base branch',
  },
  'criteria-changed': {
    title: 'The criteria are changed',
    says: (args) => changeText(args, 'This pull request changes the criteria, neither up nor down'),
    fix: () => 'Nothing to do; it takes effect once merged',
    why: 'Changes that can turn no decision are listed so that the list is whole.',
    example: 'title: Wiki assistant    # was: Wiki bot',
  },
  'workflow-changed': {
    title: 'The workflow of the gate is changed',
    says: (args) => `This pull request changes the workflow that runs the gate: ${paths(args, 'a file that it uses')}`,
    fix: () => OVERRIDE_OR_REVERT,
    why: 'Under pull_request the workflow file is that of the author, who could take the gate out of it, or hand it other evidence. No action can defend itself against the file that starts it, but it can say so and block.',
    example: '.github/workflows/launch-gate.yml is among the changed files',
  },
  'workflow-unknown': {
    title: 'Whether the workflow is changed cannot be told',
    says: (args) =>
      `Whether this pull request changes the workflow that runs the gate cannot be told: ${paths(args, 'GitHub did not say')}`,
    fix: () => `${OVERRIDE_OR_REVERT}; or let the token of the job read the contents of the repository`,
    why: 'A workflow that may have been changed counts as changed.',
    example: 'more changed files than GitHub lists, or a workflow file that is no YAML',
  },
  'changed-files-unknown': {
    title: 'Not all changed files are known',
    says: () => 'GitHub does not list all files that this pull request changes (it lists 3,000 at most)',
    fix: () => 'Split the pull request; until then everything counts as touched',
    why: 'Whether the criteria, the workflow or the evidence come from the change itself is told by the list of its files.',
    example: 'a pull request with 3,001 changed files',
  },
  'evidence-in-change': {
    title: 'The change brings its own evidence',
    says: (args) =>
      `The evidence${arg(args, 'where') === '' ? '' : ` in ${fileOf(args)}`} is among the files that this pull request changes`,
    fix: () =>
      'Check where the numbers come from; better, let a job that the pull request cannot edit write them. For product and business metrics such evidence is refused',
    why: 'Whoever writes the change could write the result beside it. Results of models and tasks may be committed, and the reviewer must know; what users did is not written by the pull request that it judges.',
    example: 'evals/results.json is among the changed files',
  },
} as const satisfies Record<Code, Message>;
