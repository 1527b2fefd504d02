import { describe, expect, it } from 'vitest';
import { isLoopback, refusalOf } from '../../../src/sources/transport/addresses.ts';
import { connection, failureOf, network } from './asking.ts';

const INSIDE = { tls: true, private: true, underPullRequest: false };
const OUTSIDE = { tls: true, private: false, underPullRequest: false };

describe('addresses', () => {
  it.each([
    // Public, up to the borders of what is not.
    ['9.255.255.255', 'public'],
    ['11.0.0.0', 'public'],
    ['172.15.255.255', 'public'],
    ['172.32.0.0', 'public'],
    ['192.167.255.255', 'public'],
    ['100.63.255.255', 'public'],
    ['100.128.0.0', 'public'],
    ['169.253.255.255', 'public'],
    ['169.255.0.0', 'public'],
    ['126.255.255.255', 'public'],
    ['128.0.0.0', 'public'],
    ['223.255.255.255', 'public'],
    ['168.63.129.15', 'public'],
    ['2606:4700::1111', 'public'],
    ['2a00:1450:4001::200e', 'public'],
    ['::ffff:8.8.8.8', 'public'],
    // Inside.
    ['10.0.0.0', 'private'],
    ['10.255.255.255', 'private'],
    ['172.16.0.0', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.0.1', 'private'],
    ['100.64.0.0', 'private'],
    ['100.127.255.255', 'private'],
    ['169.254.1.1', 'private'],
    ['fe80::1', 'private'],
    ['fe80::1%eth0', 'private'],
    ['fc00::1', 'private'],
    ['fdff::1', 'private'],
    ['::ffff:10.0.0.1', 'private'],
    ['::ffff:a00:1', 'private'],
    // This machine.
    ['127.0.0.1', 'loopback'],
    ['127.255.255.255', 'loopback'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:7f00:1', 'loopback'],
    // Never: metadata services of clouds, and addresses that are nobody's.
    ['169.254.169.254', 'never'],
    ['::ffff:169.254.169.254', 'never'],
    ['::ffff:a9fe:a9fe', 'never'],
    ['fd00:ec2::254', 'never'],
    ['fd00:0ec2:0:0:0:0:0:0254', 'never'],
    ['169.254.170.2', 'never'],
    ['169.254.170.23', 'never'],
    ['100.100.100.200', 'never'],
    ['168.63.129.16', 'never'],
    ['192.0.0.192', 'never'],
    ['0.0.0.0', 'never'],
    ['0.1.2.3', 'never'],
    ['::', 'never'],
    ['255.255.255.255', 'never'],
    ['224.0.0.1', 'never'],
    ['239.255.255.255', 'never'],
    ['240.0.0.1', 'never'],
    ['192.0.2.1', 'never'],
    ['198.18.0.1', 'never'],
    ['203.0.113.1', 'never'],
    ['ff02::1', 'never'],
    ['fec0::1', 'never'],
    ['100::1', 'never'],
    ['2001:db8::1', 'never'],
    // Never: what carries another address inside.
    ['64:ff9b::7f00:1', 'never'],
    ['64:ff9b::808:808', 'never'],
    ['64:ff9b:1::a00:1', 'never'],
    ['2002:7f00:1::', 'never'],
    ['2001:0:7f00:1::', 'never'],
    ['::ffff:0:127.0.0.1', 'never'],
    ['::127.0.0.1', 'never'],
    ['::8.8.8.8', 'never'],
    ['::7f00:1', 'never'],
    // Never: no address at all.
    ['', 'never'],
    ['localhost', 'never'],
    ['127.1', 'never'],
    ['0x7f000001', 'never'],
  ])('%s is %s', (address, kind) => {
    const without = refusalOf(address, OUTSIDE);
    const within = refusalOf(address, INSIDE);
    const seen = within !== null ? 'never' : without !== null ? 'private' : isLoopback(address) ? 'loopback' : 'public';
    expect(seen).toBe(kind);
  });

  it.each([
    // address, TLS, private: true, pull request, allowed
    ['8.8.8.8', true, false, true, true],
    ['8.8.8.8', false, false, false, false],
    ['8.8.8.8', false, true, false, false],
    ['10.0.0.1', true, false, false, false],
    ['10.0.0.1', true, true, true, true],
    ['10.0.0.1', false, true, true, true],
    ['127.0.0.1', false, false, false, true],
    ['127.0.0.1', false, false, true, false],
    ['127.0.0.1', true, false, true, false],
    ['127.0.0.1', false, true, true, true],
    ['169.254.169.254', true, true, false, false],
  ])('%s with TLS %s, private %s, under a pull request %s: %s', (address, tls, inside, underPullRequest, allowed) => {
    expect(refusalOf(address, { tls, private: inside, underPullRequest }) === null).toBe(allowed);
  });
});

describe('spellings of a host', () => {
  const addresses = (...list: string[]) => ({
    resolve: async () => list.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  });

  it.each([
    ['http://2130706433/', 'this machine'],
    ['http://0x7f000001/', 'this machine'],
    ['http://0x7f.1/', 'this machine'],
    ['http://0177.0.0.1/', 'this machine'],
    ['http://127.1/', 'this machine'],
    ['http://127.0.0.1./', 'this machine'],
    ['http://１２７.０.０.１/', 'this machine'],
    ['http://[::1]/', 'this machine'],
    ['http://[::ffff:127.0.0.1]/', 'this machine'],
    ['http://[::ffff:7f00:1]/', 'this machine'],
    ['http://[64:ff9b::127.0.0.1]/', 'never asked'],
    ['http://[::127.0.0.1]/', 'never asked'],
    ['http://0.0.0.0/', 'never asked'],
    ['http://0/', 'never asked'],
    ['http://[::]/', 'never asked'],
    ['https://169.254.169.254/latest/meta-data/', 'never asked'],
    ['https://2852039166/', 'never asked'],
    ['https://0xa9fea9fe/', 'never asked'],
    ['https://[fd00:ec2::254]/', 'never asked'],
    ['https://10.1/', 'private address'],
  ])('%s is refused under a pull request without being connected to', async (url, why) => {
    const asked = await network({ underPullRequest: true }).ask(connection(), { method: 'GET', url });
    expect(failureOf(asked)).toMatchObject({ code: 'blocked', detail: expect.stringContaining(why) });
  });

  it.each(['http://localhost/', 'http://localhost./', 'http://LOCALHOST/', 'http://ｌocalhost/'])(
    '%s is looked up as localhost',
    async (url) => {
      const names: string[] = [];
      const parts = {
        resolve: async (host: string) => {
          names.push(host);
          return [{ address: '127.0.0.1', family: 4 }];
        },
      };
      const asked = await network({ underPullRequest: true }, parts).ask(connection(), { method: 'GET', url });
      expect(failureOf(asked).code).toBe('blocked');
      expect(new Set(names)).toEqual(new Set(['localhost']));
    },
  );

  it.each([
    [['8.8.8.8', '10.0.0.1'], 'private address'],
    [['2606:4700::1111', '::1'], 'this machine'],
    [['8.8.8.8', '169.254.169.254'], 'never asked'],
  ])('one refused address among %j refuses the host', async (list, why) => {
    const way = network({ underPullRequest: true }, addresses(...list));
    const asked = await way.ask(connection(), { method: 'GET', url: 'https://mixed.example/' });
    expect(failureOf(asked)).toMatchObject({ code: 'blocked', detail: expect.stringContaining(why) });
  });

  it('a name with a public address is not asked over plain http, even where the host is said to be inside', async () => {
    const way = network({}, addresses('8.8.8.8'));
    const asked = await way.ask(connection({ private: true }), { method: 'GET', url: 'http://inside.example/' });
    expect(failureOf(asked)).toMatchObject({ code: 'blocked', detail: expect.stringContaining('TLS') });
  });
});
