import { describe, expect, it } from 'vitest';
import { urlLogin } from '../../../src/sources/postgres/connection-url.ts';
import { loginOf } from '../../../src/sources/postgres/login.ts';
import { networkOf } from '../live-source.ts';

const GOOD = 'postgres://gate:top%2Fsecret@db.example.com/app';

describe('a connection URL', () => {
  it.each([
    [
      'postgres://gate:pw@db.example.com/app',
      { host: 'db.example.com', port: 5432, database: 'app', user: 'gate', tls: null },
    ],
    ['postgresql://gate:pw@db:6543/app', { host: 'db', port: 6543 }],
    ['POSTGRES://gate:pw@db/app', { host: 'db' }],
    [
      'postgres://gate:p%40w%3A%2F%23@[::1]:1/my%20app',
      { host: '::1', port: 1, password: 'p@w:/#', database: 'my app' },
    ],
    ['postgres://gate:pw@db/app?sslmode=verify-full', { tls: 'verify' }],
    ['postgres://gate:pw@db/app?sslmode=verify-ca', { tls: 'verify' }],
    ['postgres://gate:pw@db/app?sslmode=require&channel_binding=require', { tls: 'verify', channelBinding: true }],
    ['postgres://gate:pw@db/app?channel_binding=require', { tls: 'verify', channelBinding: true }],
    ['postgres://gate:pw@db/app?channel_binding=disable', { tls: null, channelBinding: false }],
    ['postgres://gate:pw@db/app?sslmode=prefer', { tls: 'off' }],
    ['postgres://gate:pw@db/app?sslmode=allow', { tls: 'off' }],
    ['postgres://gate:pw@db/app?sslmode=disable', { tls: 'off' }],
  ])('%s is read', (url, expected) => {
    expect(urlLogin(url)).toMatchObject(expected);
  });

  it.each([
    'not a URL',
    'mysql://gate:hidden@db/app',
    'https://gate:hidden@db/app',
    'postgres://',
    'postgres:///app?host=/var/run/postgresql',
    'postgres://db/app',
    'postgres://gate@db/app',
    'postgres://:hidden@db/app',
    'postgres://gate:hidden@db',
    'postgres://gate:hidden@db/',
    'postgres://gate:hidden@db/app#fragment',
    'postgres://gate:hid#den@db/app',
    'postgres://gate:12#hidden@db/app',
    'postgres://gate:12/hidden@db/app',
    'postgres://gate:12?hidden@db/app',
    'postgres://gate:hid%den@db/app',
    'postgres://gate:hidden@db/app/more',
    'postgres://gate:hidden@db/app?sslmode=no-verify',
    'postgres://gate:hidden@db/app?sslmode=',
    'postgres://gate:hidden@db/app?sslmode=verify-full&sslmode=disable',
    'postgres://gate:hidden@db/app?options=-c%20default_transaction_read_only%3Doff',
    'postgres://gate:hidden@db/app?host=elsewhere.example.com',
    'postgres://gate:hidden@db/app?user=other',
    'postgres://gate:hidden@db/app?sslrootcert=/etc/passwd',
    'postgres://gate:hidden@db/app?hidden=1',
    'postgres://gate:hidden@db/app?channel_binding=hidden',
    'postgres://gate:hidden@db/app?channel_binding=require&sslmode=disable',
  ])('%s is refused, and nothing of it is said', (url) => {
    const login = urlLogin(url);
    expect(login).toEqual({ problem: expect.any(String) });
    expect(JSON.stringify(login)).not.toMatch(/hidden|elsewhere|den@/);
  });
});

describe('a login', () => {
  const parts = { host: 'db.example.com', database: 'app', user: 'gate', password: 'PASSWORD' };
  const env = { URL: GOOD, PASSWORD: 'separate secret', ZERO: 'zero%00' };
  const login = (keys: Readonly<Record<string, unknown>>, more: Readonly<Record<string, string>> = {}) =>
    loginOf(keys, networkOf({ env: { ...env, ...more } }).network);

  it.each([
    [{ connection: 'URL' }, { host: 'db.example.com', port: 5432, user: 'gate', password: 'top/secret', tls: true }],
    [parts, { host: 'db.example.com', port: 5432, user: 'gate', password: 'separate secret', tls: true }],
    [
      { ...parts, port: 6000, tls: 'verify' },
      { port: 6000, tls: true },
    ],
    [{ ...parts, host: 'DB.Example.com.' }, { host: 'db.example.com' }],
    [{ ...parts, host: 'localhost' }, { tls: false }],
    [{ ...parts, host: '127.0.0.1' }, { tls: false }],
    [
      { ...parts, host: '::1' },
      { host: '::1', tls: false },
    ],
    [
      { ...parts, host: '127.1' },
      { host: '127.0.0.1', tls: false },
    ],
    [{ ...parts, host: 'localhost', tls: 'verify' }, { tls: true }],
    [{ ...parts, host: 'localhost', tls: 'off' }, { tls: false }],
    [{ ...parts, host: 'localhost.example.com' }, { tls: true }],
    [{ ...parts, host: '127.0.0.1.example.com' }, { tls: true }],
    [{ ...parts, private: true }, { tls: true }],
    [{ ...parts, tls: 'off', private: true }, { tls: false }],
  ])('%j', (keys, expected) => {
    expect(login(keys)).toMatchObject({ ok: true, ...expected });
  });

  it.each([
    ['nothing', {}],
    ['half of the parts', { host: 'db.example.com', user: 'gate' }],
    ['no password', { host: 'db.example.com', user: 'gate', database: 'app' }],
    ['both ways', { ...parts, connection: 'URL' }],
    ['a port beside a connection', { connection: 'URL', port: 5432 }],
    ['auth for HTTP', { ...parts, auth: { bearer: 'PASSWORD' } }],
    ['a variable that is not set', { connection: 'UNSET' }],
    ['a password that is not set', { ...parts, password: 'UNSET' }],
    ['a host that is a path', { ...parts, host: '/var/run/postgresql' }],
    ['several hosts', { ...parts, host: 'db1.example.com,db2.example.com' }],
    ['tls: off alone', { ...parts, tls: 'off' }],
    ['a user with a zero character', { ...parts, user: 'gate\0options\0-c x=y' }],
    ['a database with a zero character', { ...parts, database: 'app\0' }],
  ])('%s: config', (_, keys) => {
    expect(login(keys)).toMatchObject({ ok: false, code: 'config' });
  });

  it.each([
    ['disable', {}],
    ['prefer', {}],
    ['disable', { tls: 'verify', private: true }],
    ['verify-full', { tls: 'off', private: true }],
  ])('sslmode=%s with %j: config', (mode, keys) => {
    expect(login({ connection: 'URL', ...keys }, { URL: `${GOOD}?sslmode=${mode}` })).toMatchObject({ code: 'config' });
  });

  it('may do without TLS where URL and criteria agree', () => {
    const keys = { connection: 'URL', tls: 'off', private: true };
    expect(login(keys, { URL: `${GOOD}?sslmode=disable` })).toMatchObject({ ok: true, tls: false });
    expect(login({ connection: 'URL' }, { URL: 'postgres://u:password@localhost/d?sslmode=disable' })).toMatchObject({
      tls: false,
    });
  });

  it('keeps URL and password secret, encoded and not', () => {
    const { network, secrets } = networkOf({ env });
    loginOf({ connection: 'URL' }, network);
    expect([...secrets]).toEqual(expect.arrayContaining([GOOD, 'top/secret', 'top%2Fsecret']));
  });
});
