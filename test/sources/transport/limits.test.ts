import { describe, expect, it } from 'vitest';
import { delayed, json, status } from '../../hostile-server/answers.ts';
import type { Handler } from '../../hostile-server/start-server.ts';
import { connection, failureOf, jsonOf, network, serving } from './asking.ts';

/** Answers after a while, and counts how many requests are open at most. */
function counting(): { readonly handler: Handler; readonly most: () => number } {
  let open = 0;
  let most = 0;
  const handler: Handler = (request, response) => {
    open += 1;
    most = Math.max(most, open);
    return delayed(60, (_, later) => {
      open -= 1;
      later.end('1');
    })(request, response);
  };
  return { handler, most: () => most };
}

describe('all answers of a run together', () => {
  it('hold 48 MiB at most', async () => {
    const body = JSON.stringify('x'.repeat(4.5 * 1024 * 1024));
    const server = await serving((_, response) => response.setHeader('content-type', 'application/json').end(body));
    const way = network();
    const codes: string[] = [];
    for (let n = 0; n < 12; n += 1) {
      const asked = await way.ask(connection(), { method: 'GET', url: `${server.url}/${n}` });
      codes.push(asked.ok ? 'ok' : asked.code);
    }
    expect(codes).toEqual([...Array.from({ length: 10 }, () => 'ok'), 'too-large', 'too-large']);
    // What was asked before is shared and does not count again.
    const again = await way.ask(connection(), { method: 'GET', url: `${server.url}/0` });
    expect(again.ok).toBe(true);
  });
});

describe('requests at the same time', () => {
  it('are four per host and port', async () => {
    const { handler, most } = counting();
    const server = await serving(handler);
    const way = network();
    const all = Array.from({ length: 12 }, (_, n) =>
      way.ask(connection({ source: `source-${n % 3}` }), { method: 'GET', url: `${server.url}/${n}` }),
    );
    expect((await Promise.all(all)).map(jsonOf)).toEqual(all.map(() => 1));
    expect(most()).toBe(4);
  });

  it('are eight overall', async () => {
    const { handler, most } = counting();
    const servers = await Promise.all([1, 2, 3].map(() => serving(handler)));
    const way = network();
    const all = servers.flatMap(({ url }) =>
      [1, 2, 3, 4].map((n) => way.ask(connection(), { method: 'GET', url: `${url}/${n}` })),
    );
    await Promise.all(all);
    expect(most()).toBe(8);
  });

  it.each([1, 2])('are %i for a source that says so', async (concurrency) => {
    const { handler, most } = counting();
    const server = await serving(handler);
    const way = network();
    const all = [1, 2, 3, 4].map((n) =>
      way.ask(connection({ concurrency }), { method: 'GET', url: `${server.url}/${n}` }),
    );
    await Promise.all(all);
    expect(most()).toBe(concurrency);
  });

  it('leave their places while they pause', async () => {
    const server = await serving((request, response) =>
      request.url === '/busy' ? status(503)(request, response) : json(1)(request, response),
    );
    const way = network({}, { pauseMs: 400, random: () => 0.9 });
    const done: string[] = [];
    const ask = async (path: string) => {
      await way.ask(connection({ concurrency: 1 }), { method: 'GET', url: `${server.url}/${path}` });
      done.push(path);
    };
    await Promise.all([ask('busy'), ask('quick')]);
    expect(done).toEqual(['quick', 'busy']);
  });
});

describe('connections', () => {
  it('are used again, though never one to the inside by a source that is outside', async () => {
    const server = await serving(json(1));
    const way = network();
    const ask = (inside: boolean, n: number) =>
      way.ask(connection({ private: inside }), { method: 'GET', url: `${server.url}/${n}` });
    await ask(true, 1);
    await ask(true, 2);
    expect(server.connections()).toBe(1);
    await ask(false, 3);
    expect(server.connections()).toBe(2);
  });
});

describe('the same request', () => {
  const GET = { method: 'GET' } as const;

  it('is made once, by all sources, at the same time and later', async () => {
    const server = await serving(delayed(30, json({ value: 1 })));
    const way = network();
    const ask = (source: string) => way.ask(connection({ source }), { ...GET, url: `${server.url}/a` });
    const [one, two] = await Promise.all([ask('one'), ask('two')]);
    expect(await ask('three')).toBe(one);
    expect(two).toBe(one);
    expect(server.requests).toHaveLength(1);
    expect(way.journal('one').attempts).toBe(1);
    expect(way.journal('three')).toEqual({ hosts: [`127.0.0.1:${server.port}`], attempts: 0 });
  });

  it('is made once where it fails, too', async () => {
    const server = await serving(status(404));
    const way = network();
    const ask = () => way.ask(connection(), { ...GET, url: server.url });
    expect(failureOf(await ask())).toBe(failureOf(await ask()));
    expect(server.requests).toHaveLength(1);
  });

  it('is made again where that is asked for', async () => {
    let count = 0;
    const server = await serving((request, response) => {
      count += 1;
      return json(count)(request, response);
    });
    const way = network();
    const ask = (again: boolean) => way.ask(connection(), { ...GET, url: server.url, again });
    expect([jsonOf(await ask(false)), jsonOf(await ask(true)), jsonOf(await ask(true))]).toEqual([1, 2, 3]);
    expect(jsonOf(await ask(false))).toBe(1);
  });

  it('is another one where anything differs that may change the answer', async () => {
    const server = await serving(json(1));
    const way = network({ env: { A: 'token-a-secret', B: 'token-b-secret', C: 'token-a-secret' } });
    const bearer = (token: string) => ({ auth: { kind: 'bearer', token } }) as const;
    const url = `${server.url}/a`;
    const body = (text: string, type = 'application/json') => ({ type, text });
    const different = [
      way.ask(connection(), { ...GET, url }),
      way.ask(connection(), { ...GET, url: `${url}?x=1` }),
      way.ask(connection(), { ...GET, url, headers: { 'x-scope': 'a' } }),
      way.ask(connection(), { ...GET, url, headers: { 'x-scope': 'b' } }),
      way.ask(connection(), { method: 'POST', url }),
      way.ask(connection(), { method: 'POST', url, body: body('1') }),
      way.ask(connection(), { method: 'POST', url, body: body('2') }),
      way.ask(connection(), { method: 'POST', url, body: body('2', 'text/plain') }),
      way.ask(connection(bearer('A')), { ...GET, url }),
      way.ask(connection(bearer('B')), { ...GET, url }),
      way.ask(connection({ private: true }), { ...GET, url }),
      way.ask(connection({ timeoutMs: 2999 }), { ...GET, url }),
    ];
    const same = [
      way.ask(connection(bearer('C')), { ...GET, url }),
      way.ask(connection(), { ...GET, url: `${url}#fragment` }),
      way.ask(connection(), { ...GET, url, headers: { 'X-Scope': 'a' } }),
    ];
    await Promise.all([...different, ...same]);
    expect(server.requests).toHaveLength(different.length);
  });
});
