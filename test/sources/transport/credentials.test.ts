import { describe, expect, it } from 'vitest';
import type { Auth } from '../../../src/sources/network.ts';
import { json, resetMidBody, status, text } from '../../hostile-server/answers.ts';
import type { Handler } from '../../hostile-server/start-server.ts';
import { askOnce, connection, failureOf, jsonOf, network, serving } from './asking.ts';

const BEARER: Auth = { kind: 'bearer', token: 'TOKEN' };
const BASIC: Auth = { kind: 'basic', user: 'USER', password: 'PASSWORD' };
const HEADER: Auth = { kind: 'header', name: 'X-API-Key', value: 'KEY' };
const base64 = (text: string) => Buffer.from(text).toString('base64');
const ENV = {
  TOKEN: ' hunter2-token\n',
  USER: 'grafana',
  PASSWORD: 'hunter2:pässword',
  BEARER_LIKE: 'bearer-of-news',
  KEY: 'hunter2-key',
  WHOLE: 'Bearer hunter2-whole',
  PAIR: `basic  ${base64('grafana:hunter2:pässword\n')}`,
  LATIN: `Basic ${Buffer.from('grafana:pässword', 'latin1').toString('base64')}`,
  API_KEY: `ApiKey ${base64('an-id:hunter2-key').replace(/=+$/, '')}`,
};

describe('credentials', () => {
  it.each([
    [BEARER, 'authorization', 'Bearer hunter2-token', ['hunter2-token']],
    [
      BASIC,
      'authorization',
      `Basic ${Buffer.from('grafana:hunter2:pässword').toString('base64')}`,
      ['grafana', 'hunter2:pässword', Buffer.from('grafana:hunter2:pässword').toString('base64')],
    ],
    [HEADER, 'x-api-key', 'hunter2-key', ['hunter2-key']],
    [{ kind: 'header', name: 'Authorization', value: 'KEY' }, 'authorization', 'hunter2-key', ['hunter2-key']],
    [
      { kind: 'header', name: 'Authorization', value: 'WHOLE' },
      'authorization',
      'Bearer hunter2-whole',
      ['Bearer hunter2-whole', 'hunter2-whole'],
    ],
    [
      { kind: 'header', name: 'Authorization', value: 'PAIR' },
      'authorization',
      ENV.PAIR,
      [ENV.PAIR, base64('grafana:hunter2:pässword\n'), 'grafana:hunter2:pässword', 'hunter2:pässword'],
    ],
    [
      { kind: 'header', name: 'Authorization', value: 'LATIN' },
      'authorization',
      ENV.LATIN,
      [ENV.LATIN, ENV.LATIN.slice(6), 'grafana:pässword', 'pässword'],
    ],
    [
      { kind: 'header', name: 'X-Auth', value: 'API_KEY' },
      'x-auth',
      ENV.API_KEY,
      [ENV.API_KEY, ENV.API_KEY.slice(7), 'an-id:hunter2-key', 'hunter2-key'],
    ],
    [{ kind: 'bearer', token: 'BEARER_LIKE' }, 'authorization', 'Bearer bearer-of-news', ['bearer-of-news']],
  ] as const)('%j are sent as the header %s, and kept before', async (auth, name, value, kept) => {
    const secrets: string[] = [];
    const { asked, server } = await askOnce(
      json({ value: 1 }),
      { auth },
      { env: ENV, onSecret: (secret) => secrets.push(secret) },
    );
    expect(jsonOf(asked)).toEqual({ value: 1 });
    expect(server.requests[0]?.headers[name]).toBe(value);
    expect([...new Set(secrets)]).toEqual(kept);
  });

  it.each([
    [BEARER, {}, 'TOKEN is not set'],
    [BEARER, { TOKEN: ' \n ' }, 'TOKEN is not set'],
    [BEARER, { TOKEN: 'Bearer hunter2' }, 'leave the word out'],
    [BEARER, { TOKEN: 'bearer: hunter2' }, 'leave the word out'],
    [BEARER, { TOKEN: 'Bearer' }, 'leave the word out'],
    [BASIC, { USER: 'grafana' }, 'PASSWORD is not set'],
    [BASIC, { PASSWORD: 'hunter2' }, 'USER is not set'],
    [{ kind: 'bearer', token: 'constructor' }, {}, 'constructor is not set'],
    [BEARER, { TOKEN: 'hunter2\nx-evil: 1' }, 'TOKEN holds a character'],
    [BEARER, { TOKEN: 'hunter2\r' + '\u0000' }, 'TOKEN holds a character'],
    [BEARER, { TOKEN: 'hunter2–dash' }, 'TOKEN holds a character'],
    [BASIC, { USER: 'hunter2:x', PASSWORD: 'p' }, 'USER holds a character'],
    [BASIC, { USER: 'u', PASSWORD: 'hunter2\u0007x' }, 'PASSWORD holds a character'],
  ] as const)('%j with %j are refused before anybody is asked', async (auth, env, says) => {
    const { asked, server } = await askOnce(json(1), { auth }, { env });
    const failure = failureOf(asked);
    expect(failure).toMatchObject({ code: 'config', detail: expect.stringContaining(says), status: null });
    expect(failure.detail).not.toContain('hunter2');
    expect(server.connections()).toBe(0);
  });

  it.each([
    'Host',
    'Content-Length',
    'Transfer-Encoding',
    'Connection',
    'Cookie',
    'Proxy-Authorization',
    'Te',
    'a b',
    '',
  ])('are not sent in the header %j', async (name) => {
    const { asked, server } = await askOnce(json(1), { auth: { kind: 'header', name, value: 'KEY' } }, { env: ENV });
    expect(failureOf(asked).code).toBe('config');
    expect(server.connections()).toBe(0);
  });

  it('of the network are trimmed, kept, and null where they are not there', () => {
    const secrets: string[] = [];
    const way = network({ env: { A: ' hunter2 ', B: '' }, onSecret: (secret) => secrets.push(secret) });
    expect([way.credential('A'), way.credential('B'), way.credential('C'), way.credential('toString')]).toEqual([
      'hunter2',
      null,
      null,
      null,
    ]);
    way.keepSecret('derived');
    way.keepSecret('');
    expect(secrets).toEqual(['hunter2', 'derived']);
  });
});

