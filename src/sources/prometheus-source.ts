import type { Measurement, Provenance } from '../core/measurement.ts';
import { startAsking } from './prometheus/ask-all.ts';
import { measurePlan } from './prometheus/measure-plan.ts';
import { type MetricPlan, planOf, questionsOf } from './prometheus/metric-plan.ts';
import { type QueryServer, queryServer } from './prometheus/query-server.ts';
import { rangeQuestions } from './prometheus/sample-time.ts';
import { type MetricRequest, NOBODY_ANSWERED, type Source, type SourceType, type SourceWorld } from './source.ts';
import { SourceProblem } from './source-problem.ts';
import { failed } from './to-measurement.ts';
import { connectionOf } from './transport/connection.ts';

/** PromQL from Prometheus and what speaks its query API: value, sample size and the time of the samples themselves. */
export const prometheusSource: SourceType = {
  type: 'prometheus',
  unavailable: NOBODY_ANSWERED,
  async measure(source, requests, world) {
    try {
      const server = await serverOf(source, world);
      return await measureAll(server, requests, { source: source.id, where: server.where, kind: 'live' });
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      const failure = failed(error.code, error.message, { source: source.id, where: '', kind: 'live' });
      return new Map(requests.map(({ metric }) => [metric, failure]));
    }
  },
};

async function serverOf(source: Source, world: SourceWorld): Promise<QueryServer> {
  const { url, tenant } = source.keys;
  if (typeof url !== 'string' || !URL.canParse(url)) throw new SourceProblem('config', '`url` is not an address');
  if (world.network === null) throw new SourceProblem('blocked', 'no other host may be asked here');
  const connection = connectionOf(source);
  return queryServer(await world.network(), connection, url, typeof tenant === 'string' ? tenant : null);
}

async function measureAll(
  server: QueryServer,
  requests: readonly MetricRequest[],
  provenance: Provenance,
): Promise<ReadonlyMap<string, Measurement>> {
  const measured = new Map<string, Measurement>();
  const plans: MetricPlan[] = [];
  for (const request of requests) {
    const plan = planned(request);
    if (plan instanceof SourceProblem) measured.set(request.metric, failed(plan.code, plan.message, provenance));
    else plans.push(plan);
  }
  const asker = startAsking(server);
  const first = await asker.ask(plans.flatMap(questionsOf));
  const undated = plans.filter(({ observedAt }) => observedAt === null);
  const second = await asker.ask(undated.flatMap(({ value }) => rangeQuestions(value.reading, first)));
  const answers = new Map([...first, ...second]);
  for (const plan of plans) measured.set(plan.request.metric, measurePlan(plan, answers, provenance));
  return measured;
}

function planned(request: MetricRequest): MetricPlan | SourceProblem {
  try {
    return planOf(request);
  } catch (error) {
    if (error instanceof SourceProblem) return error;
    throw error;
  }
}
