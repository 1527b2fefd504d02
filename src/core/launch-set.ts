import type { Criterion, Gate, LaunchSetNeeds } from './criterion.ts';
import { reaches, type Stage } from './layer.ts';
import type { AlertState, MetricResult } from './result.ts';
import { soleResults } from './sole-results.ts';

export type LaunchSetKind = 'model' | 'task' | 'product' | 'business' | 'alertedLeading';
export interface LaunchSetCount {
  readonly need: number;
  readonly have: number;
}
/** The minimum launch set at one stage: what it needs, what was judged, what is short. */
export interface LaunchSet {
  readonly stage: Stage;
  readonly complete: boolean;
  readonly missing: readonly LaunchSetKind[];
  readonly counts: Readonly<Record<LaunchSetKind, LaunchSetCount>>;
}

/** The 48-hour rule: an alert that may take longer to speak does not count. */
const ALERT_LIMIT_SECONDS = 48 * 60 * 60;

/** The least that a full launch needs, whatever the criteria say. */
const LEAST: Readonly<Record<LaunchSetKind, number>> = {
  model: 1,
  task: 1,
  product: 1,
  business: 0,
  alertedLeading: 1,
};

/** The stage from which each kind is needed: earlier there is no live traffic to measure it on. */
const NEEDED_FROM: Readonly<Record<LaunchSetKind, Stage>> = {
  model: 'shadow',
  task: 'shadow',
  alertedLeading: 'limited',
  product: 'full',
  business: 'full',
};

const KINDS: readonly LaunchSetKind[] = ['model', 'task', 'product', 'business', 'alertedLeading'];

/** The state of a metric's alert; one that nobody reported is `unknown`, never `declared`. */
export function stateOfAlert(alerts: Readonly<Record<string, AlertState>>, id: string): AlertState['state'] {
  return Object.hasOwn(alerts, id) ? (alerts[id]?.state ?? 'unknown') : 'unknown';
}

/** True where the metric is required, for good, and its value was compared with its target. */
function isJudged(criterion: Criterion, result: MetricResult | undefined, needs: LaunchSetNeeds): boolean {
  if (!criterion.required || criterion.provisional !== null) return false;
  if (result === undefined || !result.compared) return false;
  if (result.value === null || !Number.isFinite(result.value)) return false;
  const spansTarget = result.status === 'inconclusive' && result.reason.code === 'interval-spans-target';
  if (result.status !== 'pass' && result.status !== 'fail' && !spansTarget) return false;
  const usersOutcome = criterion.layer === 'product' || criterion.layer === 'business';
  if (!needs.externalEvidence || !usersOutcome) return true;
  if (result.measurement.kind !== 'measured') return false;
  const { kind } = result.measurement.provenance;
  return kind === 'live' || kind === 'file';
}

/** True where a delay is known to be within the 48-hour rule, the last second included. */
function isInTime(seconds: number | null): boolean {
  return seconds !== null && seconds >= 0 && seconds <= ALERT_LIMIT_SECONDS;
}

/** True where a judged metric is the alerted leading indicator that the launch set asks for. */
function isAlertedLeading(
  criterion: Criterion,
  alerts: Readonly<Record<string, AlertState>>,
  needs: LaunchSetNeeds,
): boolean {
  const { alert, indicator, layer } = criterion;
  if (indicator !== 'leading' || (layer !== 'task' && layer !== 'product') || alert === null) return false;
  if (alert.when === null || !isInTime(alert.withinSeconds) || (alert.notifies ?? '').trim() === '') return false;
  const detects = Object.hasOwn(alerts, criterion.id) ? (alerts[criterion.id]?.detectsWithinSeconds ?? null) : null;
  if (detects !== null && !isInTime(detects)) return false;
  const state = stateOfAlert(alerts, criterion.id);
  switch (state) {
    case 'verified':
    case 'partly-verified':
      return true;
    case 'declared':
      return !needs.verifiedAlerts;
    case 'refuted':
    case 'unknown':
      return false;
    default:
      state satisfies never;
      return false;
  }
}

/**
 * Counts the minimum launch set at a stage on judged evidence, not on declarations. `need` is 0 for kinds that the
 * stage does not ask for; `have` is counted all the same.
 */
export function countLaunchSet(
  gate: Gate,
  results: readonly MetricResult[],
  alerts: Readonly<Record<string, AlertState>>,
  stage: Stage,
): LaunchSet {
  const sole = soleResults(results);
  const judged = gate.metrics.filter((criterion) => isJudged(criterion, sole.get(criterion.id), gate.launchSet));
  const countOf = (kind: LaunchSetKind): LaunchSetCount => {
    const need = reaches(stage, NEEDED_FROM[kind]) ? Math.max(LEAST[kind], gate.launchSet[kind]) : 0;
    const counted = judged.filter((criterion) =>
      kind === 'alertedLeading' ? isAlertedLeading(criterion, alerts, gate.launchSet) : criterion.layer === kind,
    );
    return { need, have: counted.length };
  };
  const counts = {
    model: countOf('model'),
    task: countOf('task'),
    product: countOf('product'),
    business: countOf('business'),
    alertedLeading: countOf('alertedLeading'),
  };
  // Written as "not enough" rather than "too few", so that a need that is not a number is never met.
  const missing = KINDS.filter((kind) => !(counts[kind].have >= counts[kind].need));
  return { stage, complete: missing.length === 0, missing, counts };
}
