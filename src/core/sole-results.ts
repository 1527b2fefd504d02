import type { MetricResult } from './result.ts';

/** Results by metric id, without those that were given twice: which of two is right cannot be told. */
export function soleResults(results: readonly MetricResult[]): ReadonlyMap<string, MetricResult> {
  const sole = new Map<string, MetricResult>();
  const twice = new Set<string>();
  for (const result of results) {
    const { id } = result.criterion;
    if (sole.has(id)) twice.add(id);
    sole.set(id, result);
  }
  for (const id of twice) sole.delete(id);
  return sole;
}
