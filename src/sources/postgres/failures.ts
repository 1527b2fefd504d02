import { DatabaseError } from 'pg';
import type { SourceError } from '../../core/measurement.ts';
import type { AskingFailed } from '../network.ts';
import { askingFailed } from '../transport/failure.ts';
import { placeInQuery } from './place-in-query.ts';

/** How far a session has come. */
export type Phase = 'connecting' | 'encrypting' | 'logging-in' | 'ready';

/** What a session knows of its end besides what was thrown. */
export interface Ending {
  readonly phase: Phase;
  /** True where the connection was closed before the error came. */
  readonly closed: boolean;
  /** How many characters stood before the query in what the server was reading; `null` where it read no query. */
  readonly declaring: number | null;
}

type Meaning = readonly [code: SourceError, detail: string];

const LOGIN: Meaning = ['auth', 'the server does not let this user in with this password, or not from here'];
const WRITES: Meaning = ['blocked', 'the query writes, or asks for more than to read; the gate only reads'];
const TOO_SLOW: Meaning = [
  'timeout',
  'the query was ended because it took too long: make it quicker, or raise `timeout`',
];
const ONE_SELECT = 'the query is not one SELECT statement that the server can read (nor VALUES, TABLE or WITH)';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const STATES: ReadonlyMap<string, Meaning> = new Map([
  ['28P01', LOGIN],
  ['28000', LOGIN],
  ['42501', ['forbidden', 'the role may not read that: grant it SELECT on the table, and USAGE on its schema']],
  ['3D000', ['not-found', 'there is no database of that name']],
  ['42P01', ['config', 'the query names a table or view that is not there']],
  ['42703', ['config', 'the query names a column that is not there']],
  ['42883', ['config', 'the query calls a function or an operator that is not there for those types']],
  ['3F000', ['config', 'the query names a schema that is not there']],
  ['42601', ['config', ONE_SELECT]],
  ['0A000', ['config', 'the query is no SELECT that only reads: a cursor cannot be declared for it']],
  ['42P02', ['config', 'the query has parameters such as $1, and nothing fills them']],
  ['08P01', ['config', 'the query has parameters such as $1, and nothing fills them']],
  ['25006', WRITES],
  ['25001', WRITES],
  ['57014', TOO_SLOW],
  ['55P03', ['timeout', 'the query waited too long for a lock that somebody else holds']],
  ['25P03', TOO_SLOW],
  ['25P04', TOO_SLOW],
  ['53300', ['server', 'the server has no connection left for this role']],
  ['57P01', ['server', 'the server is shutting down']],
  ['57P02', ['server', 'the server crashed']],
  ['57P03', ['server', 'the server is starting up or shutting down']],
]);

const CERTIFICATE = /CERT|^UNABLE_TO_|^INVALID_(?:CA|PURPOSE)|HOSTNAME_MISMATCH|PATH_LENGTH|CRL_/;
const TLS = /^(?:EPROTO$|ERR_SSL|ERR_TLS|ERR_OSSL)/;

/** What was thrown in a session as a failure in our own words: the driver's and the server's may hold anything. */
export function failureOf(
  error: unknown,
  { phase, closed, declaring }: Ending,
  { where, sql }: { readonly where: string; readonly sql: string },
): AskingFailed {
  const failed = (code: SourceError, detail: string) => askingFailed(code, `${where}: ${detail}`);
  const code = codeOf(error);
  if (error instanceof DatabaseError) {
    const [meaning, detail] = meaningOf(code);
    const place = declaring === null ? null : placeInQuery(sql, Number(error.position) - declaring);
    return failed(meaning, place === null ? detail : `${detail} (${place})`);
  }
  if (CERTIFICATE.test(code))
    return failed(
      'blocked',
      'its certificate is not accepted: expired, for another name, or signed by nobody trusted here (see NODE_EXTRA_CA_CERTS)',
    );
  if (TLS.test(code)) return failed('blocked', 'no encrypted connection came about');
  if (code === 'ECONNREFUSED') return failed('network', 'nobody accepts connections there: is it running?');
  if (/^E[A-Z]+$/.test(code)) return failed('network', 'the connection failed');
  if (closed) return failed('network', 'the connection was closed before there was an answer');
  switch (phase) {
    case 'connecting':
      return failed('network', 'the connection failed');
    case 'encrypting':
      return failed(
        'blocked',
        'the server does not offer TLS: it must, unless the criteria say `tls: off` with `private: true`',
      );
    case 'logging-in':
      return failed(
        'auth',
        'the login failed: the server asks for it in a way that is not taken, or did not prove itself',
      );
    case 'ready':
      return failed('bad-response', 'the server answers in a way that cannot be read');
    default:
      return phase satisfies never;
  }
}

/** True where asking once more may help: nothing was asked yet, and the trouble may pass. */
export function isPassing({ phase }: Ending, failure: AskingFailed): boolean {
  return phase !== 'ready' && (failure.code === 'network' || failure.code === 'server');
}

function meaningOf(state: string): Meaning {
  const known = STATES.get(state);
  if (known !== undefined) return known;
  const named = /^[0-9A-Z]{5}$/.test(state) ? ` (SQLSTATE ${state})` : '';
  if (state.startsWith('28')) return LOGIN;
  if (state.startsWith('42')) return ['config', `the server cannot make sense of the query${named}`];
  if (state.startsWith('22')) return ['config', `the query fails on the data that are there${named}`];
  if (state.startsWith('54')) return ['too-large', `the query is too much for the server${named}`];
  return ['server', `the server reports an error${named}`];
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}
