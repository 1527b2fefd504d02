import type { Duplex } from 'node:stream';
import type { SourceError } from '../../core/measurement.ts';
import type { AskingFailed, Reached } from '../network.ts';
import { askingFailed } from '../transport/failure.ts';
import { CURSOR, openCursor } from './cursor.ts';
import { type Ending, failureOf, isPassing, type Phase } from './failures.ts';
import { GateClient, type TrustedCertificates } from './gate-client.ts';
import { guardStream } from './guard-stream.ts';
import type { Login } from './login.ts';

/** A column of a result: its name, and its type's number in the server's catalogue. */
export interface Column {
  readonly name: string;
  readonly type: number;
}

/** What a query gave, as text. */
export interface Answer {
  readonly ok: true;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** True where there were more rows than were asked for. */
  readonly more: boolean;
  /** `null` where the server does not say. */
  readonly superuser: boolean | null;
  /** When the query's transaction began, as text in UTC; `null` where the server does not say. */
  readonly startedAt: string | null;
  /** What the planner computes for each column; `null` where the server shows no plan, and only the words were read. */
  readonly output: readonly string[] | null;
}

/** What one session is about. */
export interface Asked {
  readonly login: Login;
  readonly sql: string;
  /** The most rows that a result of these columns may have. */
  readonly mostRows: (columns: readonly Column[]) => number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Host, port and database, for messages. */
  readonly where: string;
  readonly trusted?: TrustedCertificates;
}

export type SessionEnd = { readonly answer: Answer | AskingFailed; readonly passing: boolean };

/** How long to wait for an orderly end of a session that has answered, in milliseconds. */
const GOODBYE_MS = 1000;

/** Logs in, asks one query in a transaction that only reads, and undoes it. Never rejects. */
export async function session(asked: Asked, reached: Reached): Promise<SessionEnd> {
  const client = new GateClient(asked.login, reached, asked.trusted);
  const watch = watched(client, asked);
  try {
    const answer = await Promise.race([watch.stopped, answerOf(client, asked, watch)]);
    if (answer.ok) await goodbye(client);
    return { answer, passing: false };
  } catch (error) {
    const ending = watch.ending();
    const answer = failureOf(error, ending, asked);
    return { answer, passing: isPassing(ending, answer) };
  } finally {
    watch.done();
  }
}

async function answerOf(client: GateClient, asked: Asked, watch: Watch): Promise<Answer | AskingFailed> {
  let superuser: boolean | null = null;
  client.connection.on('parameterStatus', (status: { parameterName?: unknown; parameterValue?: unknown }) => {
    if (status.parameterName === 'is_superuser') superuser = status.parameterValue === 'on';
  });
  await client.connect();
  const opened = await openCursor(client, asked, watch);
  if (!opened.ok) return opened;
  const described = await client.query({ text: `FETCH FORWARD 0 FROM ${CURSOR}`, rowMode: 'array' });
  const columns = described.fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
  const most = asked.mostRows(columns);
  const fetched = await client.query<(string | null)[]>({
    text: `FETCH FORWARD ${most + 1} FROM ${CURSOR}`,
    rowMode: 'array',
  });
  const more = fetched.rows.length > most;
  const { startedAt, output } = opened;
  return { ok: true, columns, rows: fetched.rows.slice(0, most), more, superuser, startedAt, output };
}

/** Whatever goes wrong here goes wrong after the answer, and the server undoes what it was in the middle of. */
async function goodbye(client: GateClient): Promise<void> {
  const ended = client
    .query('ROLLBACK')
    .then(() => client.end())
    .catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, GOODBYE_MS);
  });
  await Promise.race([ended, late]);
  clearTimeout(timer);
}

interface Watch {
  /** Where it was stopped for its time or for what came. */
  readonly stopped: Promise<AskingFailed>;
  /** When its time is up, by the clock of `performance`. */
  readonly ends: number;
  ending(): Ending;
  /** Told how many characters stand before the query in what the server is reading now; `null`: it has read it. */
  declaring(before: number | null): void;
  /** Closes whatever is still open. */
  done(): void;
}

/** Watches over time, size and progress of a session. */
function watched(client: GateClient, { login, signal, timeoutMs, where }: Asked): Watch {
  let stop: (failure: AskingFailed) => void = () => {};
  const stopped = new Promise<AskingFailed>((resolve) => {
    stop = resolve;
  });
  const refuse = (code: SourceError, detail: string) => {
    stop(askingFailed(code, `${where}: ${detail}`));
    close(client);
  };
  const late = () => refuse('timeout', `no answer within ${timeoutMs / 1000} s`);
  const timer = setTimeout(late, timeoutMs);
  signal.addEventListener('abort', late, { once: true });
  if (signal.aborted) late();
  const ending = followed(client, login.tls, (stream) => guardStream(stream, refuse));
  let declaring: number | null = null;
  return {
    stopped,
    ends: performance.now() + timeoutMs,
    ending: () => ({ ...ending(), declaring }),
    declaring(before) {
      declaring = before;
    },
    done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', late);
      close(client);
    },
  };
}

/** Follows how far a session comes; `onStream` gets the stream that the server's messages come through. */
function followed(
  client: GateClient,
  tls: boolean,
  onStream: (stream: Duplex) => void,
): () => Pick<Ending, 'phase' | 'closed'> {
  let phase: Phase = 'connecting';
  let closed = false;
  const { connection } = client;
  // Whoever waits for an answer hears of the error in another way.
  client.on('error', () => {});
  connection.once('connect', () => {
    phase = tls ? 'encrypting' : 'logging-in';
    if (!tls) onStream(connection.stream);
  });
  connection.once('sslconnect', () => {
    phase = 'logging-in';
    onStream(connection.stream);
  });
  connection.once('readyForQuery', () => {
    phase = 'ready';
  });
  connection.once('end', () => {
    closed = true;
  });
  return () => ({ phase, closed });
}

function close(client: GateClient): void {
  client.connection.stream.destroy();
  client.socket.destroy();
}
