import type { TextArgs } from '../../core/finding.ts';
import type { FindingCode } from '../../core/finding-codes.ts';
import { foundOrLimit } from './found.ts';
import { arg, type Message } from './message.ts';

export const LAUNCH_MESSAGES = {
  'launch-set-below-minimum': {
    title: 'Below the minimum launch set',
    says: (args) =>
      `${arg(args, 'key')} is ${arg(args, 'value')}; launch-set may only raise the minimum of ${arg(args, 'least')}.`,
    fix: (args) => `Write ${arg(args, 'least')} or more, or leave the key out.`,
    why: 'One model, one task, one product metric and one alerted leading indicator are the least that a full launch needs.',
    example: 'launch-set: { task: 2, business: 1 }',
  },
  'launch-set-unreachable': {
    title: 'The launch set can never be complete',
    says: (args) => `The declared metrics cannot complete the launch set of stage ${arg(args, 'stage')}: ${gap(args)}.`,
    fix: (args) => `${toDeclare(args)}, or lower the stage to who really sees the feature.`,
    why: 'The verdict is at best incomplete, whatever the evidence says.',
    example:
      'repeat_query_rate:\n  layer: product\n  target: "<= 0.10"\n  indicator: leading\n  alert: { when: "> 0.15", within: 24h, notifies: "#oncall" }',
  },
  'full-launch-unreachable': {
    title: 'Not enough metrics for a full launch yet',
    says: (args) => `Enough is declared for stage ${arg(args, 'stage')}; for a full launch: ${gap(args)}.`,
    fix: (args) => `${toDeclare(args)}, before you raise the stage.`,
    why: 'Live metrics take time to build, so the gap is shown early.',
    example: 'stage: shadow',
  },
  'due-on-leading': {
    title: 'A due date on a leading metric',
    says: (args) => {
      const title = arg(args, 'title');
      const what = title === '' ? 'A leading metric' : `A leading metric such as "${title}"`;
      return `${what} cannot have a due date.`;
    },
    fix: () => 'Remove due, or mark the metric indicator: lagging where it really is.',
    why: 'A leading metric can be measured at launch; only outcomes come later.',
    example: 'indicator: lagging\ndue: 2026-12-15',
  },
  'due-needs-lagging': {
    title: 'A due date needs a lagging metric',
    says: (args) => `A ${arg(args, 'layer')} metric may have a due date only where indicator: lagging is written.`,
    fix: () => 'Add indicator: lagging where the metric cannot exist at launch, else remove due.',
    why: 'Putting evidence off is for outcomes that cannot be known yet, and is said openly.',
    example: 'indicator: lagging\ndue: 2026-12-15',
  },
  'due-without-launch-date': {
    title: 'A due date without a launch date',
    says: () => 'A metric has a due date, but the file has no launch-date.',
    fix: () => 'Add launch-date at the top of the file.',
    why: 'How long an outcome may wait is counted from the launch.',
    example: 'launch-date: 2026-12-01',
  },
  'due-too-late': {
    title: 'Due too long after the launch',
    says: (args) =>
      `${arg(args, 'due')} is more than ${arg(args, 'days')} days after the launch on ${arg(args, 'launch')}.`,
    fix: () => 'Choose an earlier date, or a metric that shows the outcome sooner.',
    why: 'An outcome that nobody looks at for months is not a criterion.',
    example: 'launch-date: 2026-12-01\n# and at the metric\ndue: 2026-12-15',
  },
  'not-waivable-conflict': {
    title: 'A safety floor that is loosened',
    says: (args) => `waivable: false does not go with ${arg(args, 'key')}.`,
    fix: (args) => `Remove ${arg(args, 'key')}, or waivable: false.`,
    why: 'A floor that no label overrides must not be put off or made advisory by the file either.',
    example: 'unsafe_answer_rate: { layer: task, target: "<= 0.001", waivable: false }',
  },
  'provisional-twice': {
    title: 'Two provisional metrics on one layer',
    says: (args) => `On the layer ${arg(args, 'layer')}, ${arg(args, 'other')} is provisional already.`,
    fix: () => 'Keep one of them.',
    why: 'Two would leave a layer without judgement.',
    example: 'provisional: { until: 2026-12-15, reason: "200 more conversations by then" }',
  },
  'invalid-glob': {
    title: 'Not a glob of changed files',
    says: (args) => `${arg(args, 'key')} must hold globs of files of the repository; ${foundOrLimit(args)}.`,
    fix: () =>
      'Write it from the top of the repository with forward slashes, closed brackets and braces, and without "..", "!" at the start or parentheses.',
    why: 'A glob that matches nothing would leave every pull request unjudged. What does not apply is left out rather than excluded.',
    example: 'applies-to: ["rag/**", "prompts/*.md"]',
  },
  'invalid-account': {
    title: 'Not a name of people',
    says: (args) =>
      `${arg(args, 'key')} must name ${arg(args, 'key').endsWith('teams') ? 'teams as organisation/team-slug' : 'people by their login'}; ${foundOrLimit(args)}.`,
    fix: (args) =>
      arg(args, 'key').endsWith('teams')
        ? 'Write the organisation, a slash and the slug of the team as its address on GitHub shows it, without an @.'
        : 'Write the login without an @; teams stand under teams.',
    why: 'A name that belongs to nobody would leave nobody who may override.',
    example: 'override: { users: [octocat], teams: [acme/release-managers] }',
  },
  'label-too-long': {
    title: 'The label is too long',
    says: (args) =>
      `${arg(args, 'key')} is longer than the ${arg(args, 'most') || '50'} characters that GitHub allows for a label.`,
    fix: () => 'Shorten it.',
    why: 'A label that cannot be created can never override.',
    example: 'override: { label: launch-gate/override }',
  },
  'scope-label-too-long': {
    title: "The metric's own label is too long",
    says: (args) =>
      `The label ${arg(args, 'label')} would have ${arg(args, 'length')} characters; GitHub allows ${arg(args, 'limit')}.`,
    fix: () => 'Shorten the id; until then only the whole gate or the layer can be overridden by a label.',
    why: 'A label for this metric alone cannot be created.',
    example: 'resolves_query: { layer: task, target: ">= 0.80" }',
  },
  'no-max-age': {
    title: 'Age not limited',
    says: () => 'The age of the evidence is not limited.',
    fix: (args) => {
      const proposed = arg(args, 'proposed');
      if (proposed !== '')
        return `Add max-age: ${proposed}, since it is usually measured ${CADENCES[arg(args, 'cadence')]}.`;
      return arg(args, 'cadence') === 'per-deploy'
        ? 'Add bind: commit, since it is usually measured at every deployment, or max-age here or under defaults.'
        : 'Add max-age here or under defaults.';
    },
    why: 'A value from months ago would pass like one of today.',
    example: 'defaults: { max-age: 7d }',
  },
  'no-business-target': {
    title: 'No business target',
    says: () => 'No business metric has a target.',
    fix: () => 'Declare one with a target; its value may come after the launch by due.',
    why: 'What the launch is for is agreed before it, not after.',
    example: 'ticket_deflection_rate: { layer: business, target: ">= 0.40", unit: ratio, due: 2026-12-15 }',
  },
  'not-supported-yet': {
    title: 'Not supported yet',
    says: (args) => {
      const value = arg(args, 'value');
      const what = value === '' ? arg(args, 'key') : `${arg(args, 'key')}: ${value}`;
      const title = arg(args, 'title');
      const where = title === '' ? '' : ` for the metric "${title}"`;
      return `${what} is part of the file format, but this version does not act on it yet${where}.`;
    },
    fix: () => 'Remove it for now.',
    why: 'What is written in the criteria is acted on or refused, and never ignored.',
    example: 'sources:\n  evals: { type: file, path: evals/results.json }',
  },
} satisfies Partial<Record<FindingCode, Message>>;

