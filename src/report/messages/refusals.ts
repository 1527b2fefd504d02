import type { TextArgs } from '../../core/finding.ts';
import type { RefusalCode } from '../../core/override.ts';
import { arg, type Message } from './message.ts';

const APPLY_AGAIN = 'remove the label and apply it again';

/** "by octocat", or nothing where nobody is known. */
function by(args: TextArgs): string {
  return arg(args, 'by') === '' ? '' : ` by ${arg(args, 'by')}`;
}

function label(args: TextArgs): string {
  return arg(args, 'label') === '' ? 'The label' : `The label ${arg(args, 'label')}`;
}

function at(args: TextArgs, name: string): string {
  return arg(args, name) === '' ? '' : ` at ${arg(args, name)}`;
}

function because(args: TextArgs): string {
  return arg(args, 'detail') === '' ? '' : `: ${arg(args, 'detail')}`;
}

function needed(args: TextArgs): string {
  const role = arg(args, 'needed');
  if (role === '') return 'the role that the criteria ask for';
  return role === 'admin' ? 'the role admin' : `the role ${role} or higher`;
}

/** What is not covered, or "something that blocks". */
function remaining(args: TextArgs): string {
  return arg(args, 'remaining') === '' ? 'something that blocks' : arg(args, 'remaining');
}

/** What happened after the label was applied. */
function happened(args: TextArgs): string {
  switch (arg(args, 'change')) {
    case 'retargeted':
      return 'the pull request got another base branch';
    case 'reopened':
      return 'the pull request was reopened';
    case 'branch-restored':
      return 'its branch was restored';
    case 'force-pushed':
      return 'its branch was force-pushed';
    default:
      return 'the newest commit was pushed';
  }
}

/** The label without a part behind its name. */
function whole(args: TextArgs): string {
  return arg(args, 'whole') === '' ? 'the label without a part behind its name' : arg(args, 'whole');
}

/** " x" where a label names a part that the gate does not have; `null` where it names one that it has. */
function unknownPart(args: TextArgs): string | null {
  if (arg(args, 'part') === 'unknown') return arg(args, 'scope') === '' ? ' of that name' : ` ${arg(args, 'scope')}`;
  return arg(args, 'remaining') === '' ? ' of that name' : null;
}

/** Which labels cover what stays; the launch set, the criteria and the workflow have none of their own. */
function coverIt(args: TextArgs): string {
  if (arg(args, 'belonging-to-none') !== '')
    return `Only ${whole(args)} (the whole label) covers ${arg(args, 'belonging-to-none')}: apply that one`;
  const narrow = arg(args, 'labels') === '' ? `a label that covers ${remaining(args)}` : arg(args, 'labels');
  return `Apply ${narrow} as well, or ${whole(args)}, which covers the whole gate`;
}

