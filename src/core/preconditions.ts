import type { MetricResult, Status } from './result.ts';
import { soleResults } from './sole-results.ts';
import { targetArgs } from './target-args.ts';

/** What was compared, or could not decide, rests on its preconditions; what is absent or broken is so without them. */
const RESTS_ON_THEM: readonly Status[] = ['pass', 'fail', 'inconclusive'];

/**
 * The results with their preconditions: where one does not pass, by its own preconditions too, a value proves nothing
 * either way. It stays shown, and what it leans to stays known.
 */
export function withPreconditions(results: readonly MetricResult[]): readonly MetricResult[] {
  const sole = soleResults(results);
  const known = new Map<string, boolean>();
  const holds = (id: string): boolean => {
    const before = known.get(id);
    if (before !== undefined) return before;
    // Criteria refuse circles; should one arrive all the same, nothing in it can be relied on.
    known.set(id, false);
    const result = sole.get(id);
    const passes = result?.status === 'pass' && result.criterion.validIf.every(holds);
    known.set(id, passes);
    return passes;
  };
  const judged = results.map((result) => {
    const untrusted = result.criterion.validIf.filter((id) => !holds(id));
    return untrusted.length > 0 ? untrustedResult(result, untrusted) : result;
  });
  const final = soleResults(judged);
  return judged.map((result) => (isUntrusted(result) ? withReason(result, final) : result));
}

function untrustedResult(result: MetricResult, untrusted: readonly string[]): MetricResult {
  if (!RESTS_ON_THEM.includes(result.status)) return { ...result, untrusted };
  // A failure by the interval is one, whatever the point says.
  const leaning = result.status === 'fail' ? 'fail' : result.leaning;
  return { ...result, status: 'inconclusive', compared: false, samplesNeeded: null, leaning, untrusted };
}

/** True where a value decides nothing because its preconditions do not pass. */
export function isUntrusted({ status, untrusted }: MetricResult): boolean {
  return status === 'inconclusive' && untrusted.length > 0;
}

/** Says which preconditions do not hold, by their own last word. */
function withReason(result: MetricResult, final: ReadonlyMap<string, MetricResult>): MetricResult {
  const { criterion, untrusted, value, leaning } = result;
  const statuses = untrusted.map((id) => final.get(id)?.status ?? 'error');
  const args = { preconditions: untrusted, statuses, leaning, value, ...targetArgs(criterion) };
  return { ...result, reason: { code: 'untrusted-evidence', args } };
}

/**
 * True where the value misses its target on evidence that nobody may rely on: it proves no failure, and still less that
 * there is none. Only a value that is known to meet its target is taken for one that waits for its preconditions.
 */
export function isUntrustedMiss(result: MetricResult): boolean {
  return isUntrusted(result) && result.leaning !== 'pass';
}
