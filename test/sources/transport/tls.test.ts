import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import https, { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silent, status } from '../../hostile-server/answers.ts';
import { listening, startServer } from '../../hostile-server/start-server.ts';
import { connection, failureOf, network, serving } from './asking.ts';
import { compiledTransport } from './compiled.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-tls-'));
const inFolder = (name: string) => path.join(folder, name);
let transport: ReturnType<typeof compiledTransport>;
let server: Awaited<ReturnType<typeof listening>>;

/** A key and a certificate for localhost that nobody has signed, made for these tests. */
function makeCertificate(): void {
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', inFolder('key.pem')];
  const args = ['req', '-x509', ...key, '-out', inFolder('certificate.pem'), '-days', '2', ...subject];
  execFileSync('openssl', args, { stdio: 'ignore' });
}

beforeAll(async () => {
  makeCertificate();
  transport = compiledTransport();
  const pair = { key: readFileSync(inFolder('key.pem')), cert: readFileSync(inFolder('certificate.pem')) };
  server = await listening(
    createServer(pair, (_, response) => response.end('{"value": 1}')),
    'https',
  );
});
afterAll(async () => {
  await server.close();
  transport.remove();
  rmSync(folder, { recursive: true, force: true });
});

interface Child {
  readonly code: number | null;
  readonly output: string;
  readonly milliseconds: number;
}

/** What a process of its own prints that asks for the URLs one after the other, and how long it lives. */
async function asking(
  urls: readonly string[],
  env: Readonly<Record<string, string>> = {},
  { deadlineMs = 10_000, timeoutMs = 5000 } = {},
): Promise<Child> {
  const program = inFolder('ask.mjs');
  writeFileSync(
    program,
    `import { createNetwork } from ${JSON.stringify(transport.module)};
    const policy = { underPullRequest: false, allowedHosts: null, env: {}, onSecret() {}, deadlineMs: ${deadlineMs} };
    const network = createNetwork(policy, { pauseMs: 1 });
    const connection = { source: 's', timeoutMs: ${timeoutMs}, concurrency: null, private: false, auth: null };
    for (const url of ${JSON.stringify(urls)}) {
      const asked = await network.ask(connection, { method: 'GET', url });
      console.log(asked.ok ? JSON.stringify(asked.json()) : asked.code + ' ' + asked.detail);
    }`,
  );
  const begun = performance.now();
  const child = spawn(process.execPath, [program], { env: { PATH: process.env['PATH'], ...env } });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output, milliseconds: performance.now() - begun };
}

describe('TLS', () => {
  it('is refused where nobody has signed the certificate, whatever the environment says', async () => {
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      const plain = await new Promise((resolve, reject) => {
        https.get(server.url, (response) => resolve(response.statusCode)).on('error', reject);
      });
      expect(plain).toBe(200);
      const failure = failureOf(await network().ask(connection(), { method: 'GET', url: server.url }));
      expect(failure).toMatchObject({ code: 'blocked', detail: expect.stringContaining('certificate') });
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    }
    const { output } = await asking([server.url], { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    expect(output).toMatch(/^blocked .*certificate/m);
  });

  it('is accepted with a certificate that the machine trusts, for its name only', async () => {
    const { output } = await asking([`https://localhost:${server.port}/`, `https://127.0.0.1:${server.port}/`], {
      NODE_EXTRA_CA_CERTS: inFolder('certificate.pem'),
    });
    expect(output).toMatch(/^\{"ok":true,"value":\{"value":1\}\}\nblocked .*another name\n$/);
  });

  it('is what https takes: plain HTTP there is no answer', async () => {
    const plain = await serving(status(200));
    const url = plain.url.replace('http:', 'https:');
    const failure = failureOf(await network().ask(connection(), { method: 'GET', url }));
    expect(failure).toMatchObject({ code: 'network', detail: expect.stringContaining('TLS') });
  });

  it('uses no proxy that the environment names', async () => {
    const proxy = await serving(status(200));
    const env = { http_proxy: proxy.url, https_proxy: proxy.url, HTTP_PROXY: proxy.url, NODE_USE_ENV_PROXY: '1' };
    const plain = await serving((_, response) => response.end('1'));
    expect((await asking([plain.url], env)).output).toBe('{"ok":true,"value":1}\n');
    expect(proxy.connections()).toBe(0);
  });
});

describe('a process', () => {
  it('ends once everything is answered, with connections still open', async () => {
    const plain = await startServer((_, response) => response.end('1'));
    const { code, output, milliseconds } = await asking([plain.url], {}, { deadlineMs: 60_000 });
    await plain.close();
    expect({ code, output }).toEqual({ code: 0, output: '{"ok":true,"value":1}\n' });
    expect(milliseconds).toBeLessThan(10_000);
  });

  it('does not wait where nobody was asked', async () => {
    const { code, milliseconds } = await asking([], {}, { deadlineMs: 60_000 });
    expect(code).toBe(0);
    expect(milliseconds).toBeLessThan(10_000);
  });

  it('ends after the time of the gate although nobody answers, and not before it has said so', async () => {
    const plain = await serving(silent);
    const { code, output } = await asking([plain.url], {}, { deadlineMs: 300, timeoutMs: 60_000 });
    expect(code).toBe(0);
    expect(output).toMatch(/^timeout .*whole gate/);
  });
});
