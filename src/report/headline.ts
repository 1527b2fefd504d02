import type { Outcome } from '../core/outcome.ts';
import type { Status } from '../core/result.ts';
import { alertStateOf, blockingAlerts } from './alert-view.ts';
import { metricName } from './evidence.ts';
import { isInputRefused, stoppedBy } from './finding-groups.ts';
import { counted, own, type Prose, say } from './prose.ts';
import { ALERT_WORDS, statusCounts } from './words.ts';

/**
 * `stopped` blocks; `let-through` would have blocked and does not; `unaffected` is a go because the change touches
 * nothing of the feature; `clear` is a go that nothing speaks against.
 */
export type Tone = 'clear' | 'stopped' | 'let-through' | 'unaffected';

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
  // A go for fewer people must not be read as a go for all.
  const go = outcome.stage.asked === 'full' ? 'GO' : `GO for ${outcome.stage.asked}`;
  const tone = toneOf(outcome);
  return {
    tone,
    decision: tone === 'stopped' ? 'NO-GO' : tone === 'clear' ? go : `${go} ${causeWords(outcome)}`,
    feature: outcome.gate?.title ?? outcome.gate?.feature ?? outcome.feature ?? 'launch gate',
    gist: gistOf(outcome),
    counts: statusCounts(outcome.results.map((result) => result.status))
      .map(([status, count]) => `${count} ${status}`)
      .join(', '),
  };
}

/** How the list of what blocks is called: what is overridden or let through must not read as if it blocked. */
export function blockingTitle(outcome: Outcome): string {
  if (toneOf(outcome) !== 'let-through') return 'What blocks';
  return outcome.cause === 'override' ? 'What is overridden' : 'What would have blocked';
}

function toneOf({ decision, cause, verdict, blocking }: Outcome): Tone {
  if (decision !== 'go') return 'stopped';
  if (cause === 'not-affected' && blocking.length === 0) return 'unaffected';
  return cause === 'verdict' && verdict === 'pass' ? 'clear' : 'let-through';
}

function causeWords(outcome: Outcome): string {
  switch (outcome.cause) {
    case 'report-mode':
      return 'in report mode, would have blocked';
    case 'override':
      return 'by override, would have blocked';
    case 'not-affected':
      return 'because this change does not touch the feature';
    case 'verdict':
      // A go whose verdict is no pass is a contradiction: say so rather than let it look green.
      return 'although the verdict is not pass';
    default:
      return outcome.cause satisfies never;
  }
}

function gistOf(outcome: Outcome): Prose {
  if (outcome.gate === null) return criteriaGist(outcome);
  const judge = judgeGist(outcome);
  const metrics = metricsGist(outcome);
  return judge === '' ? metrics : say`${own(judge)}, ${metrics}`;
}

/** What the change does to its own judge, in a few words; empty where that blocks nothing. */
function judgeGist({ blocking, changes, introduced }: Outcome): string {
  const weakenings = changes.filter(({ kind }) => kind === 'weakened').length;
  const weakened = blocking.includes('criteria') && weakenings > 0;
  const introduces = blocking.includes('criteria') && introduced && !weakened;
  return [
    ...(weakened ? [`${counted(weakenings, 'weakening')} of the criteria`] : []),
    ...(introduces ? ['the criteria are new'] : []),
    ...(blocking.includes('workflow') ? ["the gate's workflow is changed"] : []),
  ].join(', ');
}

function metricsGist(outcome: Outcome): Prose {
  const { results } = outcome;
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
  const blocked = blockedBy(outcome);
  return blocked ?? passGist(outcome);
}

/** What blocks where no metric's status does; `null` where only the change to the judge does. */
function blockedBy(outcome: Outcome): Prose | null {
  const alerts = outcome.blocking.filter((id) => id.startsWith('alert:')).length;
  if (alerts > 0) return alertsGist(alerts, outcome);
  if (outcome.blocking.includes('launch-set')) return own('the launch set is not met');
  if (judgeGist(outcome) !== '' || outcome.cause === 'not-affected') return null;
  if (outcome.blocking.includes('criteria')) return own('the criteria cannot be used');
  return own(`verdict ${outcome.verdict}`);
}

/** The one alert that blocks by its name, or how many do. */
function alertsGist(count: number, outcome: Outcome): Prose {
  const [only] = blockingAlerts(outcome);
  const state = only === undefined ? null : alertStateOf(outcome, only.criterion.id);
  if (count > 1 || only === undefined || state === null) return own(`${counted(count, 'alert')} cannot be relied on`);
  const is = state.state === 'refuted' ? 'is refuted' : ALERT_WORDS[state.state];
  return say`the alert of ${metricName(only.criterion)} ${own(is)}`;
}

function criteriaGist(outcome: Outcome): Prose {
  const errors = outcome.findings.filter((finding) => finding.level === 'error').length;
  if (isInputRefused(outcome)) {
    return own(errors === 1 ? 'an input of the action was refused' : `${errors} inputs of the action were refused`);
  }
  const stopped = stoppedBy(outcome);
  if (stopped !== null) return own(stopped);
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
