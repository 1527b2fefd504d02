import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Handler } from './start-server.ts';

/** Answers with a value as JSON. */
export function json(value: unknown, headers: OutgoingHttpHeaders = {}, status = 200): Handler {
  return text(JSON.stringify(value), { 'content-type': 'application/json', ...headers }, status);
}

/** Answers with a text or bytes as they are. */
export function text(body: string | Buffer, headers: OutgoingHttpHeaders = {}, status = 200): Handler {
  return (_, response) => send(response, status, headers, body);
}

/** Answers with a status and no body to speak of. */
export function status(code: number, headers: OutgoingHttpHeaders = {}): Handler {
  return (_, response) => send(response, code, headers, 'a body that nobody reads');
}

/** Answers each request with the next handler, and with the last one from then on. */
export function inTurn(...handlers: readonly Handler[]): Handler {
  let next = 0;
  return (request, response) => {
    const handler = handlers[Math.min(next, handlers.length - 1)];
    next += 1;
    return handler?.(request, response);
  };
}

/** Waits, then answers as the handler does. */
export function delayed(milliseconds: number, handler: Handler): Handler {
  return (request, response) => {
    setTimeout(() => handler(request, response), milliseconds).unref();
  };
}

/** Says nothing at all. */
export const silent: Handler = () => {};

/** Sends a byte of a body now and then, for ever. */
export const drip: Handler = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('[');
  const timer = setInterval(() => response.write(' '), 20);
  timer.unref();
  response.on('close', () => clearInterval(timer));
};

/** Sends header after header, for ever. */
export const endlessHeaders: Handler = (_, response) => {
  const { socket } = response;
  socket?.write('HTTP/1.1 200 OK\r\n');
  let count = 0;
  const timer = setInterval(() => {
    count += 1;
    socket?.write(`x-${count}: ${count}\r\n`);
  }, 20);
  timer.unref();
  socket?.on('close', () => clearInterval(timer));
};

/** Begins a body and resets the connection. */
export const resetMidBody: Handler = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"value": 0.9');
  setTimeout(() => response.socket?.resetAndDestroy(), 20);
};

/** Promises more bytes than it sends, and ends as if nothing were amiss. */
export const lyingLength: Handler = (_, response) => raw(response, 'content-length: 100\r\n\r\n0.95');

/** Ends a chunked body in the middle of a chunk. */
export const cutChunk: Handler = (_, response) =>
  raw(response, 'transfer-encoding: chunked\r\n\r\nff\r\n{"value": 0.9');

/** A login page with a good status. */
export const page: Handler = text('<!doctype html><title>Sign in</title><p>0.99</p>', { 'content-type': 'text/html' });

/** Much space, compressed to a few kilobytes. */
export function bomb(encoding: 'gzip' | 'br' | 'deflate', bytes = 60 * 1024 * 1024): Handler {
  return text(encoded(encoding, Buffer.alloc(bytes, ' ')), {
    'content-type': 'application/json',
    'content-encoding': encoding,
  });
}

/** A body in an encoding. */
export function encoded(encoding: 'gzip' | 'br' | 'deflate', body: string | Buffer): Buffer {
  if (encoding === 'gzip') return gzipSync(body);
  return encoding === 'br' ? brotliCompressSync(body) : deflateSync(body);
}

/** Writes the rest of an answer with status 200 byte by byte, then closes the connection. */
export function raw(response: ServerResponse, rest: string): void {
  response.socket?.end(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n${rest}`);
}

function send(response: ServerResponse, status: number, headers: OutgoingHttpHeaders, body: string | Buffer): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { 'content-length': bytes.length, ...headers });
  response.end(bytes);
}
