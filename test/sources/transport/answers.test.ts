import { describe, expect, it } from 'vitest';
import { LARGEST_BODY_BYTES } from '../../../src/sources/network.ts';
import {
  bomb,
  cutChunk,
  encoded,
  inTurn,
  json,
  lyingLength,
  page,
  type raw,
  resetMidBody,
  status,
  text,
} from '../../hostile-server/answers.ts';
import { askOnce, connection, failureOf, jsonOf, network, serving } from './asking.ts';

const CREDENTIALS = { auth: { kind: 'bearer', token: 'TOKEN' } } as const;
const WITH_TOKEN = { env: { TOKEN: 'hunter2-token' } };

describe('an answer', () => {
  it('is asked for without caches, and parsed once', async () => {
    const { asked, server, network: way } = await askOnce(json({ value: 0.9 }), {}, { version: '1.2.3' });
    expect(jsonOf(asked)).toEqual({ value: 0.9 });
    expect(asked.ok && asked.json()).toBe(asked.ok && asked.json());
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({ method: 'GET', url: '/api/value?q=hidden-query', body: '' });
    expect(server.requests[0]?.headers).toMatchObject({
      accept: 'application/json',
      'cache-control': 'no-cache',
      'user-agent': 'launch-gate/1.2.3',
    });
    expect(way.journal('evals')).toEqual({ hosts: [`127.0.0.1:${server.port}`], attempts: 1 });
    expect(way.journal('another')).toEqual({ hosts: [], attempts: 0 });
  });

  it('to a POST comes with the body that was sent', async () => {
    const server = await serving((request, response) => response.end(JSON.stringify(request.body)));
    const body = { type: 'application/json', text: '{"q":"ü"}' };
    const asked = await network().ask(connection(), { method: 'POST', url: server.url, body });
    expect(jsonOf(asked)).toBe('{"q":"ü"}');
    expect(server.requests[0]?.headers).toMatchObject({ 'content-type': 'application/json', 'content-length': '10' });
  });

  it.each(['gzip', 'br', 'deflate'] as const)('may be encoded in %s', async (encoding) => {
    const { asked } = await askOnce(text(encoded(encoding, '{"value": 1}'), { 'content-encoding': encoding }));
    expect(jsonOf(asked)).toEqual({ value: 1 });
  });

  it.each([
    ['17', 17],
    ['0', 0],
    [undefined, 0],
    ['-5', 0],
    ['old', 0],
  ])('with the Age %s was cached for %i seconds', async (age, seconds) => {
    const { asked } = await askOnce(json(1, age === undefined ? {} : { age }));
    expect(asked.ok && asked.cachedSeconds).toBe(seconds);
  });

  it('holds objects that inherit nothing', async () => {
    const { asked } = await askOnce(text('{"__proto__": {"admin": true}, "a": {"constructor": 1}}'));
    const value = jsonOf(asked) as Record<string, Record<string, unknown>>;
    expect(Object.keys(value)).toEqual(['__proto__', 'a']);
    expect('toString' in value).toBe(false);
    expect('admin' in value).toBe(false);
    expect(Object.keys(value['a'] ?? {})).toEqual(['constructor']);
  });

  it('in which a key stands twice gives neither value', async () => {
    const { asked } = await askOnce(text('{"value": 0.1, "value": 0.9, "n": 5}'));
    const value = jsonOf(asked) as { value: number; n: number };
    expect(value.n).toBe(5);
    expect(() => value.value).toThrow('stands twice');
  });

  it('may begin with a byte order mark', async () => {
    expect(jsonOf((await askOnce(text('\ufeff{"value": 1}'))).asked)).toEqual({ value: 1 });
  });

  it('is taken up to 5 MiB and not beyond', async () => {
    const most = JSON.stringify('x'.repeat(LARGEST_BODY_BYTES - 2));
    expect(jsonOf((await askOnce(text(most))).asked)).toHaveLength(LARGEST_BODY_BYTES - 2);
    expect(failureOf((await askOnce(text(`${most} `))).asked)).toMatchObject({ code: 'too-large', status: 200 });
    const unannounced = askOnce((_, response) => {
      response.write(most);
      response.end(' ');
    });
    expect(failureOf((await unannounced).asked).code).toBe('too-large');
  });
});

