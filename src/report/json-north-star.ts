import type { Detour } from '../core/north-star.ts';
import { detourDaysLeft } from '../core/north-star-findings.ts';
import type { Outcome } from '../core/outcome.ts';
import type { MetricResult } from '../core/result.ts';
import { JSON_CAP, number, text } from './json-values.ts';
import { plainText } from './neutralise.ts';
import type { Report } from './report-schema.ts';

/** The north star in the JSON report; `null` where none is declared. */
export function northStarReport({ gate, results, context }: Outcome): Report['north_star'] {
  const northStar = gate?.northStar ?? null;
  if (northStar === null) return null;
  const result = results.find(({ criterion }) => criterion.id === northStar.metric);
  const { counterMetrics, couldGrow, detour, reviewBy } = northStar;
  return {
    metric: northStar.metric,
    status: result?.status ?? null,
    value: number(result?.value ?? null),
    counter_metrics: statusesOf(counterMetrics, results),
    guards: statusesOf(
      couldGrow.map(({ guard }) => guard),
      results,
    ),
    detour: detour === null ? null : detourReport(detour, context.evaluatedAtMs),
    review_by: text(reviewBy?.text ?? null),
  };
}

/** Each metric once, in the order of the results. */
function statusesOf(ids: readonly string[], results: readonly MetricResult[]) {
  const named = results.filter(({ criterion }) => ids.includes(criterion.id));
  return named.map(({ criterion, status }) => ({ id: criterion.id, status }));
}

function detourReport(detour: Detour, nowMs: number) {
  const left = detourDaysLeft(detour, nowMs);
  return {
    until: plainText(detour.untilText, JSON_CAP),
    reason: plainText(detour.reason, JSON_CAP),
    expected: plainText(detour.expected, JSON_CAP),
    active: left !== null,
    days_left: left,
  };
}
