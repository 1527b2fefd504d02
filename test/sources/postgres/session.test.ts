import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Login } from '../../../src/sources/postgres/login.ts';
import { type SessionEnd, session } from '../../../src/sources/postgres/session.ts';
import { postgresSource } from '../../../src/sources/postgres-source.ts';
import { selfSigned } from '../../servers/certificate.ts';
import { serversFor } from '../../servers/needed.ts';
import { hasPostgres, type Postgres, startPostgres } from '../../servers/postgres.ts';
import { measured, networkOf } from '../live-source.ts';

const HERE = { ok: true, address: '127.0.0.1', loopback: true } as const;

function ask(
  login: Partial<Login> & Pick<Login, 'port'>,
  trusted?: readonly string[],
  timeoutMs = 5000,
  signal = new AbortController().signal,
): Promise<SessionEnd> {
  const usual = { host: '127.0.0.1', database: 'postgres', user: 'owner', password: 'hidden secret', tls: false };
  return session(
    {
      login: { ok: true, channelBinding: false, ...usual, ...login },
      sql: "SELECT 'secret of the database' AS metric, ssl::int AS value FROM pg_stat_ssl, made WHERE pid = pg_backend_pid()",
      mostRows: () => 1,
      timeoutMs,
      signal,
      where: 'the database',
      trusted,
    },
    HERE,
  );
}

describe.skipIf(!serversFor('PostgreSQL', hasPostgres()))('a server with TLS', () => {
  const tls = selfSigned('DNS:db.test', 'IP:127.0.0.1');
  let server: Postgres;
  beforeAll(async () => {
    const started = await startPostgres({ tls });
    if (started === null) throw new Error('PostgreSQL is not installed');
    server = started;
    await server.query('CREATE TABLE made AS SELECT 1 AS made');
  }, 60_000);
  afterAll(() => server?.stop());
  const login = (more: Partial<Login>) => ({ port: server.port, password: server.password, tls: true, ...more });

  it.each([
    ['by its name', { host: 'db.test' }],
    ['by its address', { host: '127.0.0.1' }],
    ['with the password bound to the connection', { host: 'db.test', channelBinding: true }],
  ])('is asked encrypted where its certificate is verified %s', async (_, more) => {
    const { answer } = await ask(login(more), [tls.cert]);
    expect(answer).toMatchObject({ ok: true, rows: [['secret of the database', '1']], superuser: true });
  });

  it.each([
    ['signed by nobody who is trusted', { host: 'db.test' }, undefined],
    ['for another name', { host: 'other.test' }, [tls.cert]],
    ['for another address', { host: '127.0.0.2' }, [tls.cert]],
    ['of somebody else', { host: 'db.test' }, [selfSigned('DNS:db.test').cert]],
  ])('is refused where its certificate is %s', async (_, more, trusted) => {
    const end = await ask(login(more), trusted);
    expect(end).toMatchObject({
      answer: { code: 'blocked', detail: expect.stringContaining('certificate') },
      passing: false,
    });
  });

  it('is refused by the source, also where the environment says not to verify', async () => {
    const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      const { network } = networkOf({ env: { PASSWORD: server.password } });
      const keys = {
        host: 'localhost',
        port: server.port,
        database: 'postgres',
        user: server.user,
        password: 'PASSWORD',
      };
      const metrics = { m: { query: 'SELECT made AS value FROM made' } };
      expect(await measured(postgresSource, { ...keys, tls: 'verify' }, metrics, network)).toMatchObject({
        m: { kind: 'failed', code: 'blocked' },
      });
      expect(await measured(postgresSource, keys, metrics, network)).toMatchObject({ m: { kind: 'measured' } });
    } finally {
      if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
    }
  });
});

/** A message of the protocol: https://www.postgresql.org/docs/current/protocol-message-formats.html */
function message(type: string, ...parts: readonly (string | number | Buffer)[]): Buffer {
  const body = Buffer.concat(
    parts.map((part) => {
      if (typeof part !== 'number') return Buffer.from(part);
      const number = Buffer.alloc(4);
      number.writeInt32BE(part);
      return number;
    }),
  );
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}

const LET_IN = Buffer.concat([message('R', 0), message('Z', 'I')]);
const ERROR = message('E', 'SFATAL\0CXX000\0Mhidden secret of the server\0\0');

