import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunningServer } from './program.ts';

export interface MetricsTarget extends RunningServer {
  /** Replaces what is exposed. `text` is in the text format, with a final line feed. */
  set(text: string): void;
}

/** Starts an application whose `/metrics` can be set. */
export async function startMetricsTarget(text: string): Promise<MetricsTarget> {
  let exposed = text;
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(exposed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // An address that is listened on is an object, unless it is a pipe's.
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    url: `http://${address}`,
    set(next) {
      exposed = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
