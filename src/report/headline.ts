import type { Outcome } from '../core/outcome.ts';
import type { Status } from '../core/result.ts';
import { isInputRefused } from './finding-groups.ts';
import { counted, own, type Prose, say } from './prose.ts';
import { statusCounts } from './words.ts';

/** `stopped` blocks; `let-through` would have blocked and does not; `clear` is a go that nothing speaks against. */
export type Tone = 'clear' | 'stopped' | 'let-through';

export interface Headline {
  readonly tone: Tone;
  /** `GO`, `GO for limited`, `NO-GO`, or with the cause where that is not the verdict: `GO in report mode, would have blocked`. */
  readonly decision: string;
  /** The feature's name; foreign. */
  readonly feature: string;
  /** What decided: `7 of 10 metrics fail`. */
  readonly gist: Prose;
  /** `7 fail, 3 pass`; empty where nothing was judged. */
  readonly counts: string;
}

/** The first line of every report: decision, feature and what decided. */
export function headlineOf(outcome: Outcome): Headline {
  const clear = outcome.decision === 'go' && outcome.verdict === 'pass';
  // A go for fewer people must not be read as a go for all.
  const go = outcome.stage.asked === 'full' ? 'GO' : `GO for ${outcome.stage.asked}`;
  return {
    tone: outcome.decision !== 'go' ? 'stopped' : clear ? 'clear' : 'let-through',
    decision: outcome.decision !== 'go' ? 'NO-GO' : clear ? go : `${go} ${causeWords(outcome)}`,
    feature: outcome.gate?.title ?? outcome.gate?.feature ?? outcome.feature ?? 'launch gate',
    gist: gistOf(outcome),
    counts: statusCounts(outcome.results.map((result) => result.status))
      .map(([status, count]) => `${count} ${status}`)
      .join(', '),
  };
}

function causeWords(outcome: Outcome): string {
  switch (outcome.cause) {
    case 'report-mode':
      return 'in report mode, would have blocked';
    case 'override':
      return 'by override, would have blocked';
    case 'not-affected':
      return 'because this change does not affect the feature';
    case 'verdict':
      // A go whose verdict is no pass is a contradiction: say so rather than let it look green.
      return 'although the verdict is not pass';
    default:
      return outcome.cause satisfies never;
  }
}

function gistOf(outcome: Outcome): Prose {
  const { results } = outcome;
  if (outcome.gate === null) return criteriaGist(outcome);
  const total = counted(results.length, 'metric');
  const having = (...statuses: readonly Status[]) =>
    results.filter((result) => statuses.includes(result.status)).length;
  const of = (count: number) =>
    count === results.length ? `${count === 1 ? 'the only' : `all ${count}`}` : `${count}`;
  const subject = (count: number) =>
    count === results.length ? counted(count, 'metric').replace(/^\d+ /, '') : `of ${total}`;
  const line = (count: number, one: string, many: string) =>
    own(`${of(count)} ${subject(count)} ${count === 1 ? one : many}`);
  const failing = having('fail');
  const errors = having('error');
  if (outcome.verdict === 'error' && errors > 0) {
    const also = failing > 0 ? `, ${failing} fail${failing === 1 ? 's' : ''}` : '';
    return say`${line(errors, 'could not be judged', 'could not be judged')}${own(also)}`;
  }
  if (outcome.verdict === 'fail' && failing > 0) return line(failing, 'fails', 'fail');
  if (outcome.verdict === 'pass') return passGist(outcome);
  const undecided = having('inconclusive', 'stale', 'missing', 'unmeasured');
  if (undecided > 0 && outcome.verdict === 'incomplete') return line(undecided, 'is not decided', 'are not decided');
  return own(blockedBy(outcome));
}

/** What blocks where no metric's status does. */
function blockedBy(outcome: Outcome): string {
  const alerts = outcome.blocking.filter((id) => id.startsWith('alert:')).length;
  if (alerts > 0) return `${counted(alerts, 'alert')} cannot be relied on`;
  if (outcome.blocking.includes('launch-set')) return 'the launch set is not met';
  if (outcome.blocking.includes('criteria')) return 'the criteria cannot be used';
  return `verdict ${outcome.verdict}`;
}

function criteriaGist(outcome: Outcome): Prose {
  const errors = outcome.findings.filter((finding) => finding.level === 'error').length;
  if (isInputRefused(outcome)) {
    return own(errors === 1 ? 'an input of the action was refused' : `${errors} inputs of the action were refused`);
  }
  const unread = outcome.findings.some(({ code }) => code === 'criteria-not-found' || code === 'criteria-unreadable');
  return own(
    unread || errors === 0 ? 'the criteria could not be read' : `the criteria have ${counted(errors, 'error')}`,
  );
}

function passGist(outcome: Outcome): Prose {
  const passing = outcome.results.filter((result) => result.status === 'pass').length;
  const total = outcome.results.length;
  if (passing === total) return own(total === 1 ? 'the only metric passes' : `all ${total} metrics pass`);
  const others = statusCounts(outcome.results.map((result) => result.status))
    .filter(([status]) => status !== 'pass')
    .map(([status, count]) => `${count} ${status}`);
  return own(`${passing} of ${counted(total, 'metric')} pass, ${others.join(', ')}`);
}
