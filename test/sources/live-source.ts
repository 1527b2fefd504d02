import type { Measurement } from '../../src/core/measurement.ts';
import type { Network } from '../../src/sources/network.ts';
import type { MetricRequest, SourceType } from '../../src/sources/source.ts';
import { createNetwork } from '../../src/sources/transport/create-network.ts';
import { temporaryWorkspace } from './temporary-workspace.ts';

type Keys = Readonly<Record<string, unknown>>;

/** What a source is asked with besides its keys. */
export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly underPullRequest?: boolean;
  readonly allowedHosts?: readonly string[];
}

/** A network as the gate makes one, and the secrets that were kept with it. */
export function networkOf({ env = {}, underPullRequest = false, allowedHosts }: Surroundings = {}) {
  const secrets = new Set<string>();
  const network = createNetwork({
    underPullRequest,
    allowedHosts: allowedHosts ?? null,
    env,
    onSecret: (secret) => secrets.add(secret),
    deadlineMs: 20_000,
  });
  return { network, secrets };
}

const { workspace } = temporaryWorkspace({});

/** What a source says to metrics, by their ids, each with the keys of its `from` and perhaps a scale. */
export async function measured(
  type: SourceType,
  keys: Keys,
  metrics: Readonly<Record<string, Keys>>,
  network: Network | null,
): Promise<Readonly<Record<string, Measurement>>> {
  const requests = Object.entries(metrics).map(([metric, { scale, ...own }]): MetricRequest => {
    return { metric, keys: own, scale: typeof scale === 'number' ? scale : null };
  });
  const world = { workspace, changed: null, network: network === null ? null : async () => network };
  return Object.fromEntries(await type.measure({ id: 'live', keys }, requests, world));
}
