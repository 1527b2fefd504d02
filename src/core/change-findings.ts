import type { CriteriaChange } from './criteria-change.ts';
import type { Finding, Location, TextArgs } from './finding.ts';
import type { MetricResult } from './result.ts';
import { RUN_FINDING_LEVELS, type RunFindingCode } from './run-finding-codes.ts';
import type { Subject } from './subject.ts';

/** What the pull request changes about its own judge, and the evidence that it brings itself, as findings. */
export function changeFindings(
  subject: Subject,
  changes: readonly CriteriaChange[],
  results: readonly MetricResult[],
  criteriaPath: string,
): readonly Finding[] {
  const inCriteria = (line: number | null): Location => ({ path: criteriaPath, line, column: null });
  return [
    ...(subject.criteria.introduced ? [finding('criteria-introduced', { path: criteriaPath }, inCriteria(null))] : []),
    ...workflowFindings(subject),
    ...(subject.pullRequest?.changed.complete === false
      ? [finding('changed-files-unknown', { count: subject.pullRequest.changed.files.length }, inCriteria(null))]
      : []),
    ...changes.map((change) => {
      const args = { ...change.args, change: change.code };
      return finding(FINDING_OF_KIND[change.kind], args, inCriteria(change.line), change.metric);
    }),
    ...results.flatMap(({ criterion, measurement }) => {
      if (measurement.kind === 'not-asked' || measurement.provenance.kind !== 'in-change') return [];
      const { where, source } = measurement.provenance;
      const args = { metric: criterion.id, layer: criterion.layer, where, source };
      return [finding('evidence-in-change', args, inCriteria(criterion.line), criterion.id)];
    }),
  ];
}

const FINDING_OF_KIND = {
  weakened: 'criteria-weakened',
  strengthened: 'criteria-strengthened',
  other: 'criteria-changed',
} as const satisfies Record<CriteriaChange['kind'], RunFindingCode>;

function workflowFindings({ workflow, criteria }: Subject): readonly Finding[] {
  switch (workflow.kind) {
    case 'trusted':
    case 'unchanged':
      return [];
    case 'new':
      return criteria.introduced ? [] : [workflowFinding('workflow-changed', workflow.paths)];
    case 'changed':
      return [workflowFinding('workflow-changed', workflow.paths)];
    case 'unknown':
      return [workflowFinding('workflow-unknown', workflow.paths)];
    default:
      return workflow satisfies never;
  }
}

function workflowFinding(code: 'workflow-changed' | 'workflow-unknown', paths: readonly string[]): Finding {
  return finding(code, { paths }, { path: paths[0] ?? '.github/workflows', line: null, column: null });
}

function finding(code: RunFindingCode, args: TextArgs, at: Location, metric: string | null = null): Finding {
  return { code, args, level: RUN_FINDING_LEVELS[code], at, metric };
}
