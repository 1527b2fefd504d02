import type { TextArgs } from '../../core/finding.ts';
import type { STALE_REASONS, UNUSABLE_REASONS } from '../../core/reason-codes.ts';
import { arg, type Message } from './message.ts';
import { duration, numeric, percentage, plain, valueWords } from './reason-numbers.ts';

type Code =
  | 'not-in-source'
  | 'no-source'
  | 'source-not-asked'
  | 'not-due'
  | 'not-a-number'
  | 'evidence-in-change'
  | (typeof STALE_REASONS)[number]
  | (typeof UNUSABLE_REASONS)[number];

/** What a source said of its own failure, after the sentence that says what it means. */
export function withDetail(text: string, args: TextArgs): string {
  const detail = arg(args, 'detail').trim();
  return detail === '' ? `${text}.` : `${text}: ${detail}`;
}

/** What is impossible about the numbers; each kind carries its own arguments. */
function impossibility(args: TextArgs): string {
  const number = plain(args, 'number');
  switch (args['problem']) {
    case 'count':
      return `${arg(args, 'field')} is ${number}; it must be a whole number of at least ${plain(args, 'least')}.`;
    case 'minimum':
      return `${arg(args, 'field')} is ${number}; it must be at least ${plain(args, 'least')}.`;
    case 'positive':
      return `${arg(args, 'field')} is ${number}; it must be above 0.`;
    case 'negative':
      return `${arg(args, 'field')} is ${number}; it cannot be negative.`;
    case 'attempted':
      return `${plain(args, 'samples')} items were judged, more than the ${plain(args, 'attempted')} that were tried.`;
    case 'successes':
      return `${plain(args, 'successes')} successes are more than the ${plain(args, 'samples')} items judged.`;
    case 'disagreement': {
      const counts = `${plain(args, 'successes')} of ${plain(args, 'samples')} make ${plain(args, 'counted')}`;
      return `The value ${plain(args, 'value')} contradicts its counts: ${counts}.`;
    }
    case 'level':
      return `The level of the interval is ${number}; it must lie between 0 and 1, such as 0.95.`;
    case 'reversed':
      return `The interval runs from ${plain(args, 'low')} down to ${plain(args, 'high')}.`;
    case 'outside':
      return `The value ${plain(args, 'value')} is outside its own interval, ${plain(args, 'low')} to ${plain(args, 'high')}.`;
    case 'judge':
      return `The judge reports ${valueWords(args, 'value')}; with a sensitivity of ${percentage(args, 'sensitivity')} and a specificity of ${percentage(args, 'specificity')} it would report ${valueWords(args, 'low')} to ${valueWords(args, 'high')}, whatever the truth.`;
    default:
      return withDetail('The counts cannot all be true', args);
  }
}

/** A digest as people compare it: its first twelve digits. */
function shortDigest(args: TextArgs, name: string): string {
  const text = arg(args, name);
  return text.length > 19 ? `${text.slice(0, 19)}…` : text;
}

function outOfRange(args: TextArgs): string {
  if (numeric(args, 'value') === null) return withDetail('The value is outside what its unit allows', args);
  if (arg(args, 'metric') !== '') return offScale(args);
  const range = `${plain(args, 'low')} to ${plain(args, 'high')}`;
  return `The value is ${plain(args, 'value')}; unit ${arg(args, 'unit')} allows ${range}.`;
}

/** A value on another scale than its target, of a metric that the catalogue knows. */
function offScale(args: TextArgs): string {
  const scales = Array.isArray(args['scales']) ? args['scales'].join(' or ') : arg(args, 'scales');
  const looks = { percent: ': it looks like a percentage', share: ': it looks like a share of 1' };
  const look = args['looks'] === 'percent' || args['looks'] === 'share' ? looks[args['looks']] : '';
  return `The value is ${plain(args, 'value')}, and the target of ${arg(args, 'metric')} is on the scale ${scales}${look}.`;
}

/** True where a live system was asked, not a file read. */
export function isLive(args: TextArgs): boolean {
  return args['live'] === 'yes';
}

