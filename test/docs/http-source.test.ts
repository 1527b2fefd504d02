import { afterAll, describe, expect, it } from 'vitest';
import { httpAlerts } from '../../src/alerts/http.ts';
import type { Measurement } from '../../src/core/measurement.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { measureHttp } from '../../src/sources/http/measure-http.ts';
import { json, text } from '../hostile-server/answers.ts';
import { type LocalServer, startServer } from '../hostile-server/start-server.ts';
import { localNetwork } from '../sources/http/requests.ts';
import { blocksOf, CRITERIA } from './pages.ts';

const PAGE = 'docs/sources/http.md';
const blocks = blocksOf(PAGE);
const [values, alerting] = CRITERIA.filter(({ page }) => page === PAGE);
const env = { INSIGHTS_TOKEN: 'insights-token', ALERTS_TOKEN: 'alerts-token' };
const servers: LocalServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

/** The gate of a page's criteria with its hosts replaced by a server of ours. */
async function gateOf(criteria: string, server: LocalServer) {
  servers.push(server);
  const local = criteria.replaceAll(/https:\/\/[a-z]+\.example\.com/g, server.url);
  const { gate, findings } = await loadCriteria(local, PAGE);
  if (gate === null) throw new Error(JSON.stringify(findings));
  return gate;
}

function lineOf(metric: string, measurement: Measurement): string {
  if (measurement.kind !== 'measured') return `${metric}: ${JSON.stringify(measurement)}`;
  const { value, sampleSize, observedAtMs, observedAtKind } = measurement;
  const time = new Date(Number(observedAtMs)).toISOString().replace('.000', '');
  return `${metric}: ${value}, n ${sampleSize ?? 'not known'}, ${observedAtKind} ${time}`;
}

describe('the page of the http source', () => {
  it('shows what its example reads, with one request', async () => {
    const response = blocks.find(({ language }) => language === 'json')?.text ?? '';
    const server = await startServer(text(response));
    const gate = await gateOf(values?.text ?? '', server);
    const requests = gate.metrics.map(({ id, from }) => ({ metric: id, keys: from?.keys ?? {}, scale: null }));
    const keys = gate.sources[0]?.keys ?? {};
    const answers = await measureHttp({ id: 'insights', keys }, requests, localNetwork(env).network, 10);
    const read = [...answers].map(([metric, measurement]) => lineOf(metric, measurement));
    expect(read.join('\n')).toBe(blocks.find(({ rest }) => rest === 'read')?.text.trim());
    expect(server.requests).toMatchObject([{ url: '/v1/summary?feature=wiki-assistant&days=7' }]);
    expect(server.requests[0]?.headers.authorization).toBe('Bearer insights-token');
  });

  it('shows how an alert is asked about', async () => {
    const rule = {
      paused: false,
      health: 'ok',
      muted: false,
      receivers: ['oncall'],
      query: 'repeat_query_rate > 0.15',
    };
    const server = await startServer(json({ rules: [{ ...rule, state: 'normal', worst_case_delay_s: 5400 }] }));
    const gate = await gateOf(alerting?.text ?? '', server);
    const verification = gate.metrics[0]?.alert?.verify;
    const source = gate.sources.find(({ id }) => id === verification?.source);
    const request = {
      metric: 'm',
      rule: verification?.rule ?? '',
      labels: {},
      keys: verification?.keys ?? {},
      reads: null,
    };
    const world = { network: localNetwork(env).network, nowMs: Date.UTC(2026, 10, 22) };
    const report = await httpAlerts.verify({ id: 'alerts', keys: source?.keys ?? {} }, request, world);
    expect(report).toMatchObject({
      kind: 'answered',
      answers: {
        exists: { answer: 'yes' },
        enabled: { answer: 'yes' },
        evaluating: { answer: 'yes' },
        muted: { answer: 'no' },
        notifies: { answer: 'yes' },
        watches: { answer: 'yes' },
      },
      state: 'inactive',
      delay: { seconds: 5400 },
    });
    expect(server.requests).toMatchObject([{ url: '/v1/rules?name=Repeat%20queries' }]);
  });
});
