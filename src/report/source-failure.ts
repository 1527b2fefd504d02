import type { Finding } from '../core/finding.ts';
import type { MetricResult } from '../core/result.ts';
import { listed } from './listed.ts';
import { markedCode, type Prose, sentences } from './prose.ts';
import { findingFix, findingSays, reasonFix, reasonSays } from './texts.ts';

/** Named one by one; further sources are counted. */
const MOST_SOURCES = 3;

/** True where a metric has no value because its source failed, and whoever runs the evaluation can do nothing about it. */
export function isSourceFailure({ status, measurement, reason }: MetricResult): boolean {
  if (reason.args['failed'] === 'yes') return true;
  return status === 'error' && measurement.kind === 'failed' && measurement.provenance.kind === 'live';
}

/** The finding about variables that are not set, where it is for want of them that the source gave this metric nothing. */
export function unsetVariables({ reason }: MetricResult, findings: readonly Finding[]): Finding | null {
  if (reason.code !== 'config') return null;
  const detail = String(reason.args['detail'] ?? '');
  const found = findings.find(
    ({ code, args }) =>
      code === 'credential-not-set' &&
      args['source'] === reason.args['source'] &&
      namesOf(args['names']).some((name) => detail.includes(name)),
  );
  return found ?? null;
}

function namesOf(names: Finding['args'][string] | undefined): readonly string[] {
  return Array.isArray(names) ? names : [];
}

/** Why a metric has its status; variables that are not set are named. */
export function resultSays(result: MetricResult, findings: readonly Finding[]): Prose {
  const unset = unsetVariables(result, findings);
  return unset === null ? reasonSays(result.reason) : sentences([findingSays(unset)]);
}

/** What to do about a metric's status. */
export function resultFix(result: MetricResult, findings: readonly Finding[]): Prose {
  const unset = unsetVariables(result, findings);
  return unset === null ? reasonFix(result.reason) : sentences([findingFix(unset)]);
}

/** What to do about each source that failed for a required metric: texts in which names are marked as foreign. */
export function sourceRepairs(results: readonly MetricResult[], findings: readonly Finding[]): readonly string[] {
  const failed = results.filter((result) => result.criterion.required && isSourceFailure(result));
  const repairs = new Map<string, string>();
  for (const result of failed) {
    const source = String(result.reason.args['source'] ?? '');
    if (!repairs.has(source)) repairs.set(source, repairOf(result, markedCode(source), findings));
  }
  const all = [...repairs.values()];
  if (all.length <= MOST_SOURCES) return all;
  return [...all.slice(0, MOST_SOURCES), `mend ${all.length - MOST_SOURCES} more sources`];
}

function repairOf(result: MetricResult, source: string, findings: readonly Finding[]): string {
  const unset = unsetVariables(result, findings);
  if (unset !== null)
    return `set ${listed(namesOf(unset.args['names']).map(markedCode))} under env of the step, for the source ${source}`;
  if (result.status === 'missing') return `get the source ${source} to answer`;
  switch (result.reason.code) {
    case 'config':
      return `correct how the source ${source} is asked`;
    case 'auth':
      return `give the gate valid credentials for the source ${source}`;
    case 'forbidden':
      return `give the credentials of the source ${source} the right to read`;
    case 'not-found':
      return `correct the address or the name in the source ${source}`;
    case 'blocked':
      return `clear what keeps the gate from asking the source ${source}`;
    case 'network':
    case 'timeout':
    case 'server':
    case 'rate-limited':
    case 'not-ready':
      return `get the source ${source} to answer`;
    default:
      return `mend what the source ${source} answers`;
  }
}
