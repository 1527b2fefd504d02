import { isCorpusScore } from './catalogue/corpus-scores.ts';
import type { CatalogueEntry } from './catalogue/entry.ts';
import { oneOf } from './counts.ts';
import type { Criterion } from './criterion.ts';
import { judgeCorrection } from './judge-correction.ts';
import { chanceOf, fewestGood, LIKELY, leastSamples, likelySamples, type OddsTest } from './odds-test.ts';

/** What of a metric its odds depend on. */
export type OddsQuestion = Pick<Criterion, 'id' | 'target' | 'unit' | 'confidence' | 'minSamples' | 'method' | 'judge'>;

/** Why a metric has no odds: what is not written, or what is judged by more than a count of cases. */
export const NO_ODDS_CODES = [
  'no-confidence',
  'no-min-samples',
  'point',
  'spread',
  'band',
  'corpus-score',
  'mean',
  'not-a-share',
] as const;
export type NoOddsCode = (typeof NO_ODDS_CODES)[number];

/** How likely a system is to pass whose true level is `level`, a share of 1; a chance of 0 to 1. */
export interface Chance extends Level {
  readonly chance: number;
}

interface Level {
  readonly level: number;
  /** True where the scale ends before the level is as many points better as asked for: then a perfect system. */
  readonly perfect: boolean;
}

/** What it takes to pass on exactly `samples` cases, and how likely it is. */
export interface Odds {
  readonly samples: number;
  readonly confidence: number;
  readonly better: 'higher' | 'lower';
  /** Fewest successes that pass, or where lower is better most; `null` where not even a flawless result does. */
  readonly needs: number | null;
  /** Systems at the target, and truly 5 and 10 points better. */
  readonly atTarget: Chance;
  readonly better5: Chance;
  readonly better10: Chance;
}

/** Numbers of samples that would do; `null` where none does. */
export interface OddsSamples {
  /** With which a flawless result passes. */
  readonly least: number | null;
  /** With which a system 5 points better, or 10, passes at least 80 % of the time; with more too. */
  readonly likely5: number | null;
  readonly likely10: number | null;
}

/** How a metric's share is going to be tested. Shares of 1. */
export interface Planned {
  readonly ok: true;
  readonly test: OddsTest;
  readonly samples: number;
  readonly confidence: number;
  /** The target's bound as written, whatever a judge makes of it. */
  readonly target: number;
}

/** How a metric is going to be tested, or why there are no odds. */
export type Plan = Planned | { readonly ok: false; readonly why: NoOddsCode };

const FEWER_POINTS = 0.05;
const MORE_POINTS = 0.1;

/** How a metric is going to be judged as far as that follows from the criteria; `entry` is what the catalogue knows. */
export function planOf(question: OddsQuestion, entry: CatalogueEntry | null): Plan {
  const { target, unit, confidence, minSamples, method } = question;
  const no = (why: NoOddsCode): Plan => ({ ok: false, why });
  // The risk as a decimal: 1 − 0.95 is 0.05 and not a binary digit more.
  const alpha = confidence === null ? 0 : Number((1 - confidence).toPrecision(12));
  if (confidence === null || !(alpha > 0 && alpha < 0.5)) return no('no-confidence');
  if (minSamples === null || !Number.isSafeInteger(minSamples) || minSamples < 1) return no('no-min-samples');
  if (method === 'point') return no('point');
  if (method === 't') return no('spread');
  const kind = whyNoShare(question, entry);
  if (kind !== null) return no(kind);
  if (target.kind === 'band') return no('band');
  const bound = target.bound / oneOf(unit);
  if (!(bound >= 0 && bound <= 1)) return no('not-a-share');
  const better = target.operator === '>=' || target.operator === '>' ? 'higher' : 'lower';
  const seen = seenBy(question);
  if (seen === null) return no('not-a-share');
  const strict = target.operator === '>' || target.operator === '<';
  const test: OddsTest = { method: method ?? 'exact', alpha, better, bound: seen(bound), strict, seen };
  return { ok: true, test, samples: minSamples, confidence, target: bound };
}

