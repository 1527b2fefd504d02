import type { LaunchSet } from '../core/launch-set.ts';
import { reaches } from '../core/layer.ts';
import type { Outcome } from '../core/outcome.ts';
import { counted } from './prose.ts';
import { LAUNCH_SET_KINDS, LAUNCH_SET_WORDS } from './words.ts';

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
    const short = `${have} of ${need} judged`;
    return { name: LAUNCH_SET_WORDS[kind], met, remark: met ? alertRemark(outcome, kind) : short };
  });
}

function alertRemark(outcome: Outcome, kind: string): string {
  if (kind !== 'alertedLeading') return '';
  const states = Object.values(outcome.alerts).map((alert) => alert.state);
  return states.length > 0 && states.every((state) => state === 'declared') ? 'declared, not verified' : '';
}

/** What the evidence is good for: `GO for limited, NO-GO for full: no product metric judged`. */
export function stageLine(outcome: Outcome): string {
  const { asked, reached } = outcome.stage;
  if (outcome.verdict === 'pass' && reached !== null && reaches(reached, asked)) return `GO for ${reached}`;
  const short = whyNot(outcome);
  const why = short === '' ? '' : `: ${short}`;
  if (reached === null || reaches(reached, asked)) return `NO-GO for ${asked}${why}`;
  return `GO for ${reached}, NO-GO for ${asked}${why}`;
}

function whyNot(outcome: Outcome): string {
  const failing = outcome.results.filter((result) => result.criterion.required && result.status === 'fail').length;
  const errors = outcome.results.filter((result) => result.criterion.required && result.status === 'error').length;
  const reasons = [
    ...(errors > 0 ? [`${counted(errors, 'metric')} could not be judged`] : []),
    ...(failing > 0 ? [`${counted(failing, 'metric')} ${failing === 1 ? 'fails' : 'fail'}`] : []),
    ...(outcome.launchSet === null ? [] : shortfalls(outcome.launchSet)),
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
