import type { Measurement, Provenance } from '../core/measurement.ts';
import { type Asker, startAsking } from './prometheus/ask-all.ts';
import { measurePlan } from './prometheus/measure-plan.ts';
import { type MetricPlan, planOf, questionsOf } from './prometheus/metric-plan.ts';
import type { QueryAnswer } from './prometheus/query-answer.ts';
import { type QueryServer, queryServer } from './prometheus/query-server.ts';
import { originsOf, UNKNOWN_RULES } from './prometheus/recording-rules.ts';
import { rangeQuestions, timeQuestions } from './prometheus/sample-time.ts';
import type { Selector } from './promql/read-promql.ts';
import { type MetricRequest, NOBODY_ANSWERED, type Source, type SourceType, type SourceWorld } from './source.ts';
import { SourceProblem } from './source-problem.ts';
import { failed } from './to-measurement.ts';
import { connectionOf } from './transport/connection.ts';

type Answers = ReadonlyMap<string, QueryAnswer>;

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
  const undated = plans.filter(({ observedAt }) => observedAt === null);
  const asker = startAsking(server);
  const [first, rules] = await Promise.all([
    asker.ask(plans.flatMap(questionsOf)),
    undated.length === 0 ? UNKNOWN_RULES : server.recordingRules(),
  ]);
  const origins = new Map(plans.map((plan) => [plan, originsOf(plan.value.reading.selectors, rules)]));
  const timed = undated.flatMap((plan) => origins.get(plan)?.timed.map(({ selector }) => selector) ?? []);
  const answers = await askTimes(asker, timed, first);
  for (const [plan, behind] of origins)
    measured.set(plan.request.metric, measurePlan(plan, behind, answers, provenance));
  return measured;
}

/** Asks for the times that the first answers lack: those behind recording rules, and those of ranges. */
async function askTimes(asker: Asker, timed: readonly Selector[], first: Answers): Promise<Answers> {
  const behind = timeQuestions(timed).filter(({ text }) => !first.has(text));
  const second = new Map([...first, ...(await asker.ask([...behind, ...rangeQuestions(timed, first)]))]);
  const left = rangeQuestions(timed, second).filter(({ text }) => !second.has(text));
  return new Map([...second, ...(await asker.ask(left))]);
}

function planned(request: MetricRequest): MetricPlan | SourceProblem {
  try {
    return planOf(request);
  } catch (error) {
    if (error instanceof SourceProblem) return error;
    throw error;
  }
}
