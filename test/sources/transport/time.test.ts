import { describe, expect, it } from 'vitest';
import { delayed, drip, endlessHeaders, inTurn, json, silent, status } from '../../hostile-server/answers.ts';
import { askOnce, connection, failureOf, jsonOf, NOW_MS, network, serving } from './asking.ts';

const at = (seconds: number) => new Date(NOW_MS + seconds * 1000).toUTCString();

describe('the time of one attempt', () => {
  it.each([
    ['silence', silent],
    ['a drip', drip],
    ['endless headers', endlessHeaders],
  ])('ends %s, which is not asked again', async (_, handler) => {
    const { asked, server, network: way } = await askOnce(handler, { timeoutMs: 150 });
    expect(failureOf(asked)).toMatchObject({ code: 'timeout', detail: expect.stringContaining('0.15 s') });
    expect(server.requests).toHaveLength(1);
    expect(way.journal('evals').attempts).toBe(1);
  });

  it('ends a look-up that never answers', async () => {
    const way = network({}, { resolve: () => new Promise(() => {}) });
    const asked = await way.ask(connection({ timeoutMs: 50 }), { method: 'GET', url: 'https://slow.example/' });
    expect(failureOf(asked).code).toBe('timeout');
  });

  it('is not that of an idle connection', async () => {
    const { asked } = await askOnce(delayed(1300, json({ value: 1 })));
    expect(jsonOf(asked)).toEqual({ value: 1 });
  });

  it('begins anew with each attempt', async () => {
    const slowly = delayed(120, status(503));
    const { asked } = await askOnce(inTurn(slowly, slowly, delayed(120, json(1))), { timeoutMs: 300 });
    expect(jsonOf(asked)).toBe(1);
  });

  it('may be longer than a timer takes', async () => {
    expect(jsonOf((await askOnce(json(1), { timeoutMs: 999_999 * 604_800_000 })).asked)).toBe(1);
  });
});

describe('the time of the whole gate', () => {
  it('ends whatever runs or waits, and what is asked later', async () => {
    const server = await serving(silent);
    const way = network({ deadlineMs: 200 });
    const ask = (n: number) => way.ask(connection(), { method: 'GET', url: `${server.url}/${n}` });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => ask(n)));
    answers.push(await ask(99));
    for (const asked of answers)
      expect(failureOf(asked)).toMatchObject({ code: 'timeout', detail: expect.stringContaining('whole gate') });
    expect(server.requests).toHaveLength(4);
    expect(way.signal.aborted).toBe(true);
  });

  it('leaves no room for a pause that is longer', async () => {
    const { asked, server } = await askOnce(status(503), {}, { deadlineMs: 5000 }, { pauseMs: 1e9, random: () => 0.9 });
    expect(failureOf(asked)).toMatchObject({ code: 'server', status: 503 });
    expect(server.requests).toHaveLength(1);
  });
});

describe('the pause that a server asks for', () => {
  it.each([
    [429, { 'retry-after': '61' }, 'in 2 minutes'],
    [429, { 'retry-after': '999999999999999' }, 'hours'],
    [429, { 'retry-after': at(90) }, 'in 2 minutes'],
    [503, { 'retry-after': '7200' }, 'in 120 minutes'],
    [500, { 'retry-after': '7260' }, 'in 3 hours'],
    [429, { ratelimit: 'limit=10, remaining=0, reset=3600' }, 'in 60 minutes'],
    [429, { ratelimit: '"daily";r=0;t=3600' }, 'in 60 minutes'],
    [429, { 'ratelimit-reset': '3600' }, 'in 60 minutes'],
    [429, { 'x-ratelimit-reset': '3600' }, 'in 60 minutes'],
    [429, { 'x-ratelimit-reset': String(NOW_MS / 1000 + 3600) }, 'in 60 minutes'],
  ])('ends a %i with %j at once', async (code, headers, when) => {
    const { asked, server } = await askOnce(status(code, headers), {}, { deadlineMs: 1e9 });
    expect(failureOf(asked)).toMatchObject({
      code: 'rate-limited',
      detail: expect.stringContaining(when),
      status: code,
    });
    expect(server.requests).toHaveLength(1);
  });

  it('ends it at once where less time is left', async () => {
    const { asked, server } = await askOnce(status(429, { 'retry-after': '30' }), {}, { deadlineMs: 29_000 });
    expect(failureOf(asked)).toMatchObject({ code: 'rate-limited', detail: expect.stringContaining('in a minute') });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    { 'retry-after': '0' },
    { 'retry-after': at(-3600) },
    { 'retry-after': '-1' },
    { 'retry-after': 'soon', 'x-ratelimit-reset': 'garbage' },
    { 'x-ratelimit-reset': '-3600' },
    { ratelimit: 'reset=never' },
  ])('%j is none', async (headers) => {
    const { asked, server } = await askOnce(inTurn(status(429, headers), json({ value: 1 })));
    expect(jsonOf(asked)).toEqual({ value: 1 });
    expect(server.requests).toHaveLength(2);
  });

  it('is kept', async () => {
    const times: number[] = [];
    const answer = inTurn(status(429, { 'retry-after': '1' }), json({ value: 1 }));
    const { asked } = await askOnce((request, response) => {
      times.push(performance.now());
      return answer(request, response);
    });
    expect(jsonOf(asked)).toEqual({ value: 1 });
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(950);
  });
});

describe('the pause between attempts', () => {
  it('is random, and up to four times as long after the second', async () => {
    const took = async (draw: number) => {
      const begun = performance.now();
      await askOnce(status(500), {}, {}, { pauseMs: 100, random: () => draw });
      return performance.now() - begun;
    };
    expect(await took(0.9)).toBeGreaterThan(0.9 * (100 + 400) - 5);
    expect(await took(0)).toBeLessThan(0.9 * (100 + 400));
  });
});
