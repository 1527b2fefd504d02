import type { ExaminationCode } from '../../core/examination.ts';
import type { TextArgs } from '../../core/finding.ts';
import { arg } from './message.ts';

/** What `doctor` says of one thing, and the step that mends it; empty where there is nothing to do. */
export interface ExaminationMessage {
  readonly says: (args: TextArgs) => string;
  readonly fix: (args: TextArgs) => string;
}

const NOTHING = () => '';

function because(args: TextArgs): string {
  const parts = [arg(args, 'error'), arg(args, 'detail')].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` (${parts.join(': ')})`;
}

/** What a source did instead of answering, by its error. */
function failed(args: TextArgs): string {
  switch (arg(args, 'error')) {
    case 'auth':
    case 'forbidden':
    case 'rate-limited':
      return `refuses to answer${because(args)}`;
    case 'not-found':
      return `is not at its address${because(args)}`;
    case 'blocked':
    case 'config':
      return `is not read${because(args)}`;
    case 'bad-response':
    case 'too-large':
      return `answers with what cannot be read${because(args)}`;
    default:
      return `gives no answer${because(args)}`;
  }
}

/** What to do about a source that failed, by its error. */
function mend(args: TextArgs): string {
  const page = arg(args, 'page');
  const shown = page === '' ? '' : `; see ${page}`;
  switch (arg(args, 'error')) {
    case 'auth':
      return `Check that the credential is the right one and has not expired${shown}`;
    case 'forbidden':
      return `Give the credential the right to read${page === '' ? '' : `; ${page} names it exactly`}`;
    case 'not-found':
      return `Check the address and the names in the source and in the query${shown}`;
    case 'blocked':
      return `A host inside your network needs private: true, one that redirects must be written as its last address, and a query may only read; see docs/network.md${page === '' ? '' : ` and ${page}`}`;
    case 'network':
    case 'timeout':
    case 'server':
    case '':
      return 'Check that the host can be reached from here and from the runner, and give it more time with timeout if it is slow';
    case 'rate-limited':
      return 'Wait, or ask for a higher limit; metrics that ask the same share one request';
    case 'ambiguous':
      return 'Write the query so that it gives exactly one value';
    default:
      return `Correct the source or the query; ${page === '' ? 'docs/sources/README.md' : page} shows what is expected`;
  }
}

/** What stays unknown where the token may not read it. */
const UNTOLD: Readonly<Record<string, string>> = {
  label: 'whether the override label exists',
  repository: 'which branch is the default one, and what it requires,',
  required: 'whether the branch requires the gate',
};

