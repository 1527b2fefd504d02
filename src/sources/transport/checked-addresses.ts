import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import type { AskingFailed } from '../network.ts';
import { type AddressRules, refusalOf } from './addresses.ts';
import { askingFailed } from './failure.ts';

interface Address {
  readonly address: string;
  readonly family: number;
}

/** All addresses of a host; rejects where it has none. */
export type Resolve = (host: string) => Promise<readonly Address[]>;

/** Asks the system, with its hosts file and its order. */
export const resolveBySystem: Resolve = (host) => lookup(host, { all: true, verbatim: true });

type Checked = { readonly ok: true; readonly addresses: readonly Address[] } | AskingFailed;

/**
 * The addresses of a host, all of which may be connected to: one that may not refuses the host, since whoever answers
 * for its name could otherwise choose.
 */
export async function checkedAddresses(host: string, rules: AddressRules, resolve: Resolve): Promise<Checked> {
  const literal = isIP(host);
  const addresses = literal === 0 ? await resolved(host, resolve) : [{ address: host, family: literal }];
  if (addresses.length === 0)
    return askingFailed('network', `${host}: the name has no address; is it right, and known where the gate runs?`);
  for (const { address } of addresses) {
    const refusal = refusalOf(address, rules);
    if (refusal !== null) return askingFailed('blocked', `${host} ${refusal}`);
  }
  return { ok: true, addresses };
}

async function resolved(host: string, resolve: Resolve): Promise<readonly Address[]> {
  try {
    return await resolve(host);
  } catch {
    return [];
  }
}

/** Looks up for sockets as they connect, so that no second answer can differ from the one that was checked. */
export function checkedLookup(
  rules: AddressRules,
  resolve: Resolve,
  onRefusal: (failure: AskingFailed) => void,
): LookupFunction {
  return (host, options, done) => {
    void checkedAddresses(host, rules, resolve).then((checked) => {
      const first = checked.ok ? checked.addresses[0] : undefined;
      if (!checked.ok) onRefusal(checked);
      if (!checked.ok || first === undefined) done(new Error('refused'), '', 0);
      else if (options.all === true) done(null, [...checked.addresses]);
      else done(null, first.address, first.family);
    });
  };
}
