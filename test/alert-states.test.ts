import { describe, expect, it } from 'vitest';
import { alertStates } from '../src/alert-states.ts';
import { judgeStage } from '../src/core/verdict.ts';
import { loadCriteria } from '../src/criteria/load-criteria.ts';

async function judged(parts: string) {
  const text = `version: 1
feature: f
metrics:
  m: { layer: product, target: "<= 0.10", unit: ratio, indicator: leading, alert: { when: "> 0.20", within: 24h, notifies: us${parts} } }
  n: { layer: product, target: "<= 0.10" }
`;
  const { gate } = await loadCriteria(text, 'gate.yml');
  if (gate === null) throw new Error('it loads');
  const alerts = alertStates(gate, new Map());
  return { alerts, blocking: judgeStage(gate, [], alerts, [], 'full').blocking };
}

describe('alerts as the criteria declare them', () => {
  it('are taken at their word where no part is declared', async () => {
    const { alerts, blocking } = await judged('');
    expect(Object.keys(alerts)).toEqual(['m']);
    expect(alerts['m']).toMatchObject({ state: 'declared', detectsWithinSeconds: 86_400 });
    expect(blocking).not.toContain('alert:m');
  });

  it.each<[string, string, string, number]>([
    [', window: 6h', 'declared', 'declared', 21_690],
    // 108 events tell 0.20 from 0.10.
    [', events-per-hour: 10.8', 'declared', 'declared', 36_090],
    [', events-per-hour: 4', 'refuted', 'alert-over-within', 97_290],
    [', window: 5m, events-per-hour: 2', 'refuted', 'alert-over-limit', 194_490],
  ])('are held against their own parts and the traffic: %s', async (parts, state, code, seconds) => {
    const { alerts, blocking } = await judged(parts);
    const alert = alerts['m'];
    expect([alert?.state, alert?.reason?.code ?? 'declared', alert?.detectsWithinSeconds]).toEqual([
      ...[state, code, seconds],
    ]);
    expect(blocking.includes('alert:m')).toBe(state === 'refuted');
  });
});
