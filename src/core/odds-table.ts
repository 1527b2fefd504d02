import { catalogueEntry } from './catalogue/catalogue.ts';
import type { Criterion, Gate } from './criterion.ts';
import { type NoOddsCode, type Odds, type OddsSamples, oddsOf, oddsSamples, planOf } from './odds.ts';

/** A metric's odds before there is data. */
export interface OddsRow {
  readonly criterion: Criterion;
  readonly odds: Odds;
  readonly samples: OddsSamples;
}

/** The chance that all required metrics with odds pass, were they independent; 0 to 1. */
export interface JointOdds {
  readonly metrics: number;
  /** Where every one of them is truly 5 points better than its target, or 10 (or perfect). */
  readonly better5: number;
  readonly better10: number;
}

/** The odds of a gate's metrics. */
export interface OddsTable {
  readonly rows: readonly OddsRow[];
  /** Metrics without odds, in the order of the file. */
  readonly without: readonly { readonly criterion: Criterion; readonly why: NoOddsCode }[];
  /** `null` where no required metric has odds. */
  readonly joint: JointOdds | null;
}

/** The odds of a gate's metrics, or `null` where none has both a confidence and a least number of samples. */
export function oddsTable(gate: Gate): OddsTable | null {
  if (!gate.metrics.some(({ confidence, minSamples }) => confidence !== null && minSamples !== null)) return null;
  const planned = gate.metrics.map((criterion) => ({
    criterion,
    plan: planOf(criterion, catalogueEntry(criterion.id)),
  }));
  const rows = planned.flatMap(({ criterion, plan }) =>
    plan.ok ? [{ criterion, odds: oddsOf(plan), samples: oddsSamples(plan) }] : [],
  );
  const without = planned.flatMap(({ criterion, plan }) => (plan.ok ? [] : [{ criterion, why: plan.why }]));
  return { rows, without, joint: jointOf(rows.filter(({ criterion }) => criterion.required)) };
}

/**
 * That all must pass needs no correction of the risk: one truly bad metric passes at most as often as its own test errs
 * (Berger 1982, intersection-union tests). The price is paid by good systems, and this is the price.
 */
function jointOf(rows: readonly OddsRow[]): JointOdds | null {
  if (rows.length === 0) return null;
  const product = (of: (odds: Odds) => number) => rows.reduce((all, { odds }) => all * of(odds), 1);
  return {
    metrics: rows.length,
    better5: product(({ better5 }) => better5.chance),
    better10: product(({ better10 }) => better10.chance),
  };
}
