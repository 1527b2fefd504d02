import type { AlertsWorld } from './alerts/verify-all.ts';
import type { AlertReport } from './core/alert-facts.ts';
import type { Gate } from './core/criterion.ts';
import { judgeAlert } from './core/judge-alert.ts';
import type { AlertState } from './core/result.ts';

/** What alerting systems say; loaded only where a metric names one. */
export async function askAboutAlerts(gate: Gate, world: AlertsWorld): Promise<ReadonlyMap<string, AlertReport>> {
  if (gate.metrics.every(({ alert }) => alert === null || alert.verify === null)) return new Map();
  const { verifyAlerts } = await import(/* webpackChunkName: "alerts" */ './alerts/verify-all.ts');
  return verifyAlerts(gate, world);
}

/** Each alert, judged by what was said of it; nobody's answer is no good one. */
export function alertStates(
  gate: Gate,
  reports: ReadonlyMap<string, AlertReport>,
): Readonly<Record<string, AlertState>> {
  const states = gate.metrics.flatMap((metric): [string, AlertState][] =>
    metric.alert === null ? [] : [[metric.id, judgeAlert(metric.alert, reports.get(metric.id) ?? null, metric)]],
  );
  return Object.fromEntries(states);
}
