import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Between {
  readonly port: number;
  /** How often it has changed what was asked. */
  changed(): number;
  stop(): Promise<void>;
}

/** Stands before a server on this machine and changes one text in what it is asked into another of as many bytes. */
export async function between(port: number, from: string, to: string): Promise<Between> {
  const open = new Set<Socket>();
  let changed = 0;
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(one);
      one.on('error', () => {});
      one.on('close', () => other.destroy());
    }
    upstream.pipe(client);
    client.on('data', (chunk: Buffer) => {
      const at = chunk.indexOf(from);
      if (at !== -1) changed += chunk.write(to, at) === from.length ? 1 : 0;
      upstream.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // A server that listens on a port has an address of this kind.
    port: (server.address() as AddressInfo).port,
    changed: () => changed,
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
