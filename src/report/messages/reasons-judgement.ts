import type { TextArgs } from '../../core/finding.ts';
import type { INCONCLUSIVE_REASONS } from '../../core/reason-codes.ts';
import { nearlyEqual } from '../../core/target.ts';
import { arg, type Message } from './message.ts';
import { intervalWords, numeric, observation, percentage, plain, targetWords, valueWords } from './reason-numbers.ts';

type Code = 'target-met' | 'target-missed' | (typeof INCONCLUSIVE_REASONS)[number];

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "…; the 90 % interval … lies above it", or only the value where a point was compared. */
function compared(args: TextArgs, point: string, proven: string): string {
  const interval = intervalWords(args);
  if (interval === '' && point === 'misses' && isOnStrictBound(args)) {
    return `${sentence(valueWords(args, 'value'))}${corrected(args)} misses the target: it is not ${targetWords(args)}.`;
  }
  if (interval === '') {
    return `${sentence(valueWords(args, 'value'))}${corrected(args)} ${point} the target, ${targetWords(args)}.`;
  }
  return `${sentence(seen(args))}; ${interval} ${proven} the target, ${targetWords(args)}.`;
}

/** Behind a value that a judge's quality corrected: what the judge itself reported. */
function corrected(args: TextArgs): string {
  if (numeric(args, 'uncorrected') === null) return '';
  return ` (the judge reports ${valueWords(args, 'uncorrected')}; corrected for how often it errs)`;
}

/** What was seen; of a judge's value, what it counted and what that stands for. */
function seen(args: TextArgs): string {
  if (numeric(args, 'uncorrected') === null) return observation(args);
  const counted = numeric(args, 'successes') !== null && numeric(args, 'samples') !== null;
  const counts = counted ? `${plain(args, 'successes')} of ${plain(args, 'samples')}, ` : '';
  return `the judge reports ${counts}${valueWords(args, 'uncorrected')}, which corrected for how often it errs is ${valueWords(args, 'value')}`;
}

/** "judge_human_agreement fails, join_rate is not measured". */
function preconditions(args: TextArgs): string {
  const [ids, statuses] = [listOf(args, 'preconditions'), listOf(args, 'statuses')];
  const stand = ids.map((id, index) => `${id} ${STANDS[statuses[index] ?? ''] ?? 'does not pass'}`);
  return stand.join(', ') || 'a precondition does not pass';
}

function listOf(args: TextArgs, name: string): readonly string[] {
  const value = args[name];
  return typeof value === 'object' && value !== null ? value : [];
}

const STANDS: Readonly<Record<string, string>> = {
  fail: 'fails',
  inconclusive: 'is not decided',
  stale: 'is stale',
  missing: 'is not in its source',
  error: 'has no usable value',
  pending: 'is not due yet',
  unmeasured: 'is not measured',
};

/** True where the value is the very bound that it had to be above or below. */
function isOnStrictBound(args: TextArgs): boolean {
  const [value, bound] = [numeric(args, 'value'), numeric(args, 'bound')];
  const strict = args['comparison'] === 'above' || args['comparison'] === 'below';
  return strict && value !== null && bound !== null && nearlyEqual(value, bound);
}

/** ", so it cannot be told whether …": what evidence that lacks something leaves open. */
function leftOpen(args: TextArgs): string {
  const open = numeric(args, 'bound') === null ? 'the target is met' : `the value is ${targetWords(args)}`;
  return `so it cannot be told whether ${open}`;
}

/** How much more evidence would decide, or what to do where none will. */
function moreSamples(args: TextArgs): string {
  const likely = numeric(args, 'likely');
  const minimum = numeric(args, 'minimum');
  const samples = numeric(args, 'samples');
  const few =
    minimum !== null && samples !== null && samples < minimum
      ? ` Below ${plain(args, 'minimum')} samples not even a flawless result can meet this target.`
      : '';
  if (likely !== null) {
    const even = numeric(args, 'least') === likely ? '' : ` (about even odds with ${plain(args, 'least')})`;
    const more = `Collect about ${plain(args, 'likely')} more sample${likely === 1 ? '' : 's'} for an 80 % chance to decide${even}`;
    return `${more}, if the true value is what was seen.${few}`;
  }
  const method = String(args['method'] ?? '');
  if (method === 'poisson') return 'Observe for longer: more exposure narrows the interval.';
  if (method === 'z' || method === 'given') return 'Evaluate on more items, so that the interval becomes narrower.';
  const ways = 'improve the system, or agree on a target that you would really launch with';
  return `The result sits on the target and more samples will not settle it: ${ways}.${few}`;
}

/** What the interval needs that the evidence does not carry. */
function spreadNeeded(args: TextArgs): string {
  switch (args['forced']) {
    case 'exact':
    case 'wilson':
      return 'Give successes and sample_size, which the method set in the criteria needs, or remove the method.';
    case 't':
      return 'Give stddev above 0 with a sample_size of at least 2, which the method t needs, or remove the method.';
    default:
      return 'Give successes with sample_size, or stddev, stderr or an interval beside the value, none of zero width.';
  }
}

