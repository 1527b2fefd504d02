import { describe, expect, it } from 'vitest';
import type { Reached } from '../../../src/sources/network.ts';
import { connection, network } from './asking.ts';

const addresses = (...list: string[]) => ({
  resolve: async () => list.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
});
const DB = { host: 'db.example.com', port: 5432, tls: true };
const given = async (reached: Reached) => reached;

describe('reaching a host for a driver', () => {
  it.each([
    [['8.8.8.8'], DB, {}, { ok: true, address: '8.8.8.8', loopback: false }],
    [['2606:4700::1111', '8.8.8.8'], DB, {}, { ok: true, address: '8.8.8.8', loopback: false }],
    [['127.0.0.1'], { ...DB, tls: false }, {}, { ok: true, address: '127.0.0.1', loopback: true }],
    [['10.0.0.1'], DB, { private: true }, { ok: true, address: '10.0.0.1', loopback: false }],
    [['10.0.0.1'], { ...DB, tls: false }, { private: true }, { ok: true, address: '10.0.0.1', loopback: false }],
    [[], { ...DB, host: '0x7f.1', tls: false }, {}, { ok: true, address: '127.0.0.1', loopback: true }],
    [[], { ...DB, host: '[::1]' }, {}, { ok: true, address: '::1', loopback: true }],
  ])('%j for %j with %j', async (list, endpoint, keys, reached) => {
    expect(await network({}, addresses(...list)).reach(connection(keys), endpoint, given)).toEqual(reached);
  });

  it.each([
    [['8.8.8.8'], { ...DB, tls: false }, {}, 'blocked'],
    [['8.8.8.8'], { ...DB, tls: false }, { private: true }, 'blocked'],
    [['10.0.0.1'], DB, {}, 'blocked'],
    [['8.8.8.8', '10.0.0.1'], DB, {}, 'blocked'],
    [['169.254.169.254'], DB, { private: true }, 'blocked'],
    [[], { ...DB, host: '169.254.169.254' }, { private: true }, 'blocked'],
    [[], DB, {}, 'network'],
    [['8.8.8.8'], { ...DB, host: '/var/run/postgresql' }, {}, 'config'],
    [['8.8.8.8'], { ...DB, host: 'db.example.com:1' }, {}, 'config'],
    [['8.8.8.8'], { ...DB, host: '' }, {}, 'config'],
  ])('%j for %j with %j is refused', async (list, endpoint, keys, code) => {
    let used = false;
    const way = network({}, addresses(...list));
    const answer = await way.reach(connection(keys), endpoint, async () => {
      used = true;
    });
    expect(answer).toMatchObject({ ok: false, code });
    expect(used).toBe(false);
  });

  it('needs `private: true` for this machine under a pull request', async () => {
    const way = network({ underPullRequest: true });
    const here = { host: '127.0.0.1', port: 5432, tls: false };
    expect(await way.reach(connection(), here, given)).toMatchObject({ code: 'blocked' });
    expect(await way.reach(connection({ private: true }), here, given)).toMatchObject({ loopback: true });
  });

  it.each([
    [['db.example.com'], 5432, true],
    [['db.example.com'], 5433, false],
    [['db.example.com:5433'], 5433, true],
    [['other.example.com'], 5432, false],
  ])('with the allowed hosts %j, port %i: %s', async (allowedHosts, port, allowed) => {
    const way = network({ allowedHosts }, addresses('8.8.8.8'));
    expect(await way.reach(connection(), { ...DB, port }, given)).toMatchObject({ ok: allowed });
  });

  it('shows nothing of what the driver throws', async () => {
    const way = network({}, addresses('8.8.8.8'));
    const thrown = await way.reach(connection(), DB, () => Promise.reject(new Error('password hunter2')));
    expect(thrown).toMatchObject({ ok: false, code: 'server' });
    expect(JSON.stringify(thrown)).not.toContain('hunter2');
    const atOnce = await way.reach(connection(), DB, () => {
      throw new Error('hunter2');
    });
    expect(atOnce).toMatchObject({ ok: false, code: 'server' });
  });

  it('passes on what the driver answers, counts it, and frees the place', async () => {
    const way = network({}, addresses('8.8.8.8'));
    const keys = connection({ concurrency: 1 });
    expect(await way.reach(keys, DB, async () => 42)).toBe(42);
    expect(await way.reach(keys, DB, () => Promise.reject(new Error()))).toMatchObject({ code: 'server' });
    expect(await way.reach(keys, DB, async () => 43)).toBe(43);
    expect(way.journal('evals')).toEqual({ hosts: ['db.example.com:5432'], attempts: 3 });
  });

  it('is four at a time, and ends with the time of the gate', async () => {
    const way = network({ deadlineMs: 150 }, addresses('8.8.8.8'));
    let running = 0;
    const never = () => {
      running += 1;
      return new Promise<number>(() => {});
    };
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => way.reach(connection(), DB, never)));
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, code: 'timeout' });
    expect(running).toBe(4);
  });
});
