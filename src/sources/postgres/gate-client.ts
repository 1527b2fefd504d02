import { isIP, Socket } from 'node:net';
import { checkServerIdentity } from 'node:tls';
import { Client } from 'pg';
import type { Reached } from '../network.ts';
import type { Login } from './login.ts';

/** Certificates that are trusted in place of the system's, as PEM. */
export type TrustedCertificates = readonly string[] | undefined;

/** What the server calls this program in its logs and in `pg_stat_activity`. */
const APPLICATION = 'launch-gate';

/**
 * The driver's client, with everything that it would otherwise take from the environment (PGOPTIONS, PGREPLICATION,
 * PGSSLMODE, the password file …) taken from the login alone, and with the socket in our own hands.
 */
export class GateClient extends Client {
  readonly socket: Socket;

  constructor(login: Login, reached: Reached, trusted: TrustedCertificates) {
    const socket = new Socket();
    const { user, password, database, port } = login;
    super({
      host: reached.address,
      port,
      user,
      password,
      database,
      ssl: login.tls ? verified(login.host, trusted) : false,
      sslnegotiation: 'postgres',
      enableChannelBinding: login.channelBinding,
      application_name: APPLICATION,
      connectionTimeoutMillis: 0,
      keepAlive: false,
      stream: () => socket,
      // Everything stays the text that the server sends: what it means is decided by the type of its column.
      types: { getTypeParser: () => (text: string) => text },
    });
    this.socket = socket;
  }

  /** The driver asks for what it sends first: nothing but this, also where the environment says more. */
  getStartupConf(): Readonly<Record<string, string | undefined>> {
    return { user: this.user, database: this.database, application_name: APPLICATION };
  }
}

function verified(host: string, trusted: TrustedCertificates) {
  return {
    rejectUnauthorized: true,
    // Connected to is the address that was checked, and verified is the name that the criteria say.
    checkServerIdentity: (_: string, certificate: Parameters<typeof checkServerIdentity>[1]) =>
      checkServerIdentity(host, certificate),
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(trusted === undefined ? {} : { ca: [...trusted] }),
  };
}
