import type { TextArgs } from '../../core/finding.ts';
import type { RunFindingCode } from '../../core/run-finding-codes.ts';
import { arg, type Message } from './message.ts';

type Code = Extract<
  RunFindingCode,
  | 'event-unreadable'
  | 'event-not-supported'
  | 'pull-request-not-found'
  | 'pull-request-unsuitable'
  | 'queue-ref-unreadable'
  | 'github-unavailable'
  | 'superseded'
>;

const EVENTS =
  'pull_request, pull_request_target, merge_group, push, release, workflow_dispatch, workflow_run and schedule';

function because(args: TextArgs): string {
  return arg(args, 'detail') === '' ? '' : `: ${arg(args, 'detail')}`;
}

/** " 12", or nothing where no number is known. */
function numbered(args: TextArgs): string {
  return arg(args, 'number') === '' ? '' : ` ${arg(args, 'number')}`;
}

/** What may be wrong with a status, and the permission that is most often missing. */
function permissionFor(args: TextArgs): string {
  switch (arg(args, 'status')) {
    case '401':
      return 'The token is not valid: check the input github-token';
    case '403':
    case '404':
      return 'Give the job permissions: contents: read and pull-requests: read (write for the comment); a permissions block of a job replaces that of the workflow';
    default:
      return 'Run the job again in a few minutes. If it stays, see whether GitHub has a problem: githubstatus.com says so for github.com; with GitHub Enterprise Server check your server and GITHUB_API_URL';
  }
}

/** What the gate says where the event, the pull request or GitHub does not let it judge. */
export const PLATFORM_FINDING_MESSAGES = {
  'event-unreadable': {
    title: 'Event unreadable',
    says: (args) => `The event that started the run cannot be read${because(args)}`,
    fix: () =>
      'Run the action in a workflow of GitHub Actions, as it is, and do not overwrite the file that GITHUB_EVENT_PATH names',
    why: 'The event says which pull request is under judgement. One that cannot be read leaves nothing to judge.',
    example: 'on: pull_request',
  },
  'event-not-supported': {
    title: 'Event not supported',
    says: (args) =>
      `The gate does not run for the event${arg(args, 'event') === '' ? '' : ` ${arg(args, 'event')}`}; it runs for ${EVENTS}`,
    fix: () => 'Start the workflow by one of these events',
    why: 'For every event it must be known which commit is judged, by which criteria and whose labels count; guessing would open the gate.',
    example: 'on:\n  pull_request:\n    types: [opened, synchronize, reopened, labeled, unlabeled]\n  merge_group:',
  },
  'pull-request-not-found': {
    title: 'Pull request not found',
    says: (args) => `No single pull request belongs to this run${because(args)}`,
    fix: () =>
      'Run the gate on the pull request itself, or name its number in the input pull-request; after workflow_run the pull request must still be open, with the same newest commit',
    why: 'A run that was started for a pull request and cannot find it has not judged it; no pull request found is no pass.',
    example: 'with:\n  pull-request: 12',
  },
  'pull-request-unsuitable': {
    title: 'Not the pull request of this run',
    says: (args) => `The pull request${numbered(args)} cannot be judged here${because(args)}`,
    fix: () =>
      'Name an open pull request of this repository, or leave the input pull-request out where the event carries one',
    why: 'A number that a workflow hands in must not make the gate judge one change and let another through.',
    example: 'with:\n  pull-request: 12    # open, and of this repository',
  },
  'queue-ref-unreadable': {
    title: 'Merge queue ref unreadable',
    says: (args) => `The ref of the merge queue does not name exactly one pull request${because(args)}`,
    fix: () => 'Let the merge queue run the gate itself, with the event merge_group',
    why: 'In a merge queue the pull request stands only in the name of the ref. A name that can be read in two ways is not guessed at.',
    example: 'refs/heads/gh-readonly-queue/main/pr-12-<commit>',
  },
  'github-unavailable': {
    title: 'GitHub did not answer as needed',
    says: (args) => {
      const what = arg(args, 'what') === '' ? 'GitHub' : `Asking GitHub for ${arg(args, 'what')}`;
      const status = arg(args, 'status') === '' ? '' : ` (status ${arg(args, 'status')})`;
      return `${what} failed${status}${because(args)}`;
    },
    fix: permissionFor,
    why: 'What is judged, by which criteria, and who may override is read from GitHub while the gate runs. Without an answer nothing of that is known, so it is no-go.',
    example: 'permissions:\n  contents: read\n  pull-requests: write',
  },
  superseded: {
    title: 'Superseded',
    says: (args) => {
      const of = numbered(args) === '' ? 'the pull request' : `pull request${numbered(args)}`;
      if (arg(args, 'judged') === '' || arg(args, 'live') === '')
        return `What this run judged no longer is what stands on ${of}${because(args)}`;
      return `This run is about ${arg(args, 'judged')} of ${of}, and ${arg(args, 'live')} stands there now`;
    },
    fix: () =>
      'Look at the newest run of this workflow. If there is none, start one by a push, or by closing and reopening the pull request: a run that is started again only repeats its old event',
    why: 'A run that is started again replays its old event, and a push may come while a run works. What was judged then is not what would be merged.',
    example: 'a second push arrives while the first run still asks for evidence',
  },
} as const satisfies Record<Code, Message>;