describe('no answer is', () => {
  it.each([
    ['a login page', page, 'bad-response', 'a page instead of JSON'],
    ['nothing', text(''), 'bad-response', 'nothing'],
    ['blanks', text(' \n '), 'bad-response', 'nothing'],
    ['no content', status(204), 'bad-response', 'nothing'],
    ['a part', json({ value: 1 }, {}, 206), 'bad-response', 'a part'],
    ['text', text('hunter2'), 'bad-response', 'not JSON'],
    ['two documents', text('{"value": 1}{"value": 2}'), 'bad-response', 'not JSON'],
    ['half a document', text('{"value": 1'), 'bad-response', 'not JSON'],
    ['what nests too deeply', text('['.repeat(5000)), 'bad-response', 'not JSON'],
    ['invalid UTF-8', text(Buffer.from([0x22, 0xff, 0xfe, 0x22])), 'bad-response', 'not UTF-8'],
    ['UTF-16', text(Buffer.from('"x"', 'utf16le'), { 'content-type': 'application/json' }), 'bad-response', 'JSON'],
    ['another charset', text('1', { 'content-type': 'text/json; charset="latin1"' }), 'bad-response', 'not UTF-8'],
    ['a gzip bomb', bomb('gzip'), 'too-large', '5 MiB'],
    ['a brotli bomb', bomb('br'), 'too-large', '5 MiB'],
    ['a deflate bomb', bomb('deflate'), 'too-large', '5 MiB'],
    [
      'a bomb inside a bomb',
      text(encoded('gzip', encoded('gzip', Buffer.alloc(9e6))), { 'content-encoding': 'gzip, gzip' }),
      'bad-response',
      'encoding',
    ],
    ['an encoding nobody asked for', text('1', { 'content-encoding': 'zstd' }), 'bad-response', 'encoding'],
    ['plain text said to be gzip', text('{"value": 1}', { 'content-encoding': 'gzip' }), 'bad-response', 'encoding'],
    ['plain text said to be brotli', text('{"value": 1}', { 'content-encoding': 'br' }), 'bad-response', 'encoding'],
    ['headers without measure', json(1, { 'x-big': 'x'.repeat(20_000) }), 'bad-response', 'headers'],
    ['an announced flood', text('1', { 'content-length': String(LARGEST_BODY_BYTES + 1) }), 'too-large', '5 MiB'],
    [
      'another protocol',
      (_: unknown, response: Parameters<typeof raw>[0]) =>
        response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
      'bad-response',
      'protocol',
    ],
    [
      'no HTTP',
      (_: unknown, response: Parameters<typeof raw>[0]) => response.socket?.end('220 hunter2 ESMTP\r\n'),
      'bad-response',
      'not HTTP',
    ],
  ] as const)('%s', async (_, handler, code, says) => {
    const { asked, server } = await askOnce(handler);
    const failure = failureOf(asked);
    expect(failure).toMatchObject({ code, detail: expect.stringContaining(says) });
    expect(failure.detail).toContain(`127.0.0.1:${server.port}/api/value`);
    expect(failure.detail).not.toMatch(/hidden-query|hunter2/);
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['a reset in the middle', resetMidBody],
    ['fewer bytes than announced', lyingLength],
    ['half a chunk', cutChunk],
    [
      'half a gzip',
      text(encoded('gzip', JSON.stringify('hunter2'.repeat(500))).subarray(0, -9), { 'content-encoding': 'gzip' }),
    ],
    [
      'half a brotli',
      text(encoded('br', JSON.stringify('hunter2'.repeat(500))).subarray(0, -3), { 'content-encoding': 'br' }),
    ],
  ])('%s, which is asked for thrice', async (_, handler) => {
    const { asked, server } = await askOnce(handler);
    expect(failureOf(asked)).toMatchObject({ code: 'network', detail: expect.stringContaining('broke off') });
    expect(server.requests).toHaveLength(3);
  });

  it('a closed port, which is tried thrice', async () => {
    const server = await serving(json(1));
    await server.close();
    const way = network();
    const failure = failureOf(await way.ask(connection(), { method: 'GET', url: server.url }));
    expect(failure).toMatchObject({ code: 'network', detail: expect.stringContaining('nobody accepts'), status: null });
    expect(way.journal('evals').attempts).toBe(3);
  });

  it('a name without an address', async () => {
    const way = network({}, { resolve: () => Promise.reject(new Error('getaddrinfo ENOTFOUND hunter2')) });
    const failure = failureOf(await way.ask(connection(), { method: 'GET', url: 'https://nowhere.example/' }));
    expect(failure).toMatchObject({ code: 'network', detail: expect.stringContaining('no address') });
    expect(failure.detail).not.toContain('hunter2');
    expect(way.journal('evals').attempts).toBe(3);
  });
});

