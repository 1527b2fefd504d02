import type { Measurement } from '../../../src/core/measurement.ts';
import type { Network } from '../../../src/sources/network.ts';
import { prometheusSource } from '../../../src/sources/prometheus-source.ts';
import type { MetricRequest } from '../../../src/sources/source.ts';
import { createNetwork } from '../../../src/sources/transport/create-network.ts';

/** The network of the product, with short patience. */
export function network(env: Readonly<Record<string, string>> = {}): Network {
  return createNetwork(
    { underPullRequest: false, allowedHosts: null, env, onSecret: () => {}, deadlineMs: 20_000 },
    { pauseMs: 1 },
  );
}

type Keys = Readonly<Record<string, unknown>>;

/** Measures metrics by their keys; the answers by metric. */
export async function measure(
  source: Keys,
  metrics: Readonly<Record<string, Keys>>,
  over: Network = network(),
): Promise<Readonly<Record<string, Measurement>>> {
  const requests: MetricRequest[] = Object.entries(metrics).map(([metric, { scale, ...keys }]) => ({
    metric,
    keys,
    scale: typeof scale === 'number' ? scale : null,
  }));
  // The workspace is for files, which this source never touches.
  const world = { workspace: {} as never, changed: null, network: async () => over };
  return Object.fromEntries(await prometheusSource.measure({ id: 'prom', keys: source }, requests, world));
}
