import type { Criterion } from './criterion.ts';
import type { Finding, TextArgs } from './finding.ts';
import { RUN_FINDING_LEVELS, type RunFindingCode } from './run-finding-codes.ts';

/** A finding about a run, beside the metric that it is about, at that metric's line in the criteria at `path`. */
export function metricFinding(code: RunFindingCode, { id, line }: Criterion, path: string, args: TextArgs): Finding {
  return { code, args, level: RUN_FINDING_LEVELS[code], at: { path, line, column: null }, metric: id };
}