/** How often a metric is measured, in words. */
const CADENCES: Readonly<Record<string, string>> = {
  'real-time': 'all the time',
  daily: 'every day',
  weekly: 'every week',
  monthly: 'every month',
};

const ALERTED = 'indicator: leading and an alert with when, within (at most 48h) and notifies';

/** What is declared of what is needed; of an alerted leading indicator, what the metric nearest to being one lacks. */
function gap(args: TextArgs): string {
  const missing = arg(args, 'missing');
  const counts = missing === '' ? [] : [`${missing} declared`];
  const { have, need } = args;
  if (have === undefined) return counts.join('');
  const metric = arg(args, 'metric');
  const elsewhere = arg(args, 'elsewhere');
  const other = elsewhere === '' ? '' : `; the alert on ${elsewhere} does not count, since it is on another layer`;
  const lack = metric === '' ? other : `; ${metric} has an alert but no ${arg(args, 'lacks')}`;
  const who = have === 0 ? 'no task or product metric has' : `only ${have} of ${need} task or product metrics have`;
  return [...counts, `${who} ${ALERTED}${lack}`].join('; ');
}

/** What to add, without its full stop. */
function toDeclare(args: TextArgs): string {
  const metric = arg(args, 'metric');
  const isOnlyAlert = arg(args, 'missing') === '';
  const declare = 'Declare what is missing, each required and with a target';
  if (metric === '') return declare;
  const lacks = `dd ${arg(args, 'lacks')} to ${metric}`;
  return isOnlyAlert ? `A${lacks}` : `${declare}, and a${lacks}`;
}
