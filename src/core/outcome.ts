import type { CriteriaChange } from './criteria-change.ts';
import type { Gate } from './criterion.ts';
import type { Diagnosis, LayerColours } from './diagnosis.ts';
import type { Finding } from './finding.ts';
import type { LaunchSet } from './launch-set.ts';
import type { Stage } from './layer.ts';
import type { Override } from './override.ts';
import type { AlertState, MetricResult } from './result.ts';

export type Verdict = 'pass' | 'incomplete' | 'fail' | 'error';
export type Cause = 'verdict' | 'override' | 'report-mode' | 'not-affected';

/** Where and on what the run happened: facts for the report, none of which decides anything. Unknown is `null`. */
export interface Context {
  readonly evaluatedAtMs: number;
  readonly criteriaPath: string;
  /** Where the criteria were read from: a git ref, and the commit SHA it stood at. */
  readonly criteriaRef: string | null;
  readonly criteriaSha: string | null;
  /** `sha256:` and 64 hexadecimal digits over the file's bytes; `null` where it could not be read. */
  readonly criteriaDigest: string | null;
  readonly repository: string | null;
  readonly event: string | null;
  readonly pullRequest: number | null;
  readonly headSha: string | null;
  readonly baseSha: string | null;
  readonly serverUrl: string | null;
  readonly runUrl: string | null;
  readonly runAttempt: number | null;
}

/** Everything the gate found and decided, as plain data: what all reports are made from. */
export interface Outcome {
  readonly decision: 'go' | 'no-go';
  readonly cause: Cause;
  readonly verdict: Verdict;
  readonly mode: 'enforce' | 'report';
  readonly context: Context;
  /** `null` where the criteria could not be read or are invalid; then `findings` says why and the lists below are empty. */
  readonly gate: Gate | null;
  /** The feature's id, also where only that much of the criteria could be read. */
  readonly feature: string | null;
  readonly findings: readonly Finding[];
  readonly results: readonly MetricResult[];
  /** By metric id, for metrics with an alert. */
  readonly alerts: Readonly<Record<string, AlertState>>;
  readonly stage: { readonly asked: Stage; readonly reached: Stage | null };
  /** At the stage asked for. */
  readonly launchSet: LaunchSet | null;
  readonly colours: LayerColours | null;
  readonly diagnosis: Diagnosis | null;
  /** The diagnosis with undecided layers taken by their point values; `null` where that adds nothing. */
  readonly leaning: Diagnosis | null;
  /** Metric ids, `alert:<metric-id>`, `launch-set`, `criteria`, `workflow`: what blocks, or with mode `report` would have. */
  readonly blocking: readonly string[];
  /** What the label on the pull request came to; `null` where there is none. */
  readonly override: Override | null;
  /** Labels beside that one that are on the pull request too, each for its own part. */
  readonly otherOverrides: readonly Override[];
  /** What the pull request changes in the criteria. */
  readonly changes: readonly CriteriaChange[];
  /** True where the pull request introduces the criteria, so that its own copy was judged, for information. */
  readonly introduced: boolean;
}
