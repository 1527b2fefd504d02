import type { TextArgs } from '../../core/finding.ts';
import type { FindingCode } from '../../core/finding-codes.ts';
import { pitfallOf, unknownNames, whyIdle } from './catalogue-names.ts';
import { typed } from './found.ts';
import { arg, type Message } from './message.ts';

/** What the catalogue knows of the declared metrics. */
export const CATALOGUE_MESSAGES = {
  'layer-misplaced': {
    title: 'A metric on the wrong layer',
    says: (args) =>
      arg(args, 'resemblance') === ''
        ? `${titleOf(args)} answers the question of the layer ${either(args, 'known')}, not of ${arg(args, 'layer')}.`
        : `${titleOf(args)} compares outputs with something like them, which shows nothing of ${arg(args, 'layer')}.`,
    fix: (args) =>
      arg(args, 'resemblance') === ''
        ? `Write layer: ${either(args, 'known')}.`
        : `Write layer: model, and add a ${arg(args, 'layer')} metric that shows what users get.`,
    why: 'The higher layer is the truth and the lower one a proxy: a proxy that stands for the truth is green whatever users meet.',
    example: 'answer_bleu: { layer: model, target: ">= 0.80" }\nanswer_correctness: { layer: task, target: ">= 0.80" }',
  },
  'wrong-direction': {
    title: 'A target in the wrong direction',
    says: (args) =>
      `${titleOf(args)} is better the ${arg(args, 'better')} it is, and ${arg(args, 'target')} asks for the opposite.`,
    fix: (args) =>
      arg(args, 'better') === 'lower'
        ? 'Write the most that you would launch with: an upper bound.'
        : 'Write the least that you would launch with: a lower bound.',
    why: 'The worse the system gets, the surer it would pass.',
    example: 'hallucination_rate: { layer: task, target: "<= 0.02", unit: ratio }',
  },
  'unit-mismatch': {
    title: 'A unit or number that this metric cannot have',
    says: whyMismatched,
    fix: toRightUnit,
    why: 'A target on another scale than the values is met by all of them or by none.',
    example: 'accuracy: { layer: model, target: ">= 90", unit: percent }',
  },
  'trivial-target': {
    title: 'A target that doing nothing meets',
    says: whyTrivial,
    fix: (args) => {
      if (arg(args, 'problem') === 'prevalence')
        return 'Set a target that is clearly better than that, or correct prevalence.';
      if (arg(args, 'problem') === 'chance') return 'Set a target that is clearly better than that.';
      const share = arg(args, 'several') === '' ? '' : ', and unit: ratio or unit: percent where a share is meant';
      return `Write the worst level that you would launch with${share}.`;
    },
    why: 'A system that always gives the same answer would pass.',
    example: 'accuracy: { layer: model, target: ">= 0.995", unit: ratio, prevalence: 99% }',
  },
  'lagging-as-leading': {
    title: 'A lagging metric that is called leading',
    says: (args) => `${titleOf(args)} moves long after users were let down, so that it cannot warn in time.`,
    fix: () =>
      'Write indicator: lagging, and put the alert on a metric that moves within hours, such as repeat_query_rate.',
    why: 'At least one indicator must show a loss of quality within 48 hours; one that lags shows it when the users have left.',
    example: 'day_14_retention: { layer: product, target: ">= 0.70", unit: ratio, indicator: lagging }',
  },
  'missing-pair': {
    title: 'A metric without its counter-metric',
    says: (args) => {
      const idle = whyIdle(args);
      const why = idle === '' ? '' : ` (${idle})`;
      return `${titleOf(args)} is judged without a counter-metric${why}: ${pitfallOf(args)}.`;
    },
    fix: (args) => {
      const also = arg(args, 'also') === '' ? '' : ` and ${either(args, 'also')}`;
      const guard = whyIdle(args) === '' ? 'what guards it' : 'another metric that guards it';
      return `Add ${either(args, 'alternatives')}${also} with a target, or name ${guard} in guarded-by.`;
    },
    why: 'What is rewarded alone is gamed: the counter-metric is the one that gets worse when this one is bought.',
    example:
      'ticket_deflection_rate: { layer: business, target: ">= 0.40", unit: ratio }\nrecontact_48h: { layer: product, target: "<= 0.12", unit: ratio }',
  },
  'unmapped-proxy': {
    title: 'A model metric that drives nothing',
    says: (args) => `Nothing says what ${arg(args, 'id')} should move for users.`,
    fix: (args) => {
      const outcome = arg(args, 'outcome');
      return outcome === ''
        ? 'Add the task metric that it should move, and name it in drives.'
        : `Name in drives the metric that it should move, such as drives: [${outcome}].`;
    },
    why: 'A model metric counts only as long as an outcome follows it; without drives nobody can see that it does not.',
    example: 'retrieval_recall_at_5: { layer: model, target: ">= 0.90", drives: [answer_resolves_query] }',
  },
  'no-proxy': {
    title: 'An outcome that no lower metric drives',
    says: (args) =>
      arg(args, 'unused') === ''
        ? `No metric of a lower layer says that it drives ${arg(args, 'metrics')}.`
        : `No metric says what it drives, so nothing leads to ${arg(args, 'metrics')}.`,
    fix: () => 'Name it in drives of the model, task or product metric that should move it.',
    why: 'When an outcome turns red, drives says where to look; without it the search starts from nothing.',
    example: 'answer_resolves_query: { layer: task, target: ">= 0.80", drives: [repeat_query_rate] }',
  },
  'single-proxy': {
    title: 'One metric or one layer decides alone',
    says: (args) =>
      arg(args, 'count') === '1'
        ? `${arg(args, 'metrics')} alone decides about the launch.`
        : `All ${arg(args, 'count')} metrics that decide about the launch are on the layer ${arg(args, 'layer')}.`,
    fix: (args) =>
      `Add a required metric with a target on another layer, such as ${arg(args, 'layer') === 'task' ? 'product' : 'task'}.`,
    why: 'Layers diverge: whatever one of them cannot see goes out to users.',
    example:
      'retrieval_recall_at_5: { layer: model, target: ">= 0.90" }\nanswer_resolves_query: { layer: task, target: ">= 0.80" }',
  },
  'testset-only': {
    title: 'The task is measured on a test set only',
    says: (args) => `Every task metric is measured on a curated set: ${arg(args, 'metrics')}.`,
    fix: () => 'Add a task metric with traffic: live, measured on a sample of real requests.',
    why: 'A system that is right on 95 % of the curated questions may be right on 60 % of the long tail that users ask.',
    example: 'answer_correctness_live: { layer: task, target: ">= 0.80", traffic: live }',
  },
  'traffic-not-said': {
    title: 'Live traffic or a test set?',
    says: () => 'Nothing says whether the task metrics come from live traffic or from a test set.',
    fix: (args) => `Add traffic: live or traffic: curated to ${arg(args, 'metrics')}.`,
    why: 'A test set holds the questions that somebody thought of; as long as nobody says where numbers come from, nobody sees that all come from there.',
    example: 'answer_correctness: { layer: task, target: ">= 0.80", traffic: live }',
  },
  'judge-unlicensed': {
    title: 'A judge that nobody compared with people',
    says: (args) => {
      return arg(args, 'told') === 'judge'
        ? 'A model judges the values, and they count whether it agrees with people or not.'
        : `${titleOf(args)} is usually judged by a model, and it counts whether that agrees with people or not.`;
    },
    fix: (args) => {
      const agreement = arg(args, 'agreement');
      return agreement === ''
        ? 'Add a metric judge_human_agreement of layer: evidence with a target, and valid-if: [judge_human_agreement] here.'
        : `Add valid-if: [${agreement}] here.`;
    },
    why: 'Judges prefer the first, the longer and their own answer; a score proves something only where the judge was held against people.',
    example:
      'faithfulness: { layer: task, target: ">= 0.90", valid-if: [judge_human_agreement] }\njudge_human_agreement: { layer: evidence, target: ">= 0.60" }',
  },
  'feedback-loop': {
    title: 'Clicks and ranks without coverage or diversity',
    says: (args) =>
      `Neither coverage nor diversity is measured beside ${arg(args, 'metrics')}, which can rise while users see less and less.`,
    fix: () => 'Add a metric coverage or diversity with a target.',
    why: 'A recommender that learns from the clicks on what it showed narrows what it shows, and its own scores rise by it.',
    example:
      'ctr: { layer: product, target: ">= 0.04" }\ncoverage: { layer: model, target: ">= 0.30" }\ndiversity: { layer: model, target: ">= 0.50" }',
  },
  'no-drift-watch': {
    title: 'Nothing would notice that the model decays',
    says: (args) =>
      `Model metrics decide (${arg(args, 'metrics')}), and nothing would tell that the model decays later.`,
    fix: () =>
      'Add an alert to a task or product metric, a metric input_drift or model_age with a target, or max-age to a model metric.',
    why: 'Inputs and the world change, and a model that was right at launch degrades without any sign of its own.',
    example: 'input_drift: { layer: model, target: "<= 0.2", max-age: 48h }',
  },
  'not-in-catalogue': {
    title: 'Metrics that are not known by name',
    says: (args) => `Not known by name, so that none of the known traps is looked for: ${unknownNames(args)}.`,
    fix: () => 'Rename what is a known metric under another name; for what is your own, nothing is to be done.',
    why: 'Layer, direction, range and counter-metrics are checked by the name. What is not known draws no warning, and that says nothing of it.',
    example: 'thumbs_up_rate: { layer: product, target: ">= 0.80", unit: ratio }    # was: thumbs_up',
  },
} satisfies Partial<Record<FindingCode, Message>>;

