import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request as it came in, its body read. */
export interface Received {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Handler = (request: Received, response: ServerResponse) => unknown;

/** A server on loopback that remembers what it was asked. */
export interface LocalServer {
  /** Such as `http://127.0.0.1:34567`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly requests: readonly Received[];
  /** Connections that were ever opened. */
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

/** Starts a server on a free port of 127.0.0.1. Whatever the handler leaves open is cut when the server closes. */
export async function startServer(handler: Handler): Promise<LocalServer> {
  const requests: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const received = {
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    requests.push(received);
    response.on('error', () => {});
    await handler(received, response);
  });
  return { ...(await listening(server)), requests };
}

/** Makes a server listen on a free port of 127.0.0.1, and counts and cuts its connections. */
export async function listening(
  server: Pick<Server, 'listen' | 'on' | 'address' | 'close'>,
  scheme = 'http',
): Promise<Omit<LocalServer, 'requests'>> {
  const open = new Set<Socket>();
  let count = 0;
  server.on('connection', (socket: Socket) => {
    count += 1;
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  return { url: `${scheme}://127.0.0.1:${port}`, port, connections: () => count, close };
}