it('with the word Bearer before the token are refused, and the token is kept', async () => {
  const secrets: string[] = [];
  const env = { TOKEN: 'Bearer hunter2-token' };
  await askOnce(json(1), { auth: BEARER }, { env, onSecret: (secret) => secrets.push(secret) });
  expect(secrets).toEqual(['Bearer hunter2-token', 'hunter2-token']);
});

describe('headers that the criteria write', () => {
  const ask = async (headers: Readonly<Record<string, string>>, auth: Auth | null = null) => {
    const server = await serving(json(1));
    const asked = await network({ env: ENV }).ask(connection({ auth }), { method: 'GET', url: server.url, headers });
    return { asked, server };
  };

  it('are sent', async () => {
    const { asked, server } = await ask({ 'X-Scope-OrgID': 'team', Accept: 'application/vnd.api+json' });
    expect(jsonOf(asked)).toBe(1);
    expect(server.requests[0]?.headers).toMatchObject({
      'x-scope-orgid': 'team',
      accept: 'application/vnd.api+json',
      'cache-control': 'no-cache',
    });
  });

  it.each([
    [{ Authorization: 'Bearer hunter2' }],
    [{ Cookie: 'session=hunter2' }],
    [{ Host: 'hunter2.example' }],
    [{ 'Cache-Control': 'max-age=hunter2' }],
    [{ 'If-None-Match': 'hunter2' }],
    [{ Range: 'bytes=0-1' }],
    [{ 'X-HTTP-Method-Override': 'DELETE' }],
    [{ 'Accept-Encoding': 'zstd' }],
    [{ 'x-api-key': 'hunter2' }],
    [{ 'x-a': 'hunter2', 'X-A': 'b' }],
    [{ 'x-a': 'hunter2\r\nx-b: 1' }],
    [{ 'x-a': 'hunter2\u2028' }],
    [{ 'hunter2 a': '1' }],
    [{ 'hunter2:': '1' }],
  ])('%j are refused', async (headers) => {
    const { asked, server } = await ask(headers as Record<string, string>, HEADER);
    expect(failureOf(asked)).toMatchObject({ code: 'config' });
    expect(failureOf(asked).detail).not.toContain('hunter2');
    expect(server.connections()).toBe(0);
  });
});

describe('a secret', () => {
  const SECRET = 'hunter2/?"\\ü+secret';
  const forms = [
    SECRET,
    'hunter2',
    encodeURIComponent(SECRET),
    JSON.stringify(SECRET).slice(1, -1),
    Buffer.from(SECRET).toString('base64'),
    Buffer.from(SECRET).toString('base64url'),
    Buffer.from(`grafana:${SECRET}`).toString('base64'),
    Buffer.from(SECRET).toString('hex'),
  ];
  const echo: Handler = (request, response) =>
    response.end(`${request.url} ${JSON.stringify(request.headers)} ${SECRET} ${encodeURIComponent(SECRET)}`);
  const handlers: readonly (readonly [string, Handler])[] = [
    ['an echo', echo],
    ['a page', text(`<p>${SECRET}`)],
    ['a JSON text that breaks', text(`{"${SECRET.replaceAll('"', '')}": ${SECRET}`)],
    ['a redirect', status(302, { location: `/${encodeURIComponent(SECRET)}` })],
    ['a limit', status(429, { 'retry-after': `999 ${encodeURIComponent(SECRET)}` })],
    ['an encoding', text('x', { 'content-encoding': encodeURIComponent(SECRET) })],
    ['a charset', text('x', { 'content-type': `text/json; charset=${encodeURIComponent(SECRET)}` })],
    ['a reset', resetMidBody],
    ...[400, 401, 403, 404, 500].map((code): [string, Handler] => [String(code), text(SECRET, {}, code)]),
  ];

  for (const auth of [HEADER, BASIC, BEARER])
    it.each(handlers)(`presented as ${auth.kind} is in no form in what is made of %s`, async (_, handler) => {
      const server = await serving(handler);
      const env = { KEY: SECRET, TOKEN: SECRET, PASSWORD: SECRET, USER: 'grafana' };
      const url = `${server.url}/path?key=${encodeURIComponent(SECRET)}`;
      const failure = failureOf(await network({ env }).ask(connection({ auth }), { method: 'GET', url }));
      const shown = JSON.stringify(failure);
      for (const form of forms) expect(shown).not.toContain(form);
    });
});
