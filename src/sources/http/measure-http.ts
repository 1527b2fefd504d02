import type { Measurement, Provenance } from '../../core/measurement.ts';
import type { Budget } from '../evaluate.ts';
import type { Network } from '../network.ts';
import type { MetricRequest, Source } from '../source.ts';
import { SourceProblem } from '../source-problem.ts';
import { failed, measuredOf } from '../to-measurement.ts';
import { connectionOf } from '../transport/connection.ts';
import { objection } from './conditions.ts';
import { readResponse } from './read-response.ts';
import { placeOf, type Rendered, renderRequest } from './render-request.ts';
import { type Settled, settledResponse } from './settled-response.ts';
import { sourceCheck } from './source-check.ts';
import { stepBudget } from './step-budget.ts';
import { whenIdle } from './when-idle.ts';

/** Metrics that read the same response: what is asked, and until when. */
interface Group {
  readonly rendered: Rendered;
  readonly until: unknown;
  readonly members: MetricRequest[];
}

/**
 * Measures the metrics of one source, each distinct request asked once; a result that becomes ready later is asked for
 * again every so many milliseconds.
 */
export async function measureHttp(
  source: Source,
  requests: readonly MetricRequest[],
  network: Network,
  everyMs: number,
): Promise<ReadonlyMap<string, Measurement>> {
  const provenance: Provenance = { source: source.id, where: placeOf(source.keys['url']), kind: 'live' };
  const measured = new Map<string, Measurement>();
  try {
    const connection = connectionOf(source);
    const budget = stepBudget(network, source.id);
    const check = await sourceCheck(source);
    const answers = groupsOf(source, requests).map(async ({ rendered, until, members }) => {
      const settled = rendered.ok
        ? await settledResponse(network, connection, rendered.asking, check, { until, everyMs })
        : ({ ok: false, code: 'config', detail: rendered.detail } as const);
      for (const member of members) {
        const done = settled.ok
          ? await whenIdle(network, provenance.where, () => measurementOf(settled, member, provenance, budget))
          : settled;
        measured.set(member.metric, 'ok' in done ? failed(done.code, done.detail, provenance) : done);
      }
    });
    await Promise.all(answers);
    return measured;
  } catch (error) {
    if (!(error instanceof SourceProblem)) throw error;
    return new Map(requests.map(({ metric }) => [metric, failed(error.code, error.message, provenance)]));
  }
}

/** Metrics that ask the same, and wait for the same, share what comes. */
function groupsOf(source: Source, requests: readonly MetricRequest[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const request of requests) {
    const rendered = renderRequest(source.keys, request.keys);
    const until = request.keys['ready-if'];
    const key = JSON.stringify([rendered, until ?? null]);
    const group = groups.get(key) ?? { rendered, until, members: [] };
    group.members.push(request);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function measurementOf(
  settled: Settled,
  { metric, keys, scale }: MetricRequest,
  provenance: Provenance,
  budget: Budget,
): Measurement {
  const refused = objection(settled.value, keys, budget);
  if (refused !== null) return failed(refused.code, refused.detail, provenance);
  const result = readResponse(settled.value, keys, metric, budget);
  if (result.kind === 'failed') return failed(result.code, result.detail, provenance);
  if (result.kind === 'absent') return { kind: 'absent', detail: result.detail, provenance };
  const measured = measuredOf(result, scale, provenance);
  if (!Number.isFinite(measured.value))
    return failed('not-a-number', 'the value times scale is beyond all numbers', provenance);
  return settled.cachedSeconds > 0
    ? { ...measured, notes: [...measured.notes, cached(settled.cachedSeconds)] }
    : measured;
}

function cached(seconds: number): string {
  return `a cache held this response for ${Math.ceil(seconds)} s before it was sent`;
}
