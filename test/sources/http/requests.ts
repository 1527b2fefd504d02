import type { Measurement } from '../../../src/core/measurement.ts';
import { measureHttp } from '../../../src/sources/http/measure-http.ts';
import type { Network } from '../../../src/sources/network.ts';
import { createNetwork } from '../../../src/sources/transport/create-network.ts';

type Keys = Readonly<Record<string, unknown>>;

/** A network as a run outside of pull requests has it, quick to give up, with the secrets that it was told. */
export function localNetwork(
  env: Readonly<Record<string, string>> = {},
  deadlineMs = 60_000,
): { readonly network: Network; readonly secrets: readonly string[] } {
  const secrets: string[] = [];
  const policy = {
    underPullRequest: false,
    allowedHosts: null,
    env,
    onSecret: (secret: string) => void secrets.push(secret),
    deadlineMs,
  };
  return { network: createNetwork(policy, { pauseMs: 1 }), secrets };
}

/** What a source measures for metrics by their `from` keys; `scale` stands among those. */
export async function measured(
  source: Keys,
  metrics: Readonly<Record<string, Keys>>,
  { network = localNetwork().network, everyMs = 10 }: { readonly network?: Network; readonly everyMs?: number } = {},
): Promise<Readonly<Record<string, Measurement>>> {
  const requests = Object.entries(metrics).map(([metric, { scale, ...keys }]) => ({
    metric,
    keys,
    scale: typeof scale === 'number' ? scale : null,
  }));
  return Object.fromEntries(await measureHttp({ id: 'api', keys: source }, requests, network, everyMs));
}
