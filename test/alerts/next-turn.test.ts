import { describe, expect, it } from 'vitest';
import { nextTurn } from '../../src/alerts/next-turn.ts';
import { prometheusAlerts } from '../../src/alerts/prometheus.ts';
import { localNetwork } from '../sources/http/requests.ts';
import { NOW, startPrometheus } from './prometheus/fake-prometheus.ts';

describe('a turn', () => {
  it('lets a deadline fire between pieces of work that are waiting together', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    const busy = () => {
      const until = performance.now() + 50;
      while (performance.now() < until);
    };
    const done = await Promise.all(
      Array.from({ length: 20 }, async () => {
        if (!(await nextTurn(controller.signal))) return 0;
        busy();
        return 1;
      }),
    );
    const begun = done.reduce<number>((sum, one) => sum + one, 0);
    // The first keeps the thread past the deadline; a second may begin before timers have their turn.
    expect(begun).toBeLessThanOrEqual(2);
  });

  it('is refused once the time is up', async () => {
    expect(await nextTurn(AbortSignal.abort())).toBe(false);
    expect(await nextTurn(new AbortController().signal)).toBe(true);
  });
});

describe('an alert', () => {
  it('is not worked out once the time is up', async () => {
    const server = await startPrometheus();
    const network = { ...localNetwork().network, signal: AbortSignal.abort() };
    const asked = { metric: 'quality', rule: 'LowQuality', labels: {}, keys: {}, reads: null };
    const report = await prometheusAlerts.verify({ id: 'prom', keys: { url: server.url, timeout: '5s' } }, asked, {
      network,
      nowMs: NOW,
    });
    await server.close();
    expect(report).toMatchObject({ kind: 'unanswered', code: 'timeout' });
  });
});
