import type { TextArgs } from '../../core/finding.ts';
import type { RunFindingCode } from '../../core/run-finding-codes.ts';
import { listed } from '../listed.ts';
import { arg, type Message } from './message.ts';
import { duration, numeric, plain, targetWords, valueWords } from './reason-numbers.ts';
import { THIN_EVIDENCE } from './thin-evidence.ts';

/** What the evidence says about itself. */
export const EVIDENCE_FINDING_MESSAGES = {
  'guard-fails': {
    title: 'The guard fails',
    says: (args) => `${guarded(args)} ${missed(args)}${bought(args)}.`,
    fix: (args) =>
      `Find out what ${metricOf(args)} gained at the cost of ${guardOf(args)}, and change the system until both meet their targets.`,
    why: 'A counter-metric shows how its metric can be gamed: deflection rises when people are kept from opening tickets, and then they come back within two days. A good value beside a failing guard is no success.',
    example: 'ticket_deflection_rate: { layer: business, target: ">= 0.40", unit: ratio, guarded-by: [recontact_48h] }',
  },
  'guard-unproven': {
    title: 'The guard is not proven',
    says: (args) => `${guarded(args)} ${unproven(args)}.`,
    fix: provenBy,
    why: 'As long as the counter-metric does not decide, nobody can tell whether a good value was earned or bought.',
    example: '"recontact_48h": { "value": 0.09, "sample_size": 400, "observed_at": "2026-11-20T10:00:00Z" }',
  },
  'guard-not-measured': {
    title: 'The guard is not measured',
    says: (args) => `${guarded(args)} ${unmeasured(args)}.`,
    fix: measuredBy,
    why: 'A counter-metric that is declared and not measured shows nothing: whether the value was bought stays unknown.',
    example: 'recontact_48h: { layer: product, target: "<= 0.12", unit: ratio, from: warehouse }',
  },
  'no-sample-size': {
    title: 'A value of nobody knows how many cases',
    says: (args) =>
      `The value${numeric(args, 'value') === null ? '' : ` ${valueWords(args, 'value')}`} of ${metricOf(args)} was compared as it stands, and the evidence does not say how many cases it is from.`,
    fix: () => 'Write sample_size beside the value, or name it with sample-size in from, and set confidence: 95%.',
    why: 'With 100 cases a plain comparison passes a system that is two points below a target of 0.80 more than one time in three. The number of cases shows whether the value means anything.',
    example: '"answer_correctness": { "value": 0.83, "sample_size": 400 }',
  },
  'wrong-n': {
    title: 'The number of cases cannot be right',
    says: wrongNumber,
    fix: (args) =>
      args['problem'] === 'more'
        ? 'Write into sample_size how many cases were judged, and into clusters or n_effective how many of them are independent.'
        : 'Give precision the number of flagged cases and recall the number of positive ones as sample_size, with successes beside it.',
    why: 'Precision is a share of what was flagged, recall of what is positive, accuracy of everything. With the number of all items beside each of them, the evidence looks stronger than it is.',
    example: '"precision": { "successes": 80, "sample_size": 100 }\n"recall": { "successes": 80, "sample_size": 160 }',
  },
  'thin-evidence': THIN_EVIDENCE,
  'old-evidence': {
    title: 'Evidence of months ago',
    says: (args) =>
      `On data that are ${duration(args, 'ageSeconds')} old, ${metricOf(args)} meets its target, and nothing limits their age.`,
    fix: measuredAgain,
    why: 'What users ask, the documents and the model behind an interface change within months. A value from before that passes like one of today, at every run, until somebody limits its age.',
    example: 'csat: { layer: product, target: ">= 4.2", max-age: 14d }',
  },
  'signal-unused': {
    title: 'Right on a test set, and not used',
    says: (args) => `People do not use what tests well: on curated cases ${meets(args)}, while ${fails(args)}.`,
    fix: () =>
      'Take a sample of what live users really ask, judge the answers to it, and gate on that; then ask those who stopped why they did.',
    why: 'A curated set asks what its authors thought of: 95 % right on it and 60 % right on what users ask is common. When tests are green and use is low, the test set is the first suspect.',
    example: 'answer_correctness: { layer: task, target: ">= 0.80", unit: ratio, traffic: live }',
  },
  'signal-engagement': {
    title: 'Busy, and not done',
    says: (args) => `People are busy and do not get done what they came for: ${meets(args)}, while ${fails(args)}.`,
    fix: (args) =>
      `Take sessions that count for ${metricsOf(args)} and see what became of them; change what makes people ask again, and judge by ${outcomesOf(args)}.`,
    why: 'Activity grows when answers are poor, because people have to ask again: motion, not progress. Task and presentation come before the model here, and users are not using it wrong.',
    example: 'task_completion_rate: { layer: product, target: ">= 0.70", unit: ratio }',
  },
  'signal-no-lift': {
    title: 'A good model without lift',
    says: (args) =>
      `All required model metrics meet their targets: ${metricsOf(args)}; none of the outcomes that they should move does: ${outcomesOf(args)}.`,
    fix: (args) =>
      `Stop tuning ${metricsOf(args)}: look for what keeps good output from helping (test cases unlike live ones, stale sources, presentation, trust), change that, and judge by ${outcomesOf(args)}.`,
    why: 'The higher layer is the truth, and a model metric is a proxy for as long as outcomes follow it. Improving a proxy that nothing follows costs time and moves nothing.',
    example: 'retrieval_recall_at_5: { layer: model, target: ">= 0.90", unit: ratio, drives: [answer_resolves_query] }',
  },
} satisfies Partial<Record<RunFindingCode, Message>>;

