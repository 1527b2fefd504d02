import type { Finding } from './finding.ts';
import type { MetricResult } from './result.ts';

/** What the odds were before there was data says nothing of a metric that the data decide. */
export function withoutSettled(findings: readonly Finding[], results: readonly MetricResult[]): readonly Finding[] {
  const decided = new Set(
    results
      .filter(({ status, interval }) => (status === 'pass' || status === 'fail') && interval !== null)
      .map(({ criterion }) => criterion.id),
  );
  return findings.filter(({ code, level, metric }) => {
    return code !== 'hard-to-show' || level === 'error' || metric === null || !decided.has(metric);
  });
}
