import { expect, it } from 'vitest';
import { verifyAlerts } from '../../src/alerts/verify-all.ts';
import type { Criterion, SourceDeclaration } from '../../src/core/criterion.ts';
import { localNetwork } from '../sources/http/requests.ts';
import * as fake from './prometheus/fake-prometheus.ts';

it.each<[string, Readonly<Record<string, unknown>>, string]>([
  ['the same address', {}, 'yes'],
  ['another tenant', { tenant: 'b' }, 'unknown'],
  ['other credentials, which may be another tenant', { auth: { bearer: 'OTHER' } }, 'unknown'],
])('compares a rule with a metric that is read from %s', async (_, more, expected) => {
  const server = await fake.startPrometheus();
  try {
    const { network } = localNetwork({ TOKEN: 'one', OTHER: 'two' });
    const keys = { url: server.url, auth: { bearer: 'TOKEN' } };
    const sources = [
      { id: 'prom', type: 'prometheus', keys },
      { id: 'other', type: 'prometheus', keys: { ...keys, ...more } },
    ];
    const metric = {
      id: 'quality',
      from: { source: 'other', keys: { query: 'avg(answer_quality)' }, scale: null },
      alert: { verify: { source: 'prom', rule: 'LowQuality', labels: {}, keys: {} } },
    };
    const world = { network: async () => network, nowMs: fake.NOW };
    // Only what is asked for about an alert.
    const gate = { metrics: [metric] as unknown as Criterion[], sources: sources as unknown as SourceDeclaration[] };
    const report = (await verifyAlerts(gate, world)).get('quality');
    expect(report).toMatchObject({ answers: { watches: { answer: expected } } });
  } finally {
    await server.close();
  }
});

it('says that nobody answered where the network cannot be opened, or telling of it fails', async () => {
  const metric = {
    id: 'quality',
    from: null,
    alert: { verify: { source: 'prom', rule: 'LowQuality', labels: {}, keys: {} } },
  };
  const sources = [{ id: 'prom', type: 'prometheus', keys: { url: 'https://prometheus.example.com' } }];
  // Only what is asked for about an alert.
  const gate = { metrics: [metric] as unknown as Criterion[], sources: sources as unknown as SourceDeclaration[] };
  const onSource = () => {
    throw new Error('a closed log');
  };
  const network = () => Promise.reject(new Error('no network'));
  const report = (await verifyAlerts(gate, { network, nowMs: fake.NOW, onSource })).get('quality');
  expect(report).toMatchObject({ kind: 'unanswered', code: 'server' });
});