/** Why a label does not override, keyed by the code of the refusal. */
export const REFUSAL_MESSAGES = {
  'not-a-person': {
    title: 'Not applied by a person',
    says: (args) => `${label(args)} was not applied by a person${because(args)}`,
    fix: () => `Have a person who may override ${APPLY_AGAIN}, by hand on the page of the pull request`,
    why: 'An override is one person answering for a launch. Automation that may set labels would otherwise pass its own gate.',
    example: 'github-actions[bot] adds launch-gate/override',
  },
  author: {
    title: 'Applied by the author',
    says: (args) => `${label(args)} was applied${by(args)}, who is the author of this pull request`,
    fix: (args) => `Ask someone else with ${needed(args)} to ${APPLY_AGAIN}`,
    why: 'Nobody signs off their own work. The criteria may allow it with allow-author: true, which is itself reviewed.',
    example: 'the author of the pull request labels it launch-gate/override',
  },
  'last-pusher': {
    title: 'Applied by the last pusher',
    says: (args) => `${label(args)} was applied${by(args)}, who pushed the newest commit of this pull request`,
    fix: (args) => `Ask someone else with ${needed(args)}, who did not push the newest commit, to ${APPLY_AGAIN}`,
    why: 'Who pushed the newest commit wrote part of what is overridden, whoever opened the pull request.',
    example: 'a maintainer pushes a fix to the branch and then labels the pull request',
  },
  'role-too-low': {
    title: 'The role is too low',
    says: (args) => {
      const has =
        arg(args, 'role') === '' || arg(args, 'role') === 'none' ? 'a lower role' : `the role ${arg(args, 'role')}`;
      return `${label(args)} was applied${by(args)} with ${has}; it takes ${needed(args)}`;
    },
    fix: (args) => `Ask someone with ${needed(args)} to ${APPLY_AGAIN}`,
    why: 'GitHub lets everyone with triage rights set labels; the role of the person who set it is what makes a label an override.',
    example: 'override: { role: maintain } and a label by someone with the role write',
  },
  'not-listed': {
    title: 'Not one of the listed people',
    says: (args) =>
      `${label(args)} was applied${by(args)}, who is not among those whom the criteria name${listed(args)}`,
    fix: (args) => `Ask one of those whom the criteria name, with ${needed(args)}, to ${APPLY_AGAIN}`,
    why: 'The criteria say who may answer for a launch. The account behind a login is compared by its number, so that a renamed or recycled login does not count.',
    example: 'override: { users: [maria, chen] } and a label by someone else',
  },
  'not-in-team': {
    title: 'Not a member of the team',
    says: (args) => `${label(args)} was applied${by(args)}, who is not an active member of ${teams(args)}`,
    fix: (args) =>
      `Ask an active member of the team with ${needed(args)} to ${APPLY_AGAIN}; an invitation that is still pending does not count`,
    why: 'The criteria say which team may answer for a launch, and membership is asked now, not when the label was set.',
    example: 'override: { teams: [acme/release-managers] } and a label by someone outside it',
  },
  'team-not-visible': {
    title: 'The team cannot be seen',
    says: (args) =>
      `Whether the person who applied the label is in ${teams(args)} cannot be told: the token may not read the team${because(args)}`,
    fix: () =>
      'Give the action a team-token that may read the members of the organisation, and check the name of the team in the criteria; then run it again',
    why: "The job's own token cannot read teams. A membership that nobody can see counts as none.",
    example: `with:\n  team-token: \${{ secrets.TEAM_READ_TOKEN }}`,
  },
  'before-push': {
    title: 'The label is older than what it speaks of',
    says: (args) =>
      `${label(args)} was applied${by(args)}${at(args, 'labelled')}, and ${happened(args)}${at(args, 'pushed')}: it speaks of what stood there before`,
    fix: (args) =>
      `Look at ${arg(args, 'change') === '' ? 'the newest commit' : 'the pull request as it is now'}, then ask someone with ${needed(args)} to ${APPLY_AGAIN}`,
    why: 'An override is for what the person saw. GitHub keeps labels when a branch is pushed to, so the times decide, by the clock of GitHub and not of the commit.',
    example: 'labelled at 10:00:00, pushed at 10:00:00 or later',
  },
  'push-time-unknown': {
    title: 'The time of the push is not known',
    says: (args) =>
      `GitHub does not say when the newest commit was pushed${because(args)}, so whether the label is newer cannot be told`,
    fix: () =>
      `${APPLY_AGAIN.replace(/^r/, 'R')}: a run that the label itself starts names the commit that was labelled. For that the workflow must run on the event labeled`,
    why: "The dates inside a commit are the author's own words. Where GitHub's record of the push cannot be read (such as in a private fork), only the label's own run proves what it was set on.",
    example: 'on:\n  pull_request:\n    types: [opened, synchronize, reopened, labeled, unlabeled]',
  },
  expired: {
    title: 'The label has expired',
    says: (args) => {
      const hours = arg(args, 'hours') === '' ? '' : `; a label counts for ${arg(args, 'hours')} hours`;
      return `${label(args)} was applied${by(args)}${at(args, 'labelled')} and no longer counts${at(args, 'expired') === '' ? '' : ` since ${arg(args, 'expired')}`}${hours}`;
    },
    fix: (args) => `If it is still to be overridden, ask someone with ${needed(args)} to ${APPLY_AGAIN}`,
    why: 'An override is a decision about a moment. One that never ends is a gate that is off.',
    example: 'override: { expires: 72h } and a label of four days ago',
  },
  'no-reason': {
    title: 'No reason is given',
    says: (args) => `${label(args)} was applied${by(args)}, and no reason counts${because(args)}`,
    fix: () =>
      'Write the reason: a pull request comment whose first line starts with "launch-gate override:", by the person who labels, and never edited afterwards. Then run the job again, or remove the label and apply it again',
    why: 'Whoever reads the launch later must be able to see why it went ahead. The comment counts from 24 hours before the label on, also after it, while it is not edited.',
    example: 'launch-gate override: the recall target is met on the old index, and the new one is rolled back tonight',
  },
  'label-not-applied': {
    title: 'Nobody is known to have applied it',
    says: (args) =>
      arg(args, 'renamed') === ''
        ? `${label(args)} is on the pull request, and there is no event of someone applying it under that name: it was renamed, or made anew`
        : `${label(args)} was applied${by(args)}, and ${arg(args, 'renamed')} was taken off later, which nobody had applied under that name: a label was renamed meanwhile, and it may have been this one`,
    fix: (args) => `Ask someone with ${needed(args)} to ${APPLY_AGAIN}`,
    why: 'Whoever may edit labels could rename a harmless one that a maintainer set. Only an event with the exact name proves who applied it.',
    example: 'the label "reviewed" is renamed to launch-gate/override',
  },
  'authority-unknown': {
    title: 'The proof could not be read',
    says: (args) => `GitHub did not give all that the proof of an override rests on${because(args)}`,
    fix: () =>
      'Run the job again in a few minutes; if it stays, check that the job has the permissions contents: read and pull-requests: read',
    why: 'Where the answer to "who, when and with what right" is missing, the answer is no.',
    example: 'GET issues/12/events answered 500',
  },
  'not-waivable': {
    title: 'A floor that no label overrides',
    says: (args) =>
      `What blocks includes ${arg(args, 'remaining') || 'such a metric'}, and no label overrides a metric for which the criteria say waivable: false`,
    fix: (args) =>
      `Meet the target of ${arg(args, 'remaining') === '' ? 'that metric' : remaining(args)}; the label then covers the rest`,
    why: 'A safety floor is what the team agreed on before there was a date to meet.',
    example: 'harmful_answer_rate: { layer: task, target: "<= 0.001", waivable: false }',
  },
  'does-not-cover': {
    title: 'The label does not cover all that blocks',
    says: (args) =>
      unknownPart(args) !== null
        ? `${label(args)} overrides nothing: the gate has no part${unknownPart(args)}; its parts are model, task, product, business and the ids of its metrics`
        : `${label(args)} does not cover ${remaining(args)}, and only labels that cover all that blocks together override`,
    fix: (args) =>
      unknownPart(args) !== null
        ? `Put the name of a layer or the id of a metric behind the colon, or use ${whole(args)}, which covers the whole gate`
        : coverIt(args),
    why: 'A label with a layer or a metric behind its name overrides that part only. The launch set, weakened criteria and a changed workflow are covered by the whole label alone.',
    example: 'launch-gate/override:product, while a task metric fails too',
  },
  disabled: {
    title: 'This gate takes no override',
    says: () => 'The criteria say that no label overrides this gate',
    fix: () =>
      'Mend what blocks and remove the label; to allow overrides, change override: in the criteria, where it is reviewed',
    why: 'Some launches must not have a way around their criteria.',
    example: 'override: { disabled: true }',
  },
} as const satisfies Record<RefusalCode, Message>;

/** ": maria, chen or a member of acme/release-managers", as far as the criteria name any. */
function listed(args: TextArgs): string {
  const users = arg(args, 'users');
  const team = arg(args, 'teams') === '' ? '' : `a member of ${arg(args, 'teams')}`;
  const all = [users, team].filter((one) => one !== '').join(' or ');
  return all === '' ? '' : `: ${all}`;
}

function teams(args: TextArgs): string {
  return arg(args, 'teams') === '' ? 'the team that the criteria name' : arg(args, 'teams');
}