describe('a status', () => {
  it.each([
    [300, 'blocked', 1],
    [301, 'blocked', 1],
    [302, 'blocked', 1],
    [303, 'blocked', 1],
    [304, 'bad-response', 1],
    [307, 'blocked', 1],
    [308, 'blocked', 1],
    [399, 'blocked', 1],
    [400, 'config', 1],
    [401, 'auth', 1],
    [403, 'forbidden', 1],
    [404, 'not-found', 1],
    [405, 'config', 1],
    [407, 'auth', 1],
    [408, 'timeout', 3],
    [410, 'not-found', 1],
    [413, 'config', 1],
    [422, 'config', 1],
    [425, 'server', 3],
    [429, 'rate-limited', 3],
    [500, 'server', 3],
    [502, 'server', 3],
    [503, 'server', 3],
    [504, 'server', 3],
    [599, 'server', 3],
  ])('%i is %s after %i attempts', async (code, failure, attempts) => {
    const { asked, server } = await askOnce(status(code), CREDENTIALS, WITH_TOKEN);
    expect(failureOf(asked)).toMatchObject({ code: failure, status: code });
    expect(failureOf(asked).detail).not.toMatch(/nobody reads|hidden-query|hunter2/);
    expect(server.requests).toHaveLength(attempts);
  });

  it.each([408, 425, 429, 500, 503])('%i may pass', async (code) => {
    const { asked, server } = await askOnce(inTurn(status(code), status(code), json({ value: 1 })));
    expect(jsonOf(asked)).toEqual({ value: 1 });
    expect(server.requests).toHaveLength(3);
  });

  it('401 without credentials says to name some', async () => {
    expect(failureOf((await askOnce(status(401))).asked).detail).toContain('name them as `auth`');
  });
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('%i is not followed, and no header reaches the second server', async (code) => {
    const second = await serving(json({ value: 0.99 }));
    const auth = { kind: 'header', name: 'X-API-Key', value: 'TOKEN' } as const;
    const { asked } = await askOnce(status(code, { location: `${second.url}/?hunter2` }), { auth }, WITH_TOKEN);
    expect(failureOf(asked)).toMatchObject({ code: 'blocked', detail: expect.stringContaining('redirect') });
    expect(failureOf(asked).detail).not.toMatch(new RegExp(`hunter2|${second.port}`));
    expect(second.connections()).toBe(0);
  });

  it('to itself, to a relative place, or to nowhere is not followed either', async () => {
    for (const location of ['/', '/api/value', 'http://', 'javascript:alert(1)', '//169.254.169.254/']) {
      const { asked, server } = await askOnce(status(302, { location }));
      expect(failureOf(asked).code).toBe('blocked');
      expect(server.requests).toHaveLength(1);
    }
  });
});
