import type { TextArgs } from '../../core/finding.ts';
import type { FindingCode } from '../../core/finding-codes.ts';
import { unmarkedText } from '../prose.ts';
import { didYouMean, found, keyOf, typed } from './found.ts';
import { arg, type Message } from './message.ts';

export const TARGET_MESSAGES = {
  'invalid-target': {
    title: 'Not a target',
    says: (args) => `${keyOf(args)} must be one comparison as text, or a band; ${found(args)} was found.`,
    fix: (args) => {
      const slip = slipFix(args);
      if (slip !== null) return slip;
      const number = arg(args, 'found') === 'number' ? arg(args, 'value') : '0.9';
      return `Write it as a comparison, such as ${typed(`>= ${number}`)} or ${typed(`<= ${number}`)}, or a band such as "0.2 .. 0.4".`;
    },
    why: 'A bare number does not say which side of it is good.',
    example: 'target: ">= 0.90"',
  },
  'invalid-comparison': {
    title: 'Not a comparison',
    says: (args) => `${keyOf(args)} must be one comparison as text; ${found(args)} was found.`,
    fix: (args) => slipFix(args) ?? 'Write when the alert fires, such as "> 0.15" or "< 0.6".',
    why: 'An alert fires on one side of one threshold.',
    example: 'alert: { when: "> 0.15", within: 24h, notifies: "#oncall" }',
  },
  'unit-looks-like': {
    title: 'A unit that only looks like ratio or percent',
    says: (args) => {
      const hidden =
        arg(args, 'problem') === 'hidden' ? 'holds a space, an invisible character or a foreign letter and so ' : '';
      return `${keyOf(args)} ${found(args)} ${hidden}is free text to the gate${didYouMean(args)}`.replace(
        /([^?])$/,
        '$1.',
      );
    },
    fix: () => 'Write exactly ratio (values from 0 to 1) or percent (values from 0 to 100).',
    why: 'Only ratio and percent hold the target and the value to a range; a text that reads like them would not.',
    example: 'unit: ratio',
  },
  'percent-not-allowed': {
    title: 'A percent sign without a unit that allows it',
    says: (args) =>
      `${keyOf(args)} ${found(args)} has a percent sign, but the unit is ${arg(args, 'unit') || 'not given'}.`,
    fix: () => 'Set unit to ratio (values from 0 to 1) or percent (values from 0 to 100), or leave the sign out.',
    why: '90% may mean 0.9 or 90; the unit says which.',
    example: 'target: ">= 90%"\nunit: ratio',
  },
  'target-out-of-range': {
    title: "Outside the unit's range",
    says: (args) =>
      `${keyOf(args)} ${found(args)} cannot be met or missed: a ${arg(args, 'unit')} lies between ${arg(args, 'low')} and ${arg(args, 'high')}.`,
    fix: (args) =>
      arg(args, 'unit') === 'ratio'
        ? 'Write it as a share of 1 (0.9) or with a percent sign (90%); for values from 0 to 100 set unit to percent.'
        : 'Write it between 0 and 100, or correct the unit.',
    why: 'A ratio taken for a percentage, or the reverse, is off by a factor of a hundred and is never scaled silently.',
    example: 'target: ">= 90%"\nunit: ratio',
  },
  'target-vacuous': {
    title: 'Every value meets it',
    says: (args) => `${keyOf(args)} ${found(args)} is met by every ${arg(args, 'unit')}.`,
    fix: () => 'Write the worst level that you would launch with, or remove the metric.',
    why: 'A target that nothing can miss looks like a check and is none.',
    example: 'target: ">= 0.80"',
  },
  'target-empty-band': {
    title: 'An empty band',
    says: (args) => `${keyOf(args)} ${found(args)} holds no value: its low end is above its high end.`,
    fix: () => 'Write the low end first.',
    why: 'No value could ever meet it.',
    example: 'target: "0.2 .. 0.4"',
  },
  'alert-wrong-direction': {
    title: 'The alert looks to the wrong side',
    says: (args) =>
      `The alert fires when ${arg(args, 'when')}, which is on the good side of the target ${arg(args, 'target')}.`,
    fix: () => 'Turn the comparison round, so that the alert fires when the target is missed.',
    why: 'It would fire while all is well and stay silent when users suffer.',
    example: 'target: "<= 0.10"\nalert: { when: "> 0.15", within: 24h, notifies: "#oncall" }',
  },
  'alert-weaker-than-target': {
    title: 'The alert is much weaker than the target',
    says: (args) =>
      `The alert fires only when ${arg(args, 'when')}, more than a factor of two from the target ${arg(args, 'target')}.`,
    fix: () => 'Move the threshold nearer to the target.',
    why: 'Between target and alert the feature is worse than you would launch it, and nobody is told.',
    example: 'target: "<= 0.10"\nalert: { when: "> 0.15", within: 24h, notifies: "#oncall" }',
  },
  'alert-too-slow': {
    title: 'The alert is too slow to count',
    says: (args) =>
      `The alert is raised within ${arg(args, 'within')}; only alerts within 48h count for the launch set.`,
    fix: () => 'Use a shorter window or interval, or alert on a metric that moves earlier.',
    why: 'After two days most users have already met the fault.',
    example: 'within: 24h',
  },
  'alert-incomplete': {
    title: 'The alert is not fully declared',
    says: (args) => `The alert has no ${arg(args, 'missing')}, so it does not count for the launch set.`,
    fix: (args) => `Add ${arg(args, 'missing')}.`,
    why: 'An alert needs a threshold, a time and someone who is told.',
    example: 'alert: { when: "> 0.15", within: 24h, notifies: "#oncall" }',
  },
  'alert-on-lagging': {
    title: 'Alerts only on lagging metrics',
    says: (args) => `Only lagging metrics have an alert (${arg(args, 'metrics')}).`,
    fix: () => 'Put an alert on a task or product metric that moves early, and mark it indicator: leading.',
    why: 'A lagging metric moves after the harm is done: alert on leading ones, report on lagging ones.',
    example: 'indicator: leading',
  },
} satisfies Partial<Record<FindingCode, Message>>;

