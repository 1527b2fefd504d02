import { describe, expect, it } from 'vitest';
import { destinationOf, isAmong, normalisedHost } from '../../../src/sources/transport/destination.ts';
import { json } from '../../hostile-server/answers.ts';
import { connection, failureOf, jsonOf, network, serving } from './asking.ts';

describe('destinations', () => {
  it.each([
    ['https://Wiki.Example.com/api?q=1#f', 'wiki.example.com', 443, true, '/api?q=1', 'wiki.example.com/api'],
    ['https://wiki.example.com.:8443/', 'wiki.example.com', 8443, true, '/', 'wiki.example.com:8443'],
    ['http://[::1]:9090/api/v1', '::1', 9090, false, '/api/v1', '[::1]:9090/api/v1'],
    ['https://bücher.example/', 'xn--bcher-kva.example', 443, true, '/', 'xn--bcher-kva.example'],
    ['https://a.example/x y', 'a.example', 443, true, '/x%20y', 'a.example/x%20y'],
  ])('%s', (url, host, port, tls, target, where) => {
    expect(destinationOf(url)).toEqual({ ok: true, destination: { host, port, tls, target, where } });
  });

  it.each([
    ['no-url-hunter2', 'not a URL'],
    ['ftp://hunter2.example/', 'https://'],
    ['file:///etc/hunter2', 'https://'],
    ['https://user:hunter2@wiki.example.com/', 'user name or password'],
    ['https://hunter2@wiki.example.com/', 'user name or password'],
    ['https://:hunter2@wiki.example.com/', 'user name or password'],
  ])('%s is refused without showing it', async (url, why) => {
    const failure = failureOf(await network().ask(connection(), { method: 'GET', url }));
    expect(failure).toMatchObject({ code: 'config', detail: expect.stringContaining(why) });
    expect(failure.detail).not.toContain('hunter2');
  });

  it.each([
    ['DB.Example.com.', 'db.example.com'],
    ['0x7f.1', '127.0.0.1'],
    ['::1', '::1'],
    ['[::1]', '::1'],
    ['/var/run/postgresql', null],
    ['db.example.com:443', null],
    ['db.example.com:5433', null],
    ['user@db.example.com', null],
    ['db.example.com?x', null],
    ['a b', null],
    ['', null],
    ['.', null],
  ])('the host %j is %j', (host, normal) => {
    expect(normalisedHost(host)).toBe(normal);
  });
});

describe('allowed hosts', () => {
  it.each([
    // entry, host, port, usual port, allowed
    ['wiki.example.com', 'wiki.example.com', 443, 443, true],
    ['wiki.example.com', 'wiki.example.com', 8443, 443, false],
    ['wiki.example.com:8443', 'wiki.example.com', 8443, 443, true],
    ['wiki.example.com:8443', 'wiki.example.com', 443, 443, false],
    ['Wiki.Example.COM.', 'wiki.example.com', 443, 443, true],
    ['bücher.example', 'xn--bcher-kva.example', 443, 443, true],
    ['wiki.example.com', 'evil.wiki.example.com', 443, 443, false],
    ['wiki.example.com', 'wiki.example.com.evil.example', 443, 443, false],
    // A Cyrillic letter that looks like the Latin one.
    ['wiki.example.com', 'xn--wki-0ed.example.com', 443, 443, false],
    ['[::1]:9090', '::1', 9090, 80, true],
    ['::1', '::1', 80, 80, true],
    ['127.0.0.1:9090', '127.0.0.1', 9090, 80, true],
    ['2130706433:9090', '127.0.0.1', 9090, 80, true],
    ['db.example.com', 'db.example.com', 5432, 5432, true],
    ['*', 'wiki.example.com', 443, 443, false],
    ['', 'wiki.example.com', 443, 443, false],
  ])('%s lets %s:%i through (usual port %i): %s', (entry, host, port, usual, allowed) => {
    expect(isAmong([entry], host, port, usual)).toBe(allowed);
  });

  it('are held against before a name is looked up or a credential read', async () => {
    const seen: string[] = [];
    const way = network(
      { allowedHosts: ['wiki.example.com'], env: { TOKEN: 'hunter2-token' }, onSecret: (secret) => seen.push(secret) },
      {
        resolve: async (host) => {
          seen.push(host);
          return [];
        },
      },
    );
    const auth = { kind: 'bearer', token: 'TOKEN' } as const;
    const asked = await way.ask(connection({ auth }), { method: 'GET', url: 'https://evil.example/?hunter2' });
    expect(failureOf(asked)).toMatchObject({ code: 'blocked', detail: expect.stringContaining('allowed-hosts') });
    expect(seen).toEqual([]);
    expect(way.journal('evals')).toEqual({ hosts: [], attempts: 0 });
  });

  it('an allowed one is asked', async () => {
    const server = await serving(json({ value: 1 }));
    const way = network({ allowedHosts: ['other.example', `127.0.0.1:${server.port}`] });
    expect(jsonOf(await way.ask(connection(), { method: 'GET', url: server.url }))).toEqual({ value: 1 });
  });
});
