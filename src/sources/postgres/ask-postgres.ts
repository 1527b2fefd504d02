import { setTimeout as pause } from 'node:timers/promises';
import type { AskingFailed, Connection, Network } from '../network.ts';
import { placeOf } from '../transport/destination.ts';
import { askingFailed } from '../transport/failure.ts';
import type { Login } from './login.ts';
import { mostRows } from './result-columns.ts';
import { type Answer, type Asked, session } from './session.ts';

const MOST_ATTEMPTS = 3;
const PAUSE_MS = 500;

/** What was asked in this run: the same query of the same login is asked once, whichever source asks. */
const askedBefore = new WeakMap<Network, Map<string, Promise<Answer | AskingFailed>>>();

/** Host, port and database: all of a login that may be shown. */
export function shownPlace({ host, port, database }: Login): string {
  return `${placeOf(host, port)}/${database}`;
}

/** The result of one query, in a session of its own. Never rejects. */
export function askPostgres(
  network: Network,
  connection: Connection,
  login: Login,
  sql: string,
): Promise<Answer | AskingFailed> {
  const answers = askedBefore.get(network) ?? new Map<string, Promise<Answer | AskingFailed>>();
  askedBefore.set(network, answers);
  const key = JSON.stringify([login, sql, connection.timeoutMs, connection.private]);
  const answer = answers.get(key) ?? ask(network, connection, login, sql);
  answers.set(key, answer);
  return answer;
}

function ask(network: Network, connection: Connection, login: Login, sql: string): Promise<Answer | AskingFailed> {
  const where = shownPlace(login);
  const asked: Asked = { login, sql, mostRows, timeoutMs: connection.timeoutMs, signal: network.signal, where };
  return network.reach(connection, login, async (reached) => {
    // A name of this machine that leads elsewhere was taken for this machine when nothing was encrypted.
    if (!login.tls && !reached.loopback && !connection.private)
      return askingFailed('blocked', `${where}: leads away from this machine, and nothing would be encrypted`);
    for (let attempt = 1; ; attempt += 1) {
      const { answer, passing } = await session(asked, reached);
      if (!passing || attempt === MOST_ATTEMPTS || network.signal.aborted) return answer;
      await pause(Math.random() * PAUSE_MS * attempt);
    }
  });
}