export const REFERENCE_MESSAGES = {
  'unknown-source': {
    title: 'Unknown source',
    says: (args) => `There is no source ${arg(args, 'id')}${didYouMean(args)}`.replace(/([^?])$/, '$1.'),
    fix: (args) => {
      const known = arg(args, 'known');
      if (known === '') return 'Declare it under sources, or leave from out to read the values files given to the run.';
      return `Declare it under sources, or use one of: ${known}.`;
    },
    why: 'A value without a source can never be measured.',
    example: 'sources:\n  evals: { type: file, path: evals/results.json }',
  },
  'unknown-metric': {
    title: 'Unknown metric',
    says: (args) => `There is no metric ${arg(args, 'id')}${didYouMean(args)}`.replace(/([^?])$/, '$1.'),
    fix: () => 'Write the id of a metric of this file, or declare it.',
    why: 'A link to a metric that does not exist guards and explains nothing.',
    example: 'drives: [answer_resolves_query]',
  },
  'drives-itself': {
    title: 'A metric drives itself',
    says: (args) => `${arg(args, 'id')} drives itself.`,
    fix: () => 'Name the metric on the same or a higher layer that it should move.',
    why: 'The diagnosis follows these links upwards.',
    example: 'drives: [repeat_query_rate]',
  },
  'drives-down': {
    title: 'A link points down a layer',
    says: (args) =>
      `${arg(args, 'metric')} (${arg(args, 'layer')}) drives ${arg(args, 'id')}, which is on the lower layer ${arg(args, 'other')}.`,
    fix: () => 'Turn the link round: write it at the lower metric, or correct a layer.',
    why: 'A lower layer is a proxy for the one above, never the reverse.',
    example: 'recall: { layer: model, target: ">= 0.9", drives: [answer_resolves_query] }',
  },
  'drives-cycle': {
    title: 'Links in a circle',
    says: (args) => `These metrics drive each other in a circle: ${arrows(args)}.`,
    fix: () => 'Remove the link that does not hold.',
    why: 'In a circle there is no cause to begin with.',
    example: 'drives: [answer_resolves_query]',
  },
  'guarded-by-itself': {
    title: 'A metric guards itself',
    says: (args) => `${arg(args, 'id')} is guarded by itself.`,
    fix: () => 'Name a counter-metric that would show it being gamed.',
    why: 'A metric that is gamed looks good, so it cannot be its own witness.',
    example: 'guarded-by: [recontact_48h]',
  },
  'format-key': {
    title: 'The format does not read this key',
    says: (args) => `${arg(args, 'key')} is not read from a file of format ${arg(args, 'format')}.`,
    fix: (args) => {
      if (arg(args, 'key') === 'observed-at')
        return 'Remove it, or write observed-at: commit for the time of the last commit that touched the file.';
      const allowed = arg(args, 'allowed');
      return allowed === '' ? 'Remove it, or declare a source of type file.' : `Remove it, or use one of: ${allowed}.`;
    },
    why: 'A key that is quietly ignored is a rule that nobody applies.',
    example:
      'sources: { junit: { type: file, path: report.xml, format: junit } }\nfrom: { source: junit, suite: policy }',
  },
  'format-keys-conflict': {
    title: 'Keys of different formats',
    says: (args) =>
      `No file format reads ${arg(args, 'key')} together with the keys before it (those are read by ${arg(args, 'formats')}).`,
    fix: () => 'Use the keys of one format, and name it as format at the source.',
    why: 'Whatever the file turns out to be, part of this would be ignored.',
    example: 'from: { source: log, where: { event: answer }, rate-of: resolved }',
  },
  'conflicting-keys': {
    title: 'Keys that exclude each other',
    says: (args) => `${arg(args, 'key')} and ${arg(args, 'other')} exclude each other.`,
    fix: () => 'Keep one of them.',
    why: 'They are two different ways to one thing, and only one can be meant.',
    example: 'from: { source: log, rate-of: resolved }',
  },
  'unused-source': {
    title: 'A source that nothing uses',
    says: (args) => `No metric reads the source ${arg(args, 'id')}.`,
    fix: () => 'Name it in the from of a metric, or remove it.',
    why: 'It is most often a slip: the metric reads from somewhere else.',
    example: 'from: evals',
  },
} satisfies Partial<Record<FindingCode, Message>>;

/** What to write in place of a text that was most likely meant as a comparison; `null` where nobody can tell. */
function slipFix(args: TextArgs): string | null {
  const { write } = args;
  if (!Array.isArray(write) || write.length === 0) return null;
  // The quotes belong to what is typed: without them YAML reads > as the beginning of a block of text.
  const choices = write.map((one) => typed(String(one), lastKey(args))).join(' or ');
  const move = arg(args, 'move');
  const ends = {
    equals: ', since few values are ever exactly equal',
    comma: ', with a decimal point and nothing between thousands',
  };
  const slip = arg(args, 'slip');
  const end = slip === 'equals' || slip === 'comma' ? ends[slip] : '';
  return `Write ${choices}${move === '' ? '' : ` and move ${move} to the metric's unit, as in ${typed(move, 'unit')}`}${end}.`;
}

/** The key itself of a path to it, such as target. */
function lastKey(args: TextArgs): string {
  return unmarkedText(arg(args, 'key')).split('.').at(-1) ?? '';
}

function arrows(args: Parameters<Message['says']>[0]): string {
  const { cycle } = args;
  return Array.isArray(cycle) ? cycle.join(' → ') : '';
}
