import type { TextArgs } from '../../core/finding.ts';
import type { FindingCode } from '../../core/finding-codes.ts';
import { arg, type Message } from './message.ts';
import { percentage } from './reason-numbers.ts';

/** What is found of preconditions, judges and provisions. */
export const PRECONDITION_MESSAGES = {
  'valid-if-itself': {
    title: 'A precondition of itself',
    says: (args) => `${arg(args, 'id')} names itself in valid-if.`,
    fix: () => 'Name the metric that its evidence rests on, such as the agreement of the judge with people.',
    why: 'A metric cannot vouch for its own evidence.',
    example: 'answer_correctness:\n  valid-if: [judge_human_agreement]',
  },
  'valid-if-cycle': {
    title: 'Preconditions in a circle',
    says: (args) => `The preconditions lead round in a circle: ${around(args)}.`,
    fix: () => 'Remove the entry that points from what the evidence rests on back to what rests on it.',
    why: 'In a circle every metric waits for the others, and nothing vouches for any of them.',
    example: 'answer_correctness: { valid-if: [judge_human_agreement] } # and no valid-if there that leads back',
  },
  'evidence-unused': {
    title: 'Evidence that nothing rests on',
    says: (args) => `${arg(args, 'id')} stands on the layer evidence, and no metric names it in valid-if.`,
    fix: (args) => `Name ${arg(args, 'id')} in the valid-if of the metrics that it vouches for, or remove it.`,
    why: 'The layer evidence holds preconditions of other metrics. One that nobody names makes no value less trusted when it fails.',
    example: 'answer_correctness:\n  layer: task\n  valid-if: [judge_human_agreement]',
  },
  'evidence-layer-key': {
    title: 'A key that means nothing on the layer evidence',
    says: (args) => {
      const other = arg(args, 'other');
      if (other !== '') return `drives names ${other}, which stands on the layer evidence and is no outcome.`;
      return `${arg(args, 'key')} means nothing on the layer evidence.`;
    },
    fix: (args) =>
      arg(args, 'other') === ''
        ? `Remove ${arg(args, 'key')}, or put the metric on the layer that it is about.`
        : `Remove ${arg(args, 'other')} from drives; if the values rest on it, name it in valid-if.`,
    why: 'Preconditions stand beside the stack: they move no outcome, lead to no launch and are guarded by nothing, so what says otherwise is a slip.',
    example: 'judge_human_agreement: { layer: evidence, target: ">= 0.6" }',
  },
  'provisional-too-far': {
    title: 'Provisional for too long',
    says: (args) => `${arg(args, 'until')} is more than ${arg(args, 'days')} days ahead.`,
    fix: (args) => `Choose ${arg(args, 'last')} or an earlier date, by which there are enough samples to decide.`,
    why: 'A provision bridges the weeks until there is enough evidence; one without an end would stand in for evidence.',
    example: 'provisional: { until: 2026-12-15, reason: "400 more conversations by then" }',
  },
  'provisional-over': {
    title: 'The provision is over',
    says: (args) => `The provision ended on ${arg(args, 'until')}: an undecided result blocks again.`,
    fix: () => 'Remove provisional, so that the metric counts for the launch set again.',
    why: 'A provision that is over excuses nothing any more, but while it is written the metric still does not count for a launch.',
    example: 'answer_correctness: { layer: task, target: ">= 0.80", unit: ratio, confidence: 95% }',
  },
  'judge-uninformative': {
    title: 'A judge no better than chance',
    says: (args) => {
      const quality = `${percentage(args, 'sensitivity')} and specificity ${percentage(args, 'specificity')}`;
      return `A judge with sensitivity ${quality} tells good answers from bad no better than chance.`;
    },
    fix: () =>
      'Measure both against people again; if they are right, use a better judge or people instead, and remove judge.',
    why: 'Where sensitivity and specificity are 100 % together or less, what the judge says does not depend on what the answers are, so no correction can find the truth in it.',
    example: 'judge: { sensitivity: 0.90, specificity: 0.95 }',
  },
  'judge-needs-share': {
    title: 'A judge of something that is no share',
    says: (args) => {
      const unit = arg(args, 'unit');
      const what = unit === '' ? 'this metric has no unit' : `unit is ${unit}`;
      return `judge corrects a share of answers, and ${what}.`;
    },
    fix: () => 'Write unit: ratio or unit: percent where the value is a share of answers, else remove judge.',
    why: 'Sensitivity and specificity say how often a judge is right about single answers. They correct a share of answers, and no score on another scale.',
    example: 'unit: ratio\njudge: { sensitivity: 0.90, specificity: 0.95 }',
  },
} satisfies Partial<Record<FindingCode, Message>>;

/** `a → b → a`. */
function around(args: TextArgs): string {
  const { cycle } = args;
  return typeof cycle === 'object' && cycle !== null ? cycle.join(' → ') : arg(args, 'cycle');
}