/** Why the metric is no share of cases, each good or bad, or `null` where it is one. */
function whyNoShare({ id, target, unit, method }: OddsQuestion, entry: CatalogueEntry | null): NoOddsCode | null {
  if (isCorpusScore(id) || entry?.kind === 'corpus') return 'corpus-score';
  const isCounted = method === 'exact' || method === 'wilson';
  // A mean of values per case is judged by their spread, unless the criteria say that it is counted.
  if (entry?.kind === 'mean' && !isCounted) return 'mean';
  if (unit === 'ratio' || unit === 'percent') return null;
  if (unit !== null || entry === null || (entry.kind !== 'proportion' && !isCounted)) return 'not-a-share';
  const top = target.kind === 'band' ? target.high : target.bound;
  const isOnScale = entry.scales.some(({ low, high }) => low === 0 && high === 1) && top <= 1;
  return isOnScale ? null : 'not-a-share';
}

/** The share that is seen for a true one: as it is, or through a judge that errs. `null`: the judge tells nothing. */
function seenBy(question: OddsQuestion): OddsTest['seen'] | null {
  if (question.judge === null) return (level) => level;
  const correction = judgeCorrection(question);
  if (correction === null) return null;
  const one = oneOf(question.unit);
  return (level) => Math.min(Math.max(correction.toReported(level * one) / one, 0), 1);
}

/** What it takes to pass on exactly as many samples as the criteria ask for, and how often systems would. */
export function oddsOf({ test, samples, confidence, target }: Planned): Odds {
  const good = fewestGood(test, samples);
  const better = (points: number) => chanceAt(test, good, samples, levelAt(test, target, points));
  return {
    samples,
    confidence,
    better: test.better,
    needs: good === null || test.better === 'higher' ? good : samples - good,
    atTarget: better(0),
    better5: better(FEWER_POINTS),
    better10: better(MORE_POINTS),
  };
}

function chanceAt(test: OddsTest, good: number | null, samples: number, level: Level): Chance {
  return { ...level, chance: good === null ? 0 : chanceOf(test, good, samples, level.level) };
}

/** A level so many points (shares of 1) better than the target, or the end of the scale before it. */
function levelAt({ better }: OddsTest, target: number, points: number): Level {
  const level = Number((better === 'higher' ? target + points : target - points).toPrecision(15));
  const end = better === 'higher' ? 1 : 0;
  const isPast = better === 'higher' ? level >= end : level <= end;
  return isPast ? { level: end, perfect: true } : { level, perfect: false };
}

/** How many samples would do. */
export function oddsSamples(plan: Planned): OddsSamples {
  return {
    least: leastSamples(plan.test),
    likely5: likelyAt(plan, FEWER_POINTS),
    likely10: likelyAt(plan, MORE_POINTS),
  };
}

/** More than the criteria ask for, where those are too few. */
function likelyAt({ test, target, samples }: Planned, points: number): number | null {
  const level = levelAt(test, target, points);
  const { chance } = chanceAt(test, fewestGood(test, samples), samples, level);
  return likelySamples(test, level.level, chance < LIKELY ? samples : 0);
}

/** A target that even a good system is rarely shown to meet. */
export interface HardToShow {
  /** True where not even a flawless result passes. */
  readonly impossible: boolean;
  /** A system 10 points better than the target, or a perfect one where the scale ends before. */
  readonly best: Chance;
  /** With how many samples it passes at least 80 % of the time; `null` where no number does. */
  readonly likely: number | null;
}

/** What makes a target hard to show, or `null` where a system 10 points better, or a perfect one, passes 80 % of the time. */
export function hardToShow(plan: Planned): HardToShow | null {
  const { test, samples, target } = plan;
  const good = fewestGood(test, samples);
  const best = chanceAt(test, good, samples, levelAt(test, target, MORE_POINTS));
  if (best.chance >= LIKELY) return null;
  return { impossible: good === null, best, likely: likelyAt(plan, MORE_POINTS) };
}