function titleOf(args: TextArgs): string {
  return `"${arg(args, 'title')}"`;
}

/** A list of which one is enough, in words: "precision and recall, or balanced_accuracy, or mcc". */
function either(args: TextArgs, name: string): string {
  const value = args[name];
  const items = Array.isArray(value) ? value.map((item) => String(item).replaceAll(' + ', ' and ')) : [arg(args, name)];
  return items.length > 2 || items.some((item) => item.includes(' and ')) ? items.join(', or ') : items.join(' or ');
}

function whyMismatched(args: TextArgs): string {
  switch (arg(args, 'problem')) {
    case 'unit':
      return `${titleOf(args)} is not measured in ${arg(args, 'unit')}.`;
    case 'share':
      return `With unit: percent, the target ${arg(args, 'target')} of ${titleOf(args)} asks for no more than one in a hundred.`;
    default:
      return `${titleOf(args)} is ${either(args, 'scales')}, and the ${arg(args, 'problem')} ${arg(args, 'target')} is beyond that.`;
  }
}

function toRightUnit(args: TextArgs): string {
  if (arg(args, 'problem') === 'unit') {
    const usual = arg(args, 'usual');
    return usual === ''
      ? 'Write the unit in which its values are measured.'
      : `Write unit: ${usual}, or correct the metric's name.`;
  }
  const suggestion = arg(args, 'suggestion');
  if (arg(args, 'problem') === 'share')
    return `Write ${typed(suggestion, 'target')} or ${typed(`${suggestion}%`)}, or ${typed(arg(args, 'literally'))} if so little is meant.`;
  return suggestion === ''
    ? `Write the ${arg(args, 'problem')} on the scale on which the values are measured.`
    : `Write ${suggestion}, or the target as a number from ${either(args, 'scales')}.`;
}

function whyTrivial(args: TextArgs): string {
  const target = arg(args, 'target');
  switch (arg(args, 'problem')) {
    case 'prevalence':
      return `The target ${target} asks for no more than ${arg(args, 'value')}, which a system that always gives one answer scores at a prevalence of ${arg(args, 'prevalence')}.`;
    case 'chance':
      return `The target ${target} asks for no more than ${arg(args, 'value')}, which chance alone scores.`;
    default:
      return `On the scale ${arg(args, 'scale')} even the worst value meets the target ${target}.`;
  }
}
