import type { LaunchSet } from '../core/launch-set.ts';
import { reaches } from '../core/layer.ts';
import type { Outcome } from '../core/outcome.ts';
import { alertStateOf } from './alert-view.ts';
import { counted } from './prose.ts';
import { ALERT_WORDS, LAUNCH_SET_KINDS, LAUNCH_SET_WORDS } from './words.ts';

/** One part of the launch set as shown. */
export interface LaunchPart {
  readonly name: string;
  readonly met: boolean;
  /** `0 of 1 judged` where it is short, or a remark such as `declared, not verified`; else empty. */
  readonly remark: string;
}

/** The launch set's parts that the stage needs, in order; none where there is no launch set. */
export function launchParts(outcome: Outcome): readonly LaunchPart[] {
  const set = outcome.launchSet;
  if (set === null) return [];
  return LAUNCH_SET_KINDS.filter((kind) => set.counts[kind].need > 0).map((kind) => {
    const { need, have } = set.counts[kind];
    const met = have >= need && !set.missing.includes(kind);
    return {
      name: LAUNCH_SET_WORDS[kind],
      met,
      remark: met ? alertRemark(outcome, kind) : `${have} of ${need} judged`,
    };
  });
}

function alertRemark(outcome: Outcome, kind: string): string {
  if (kind !== 'alertedLeading') return '';
  const leading = outcome.results.filter(({ criterion }) => criterion.indicator === 'leading');
  const states = leading.map(({ criterion }) => alertStateOf(outcome, criterion.id)?.state);
  if (states.includes('verified')) return ALERT_WORDS.verified;
  return ALERT_WORDS[states.includes('partly-verified') ? 'partly-verified' : 'declared'];
}

/** How the line of the stage is called: beside a go that the evidence does not give, whose word it is. */
export function stageTitle({ decision, cause }: Outcome): string {
  return decision === 'go' && (cause === 'override' || cause === 'report-mode') ? 'Stage by the evidence' : 'Stage';
}

/** What the evidence is good for: `GO for limited, NO-GO for full: no product metric judged`. */
export function stageLine(outcome: Outcome): string {
  const line = evidenceLine(outcome);
  return outcome.cause === 'not-affected' ? `not asked of this change; by the evidence alone ${line}` : line;
}

function evidenceLine(outcome: Outcome): string {
  const { asked, reached } = outcome.stage;
  if (outcome.verdict === 'pass' && reached !== null && reaches(reached, asked)) return `GO for ${reached}`;
  const short = whyNot(outcome);
  const why = short === '' ? '' : `: ${short}`;
  if (reached === null || reaches(reached, asked)) return `NO-GO for ${asked}${why}`;
  return `GO for ${reached}, NO-GO for ${asked}${why}`;
}

/** What keeps the stage from being reached: metrics that block, then what the launch set lacks, then alerts. */
function whyNot(outcome: Outcome): string {
  const blocking = outcome.results.filter(({ criterion }) => outcome.blocking.includes(criterion.id));
  const errors = blocking.filter((result) => result.status === 'error').length;
  const failing = blocking.filter((result) => result.status === 'fail').length;
  const undecided = blocking.length - errors - failing;
  const alerts = outcome.blocking.filter((id) => id.startsWith('alert:')).length;
  const weakened = outcome.changes.some(({ kind }) => kind === 'weakened');
  const reasons = [
    ...(outcome.gate !== null && outcome.blocking.includes('criteria')
      ? [
          weakened
            ? 'the criteria are weakened'
            : outcome.introduced
              ? 'the criteria are new'
              : 'the criteria cannot be used',
        ]
      : []),
    ...(outcome.blocking.includes('workflow') ? ["the gate's workflow is changed"] : []),
    ...(errors > 0 ? [`${counted(errors, 'metric')} could not be judged`] : []),
    ...(failing > 0 ? [`${counted(failing, 'metric')} ${failing === 1 ? 'fails' : 'fail'}`] : []),
    ...(undecided > 0 ? [`${counted(undecided, 'metric')} not decided`] : []),
    ...(outcome.launchSet === null ? [] : shortfalls(outcome.launchSet)),
    ...(alerts > 0 ? [`${counted(alerts, 'alert')} cannot be relied on`] : []),
  ];
  return reasons.join(', ');
}

function shortfalls(set: LaunchSet): readonly string[] {
  return LAUNCH_SET_KINDS.filter((kind) => set.missing.includes(kind)).map((kind) => {
    const { need, have } = set.counts[kind];
    const noun = kind === 'alertedLeading' ? LAUNCH_SET_WORDS[kind] : `${LAUNCH_SET_WORDS[kind]} metric`;
    return have === 0 ? `no ${noun} judged` : `${have} of ${counted(need, noun)} judged`;
  });
}
