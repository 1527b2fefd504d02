import type { CriteriaChangeCode } from '../../core/criteria-change-codes.ts';
import type { TextArgs } from '../../core/finding.ts';
import { fromTo, harmless, namesOf, shownValue, weakening } from './change-words.ts';
import { arg, type Message } from './message.ts';

const TARGET_EXAMPLE = 'answer_correct: { layer: task, target: ">= 0.90" }';

/** What a pull request changes about a metric. */
export const METRIC_CHANGE_MESSAGES = {
  'evidence-moved': weakening({
    title: 'A value is read from elsewhere',
    says: (args) => {
      const { before, after } = args;
      const keys = namesOf(args, 'keys');
      if (before === after)
        return `The value of ${arg(args, 'metric')} is read in another way from ${arg(args, 'after')}${keys === '' ? '' : `: ${keys}`}`;
      return `The value of ${arg(args, 'metric')} is read from ${arg(args, 'after') || 'the values files'}, where it was read from ${arg(args, 'before') || 'the values files'}`;
    },
    why: 'A number from another place is another number, and may look better.',
    example: 'from: evals',
  }),
  'metric-added': harmless({
    title: 'A metric is added',
    says: (args) => `The ${arg(args, 'layer')} metric ${arg(args, 'metric')} is added`,
    why: 'One more thing is judged.',
    example: TARGET_EXAMPLE,
  }),
  'metric-removed': weakening({
    title: 'A metric is removed',
    says: (args) => `The ${arg(args, 'layer')} metric ${arg(args, 'metric')} is removed`,
    why: 'What is not judged cannot stop a launch. A metric under a new name is another metric.',
    example: TARGET_EXAMPLE,
  }),
  'meaning-changed': weakening({
    title: 'A metric means something else',
    says: (args) => `The ${arg(args, 'key')} of ${arg(args, 'metric')} is changed ${fromTo(args)}`,
    why: 'The same value would be judged by another measure; which is stricter cannot be told.',
    example: 'unit: ratio',
  }),
  'target-loosened': weakening({
    title: 'A target is loosened',
    says: (args) => `The target of ${arg(args, 'metric')} is ${arg(args, 'move') || 'loosened'} ${fromTo(args)}`,
    why: 'The target is the worst level that the team would launch with.',
    example: TARGET_EXAMPLE,
  }),
  'target-tightened': harmless({
    title: 'A target is tightened',
    says: (args) => `The target of ${arg(args, 'metric')} is ${arg(args, 'move') || 'tightened'} ${fromTo(args)}`,
    why: 'A launch needs a better value than before.',
    example: TARGET_EXAMPLE,
  }),
  'target-changed': weakening({
    title: 'A target of another kind',
    says: (args) => `The target of ${arg(args, 'metric')} is changed ${fromTo(args)}`,
    why: 'Values that missed the old target may meet the new one.',
    example: TARGET_EXAMPLE,
  }),
  'made-advisory': weakening({
    title: 'A metric no longer blocks',
    says: (args) => `${arg(args, 'metric')} is no longer required`,
    why: 'An advisory metric is reported and never blocks.',
    example: 'required: true',
  }),
  'made-required': harmless({
    title: 'A metric blocks now',
    says: (args) => `${arg(args, 'metric')} is required`,
    why: 'It was reported only, and will block.',
    example: 'required: true',
  }),
  'made-waivable': weakening({
    title: 'A safety floor is given up',
    says: (args) => `A label may override ${arg(args, 'metric')}, which none could`,
    why: 'A safety floor holds whatever label is set.',
    example: 'waivable: false',
  }),
  'made-not-waivable': harmless({
    title: 'A safety floor is set',
    says: (args) => `No label overrides ${arg(args, 'metric')}`,
    why: 'A safety floor holds whatever label is set.',
    example: 'waivable: false',
  }),
  'limit-loosened': weakening({
    title: 'Weaker evidence is enough',
    says: (args) => limitSays(args, 'loosened'),
    why: 'Older, fewer or less certain values would be judged as if they were sound.',
    example: 'max-age: 7d\nmin-samples: 100\nconfidence: 95%',
  }),
  'limit-tightened': harmless({
    title: 'Better evidence is needed',
    says: (args) => limitSays(args, 'tightened'),
    why: 'Older, fewer or less certain values no longer pass.',
    example: 'max-age: 7d\nmin-samples: 100\nconfidence: 95%',
  }),
  'limit-tightened-early': weakening({
    title: 'Better evidence is needed, before it blocks',
    says: (args) =>
      `${limitSays(args, 'tightened')}, and at this stage evidence that is not good enough does not block, where a failure did`,
    why: 'A judged failure blocks at every stage; stale or undecided evidence only from the stage of its metric on.',
    example: 'from-stage: shadow\nmin-samples: 100',
  }),
  'from-stage-later': weakening({
    title: 'Missing evidence blocks later',
    says: (args) => `Missing evidence for ${arg(args, 'metric')} blocks from a later stage: ${fromTo(args)}`,
    why: 'Before that stage a launch needs no evidence for it.',
    example: 'from-stage: shadow',
  }),
  'from-stage-earlier': harmless({
    title: 'Missing evidence blocks earlier',
    says: (args) => `Missing evidence for ${arg(args, 'metric')} blocks from an earlier stage: ${fromTo(args)}`,
    why: 'From that stage on a launch needs evidence for it.',
    example: 'from-stage: shadow',
  }),
  'alert-added': harmless({
    title: 'An alert is added',
    says: (args) => `${arg(args, 'metric')} gets an alert`,
    why: 'Someone is told when it goes wrong.',
    example: 'alert: { when: "> 0.15", within: 24h, notifies: "#oncall" }',
  }),
  'alert-removed': weakening({
    title: 'An alert is removed',
    says: (args) => `The alert of ${arg(args, 'metric')} is removed`,
    why: 'Nobody would be told when it goes wrong after the launch.',
    example: 'alert: { when: "> 0.15", within: 24h, notifies: "#oncall" }',
  }),
  'alert-loosened': weakening({
    title: 'An alert is loosened',
    says: (args) => `The alert of ${arg(args, 'metric')} is loosened: ${alertPart(args, 'not declared any more')}`,
    why: 'It would speak later, less often, or to someone else.',
    example: 'alert: { when: "> 0.15", within: 24h, notifies: "#oncall" }',
  }),
  'alert-tightened': harmless({
    title: 'An alert is tightened',
    says: (args) => `The alert of ${arg(args, 'metric')} is tightened: ${alertPart(args, 'declared now')}`,
    why: 'It speaks sooner or at smaller deviations.',
    example: 'alert: { when: "> 0.15", within: 24h, notifies: "#oncall" }',
  }),
  'verify-added': harmless({
    title: 'An alert is verified',
    says: (args) =>
      `Whether the alert of ${arg(args, 'metric')} is really wired will be asked of ${arg(args, 'source')} (rule ${arg(args, 'rule')})`,
    why: 'An alert that is only declared may not exist.',
    example: 'verify: { source: prom, rule: RepeatQueryRateHigh }',
  }),
  'verify-removed': weakening({
    title: 'An alert is no longer verified',
    says: (args) =>
      `Whether the alert of ${arg(args, 'metric')} is really wired is no longer asked of ${arg(args, 'source')} (rule ${arg(args, 'rule')})`,
    why: 'An alert that is only declared may not exist.',
    example: 'verify: { source: prom, rule: RepeatQueryRateHigh }',
  }),
  'verify-changed': weakening({
    title: 'An alert is verified in another way',
    says: (args) =>
      `Whether the alert of ${arg(args, 'metric')} is really wired is asked in another way: ${namesOf(args, 'keys')}`,
    why: 'Another rule, or the answer of another system, may look better.',
    example: 'verify: { source: prom, rule: RepeatQueryRateHigh }',
  }),
  'due-later': weakening({
    title: 'Evidence may come later',
    says: (args) =>
      args['before'] === null
        ? `Evidence for ${arg(args, 'metric')} need not be there until ${shownValue(args, 'after')}`
        : `Evidence for ${arg(args, 'metric')} is due later: ${fromTo(args)}`,
    why: 'Until the due date the absence of a value does not block.',
    example: 'due: 2026-12-15',
  }),
  'due-earlier': harmless({
    title: 'Evidence must come earlier',
    says: (args) =>
      args['after'] === null
        ? `Evidence for ${arg(args, 'metric')} is due at once, where it was due on ${shownValue(args, 'before')}`
        : `Evidence for ${arg(args, 'metric')} is due earlier: ${fromTo(args)}`,
    why: 'From the due date on the absence of a value blocks.',
    example: 'due: 2026-12-15',
  }),
  'drives-changed': harmless({
    title: 'Other metrics are driven',
    says: (args) =>
      `What ${arg(args, 'metric')} drives is changed from ${namesOf(args, 'before') || 'nothing'} to ${namesOf(args, 'after') || 'nothing'}`,
    why: 'The diagnosis follows these links; no metric is judged by them.',
    example: 'drives: [answer_resolves_query]',
  }),
  'guard-removed': weakening({
    title: 'A metric loses its guard',
    says: (args) => `${arg(args, 'metric')} is no longer guarded by ${namesOf(args, 'ids')}`,
    why: 'Nothing would show any more that the metric is gamed.',
    example: 'guarded-by: [recontact_48h]',
  }),
  'guard-added': harmless({
    title: 'A metric gets a guard',
    says: (args) => `${arg(args, 'metric')} is guarded by ${namesOf(args, 'ids')}`,
    why: 'Its guard shows where it is gamed.',
    example: 'guarded-by: [recontact_48h]',
  }),
  'precondition-removed': weakening({
    title: 'A precondition is dropped',
    says: (args) => `${arg(args, 'metric')} no longer depends on ${namesOf(args, 'ids')}`,
    why: 'Its value would count although what makes it trustworthy does not hold.',
    example: 'valid-if: [judge_human_agreement]',
  }),
  'precondition-added': harmless({
    title: 'A precondition is added',
    says: (args) =>
      `${arg(args, 'metric')} counts only where ${namesOf(args, 'ids')} ${isOne(args, 'ids') ? 'passes' : 'pass'}`,
    why: 'Its value proves nothing while a precondition does not hold.',
    example: 'valid-if: [judge_human_agreement]',
  }),
  'judge-changed': weakening({
    title: 'The judge is said to be another',
    says: (args) => `How the judge of ${arg(args, 'metric')} does against people is changed ${fromTo(args)}`,
    why: 'The same answers of the judge would stand for another value.',
    example: 'judge: { sensitivity: 0.90, specificity: 0.95 }',
  }),
  'provisional-later': weakening({
    title: 'An undecided result is let through for longer',
    says: (args) =>
      args['before'] === null
        ? `An undecided result of ${arg(args, 'metric')} does not block until ${shownValue(args, 'after')}`
        : `An undecided result of ${arg(args, 'metric')} does not block for longer: ${fromTo(args)}`,
    why: 'Until then too few samples are as good as a pass.',
    example: 'provisional: { until: 2026-12-15, reason: "200 more conversations by then" }',
  }),
  'provisional-earlier': harmless({
    title: 'An undecided result blocks earlier',
    says: (args) =>
      args['after'] === null
        ? `An undecided result of ${arg(args, 'metric')} blocks at once, where it would have from ${shownValue(args, 'before')} on`
        : `An undecided result of ${arg(args, 'metric')} blocks earlier: ${fromTo(args)}`,
    why: 'From then on the evidence must decide.',
    example: 'provisional: { until: 2026-12-15, reason: "200 more conversations by then" }',
  }),
} satisfies Partial<Record<CriteriaChangeCode, Message>>;

/** How one part goes, or how it is with all parts of the delay where they come or go together. */
function alertPart(args: TextArgs, how: string): string {
  const parts = namesOf(args, 'parts');
  if (parts === '') return `${arg(args, 'key')} goes ${fromTo(args)}`;
  return `${parts} ${isOne(args, 'parts') ? 'is' : 'are'} ${how}`;
}

function isOne(args: TextArgs, name: string): boolean {
  const value = args[name];
  return Array.isArray(value) && value.length === 1;
}

function limitSays(args: TextArgs, how: 'loosened' | 'tightened'): string {
  return `${arg(args, 'key')} of ${arg(args, 'metric')} is ${how} ${fromTo(args)}`;
}
