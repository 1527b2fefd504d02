import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect } from 'vitest';
import { verifyAlerts } from '../../../src/alerts/verify-all.ts';
import type { AlertReport } from '../../../src/core/alert-facts.ts';
import type { Gate } from '../../../src/core/criterion.ts';
import type { Measurement } from '../../../src/core/measurement.ts';
import { loadCriteria } from '../../../src/criteria/load-criteria.ts';
import { localWorkspace } from '../../../src/sources/local-workspace.ts';
import { measureAll } from '../../../src/sources/measure.ts';
import { createNetwork } from '../../../src/sources/transport/create-network.ts';
import { CRITERIA, ROOT } from '../pages.ts';

/** A request as the system would have seen it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** Parsed; `null` where there was none. */
  readonly body: unknown;
}

export type Sent = { readonly status?: number; readonly type?: string; readonly text: string };
export type Answering = (seen: Seen) => Sent;

/** The value of every credential is its variable's name in other letters. */
export function credential(variable: string): string {
  return `key-of-${variable.toLowerCase()}`;
}

export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${credential(user)}:${credential(password)}`).toString('base64')}`;
}

/** A response of a system, in its documented shape. */
export function response(name: string): unknown {
  return JSON.parse(readFileSync(path.join(ROOT, 'fixtures/responses', `${name}.json`), 'utf8'));
}

export function json(value: unknown): Sent {
  return { text: JSON.stringify(value) };
}

export async function criteriaOf(recipe: string): Promise<{ readonly gate: Gate; readonly text: string }> {
  const page = `docs/recipes/${recipe}.md`;
  const [block] = CRITERIA.filter((one) => one.page === page);
  const { gate, findings } = await loadCriteria(block?.text ?? '', page);
  expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  if (gate === null || block === undefined) throw new Error(`${page} has no criteria`);
  return { gate, text: block.text };
}

/** Runs a recipe with all its hosts in one server on this machine; nothing but origins (and the patience) is changed. */
export async function runRecipe(
  gate: Gate,
  answering: Answering,
  timeout = '10s',
): Promise<{
  readonly seen: readonly Seen[];
  readonly measured: ReadonlyMap<string, Measurement>;
  readonly alerts: ReadonlyMap<string, AlertReport>;
}> {
  const seen: Seen[] = [];
  const server = createServer((request, reply) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '', 'http://recipe');
      const text = Buffer.concat(chunks).toString('utf8');
      const one: Seen = {
        method: request.method ?? '',
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: request.headers,
        body: text === '' ? null : JSON.parse(text),
      };
      seen.push(one);
      const sent = answering(one);
      reply.writeHead(sent.status ?? 200, { 'content-type': sent.type ?? 'application/json' }).end(sent.text);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listens on a port
    const here = {
      ...gate,
      sources: gate.sources.map((source) => ({ ...source, keys: { ...moved(source.keys, origin), timeout } })),
    };
    const network = createNetwork({
      underPullRequest: false,
      allowedHosts: null,
      env: environment(gate),
      onSecret: () => {},
      deadlineMs: 20_000,
    });
    const world = {
      workspace: localWorkspace(ROOT, { PATH: undefined, HOME: undefined }),
      changed: null,
      network: async () => network,
    };
    const measured = await measureAll(here, [], world);
    const nowMs = Date.UTC(2026, 10, 21, 15, 10);
    return { seen, measured, alerts: await verifyAlerts(here, { network: async () => network, nowMs }) };
  } finally {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
}

function moved(keys: Readonly<Record<string, unknown>>, origin: string): Readonly<Record<string, unknown>> {
  const { pathname, search } = new URL(String(keys['url']));
  return { ...keys, url: `${origin}${pathname}${search}` };
}

/** Every variable that the criteria's `auth` names. */
function environment(gate: Gate): Record<string, string> {
  const names = JSON.stringify(gate.sources.map(({ keys }) => keys['auth'] ?? null)).match(/"[A-Z][A-Z_]+"/g) ?? [];
  return Object.fromEntries(names.map((name) => [name.slice(1, -1), credential(name.slice(1, -1))]));
}
