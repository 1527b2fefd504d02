import type { Criterion, Gate } from './criterion.ts';
import type { Finding } from './finding.ts';
import { countLaunchSet, type LaunchSet, stateOfAlert } from './launch-set.ts';
import { reaches, STAGES, type Stage } from './layer.ts';
import type { Verdict } from './outcome.ts';
import { isUntrustedMiss } from './preconditions.ts';
import type { AlertState, MetricResult } from './result.ts';
import { soleResults } from './sole-results.ts';

type Alerts = Readonly<Record<string, AlertState>>;

/** What the evidence says at one stage; `launchSet` is `null` where there are no criteria to count by. */
export interface StageJudgement {
  readonly verdict: Verdict;
  /** `criteria`, `workflow`, then metrics, then `alert:<metric-id>`, both in the file's order, then `launch-set`. */
  readonly blocking: readonly string[];
  readonly launchSet: LaunchSet | null;
}

/**
 * What the pull request itself brings that blocks besides the evidence: criteria that it weakens or introduces, a
 * workflow that it changes.
 */
export interface ChangeBlocks {
  readonly criteria: 'none' | 'introduced' | 'weakened';
  readonly workflow: boolean;
}
export const NO_CHANGE_BLOCKS: ChangeBlocks = { criteria: 'none', workflow: false };

/** Something that keeps the verdict from `pass`, and how far. */
interface Block {
  readonly by: string;
  readonly verdict: Verdict;
}

const BEST_TO_WORST: readonly Verdict[] = ['pass', 'incomplete', 'fail', 'error'];

function worst(verdicts: readonly Verdict[]): Verdict {
  return BEST_TO_WORST.findLast((verdict) => verdicts.includes(verdict)) ?? 'pass';
}

/** Whether the criteria can be judged by at all: they were read, and nothing found in them is an error. */
export function stateOfCriteria(gate: Gate | null, findings: readonly Finding[]): 'usable' | 'unusable' {
  return gate !== null && findings.every(({ level }) => level !== 'error') ? 'usable' : 'unusable';
}

/** What one required metric does to the verdict. A metric without exactly one result is an error. */
function verdictOfMetric(criterion: Criterion, result: MetricResult | undefined, stage: Stage): Verdict {
  if (!criterion.required) return 'pass';
  if (result === undefined) return 'error';
  const { status } = result;
  switch (status) {
    case 'pass':
    case 'pending':
      return 'pass';
    case 'fail':
      return 'fail';
    case 'error':
      return 'error';
    case 'inconclusive':
      // Evidence that became untrusted must not take a failure away that its value shows.
      if (isUntrustedMiss(result)) return 'incomplete';
      if (result.provisionalDaysLeft !== null) return 'pass';
      return reaches(stage, criterion.fromStage) ? 'incomplete' : 'pass';
    case 'stale':
    case 'missing':
    case 'unmeasured':
      return reaches(stage, criterion.fromStage) ? 'incomplete' : 'pass';
    default:
      status satisfies never;
      return 'error';
  }
}

/** What the alert of a required metric does to the verdict; that of an advisory metric is only reported. */
function verdictOfAlert(criterion: Criterion, alerts: Alerts): Verdict {
  if (!criterion.required || criterion.alert === null) return 'pass';
  const state = stateOfAlert(alerts, criterion.id);
  switch (state) {
    case 'declared':
    case 'verified':
    case 'partly-verified':
      return 'pass';
    case 'refuted':
      return 'fail';
    case 'unknown':
      return 'incomplete';
    default:
      state satisfies never;
      return 'error';
  }
}

/** Weakened criteria fail until someone answers for them; criteria that the pull request brings have judged nobody yet. */
function verdictOfCriteriaChange(change: ChangeBlocks['criteria']): Verdict {
  switch (change) {
    case 'none':
      return 'pass';
    case 'introduced':
      return 'incomplete';
    case 'weakened':
      return 'fail';
    default:
      change satisfies never;
      return 'error';
  }
}

/**
 * The verdict at a stage, worst of `error`, `fail`, `incomplete`, `pass`, with everything that blocks. Absence of
 * evidence blocks from the metric's own stage on; a judged failure, a miss that cannot be relied on, and an error block
 * at every stage.
 */
export function judgeStage(
  gate: Gate | null,
  results: readonly MetricResult[],
  alerts: Alerts,
  findings: readonly Finding[],
  stage: Stage,
  change: ChangeBlocks = NO_CHANGE_BLOCKS,
): StageJudgement {
  const blocks: Block[] = [];
  const usable = stateOfCriteria(gate, findings) === 'usable';
  blocks.push({ by: 'criteria', verdict: usable ? verdictOfCriteriaChange(change.criteria) : 'error' });
  if (change.workflow) blocks.push({ by: 'workflow', verdict: 'fail' });
  if (gate === null) return { verdict: 'error', blocking: ['criteria'], launchSet: null };
  const sole = soleResults(results);
  for (const criterion of gate.metrics) {
    blocks.push({ by: criterion.id, verdict: verdictOfMetric(criterion, sole.get(criterion.id), stage) });
  }
  for (const criterion of gate.metrics) {
    blocks.push({ by: `alert:${criterion.id}`, verdict: verdictOfAlert(criterion, alerts) });
  }
  const launchSet = countLaunchSet(gate, results, alerts, stage);
  blocks.push({ by: 'launch-set', verdict: launchSet.complete ? 'pass' : 'incomplete' });
  const blocking = blocks.filter(({ verdict }) => verdict !== 'pass');
  return { verdict: worst(blocking.map(({ verdict }) => verdict)), blocking: blocking.map(({ by }) => by), launchSet };
}

/** The highest stage whose verdict is `pass`, also above the one asked for; `null` where no stage passes. */
export function highestStage(
  gate: Gate | null,
  results: readonly MetricResult[],
  alerts: Alerts,
  findings: readonly Finding[],
  change: ChangeBlocks = NO_CHANGE_BLOCKS,
): Stage | null {
  const passes = (stage: Stage) => judgeStage(gate, results, alerts, findings, stage, change).verdict === 'pass';
  return STAGES.findLast(passes) ?? null;
}
