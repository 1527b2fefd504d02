import type { TextArgs } from '../../core/finding.ts';
import type { FindingCode } from '../../core/finding-codes.ts';
import { delayParts, longestPart, partsIn } from '../delay-parts.ts';
import { formatDelay } from '../durations.ts';
import { arg, type Message } from './message.ts';
import { numeric, plain } from './reason-numbers.ts';

/** What is found of the declared parts of an alert. */
export const ALERT_DELAY_MESSAGES = {
  'alert-parts-too-slow': {
    title: 'The parts of the alert take too long',
    says: (args) =>
      `By its parts the alert may take ${formatDelay(numeric(args, 'seconds') ?? Number.NaN)} to reach somebody, more than ${limit(args)}${sum(args)}.`,
    fix: (args) => `${shorten(args)}, or alert on a metric that moves earlier.`,
    why: 'The worst case is the sum: a fault that begins right after an evaluation must fill the window, wait for the next evaluation, hold, and travel to somebody. A daily job over a trailing day takes two days and more.',
    example: 'alert: { when: "> 0.15", within: 24h, notifies: "#oncall", window: 6h, every: 1h, delay: 15m }',
  },
  'rule-interval-gap': {
    title: 'A rule that must hold, evaluated with gaps',
    says: (args) =>
      `The rule must hold for ${arg(args, 'for')} and is evaluated only every ${arg(args, 'every')}: one evaluation without a sample, and it begins to wait again.`,
    fix: () => 'Evaluate at least every 5m, or write for: 0m and use a longer window instead.',
    why: 'Prometheus looks back 5 minutes for a sample. What is written less often has gaps, a pending alert is dropped at any evaluation without a sample, and so it may never fire.',
    example: 'alert: { when: "> 0.15", within: 24h, notifies: "#oncall", every: 5m, for: 30m }',
  },
  'for-over-48h': {
    title: 'Held for longer than 48 hours',
    says: (args) => `The rule must hold for ${arg(args, 'for')} before anybody is told; only alerts within 48h count.`,
    fix: () => 'Shorten for, and let a longer window smooth what is noisy.',
    why: 'After two days most users have already met the fault.',
    example: 'alert: { when: "> 0.15", within: 24h, notifies: "#oncall", window: 12h, for: 1h }',
  },
  'events-per-hour-unusable': {
    title: 'No traffic can be computed',
    says: (args) => `How many events the alert needs cannot be computed: ${problem(args)}.`,
    fix: (args) => mend(args),
    why: 'A rule over too few events is fast and blind. How many it takes follows from the share at the target and the share at which the alert fires.',
    example:
      'target: "<= 0.10"\nunit: ratio\nalert: { when: "> 0.20", within: 24h, notifies: "#oncall", window: 1h, events-per-hour: 40 }',
  },
} satisfies Partial<Record<FindingCode, Message>>;

/** `: 24 h window + 24 h every + …`; empty where the parts are not known. */
function sum(args: TextArgs): string {
  const parts = partsIn(args);
  return parts === null ? '' : `: ${delayParts(parts, 'criteria').join(' + ')}`;
}

function limit(args: TextArgs): string {
  const most = arg(args, 'limit');
  return most === '48h' ? 'the 48h within which an alert counts' : `the ${most} that within promises`;
}

/** What to shorten first; where few events make the window long, what makes fewer of them enough. */
function shorten(args: TextArgs): string {
  const parts = partsIn(args);
  const longest = parts === null ? null : longestPart(parts, 'criteria');
  if (longest === null) return 'Shorten its parts';
  if (!longest.startsWith('window') || numeric(args, 'samples') === null) return `Shorten ${longest} first`;
  return `Let it fire further from the target: at ${plain(args, 'eventsPerHour')} event${numeric(args, 'eventsPerHour') === 1 ? '' : 's'} an hour it takes ${longest.slice('window ('.length, -1)} to see the ${plain(args, 'samples')} that tell the two levels apart`;
}

function problem(args: TextArgs): string {
  const [when, target] = [arg(args, 'when'), arg(args, 'target')];
  switch (args['problem']) {
    case 'no-when':
      return 'the alert has no when';
    case 'band':
      return `the target ${target} is a band`;
    case 'not-shares':
      return `${target} and ${when} are not shares of a whole`;
    case 'same-level':
      return `the alert (${when}) fires at the level of the target (${target}), and no number of events tells the two apart`;
    default:
      return 'there are so few events that the alert would never see enough';
  }
}

function mend({ problem }: TextArgs): string {
  switch (problem) {
    case 'no-when':
      return 'Add when, or remove events-per-hour.';
    case 'same-level':
      return 'Let the alert fire at a worse level than the target, or remove events-per-hour.';
    case 'too-few-events':
      return 'Write how many events there are in an hour, or remove events-per-hour.';
    default:
      return 'Remove events-per-hour and write a window that is long enough; it is computed only for a target with one bound, as a share of 1 (unit: ratio) or in percent.';
  }
}
