import { prometheusAlerts } from '../../../src/alerts/prometheus.ts';
import type { AlertRequest } from '../../../src/alerts/verifier.ts';
import type { AlertAnswer, AlertFacts, AlertReport } from '../../../src/core/alert-facts.ts';
import { judgeAlert } from '../../../src/core/judge-alert.ts';
import { localNetwork } from '../../sources/http/requests.ts';
import * as fake from './fake-prometheus.ts';

type Keys = Readonly<Record<string, unknown>>;
const verify = { source: 'prom', rule: 'LowQuality', labels: {}, keys: {} };
const READS = { type: 'prometheus', keys: { query: 'avg(answer_quality)' }, sameServer: true, scale: null };

/** What is answered about the rule of a Prometheus that is well but for some paths. */
export async function reportOf(
  paths: fake.Paths,
  {
    keys = {},
    reads = {},
  }: { readonly keys?: Keys; readonly reads?: Partial<NonNullable<AlertRequest['reads']>> } = {},
): Promise<AlertReport> {
  const server = await fake.startPrometheus(paths);
  const { network } = localNetwork();
  try {
    return await prometheusAlerts.verify(
      { id: 'prom', keys: { url: server.url, timeout: '5s', ...keys } },
      { metric: 'quality', rule: 'LowQuality', labels: {}, keys: {}, reads: { ...READS, ...reads } },
      { network, nowMs: fake.NOW },
    );
  } finally {
    await server.close();
  }
}

export async function factsOf(...given: Parameters<typeof reportOf>): Promise<AlertFacts> {
  const report = await reportOf(...given);
  if (report.kind !== 'answered') throw new Error(JSON.stringify(report));
  return report;
}

/** State and reason of an alert that is to be there within a day. */
export async function judgedOf(...given: Parameters<typeof reportOf>): Promise<string> {
  const alert = { when: null, withinSeconds: 86_400, notifies: '#oncall', parts: null, verify };
  const { state, reason } = judgeAlert(alert, await reportOf(...given));
  return `${state} ${reason?.code}`;
}

/** `yes` and `no`, or why neither. */
export const short = (answer: AlertAnswer) => (answer.answer === 'unknown' ? answer.because : answer.answer);
/** The path of the rules with one rule. */
export const ruleWith = (more: Keys, of: Keys = {}) => ({
  '/api/v1/rules': fake.rules(fake.group([fake.alerting(more)], of)),
});
