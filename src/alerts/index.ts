import type { AlertVerifier } from './verifier.ts';

/** The verifiers by source type, each loaded only when a criteria file asks for it. Adding one adds a line. */
export const ALERT_VERIFIERS: ReadonlyMap<string, () => Promise<AlertVerifier>> = new Map([
  ['prometheus', async () => (await import(/* webpackChunkName: "alerts" */ './prometheus.ts')).prometheusAlerts],
  ['http', async () => (await import(/* webpackChunkName: "alerts" */ './http.ts')).httpAlerts],
]);
