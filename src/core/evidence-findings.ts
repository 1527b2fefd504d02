import type { Gate } from './criterion.ts';
import type { Finding } from './finding.ts';
import { guardFindings } from './guard-findings.ts';
import { oldEvidence } from './old-evidence.ts';
import type { MetricResult } from './result.ts';
import { sampleFindings } from './sample-findings.ts';
import { signalFindings } from './signal-findings.ts';
import { soleResults } from './sole-results.ts';
import { thinEvidence } from './thin-evidence.ts';

/**
 * What the evidence of one run says about itself: guards that do not hold, sizes that are missing, wrong or too small to
 * tell, data of months ago, and the signs that metrics are lying. Each stands at its metric's line in the criteria at `path`.
 */
export function evidenceFindings(gate: Gate, results: readonly MetricResult[], path: string): readonly Finding[] {
  const sole = soleResults(results);
  const judged = gate.metrics.flatMap(({ id }) => sole.get(id) ?? []);
  return [
    ...guardFindings(gate.metrics, sole, path),
    ...sampleFindings(judged, path),
    ...thinEvidence(judged, path),
    ...oldEvidence(judged, path),
    ...signalFindings(judged, path),
  ];
}
