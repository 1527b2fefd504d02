import { CADENCE_MAX_AGE, catalogueEntry } from './catalogue/catalogue.ts';
import type { Criterion } from './criterion.ts';
import type { Finding } from './finding.ts';
import { metricFinding } from './metric-finding.ts';
import type { MetricResult } from './result.ts';
import { looksGood } from './signal-findings.ts';

/** Beyond this, no data speak for now unless somebody decided that they do; 90 days. */
const OLD_SECONDS = 90 * 86_400;

/** Metrics that meet their target on data of months ago, whose age the criteria do not limit. */
export function oldEvidence(results: readonly MetricResult[], path: string): readonly Finding[] {
  return results.flatMap((result) => {
    const { criterion, ageSeconds } = result;
    if (!criterion.required || criterion.maxAgeSeconds !== null || isBoundEnough(criterion)) return [];
    if (ageSeconds === null || !(ageSeconds > OLD_SECONDS) || !looksGood(result)) return [];
    const cadence = catalogueEntry(criterion.id)?.cadence ?? null;
    const proposed = cadence === null ? null : CADENCE_MAX_AGE[cadence];
    return [metricFinding('old-evidence', criterion, path, { metric: criterion.id, ageSeconds, cadence, proposed })];
  });
}

/** What is measured at every deployment, and must be of what is under test, does not grow old by the calendar. */
function isBoundEnough({ id, layer, bind }: Criterion): boolean {
  if (bind === null) return false;
  const entry = catalogueEntry(id);
  return entry === null ? layer === 'model' || layer === 'task' : entry.cadence === 'per-deploy';
}
