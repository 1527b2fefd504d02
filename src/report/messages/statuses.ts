import type { Verdict } from '../../core/outcome.ts';
import type { Status } from '../../core/result.ts';

/** What a status of a metric means, and what it does to the verdict; code stands in backticks. */
interface StatusWords {
  readonly means: string;
  readonly effect: string;
}

/** The statuses in the order in which they are decided. */
export const STATUS_WORDS: Readonly<Record<Status, StatusWords>> = {
  unmeasured: {
    means:
      'Nothing was asked: the metric has no `from`, and no values file was given to the run; or the pull request itself brings the criteria, whose sources on other hosts are asked once they are merged.',
    effect: '`incomplete`, from its stage on',
  },
  pending: {
    means:
      'There is no value yet, and the date in `due` has not come. Only business metrics and metrics with `indicator: lagging` may have one.',
    effect: 'does not block; shown with its date',
  },
  error: {
    means:
      'The source failed, or what it gave cannot be used: not a finite number, outside the range of the unit, counts that cannot be true, several values where one is needed.',
    effect: '`error`, at every stage',
  },
  missing: {
    means: 'The source answered, and the metric is not in it; or the source is `optional` and failed.',
    effect: '`incomplete`, from its stage on',
  },
  stale: {
    means:
      'There is a value, and it does not speak for now: older than `max-age`, without a time where `max-age` is set, more than five minutes in the future, of another commit with `bind: commit`, or of other files with `bind: pins`.',
    effect: '`incomplete`, from its stage on',
  },
  inconclusive: {
    means:
      'There is a value on time, and it does not decide: too few samples, too many lost items, or an interval that spans the target.',
    effect: '`incomplete`, from its stage on',
  },
  fail: {
    means: 'The value was compared with the target and misses it; with `confidence`, its whole interval does.',
    effect: '`fail`, at every stage',
  },
  pass: {
    means: 'The value was compared with the target and meets it; with `confidence`, its whole interval does.',
    effect: 'does not block',
  },
};

/** What the evidence as a whole says: the worst of what single metrics, alerts and the launch set do to it. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  error: 'Something is broken: the criteria, a source that a required metric needs, or what it gave.',
  fail: 'Something is known to be wrong: a required metric misses its target, or an alert does not work.',
  incomplete:
    'Nothing is known to be wrong, and not enough is known to be right: something required is absent, late or undecided, or the launch set is not complete.',
  pass: 'Everything that is required at this stage was measured and passes, is not due yet or is excused for a time, and the launch set is complete.',
};
