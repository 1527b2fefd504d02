import type { SourceError } from '../../core/measurement.ts';
import type { AskingFailed } from '../network.ts';
import { askingFailed } from '../transport/failure.ts';
import type { GateClient } from './gate-client.ts';
import { readsRows } from './reads-rows.ts';
import { begin, planOf } from './transaction.ts';

/** The name of the cursor that a query is read through. */
export const CURSOR = 'launch_gate';

/** Earlier than our own deadline, so that the server ends the query itself where it can. */
const SERVER_SHARE = 0.95;
const DECLARE = `DECLARE ${CURSOR} NO SCROLL CURSOR FOR `;
const EXPLAIN = `EXPLAIN (FORMAT JSON, VERBOSE, COSTS OFF) ${DECLARE}`;
const READS_NO_TABLE =
  'the query reads no table: its value is written, not measured (VALUES, functions and tables of the server itself are none, nor is what stands under a condition that is never true)';

interface Opened {
  readonly ok: true;
  /** When the query's transaction began, as text in UTC; `null` where the server does not say. */
  readonly startedAt: string | null;
  /** What the planner computes for each column; `null` where the server shows no plan, and only the words were read. */
  readonly output: readonly string[] | null;
}

/** How a session is watched over while the query is read. */
interface Watching {
  /** When the time is up, by the clock of `performance`. */
  readonly ends: number;
  /** Told how many characters stand before the query in what the server is reading now; `null`: it has read it. */
  declaring(before: number | null): void;
}

/**
 * Begins a transaction that only reads, with a cursor for the query in it, where the query reads a table at all. Rejects
 * with what the driver throws.
 */
export async function openCursor(
  client: GateClient,
  { sql, where }: { readonly sql: string; readonly where: string },
  watch: Watching,
): Promise<Opened | AskingFailed> {
  const left = () => Math.max(1, Math.floor((watch.ends - performance.now()) * SERVER_SHARE));
  const refused = (code: SourceError, detail: string) => askingFailed(code, `${where}: ${detail}`);
  const startedAt = await begin(client, left());
  watch.declaring(EXPLAIN.length);
  const plan = await planOf(client, EXPLAIN + sql);
  watch.declaring(null);
  if (plan === 'unreadable') return refused('bad-response', 'the server answers in a way that cannot be read');
  if (plan !== 'refused') {
    if (!plan.readsTable && !plan.givesNothing) return refused('config', READS_NO_TABLE);
    await declare(client, sql, watch);
    return { ok: true, startedAt, output: plan.output };
  }
  await client.query('ROLLBACK');
  const startedAnew = await begin(client, left());
  // Before its words are looked at, since it may be the query that the server cannot read.
  await declare(client, sql, watch);
  return readsRows(sql) ? { ok: true, startedAt: startedAnew, output: null } : refused('config', READS_NO_TABLE);
}

/**
 * By its grammar a cursor is for a query and nothing else, so that no COMMIT, SET, CALL or COPY gets through; and by its
 * protocol a prepared statement is one statement. https://www.postgresql.org/docs/current/sql-declare.html
 */
async function declare(client: GateClient, sql: string, watch: Watching): Promise<void> {
  const declaration = { text: DECLARE + sql, queryMode: 'extended' };
  watch.declaring(DECLARE.length);
  await client.query(declaration);
  watch.declaring(null);
}
