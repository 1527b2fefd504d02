import { catalogueEntry } from './catalogue/catalogue.ts';
import type { Finding } from './finding.ts';
import { metricFinding } from './metric-finding.ts';
import { isUntrusted, isUntrustedMiss } from './preconditions.ts';
import type { MetricResult } from './result.ts';

/** Whether people use what they are given, by id in the catalogue. */
export const USE: ReadonlySet<string> = new Set(['adoption_rate', 'dau', 'dau_retention', 'trust_proxy']);

/** Whether people get done what they came for, by id in the catalogue. */
export const COMPLETION: ReadonlySet<string> = new Set([
  ...['task_completion_rate', 'resolved_without_followup', 'end_to_end_success'],
  ...['time_to_resolution', 'repeat_query_rate'],
]);

/** The signs that metrics lie which one run can show: each is said once, beside the metric that looks good. */
export function signalFindings(results: readonly MetricResult[], path: string): readonly Finding[] {
  return [...unusedSignal(results, path), ...engagementSignal(results, path), ...noLiftSignal(results, path)];
}

/** Right on questions that somebody chose, and people do not use it: the chosen questions are not theirs. */
function unusedSignal(results: readonly MetricResult[], path: string): readonly Finding[] {
  const right = results.filter(({ criterion }) => criterion.traffic === 'curated' && isOfSystem(criterion.layer));
  const use = results.filter(({ criterion }) => USE.has(entryOf(criterion.id)));
  return signal('signal-unused', right.filter(looksGood), use.filter(looksBad), path);
}

/** People are busy with it and do not get done what they came for: motion is not progress. */
function engagementSignal(results: readonly MetricResult[], path: string): readonly Finding[] {
  const busy = results.filter(({ criterion }) => catalogueEntry(criterion.id)?.activity === true);
  const done = results.filter(({ criterion }) => COMPLETION.has(entryOf(criterion.id)));
  // Also a value that is not proven to miss its target, or not fresh: what grows beside it needs no proof either.
  const undone = done.filter((result) => result.leaning === 'fail' || looksBad(result));
  return signal('signal-engagement', busy.filter(looksGood), undone, path);
}

/** Every metric of the model is green, and nothing that it should move is. */
function noLiftSignal(results: readonly MetricResult[], path: string): readonly Finding[] {
  const models = results.filter(({ criterion }) => criterion.required && criterion.layer === 'model');
  if (!models.every(looksGood)) return [];
  const outcomes = results.filter(({ criterion }) => criterion.layer === 'product' || criterion.layer === 'business');
  const driven = drivenBy(models, results);
  const moved = outcomes.filter(({ criterion }) => driven.has(criterion.id));
  const judged = (moved.length > 0 ? moved : outcomes).filter(wasCompared);
  return judged.every(looksBad) ? signal('signal-no-lift', models, judged, path) : [];
}

function signal(
  code: 'signal-unused' | 'signal-engagement' | 'signal-no-lift',
  good: readonly MetricResult[],
  bad: readonly MetricResult[],
  path: string,
): readonly Finding[] {
  const [first] = good;
  if (first === undefined || bad.length === 0) return [];
  return [metricFinding(code, first.criterion, path, { metrics: idsOf(good), outcomes: idsOf(bad) })];
}

function idsOf(results: readonly MetricResult[]): readonly string[] {
  return results.map(({ criterion }) => criterion.id);
}

function entryOf(id: string): string {
  return catalogueEntry(id)?.id ?? '';
}

function isOfSystem(layer: string): boolean {
  return layer === 'model' || layer === 'task';
}

/** Meets its target, whether or not its evidence can be relied on: trusting it less makes no sign go away. */
export function looksGood(result: MetricResult): boolean {
  return result.status === 'pass' || (isUntrusted(result) && !isUntrustedMiss(result));
}

/** Compared with its target, also where that proves nothing. */
function wasCompared(result: MetricResult): boolean {
  return result.compared || (isUntrusted(result) && result.method !== null);
}

function looksBad(result: MetricResult): boolean {
  return result.status === 'fail' || isUntrustedMiss(result);
}

/** Everything that the metrics drive, directly or by way of others. */
function drivenBy(metrics: readonly MetricResult[], results: readonly MetricResult[]): ReadonlySet<string> {
  const drives = new Map(results.map(({ criterion }) => [criterion.id, criterion.drives]));
  const reached = new Set(metrics.flatMap(({ criterion }) => criterion.drives));
  // A set takes in what is added to it while it is walked through, each id once.
  for (const id of reached) for (const next of drives.get(id) ?? []) reached.add(next);
  return reached;
}