/** The metric with its guard, up to what is said of the guard. */
function guarded(args: TextArgs): string {
  if (args['metricStatus'] !== 'pass') return `The guard ${guardOf(args)} of ${metricOf(args)}`;
  return `The metric ${metricOf(args)} passes, but its guard ${guardOf(args)}`;
}

function metricOf(args: TextArgs): string {
  return arg(args, 'metric') || 'a metric';
}

function guardOf(args: TextArgs): string {
  return arg(args, 'guard') || 'a counter-metric';
}

function bought(args: TextArgs): string {
  return args['metricStatus'] === 'pass' ? ': the gain may be bought' : '';
}

/** The value beside the target that it misses, also where nobody may rely on it. */
function missed(args: TextArgs): string {
  const preconditions = arg(args, 'preconditions');
  const untrusted = preconditions === '' ? '' : `, on evidence whose precondition (${preconditions}) does not pass`;
  if (numeric(args, 'value') === null) return `fails${untrusted}`;
  return `is ${valueWords(args, 'value')} where the target is ${targetWords(args)}${untrusted}`;
}

function unproven(args: TextArgs): string {
  if (args['guardStatus'] === 'stale') return 'has no evidence that speaks for now';
  const preconditions = arg(args, 'preconditions');
  if (preconditions !== '') return `rests on a precondition that does not pass (${preconditions})`;
  if (numeric(args, 'value') === null) return 'is not decided';
  return `is not decided: ${valueWords(args, 'value')} where the target is ${targetWords(args)}`;
}

function provenBy(args: TextArgs): string {
  const guard = guardOf(args);
  if (args['guardStatus'] === 'stale') return `Measure ${guard} again, on the version that is judged here.`;
  const preconditions = arg(args, 'preconditions');
  if (preconditions !== '') return `Make ${preconditions} pass first; only then does ${guard} say anything.`;
  if (numeric(args, 'likely') === null) return `Bring the evidence that ${guard} still lacks, as said beside it.`;
  const likely = plain(args, 'likely');
  const even = plain(args, 'least') === likely ? '' : ` (about even odds with ${plain(args, 'least')})`;
  return `Collect about ${likely} more sample${likely === '1' ? '' : 's'} of ${guard} for an 80 % chance to decide${even}.`;
}

function unmeasured(args: TextArgs): string {
  switch (args['guardStatus']) {
    case 'pending':
      return `has no value yet; one is due by ${arg(args, 'due') || 'its date'}`;
    case 'missing':
      return 'is not in its source';
    case 'unmeasured':
      return 'is not measured';
    default:
      return 'has no usable value';
  }
}

function measuredBy(args: TextArgs): string {
  const [guard, metric] = [guardOf(args), metricOf(args)];
  switch (args['guardStatus']) {
    case 'pending':
      return `Do not count on ${metric} before ${guard} has a value; measure it as soon as there is one.`;
    case 'missing':
      return `Let the source of ${guard} give its value, in the same run as ${metric}.`;
    case 'unmeasured':
      return `Name a source for ${guard} with from, or write it into the values file beside ${metric}.`;
    default:
      return `Mend what keeps ${guard} from being measured, as said beside it.`;
  }
}

function measuredAgain(args: TextArgs): string {
  const [cadence, proposed] = [arg(args, 'cadence'), arg(args, 'proposed')];
  if (proposed !== '') return `Measure it again, and add max-age: ${proposed}, since its usual cadence is ${cadence}.`;
  return cadence === 'per-deploy'
    ? 'Measure it again, and add bind: commit, since it is usually measured at every deployment, or max-age.'
    : 'Measure it again, and add max-age here or under defaults.';
}

function wrongNumber(args: TextArgs): string {
  const metric = metricOf(args);
  const samples = plain(args, 'samples');
  if (args['problem'] === 'more') {
    return `Of the ${samples} samples of ${metric}, ${plain(args, 'independent')} are said to be independent: more than there are.`;
  }
  return `The metrics ${metric} and ${arg(args, 'other') || 'another'} are both said to be of ${samples} cases, and yet differ: they are shares of different cases.`;
}

function namesOf(args: TextArgs, name: string): readonly string[] {
  const value = args[name];
  return typeof value === 'object' && value !== null ? value : [];
}

function metricsOf(args: TextArgs): string {
  return listed(namesOf(args, 'metrics')) || 'the metrics';
}

function outcomesOf(args: TextArgs): string {
  return listed(namesOf(args, 'outcomes')) || 'the outcomes';
}

function meets(args: TextArgs): string {
  return `${metricsOf(args)} ${namesOf(args, 'metrics').length === 1 ? 'meets its target' : 'meet their targets'}`;
}

function fails(args: TextArgs): string {
  return `${outcomesOf(args)} ${namesOf(args, 'outcomes').length === 1 ? 'misses its target' : 'miss their targets'}`;
}
