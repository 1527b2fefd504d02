import { DatabaseError } from 'pg';
import type { GateClient } from './gate-client.ts';
import { type QueryPlan, readPlan } from './query-plan.ts';

/** What a server answers that knows no such EXPLAIN: a slip of the syntax, or a feature that is not there. */
const NO_EXPLAIN: ReadonlySet<string> = new Set(['42601', '0A000']);

/**
 * Begins a transaction that reads what is there at one moment, and says when: taken together with that moment, so that a
 * row that is written while the query runs is not taken for its clock.
 */
export async function begin(client: GateClient, timeoutMs: number): Promise<string | null> {
  const statements = [
    'BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY',
    `SET LOCAL statement_timeout = ${timeoutMs}`,
    `SET LOCAL lock_timeout = ${timeoutMs}`,
    "SET LOCAL TimeZone = 'UTC'",
    "SET LOCAL DateStyle = 'ISO, YMD'",
    'SELECT pg_catalog.now()',
  ];
  // Of several statements the driver gives a list of results, which its types do not say.
  const results: unknown = await client.query({ text: statements.join('; '), rowMode: 'array' });
  const last: unknown = Array.isArray(results) ? results.at(-1) : null;
  const rows = typeof last === 'object' && last !== null && 'rows' in last ? last.rows : null;
  const row: unknown = Array.isArray(rows) ? rows[0] : null;
  const text: unknown = Array.isArray(row) ? row[0] : null;
  return typeof text === 'string' ? text : null;
}

/**
 * What the planner says of a statement after `explain`, which runs nothing: with options in brackets there is no place
 * for ANALYZE. `refused` where the server does not do that or cannot read the query, which then tells by asking it:
 * the transaction is spoiled. `unreadable` where its answer is no plan. Rejects as the query itself would.
 * https://www.postgresql.org/docs/current/sql-explain.html
 */
export async function planOf(client: GateClient, text: string): Promise<QueryPlan | 'refused' | 'unreadable'> {
  try {
    // As a prepared statement, which is one statement.
    const asked = { text, rowMode: 'array', queryMode: 'extended' } as const;
    const { rows } = await client.query<unknown[]>(asked);
    const [row] = rows;
    const plan = rows.length === 1 && typeof row?.[0] === 'string' ? readPlan(row[0]) : null;
    return plan ?? 'unreadable';
  } catch (error) {
    if (error instanceof DatabaseError && NO_EXPLAIN.has(error.code ?? '')) return 'refused';
    throw error;
  }
}
