import type { RunFindingCode } from '../../core/run-finding-codes.ts';
import { arg, type Message } from './message.ts';

type Code = Extract<
  RunFindingCode,
  'criteria-not-found' | 'criteria-unreadable' | 'input-refused' | 'stage-not-lowered' | 'credential-not-set'
>;

/** What the gate says of a run whose inputs or criteria do not let it judge as it was asked for. */
export const START_FINDING_MESSAGES = {
  'criteria-not-found': {
    title: 'Criteria file not found',
    says: (args) => `There is no criteria file at ${arg(args, 'path')}`,
    fix: () =>
      'Name the file that holds your acceptance criteria, or write a starter with launch-gate init; the path is relative to the repository.',
    why: 'A gate without criteria would let everything through. On GitHub the file is read from the base branch of the pull request, else from the default branch, so it must stand there.',
    example: '- uses: launch-gate/launch-gate@v0\n  with:\n    criteria: .github/launch-gate.yml',
  },
  'criteria-unreadable': {
    title: 'Criteria file unreadable',
    says: (args) => `The criteria file ${arg(args, 'path')} cannot be read: ${arg(args, 'detail')}`,
    fix: () => 'Make it a regular UTF-8 text file that the run may read',
    why: 'Criteria that cannot be read cannot be met: the gate stops rather than guess.',
    example: 'file .github/launch-gate.yml    # should say: UTF-8 text',
  },
  'input-refused': {
    title: 'Input refused',
    says: (args) => `The input ${arg(args, 'name')}: ${arg(args, 'text')}`,
    fix: () => 'Correct the input in the workflow file, under the with: of the step',
    why: 'An input that is ignored when it is wrong makes a gate that does something else than its workflow says.',
    example: 'with:\n  stage: limited',
  },
  'stage-not-lowered': {
    title: 'Stage not lowered',
    says: (args) => `The stage ${arg(args, 'input')} was asked for, and the criteria say ${arg(args, 'criteria')}`,
    fix: (args) =>
      `Judged for ${arg(args, 'criteria')}; to launch to fewer people, change stage: in the criteria file, where it is reviewed`,
    why: 'The stage decides how much evidence is needed. An input may ask for more than the reviewed criteria, never for less.',
    example: 'stage: limited    # in the criteria file',
  },
  'credential-not-set': {
    title: 'Credential not set',
    says: (args) => {
      const names = arg(args, 'names');
      const source = arg(args, 'source') === '' ? 'a source' : `the source ${arg(args, 'source')}`;
      if (names === '') return `An environment variable that ${source} names is not set in this step`;
      const many = Array.isArray(args['names']) && args['names'].length > 1;
      return `The environment ${many ? 'variables' : 'variable'} ${names} that ${source} names ${many ? 'are' : 'is'} not set in this step`;
    },
    fix: (args) =>
      `Add ${arg(args, 'names') || 'it'} under env: of the step, from the secrets of the repository; on pull requests from forks there are no secrets`,
    why: 'A source that cannot be asked is an error, never a pass: what it would have said is not known.',
    example: `- uses: launch-gate/launch-gate@v0\n  env:\n    PROM_TOKEN: \${{ secrets.PROM_TOKEN }}\n  with:\n    criteria: .github/launch-gate.yml`,
  },
} as const satisfies Record<Code, Message>;