/** Texts of comparisons: met, missed, or not decided. */
export const JUDGEMENT_REASONS: Readonly<Record<Code, Message>> = {
  'target-met': {
    title: 'Target met',
    says: (args) => compared(args, 'meets', 'proves'),
    fix: () => 'Nothing to do.',
    why: 'The value was compared with the target and stands on the right side; with a confidence, all of its interval does.',
    example: 'target: ">= 0.80" with 92 of 100 at 95 % confidence',
  },
  'target-missed': {
    title: 'Target missed',
    says: (args) => compared(args, 'misses', 'lies wholly beyond'),
    fix: () => 'Change the system until this metric meets its target; changing the target is a decision for review.',
    why: 'The target is the worst level that the team would launch with, so a value beyond it blocks at every stage.',
    example: 'target: ">= 0.80" with the value 0.59',
  },
  'interval-spans-target': {
    title: 'The evidence does not decide',
    says: (args) => {
      const interval = intervalWords(args);
      if (interval === '') return `${sentence(seen(args))}; no interval can be given, ${leftOpen(args)}.`;
      return `${sentence(seen(args))}; ${interval} spans the target, ${targetWords(args)}.`;
    },
    fix: moreSamples,
    why: 'With so little evidence the truth may lie on either side of the target; passing on luck is what confidence prevents.',
    example: '83 of 100 against ">= 0.80" at 95 %: the interval 0.756 to 0.889 holds both answers',
  },
  'too-few-samples': {
    title: 'Too few samples',
    says: (args) => {
      const independent = numeric(args, 'independent');
      const fewer = independent !== null && independent !== numeric(args, 'samples');
      const count = fewer
        ? `${plain(args, 'samples')} samples count as ${plain(args, 'independent')} independent ones`
        : `${plain(args, 'samples')} samples`;
      return `The value rests on ${count}; the criteria ask for at least ${plain(args, 'minimum')}.`;
    },
    fix: (args) => `Evaluate on at least ${plain(args, 'minimum')} independent items.`,
    why: 'A value from a handful of cases says little about the many that users will bring.',
    example: 'min-samples: 100 with a sample_size of 40',
  },
  'no-sample-size': {
    title: 'Sample size unknown',
    says: (args) => {
      if (numeric(args, 'attempted') !== null) {
        return `${plain(args, 'attempted')} items were tried, and the evidence does not say how many were judged.`;
      }
      if (numeric(args, 'minimum') === null) {
        const asked = `The criteria ask for ${percentage(args, 'confidence')} confidence`;
        return `${asked}, and the evidence has no sample size, ${leftOpen(args)}.`;
      }
      return `The criteria ask for at least ${plain(args, 'minimum')} samples, and the evidence does not say how many there were.`;
    },
    fix: () => 'Write sample_size beside the value, or name where the source has it with sample-size.',
    why: 'How far a value can be trusted depends on how many cases it rests on; an unknown number counts as too few.',
    example: '"answer_resolves_query": { "value": 0.83, "sample_size": 100 }',
  },
  'no-spread': {
    title: 'Spread unknown',
    says: (args) => {
      const asked = `The criteria ask for ${percentage(args, 'confidence')} confidence`;
      return `${asked}, and the evidence does not say how far the value may be off, ${leftOpen(args)}.`;
    },
    fix: spreadNeeded,
    why: 'Scores of a whole set, means and durations are no counts: a sample size alone does not tell their uncertainty.',
    example: '"answer_bleu": { "value": 0.87, "stderr": 0.011 }',
  },
  'untrusted-evidence': {
    title: 'The evidence cannot be relied on',
    says: (args) => {
      const value = numeric(args, 'value') === null ? 'The value' : `The value ${valueWords(args, 'value')}`;
      const miss = args['leaning'] === 'fail' ? ' It misses its target, so it blocks at every stage.' : '';
      return `${value} rests on what does not hold: ${preconditions(args)}.${miss}`;
    },
    fix: (args) =>
      `Make ${arg(args, 'preconditions') || 'its preconditions'} pass first; until then this value shows nothing either way.`,
    why: 'A score by a judge that people do not agree with, or over records of which half could not be joined, may be far from the truth in either direction.',
    example: 'answer_correctness: { layer: task, target: ">= 0.80", valid-if: [judge_human_agreement] }',
  },
  'items-lost': {
    title: 'Items lost',
    says: (args) => {
      const judged = `${plain(args, 'samples')} of ${plain(args, 'attempted')} items that were tried were judged`;
      const worst =
        numeric(args, 'worst') === null ? '' : ` Had all lost items failed, it would be ${valueWords(args, 'worst')}.`;
      return `Only ${judged}; the criteria ask for ${percentage(args, 'minimum')}.${worst}`;
    },
    fix: () => 'Find out why items errored or were skipped, repair that, and run the evaluation again.',
    why: 'Items that crash or time out are seldom the easy ones; a value over the rest looks better than the system is.',
    example: '"attempted": 200 with "sample_size": 150 and min-completed: 95%',
  },
};