/** Words for everything that `doctor` finds. */
export const EXAMINATION_MESSAGES: Readonly<Record<ExaminationCode, ExaminationMessage>> = {
  'source-answers': {
    says: (args) => {
      const parts = [
        arg(args, 'type'),
        ...(arg(args, 'asked') === '0' ? [] : [`${arg(args, 'read')} of ${arg(args, 'asked')} metrics`]),
        ...(arg(args, 'alerts') === '0' ? [] : [`${arg(args, 'told')} of ${arg(args, 'alerts')} alerts`]),
      ];
      return `answers (${parts.join(', ')})`;
    },
    fix: NOTHING,
  },
  'source-fails': { says: failed, fix: mend },
  'source-unused': { says: () => 'is read by no metric and no alert', fix: () => 'Remove it, or name it in a from' },
  'credentials-missing': {
    says: (args) => `names environment variables that are not set here: ${arg(args, 'names')}`,
    fix: (args) => `Set ${arg(args, 'names')} and run again; in the workflow, under env of the step that runs the gate`,
  },
  'metric-answers': {
    says: (args) => {
      const samples = arg(args, 'samples') === '' ? 'no sample size' : `${arg(args, 'samples')} samples`;
      return `has a value (${samples}, ${arg(args, 'time') === '' ? 'no time' : `of ${arg(args, 'time')}`})`;
    },
    fix: NOTHING,
  },
  'metric-fails': { says: (args) => `has no usable value${because(args)}`, fix: mend },
  'metric-absent': {
    says: (args) => `is not in its source${because(args)}`,
    fix: () => 'Check the names in the query or path, and that the system has recorded anything yet',
  },
  'metric-not-due': {
    says: (args) => `has no value yet, and is not due until ${arg(args, 'due')}: it is pending`,
    fix: NOTHING,
  },
  'metric-undated': {
    says: (args) =>
      arg(args, 'limited') === 'yes'
        ? `has max-age, and its value says nothing of how old it is (time: ${arg(args, 'kind')}): it would be stale`
        : `has no time, so that a value from months ago is as good as one of today (time: ${arg(args, 'kind')})`,
    fix: () => 'Write observed-at so that it gives the time of the data, not the time of the question',
  },
  'metric-unsized': {
    says: (args) =>
      arg(args, 'needed') === 'yes'
        ? 'has min-samples or confidence, and its value comes without a sample size: it would be inconclusive'
        : 'comes without a sample size, so that nobody sees how much it rests on',
    fix: () => 'Write sample-size (or successes) in its from',
  },
  'metric-from-values': {
    says: () => 'is read from a values file, which was not given here',
    fix: () => 'Give it with --values to have it looked at',
  },
  'as-its-source': { says: (args) => `as its source ${arg(args, 'source')}`, fix: NOTHING },
  'as-another': { says: (args) => `the same as ${arg(args, 'other')}`, fix: NOTHING },
  remark: { says: (args) => arg(args, 'detail'), fix: NOTHING },
  'alert-wired': { says: (args) => `is wired (rule ${arg(args, 'rule')})`, fix: NOTHING },
  'alert-partly-wired': { says: (args) => `is there as far as can be told (rule ${arg(args, 'rule')})`, fix: NOTHING },
  'alert-not-wired': {
    // Without a rule to ask about, it is by its own declared parts that it does not count.
    says: (args) =>
      arg(args, 'rule') === '' ? 'does not count as declared' : `is not shown to be wired (rule ${arg(args, 'rule')})`,
    fix: NOTHING,
  },
  'alert-only-declared': {
    says: () => 'is only declared: nobody is asked whether it exists',
    fix: () => 'Add verify with the source that runs it and the name of its rule',
  },
  'workflow-runs-gate': { says: () => 'runs the gate', fix: NOTHING },
  'workflow-missing': {
    says: () => 'no workflow runs the gate on pull requests',
    fix: () => 'launch-gate init writes one',
  },
  'workflow-not-labeled': {
    says: (args) => `does not start on ${arg(args, 'types')}, so that an override waits for the next push`,
    fix: (args) =>
      `Under on.${arg(args, 'event')} write types: [opened, reopened, synchronize, ready_for_review, edited, labeled, unlabeled]`,
  },
  'workflow-skips': {
    says: () => 'has an if on the job or step of the gate: a skipped job counts as passed for a required check',
    fix: () => 'Remove the if; applies-to in the criteria says which pull requests are affected',
  },
  'workflow-without-credentials': {
    says: (args) => `does not hand the gate what its sources need: ${arg(args, 'names')}`,
    fix: (args) => `Under env of the step write ${arg(args, 'names')}, each from secrets`,
  },
  'workflow-unreadable': { says: () => 'cannot be read as YAML', fix: () => 'Correct it' },
  'repository-not-asked': {
    says: () => 'was not looked at: label, required check and rights of the token are not known',
    fix: () =>
      'Set GITHUB_REPOSITORY to owner/name and GITHUB_TOKEN to a token that can read it (docs/doctor.md), and run again',
  },
  'label-exists': { says: () => 'the override label exists', fix: NOTHING },
  'label-missing': {
    says: () => 'the override label does not exist, so that nobody can apply it',
    fix: () => 'Create the label with exactly this name under Issues, Labels',
  },
  'label-not-needed': { says: () => 'is not needed: the criteria switch overriding off', fix: NOTHING },
  'token-too-weak': {
    says: (args) => `${UNTOLD[arg(args, 'what')] ?? 'this'} is not known: GitHub answers ${arg(args, 'status')}`,
    fix: (args) =>
      `Check the name in GITHUB_REPOSITORY, and use a token with ${arg(args, 'right')} for it; a classic one needs repo`,
  },
  'token-refused': {
    says: (args) => `GitHub does not take the token (${arg(args, 'status')}): it is wrong, or has expired`,
    fix: () => 'Set GITHUB_TOKEN to a token that is valid',
  },
  'github-fails': { says: (args) => `GitHub gives no answer${because(args)}`, fix: () => 'Run again later' },
  'check-required': { says: (args) => `the branch requires the gate (${arg(args, 'checks')})`, fix: NOTHING },
  'check-not-required': {
    says: (args) => `the branch does not require the gate (${arg(args, 'checks')}): a no-go can be merged`,
    fix: () => "In the branch's ruleset add the gate's job as a required status check",
  },
};
