import type { TextArgs } from '../../core/finding.ts';
import type { FindingCode } from '../../core/finding-codes.ts';
import { arg, type Message } from './message.ts';

/** What is found of the north star. */
export const NORTH_STAR_MESSAGES = {
  'ns-layer': {
    title: 'A north star below the product',
    says: (args) =>
      arg(args, 'usual') === ''
        ? `The north star ${arg(args, 'metric')} is of the layer ${arg(args, 'layer')}, which shows how the system works and not what users got.`
        : `The north star ${arg(args, 'metric')} is by the catalogue of the layer ${arg(args, 'usual')}, whatever layer it is declared on.`,
    fix: () =>
      'Name a metric of the layer product or business, such as problems solved instead of accuracy, or trust kept instead of latency.',
    why: 'A metric of the system takes the place of what it was to improve: accuracy of decision quality, latency of trust, prompts completed of problems solved.',
    example:
      'north-star:\n  metric: problems_resolved_per_week    # layer: product\n  value-question: "Each one is a colleague who went back to work without calling"',
  },
  'ns-activity': {
    title: 'A north star that counts activity',
    says: (args) =>
      arg(args, 'level') === 'warning'
        ? `The north star ${arg(args, 'metric')} counts activity, which grows without anybody being better off; its guards are ${arg(args, 'guards')}.`
        : `The north star ${arg(args, 'metric')} counts activity, which grows without anybody being better off.`,
    fix: (args) =>
      arg(args, 'level') === 'warning'
        ? 'Count only what helped, such as weekly_users_with_resolved_problem, where you can.'
        : 'Count only what helped, such as weekly_users_with_resolved_problem; or name at least two metrics that are no activity as counter-metrics or guards, which makes this a warning.',
    why: 'Users who have to ask three times are three times as active: motion, not progress.',
    example:
      'north-star:\n  metric: weekly_users_with_resolved_problem    # was: weekly_active_users\n  counter-metrics: [repeat_query_rate, recontact_48h]',
  },
  'ns-no-value': {
    title: 'No answer to the value question',
    says: (args) => {
      const question = 'value-question must say why users are better off when the north star grows';
      switch (arg(args, 'problem')) {
        case 'empty':
          return `${question}, and it is empty.`;
        case 'part':
          return `${arg(args, 'key')} is answered in fewer than ${arg(args, 'least')} letters, or only with a word that leaves it open.`;
        case 'short':
          return `${question}, and has fewer than ${arg(args, 'least')} characters.`;
        default:
          return `${question}, and only says again what is asked or how the metric is called.`;
      }
    },
    fix: (args) =>
      arg(args, 'problem') === 'part'
        ? `Say in a few words which ${arg(args, 'key') === 'rewards-behaviour' ? 'behaviour it rewards' : 'outcome of users it represents'}, or remove ${arg(args, 'key')}.`
        : 'Write in a sentence what is better for a user each time that the metric rises, and because of what.',
    why: 'A metric for which nobody can say what users have of it stands for activity.',
    example:
      'value-question: "Yes: each one is a person whose problem was solved at once and who did not need to call the helpdesk"',
  },
  'ns-no-counter': {
    title: 'No counter-metric of the north star',
    says: (args) => {
      switch (arg(args, 'problem')) {
        case 'advisory':
          return `The counter-metric ${arg(args, 'id')} is advisory (required: false), so that nothing is gated in place of the north star.`;
        case 'evidence':
          return `The counter-metric ${arg(args, 'id')} stands on the layer evidence, beside the stack, and says nothing of what users get.`;
        case 'provisional':
          return `The counter-metric ${arg(args, 'id')} is provisional, so that an undecided result lets the north star through.`;
        case 'model':
          return `Every counter-metric stands on the layer model (${arg(args, 'id')}), which sees nothing of what users get.`;
        default:
          return 'The north star has no counter-metrics, so that nothing is gated in its place.';
      }
    },
    fix: (args) => {
      switch (arg(args, 'problem')) {
        case 'advisory':
          return `Remove required: false from ${arg(args, 'id')}, or name another metric that is required.`;
        case 'evidence':
        case 'provisional':
          return `Name another required metric of the layer task, product or business, or ${arg(args, 'problem') === 'evidence' ? 'put it on its layer' : 'remove provisional'}.`;
        case 'model':
          return 'Add to counter-metrics a required metric of the layer task, product or business that gets worse when the north star is gamed.';
        default:
          return 'Add counter-metrics with the id of at least one required metric that gets worse when the north star is gamed.';
      }
    },
    why: 'The north star is reported and never gated; what would show that it is bought at the cost of users must block.',
    example: 'north-star:\n  metric: problems_resolved_per_week\n  counter-metrics: [repeat_query_rate, recontact_48h]',
  },
  'ns-guard-self': {
    title: 'A north star that guards itself',
    says: (args) => {
      const id = arg(args, 'id');
      switch (arg(args, 'problem')) {
        case 'self':
          return `${id} is the north star and cannot guard itself.`;
        case 'same-value':
          return `${id} asks for the same value as the north star ${arg(args, 'metric')} in the same direction, so that it shows nothing else.`;
        default:
          return `${id} is by the catalogue the same metric as the north star ${arg(args, 'metric')} and rises with it.`;
      }
    },
    fix: () => 'Name a metric that would get worse while the north star grows, such as repeat_query_rate.',
    why: 'Daily users guarded by weekly users: both rise together, whatever they are worth.',
    example: 'north-star:\n  metric: problems_resolved_per_week\n  counter-metrics: [recontact_48h]',
  },
  'ns-no-inflation': {
    title: 'No way named in which the north star misleads',
    says: (args) => {
      switch (arg(args, 'problem')) {
        case 'uncertain':
          return `How the north star could grow while value declines is answered with "${arg(args, 'how')}".`;
        case 'short':
          return `How the north star could grow while value declines is answered in fewer than ${arg(args, 'least')} characters, or in hardly any letters.`;
        default:
          return 'It is not said how the north star could grow while value declines.';
      }
    },
    fix: () =>
      'Write under could-grow-while-value-declines at least one way, as how (what happens) and guard (the metric that would show it); if you cannot think of one, choose another north star.',
    why: 'Every metric can be raised without value. Whoever is uncertain how has probably not found the north star yet.',
    example:
      'could-grow-while-value-declines:\n  - how: users ask again because answers are poor\n    guard: repeat_query_rate',
  },
  'ns-sole-gate': {
    title: 'The north star is gated',
    says: (args) =>
      arg(args, 'problem') === 'only'
        ? `The north star ${arg(args, 'metric')} is the only required metric, so that its movement alone decides.`
        : `The north star ${arg(args, 'metric')} is required and blocks on short-term movement.`,
    fix: (args) =>
      arg(args, 'problem') === 'only'
        ? 'Write required: false at it, and add its counter-metrics as required metrics with targets.'
        : 'Write required: false at it; its counter-metrics are gated in its place.',
    why: 'A north star is a reference and no steering mechanism: it moves over weeks, for many reasons, and a change that is blocked by its noise teaches nobody anything.',
    example: 'problems_resolved_per_week: { layer: product, target: ">= 400", required: false }',
  },
  'ns-orphan': {
    title: 'Gated metrics that lead nowhere',
    says: (args) =>
      `No path of drives leads to the north star ${arg(args, 'metric')} from ${arg(args, 'metrics')}${more(args)}.`,
    fix: () => 'Add drives to each of them with what it should move, or ask whether it should be gated at all.',
    why: 'What blocks a launch should be known to move what the launch is for.',
    example: 'answer_resolves_query:\n  layer: task\n  target: ">= 0.80"\n  drives: [problems_resolved_per_week]',
  },
  'ns-detour-open': {
    title: 'A detour without an end in sight',
    says: (args) =>
      arg(args, 'problem') === 'over'
        ? `The detour of the north star ended on ${arg(args, 'until')}.`
        : `The detour of the north star lasts until ${arg(args, 'until')}, more than ${arg(args, 'most')} days from now.`,
    fix: (args) =>
      arg(args, 'problem') === 'over'
        ? 'Remove detour; if the dip is still wanted, write a new date with a reason that reviewers can agree to.'
        : `Choose a date within ${arg(args, 'most')} days and renew it with a reason when it comes.`,
    why: 'A detour is declared, dated and explained. One that goes on is a new direction.',
    example: 'detour: { until: 2027-03-31, reason: confidence notes slow people down, expected: adoption -5% }',
  },
  'ns-review': {
    title: 'The north star was to be reviewed',
    says: (args) => `The choice of the north star was to be looked at again by ${arg(args, 'date')}.`,
    fix: () => 'Go through its four questions again, mend what no longer holds, and write the next date.',
    why: 'What stood for value when a feature was small may be activity a year later.',
    example: 'review-by: 2027-06-30',
  },
} satisfies Partial<Record<FindingCode, Message>>;

/** How many more there are than are named. */
function more(args: TextArgs): string {
  const count = args['more'];
  return typeof count === 'number' && count > 0 ? ` and ${count} more` : '';
}