/** A server that answers each message that comes with the next of these, and then with the last. */
async function withServer(
  answers: readonly (Buffer | string | ((socket: Socket) => void))[],
  use: (port: number) => Promise<void>,
) {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    let next = 0;
    open.add(socket);
    socket.on('error', () => {});
    socket.on('data', () => {
      const answer = answers[Math.min(next, answers.length - 1)];
      next += 1;
      if (typeof answer === 'function') answer(socket);
      else if (answer !== undefined) socket.write(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    // A server that listens on a port has an address of this kind.
    await use((server.address() as AddressInfo).port);
  } finally {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

const flood = (socket: Socket) => {
  const chunk = Buffer.alloc(1024 * 1024, 'x');
  const more = () => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', more);
  socket.write(Buffer.from([68, 127, 255, 255, 255]));
  more();
};

describe('a server that means harm', () => {
  it.each([
    ['says nothing', [''], false, 'timeout'],
    ['closes the connection', [(socket: Socket) => socket.end()], false, 'network'],
    ['resets the connection', [(socket: Socket) => socket.resetAndDestroy()], false, 'network'],
    ['reports an error with words of its own', [ERROR], false, 'server'],
    ['speaks another protocol', ['HTTP/1.1 400 Bad Request\r\n\r\nhidden secret'], false, 'timeout'],
    ['asks for a login that nobody knows', [message('R', 7)], false, 'bad-response'],
    ['asks for a login by ways that nobody knows', [message('R', 10, 'OTHER\0\0')], false, 'auth'],
    [
      'sends a row that nobody asked for',
      [Buffer.concat([message('R', 0), message('D', Buffer.from([0, 9, 0]))])],
      false,
      'bad-response',
    ],
    [
      'sends broken rows',
      [LET_IN, Buffer.concat([message('T', Buffer.from([0, 9])), message('D', Buffer.from([0, 9]))])],
      false,
      'bad-response',
    ],
    ['sends without end before it lets in', [flood], false, 'too-large'],
    ['sends without end', [LET_IN, flood], false, 'too-large'],
    ['closes after the login', [LET_IN, (socket: Socket) => socket.end()], false, 'network'],
    ['does no TLS', ['N'], true, 'blocked'],
    ['answers the wish for TLS with an error', [ERROR], true, 'blocked'],
    ['sends more before the TLS that it agrees to', [Buffer.concat([Buffer.from('S'), LET_IN])], true, 'blocked'],
    ['agrees to TLS and speaks plainly', ['S', LET_IN], true, 'blocked'],
    ['agrees to TLS and says nothing', ['S', ''], true, 'timeout'],
    ['agrees to TLS and closes', ['S', (socket: Socket) => socket.end()], true, 'network'],
  ] as const)('%s', async (_, answers, tls, code) => {
    await withServer(answers, async (port) => {
      const { answer } = await ask({ port, tls, host: 'localhost' }, undefined, code === 'timeout' ? 300 : 5000);
      expect(answer).toMatchObject({ ok: false, code });
      expect(JSON.stringify(answer)).not.toMatch(/hidden|OTHER|XX000 /);
    });
  });

  it('never gets the login without the TLS that was wanted', async () => {
    const received: Buffer[] = [];
    const answers = [(socket: Socket) => void socket.on('data', (chunk) => received.push(chunk)).write('N')];
    await withServer(answers, async (port) => {
      await ask({ port, tls: true });
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(Buffer.concat(received).toString()).not.toMatch(/owner|hidden/);
    });
  });

  it('is left at once when the time of the gate is up, and not asked after that', async () => {
    await withServer([''], async (port) => {
      const begun = performance.now();
      expect(await ask({ port }, undefined, 20_000, AbortSignal.timeout(50))).toMatchObject({
        answer: { code: 'timeout' },
      });
      expect(await ask({ port }, undefined, 20_000, AbortSignal.abort())).toMatchObject({
        answer: { code: 'timeout' },
      });
      expect(performance.now() - begun).toBeLessThan(10_000);
    });
  });

  it('is asked anew while the trouble may pass', async () => {
    let connections = 0;
    const busy = message('E', 'SFATAL\0C57P03\0Mstarting\0\0');
    await withServer(
      [
        (socket) => {
          connections += 1;
          socket.end(busy);
        },
      ],
      async (port) => {
        const { network } = networkOf({ env: { PASSWORD: 'hidden secret' } });
        const keys = { host: '127.0.0.1', port, database: 'd', user: 'u', password: 'PASSWORD' };
        const metrics = { m: { query: 'SELECT made AS value FROM made' } };
        expect(await measured(postgresSource, keys, metrics, network)).toMatchObject({ m: { code: 'server' } });
        expect(connections).toBe(3);
      },
    );
  });
});