/** What is said of no usable time: the source's own remark where it made one. */
function noTime(args: TextArgs): string {
  const limit = `The criteria allow evidence of at most ${duration(args, 'limitSeconds')}`;
  if (arg(args, 'detail').trim() !== '') return withDetail(`${limit}, and the value carries no usable time`, args);
  if (args['kind'] === 'none' || args['kind'] === undefined)
    return `${limit}, and the value carries no time with a zone.`;
  return `${limit}, and the only time known is when it was asked or computed, not when its data is from.`;
}

function rangeFix(args: TextArgs): string {
  const value = numeric(args, 'value');
  if (arg(args, 'metric') !== '') {
    return 'Let the source give the value on the scale of the target, by scale in its from; or write the unit (ratio or percent) and the target on it, where that is meant.';
  }
  if (args['unit'] === 'ratio' && value !== null && value > 1 && value <= 100) {
    return 'If it is a percentage, set scale: 0.01 in its from or write the ratio.';
  }
  return 'Correct the value at its source, or the unit in the criteria.';
}

/** Texts of evidence that is absent, cannot be true, or does not speak for now. */
export const EVIDENCE_REASONS: Readonly<Record<Code, Message>> = {
  'no-source': {
    title: 'Not measured',
    says: () => 'Nothing measures this metric: it names no source, and no values file was given to the run.',
    fix: () => 'Name a source with from, or hand a values file to the gate.',
    why: 'A metric that nobody measures cannot show a failure; declaring it is not evidence.',
    example: 'from: evals',
  },
  'source-not-asked': {
    title: 'Not asked yet',
    says: () => 'The pull request itself brings these criteria: sources on other hosts are asked once they are merged.',
    fix: () => 'Review what the criteria ask, and of whom, and merge them; from then on the value is read.',
    why: 'Criteria that nobody has agreed to could send credentials anywhere, or ask whoever says what is wanted.',
    example: 'the first pull request that adds .github/launch-gate.yml',
  },
  'not-due': {
    title: 'Not due yet',
    says: (args) => `No value yet; one is due by ${arg(args, 'due') || 'its date'}.`,
    fix: () => 'Nothing to do before then; from that date on the missing value blocks.',
    why: 'Some outcomes can only be measured after launch: their target stands before, their value follows by a date.',
    example: 'due: 2026-12-15',
  },
  'not-in-source': {
    title: 'Not in the source',
    says: (args) =>
      args['failed'] === 'yes'
        ? withDetail('The source is optional and did not answer, so there is no value', args)
        : withDetail('The source answered and has no value for this metric', args),
    fix: (args) => {
      if (args['failed'] === 'yes')
        return 'Bring the source back: optional keeps its failure from being an error, and stands for no value.';
      return isLive(args)
        ? 'Check what from asks for, and that the system has recorded anything for it.'
        : 'Make the step that produces the results write this metric, or correct the name in from.';
    },
    why: 'A metric that silently drops out of a result file must not drop out of the decision.',
    example: 'from: { source: evals, select: recall_at_5 }',
  },
  'evidence-in-change': {
    title: 'Written by the change itself',
    says: () =>
      'The value comes from a file that this pull request changes; what users did is not written by the pull request that it judges.',
    fix: () =>
      'Take the file out of the pull request and bring the value from where it is measured: a source, or a file that a job writes which the pull request cannot edit.',
    why: 'Results of products and of the business come from users. Whoever writes the change could write such a result beside it, so it proves nothing here.',
    example: 'layer: product, from a file that is among the changed files',
  },
  'too-old': {
    title: 'Evidence too old',
    says: (args) =>
      `The value is ${duration(args, 'ageSeconds')} old; max-age allows ${duration(args, 'limitSeconds')}.`,
    fix: () => 'Measure again, so that the value speaks for the system as it is now.',
    why: 'Systems, data and users change; yesterday’s evidence may describe another system.',
    example: 'max-age: 24h',
  },
  'no-timestamp': {
    title: 'No usable time',
    says: noTime,
    fix: (args) =>
      isLive(args)
        ? 'Give the time of the data: with observed-at in from, or in PostgreSQL as a column observed_at.'
        : 'Write observed_at with the time of the data (RFC 3339 with an offset), or name where the source has it.',
    why: 'A value without a time of its data may be of any age; the time of a download or a checkout proves nothing.',
    example: '"observed_at": "2026-11-20T10:00:00Z"',
  },
  'in-future': {
    title: 'From the future',
    says: (args) => `The value is dated ${duration(args, 'aheadSeconds')} in the future.`,
    fix: (args) => {
      const clock = 'Check the clock and the time zone of what wrote the value';
      if (!isLive(args)) return `${clock}.`;
      return `${clock}; if --now gives an earlier time, leave it out: live values cannot be judged as of then.`;
    },
    why: 'A time ahead of the clock is wrong, and would keep a value fresh for ever.',
    example: '"observed_at": "2036-11-20T10:00:00Z"',
  },
  'other-commit': {
    title: 'Of another commit',
    says: (args) => {
      if (args['tested'] === null) return 'The evidence must name the commit under test, and that commit is not known.';
      if (args['evidence'] === null) return 'The evidence must name the commit under test, and it names none.';
      return `The evidence is of commit ${arg(args, 'evidence')}, and the commit under test is ${arg(args, 'tested')}.`;
    },
    fix: () => 'Run the evaluation on the commit under test and write its full 40-digit SHA into subject.commit.',
    why: 'Results of another commit do not show what this one does.',
    example: 'bind: commit',
  },
  'other-pins': {
    title: 'Of other files',
    says: (args) => {
      if (args['tested'] === null)
        return 'The evidence must carry the digest of the pinned files at the commit under test, and that is not known.';
      const tested = shortDigest(args, 'tested');
      if (args['evidence'] === null)
        return `The evidence must carry the digest of the pinned files, ${tested} at the commit under test, and it carries none.`;
      return `The evidence is of files with the digest ${shortDigest(args, 'evidence')}, and the pinned files at the commit under test have ${tested}.`;
    },
    fix: (args) =>
      args['tested'] === null
        ? 'Mend what the finding pins-unknown says of this run.'
        : 'Run the evaluation on the commit under test and write what launch-gate digest prints there into subject.pins of the values file.',
    why: 'Results of other prompts, another model or another index do not show what these do. A change of anything else leaves the evidence as it is.',
    example: '"subject": { "pins": "sha256:9f2c…" }',
  },
  'not-a-number': {
    title: 'Not a number',
    says: (args) => {
      const field = arg(args, 'field');
      if (field === '') return withDetail('What the source gave is not a finite number', args);
      return `${field} is not a finite number.`;
    },
    fix: (args) => {
      if (!isLive(args))
        return 'Find out why the evaluation divided by nothing or overflowed, and write a finite number.';
      return arg(args, 'field') === ''
        ? 'Let what from asks for give a plain, finite number.'
        : 'Find out why it is not finite, such as a division by nothing where there was no traffic.';
    },
    why: 'Comparisons with not-a-number are always false, so that careless checks wave it through.',
    example: '"value": NaN',
  },
  'out-of-range': {
    title: 'Outside the unit’s range',
    says: outOfRange,
    fix: rangeFix,
    why: 'A value that its unit cannot have means that percent and ratio, or two metrics, were mixed up.',
    example: 'unit: ratio with the value 87',
  },
  'impossible-count': {
    title: 'Impossible numbers',
    says: impossibility,
    fix: (args) =>
      args['problem'] === 'judge'
        ? 'Measure the judge against people again, on answers like these, and write what it reaches; until then its answers prove nothing.'
        : 'Correct what writes the evidence; numbers that contradict each other prove nothing.',
    why: 'Counts that cannot be true show that something else was counted than was thought.',
    example: '"successes": 118, "sample_size": 100',
  },
  'wrong-type': {
    title: 'Wrong type',
    says: (args) => withDetail('The source has something else than a number under this name', args),
    fix: (args) =>
      isLive(args)
        ? 'Let what from asks for give a plain number; in SQL, cast it.'
        : 'Write a JSON number, not text, null, a truth value or a list.',
    why: 'Empty text, null and false turn into 0 in many languages; the gate does not guess.',
    example: '"value": "0.91"',
  },
};
