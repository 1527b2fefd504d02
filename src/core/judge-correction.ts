import { catalogueEntry } from './catalogue/catalogue.ts';
import { oneOf } from './counts.ts';
import type { Criterion, JudgeQuality, Target } from './criterion.ts';
import { betterDirection } from './target.ts';

/**
 * How the share that a judge reports and the true share hang together, by the estimator of Rogan and Gladen
 * (doi 10.1093/oxfordjournals.aje.a112510). Values in the metric's unit; both ways rise.
 */
export interface JudgeCorrection {
  readonly quality: JudgeQuality;
  /** The true share behind a reported one, held within the unit. */
  readonly toTrue: (reported: number) => number;
  /** The share that would be reported of a true one. */
  readonly toReported: (truth: number) => number;
}

/** What of a metric its correction depends on. */
type Judged = Pick<Criterion, 'id' | 'judge' | 'target' | 'unit'>;

/**
 * The correction that a metric's judge asks for; `null` where there is no judge, or one that tells nothing.
 *
 * Of a metric that counts good answers, p of which are good, the judge calls p·Se + (1 − p)·(1 − Sp) good. Of one that
 * counts bad answers, q of which are bad, it calls q·Sp + (1 − q)·(1 − Se) bad: the two qualities change places.
 */
export function judgeCorrection(criterion: Judged): JudgeCorrection | null {
  const { judge } = criterion;
  if (judge === null || !isInformative(judge)) return null;
  const one = oneOf(criterion.unit);
  const counted = countsBadAnswers(criterion) ? judge.specificity : judge.sensitivity;
  const others = countsBadAnswers(criterion) ? judge.sensitivity : judge.specificity;
  const gain = decimal(counted + others - 1);
  return {
    quality: judge,
    toTrue: (reported) => Math.min(1, Math.max(0, decimal(reported / one + others - 1) / gain)) * one,
    toReported: (truth) => decimal((truth / one) * gain + 1 - others) * one,
  };
}

/** True where such a judge tells good from bad at all: one that guesses has a sensitivity and a specificity of 1 together. */
export function isInformative({ sensitivity, specificity }: JudgeQuality): boolean {
  const isShare = (quality: number) => quality >= 0 && quality <= 1;
  return isShare(sensitivity) && isShare(specificity) && decimal(sensitivity + specificity - 1) > 0;
}

/** The same metric asked of what the judge reports: its target moved to where the judge would see it. */
export function askedOfJudge(criterion: Criterion, { toReported }: JudgeCorrection): Criterion {
  return { ...criterion, target: movedTarget(criterion.target, toReported), judge: null };
}

function movedTarget(target: Target, move: (bound: number) => number): Target {
  if (target.kind === 'band') return { ...target, low: move(target.low), high: move(target.high) };
  return { ...target, bound: move(target.bound) };
}

/**
 * Which answers the metric counts: with a lower bound the good ones, with an upper bound the bad ones. A band leaves it
 * to the catalogue; where that does not know, what is counted is what the sensitivity is of.
 */
function countsBadAnswers({ id, target }: Judged): boolean {
  const better = betterDirection(target);
  return better === 'inside' ? catalogueEntry(id)?.better === 'lower' : better === 'lower';
}

/** Sums of decimals without the last binary digits: 0.07 + 0.93 − 1 is nothing, not a billionth of a billionth. */
function decimal(share: number): number {
  const rounded = Math.round(share * 1e15) / 1e15;
  return rounded === 0 ? 0 : rounded;
}
