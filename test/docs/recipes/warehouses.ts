import { expect } from 'vitest';
import { bearer, type Case, counts, HOUR, having } from './case.ts';
import { basic } from './server.ts';

export const WAREHOUSES: Readonly<Record<string, Case>> = {
  bigquery: {
    method: 'POST',
    path: '/bigquery/v2/projects/acme-analytics/queries',
    headers: bearer('GOOGLE_ACCESS_TOKEN'),
    body: { useLegacySql: false, maximumBytesBilled: '1073741824', query: expect.stringMatching(/^SELECT COUNTIF/) },
    values: [counts('ticket_deflection_rate', 460, 1000, HOUR, 'last-event')],
    bad: [
      { name: 'still running', change: () => ({ jobComplete: false, jobReference: {} }), code: 'not-ready' },
      { name: 'no rows counted', change: bigquery(['0', '0', null]), code: 'absent' },
      { name: 'warnings', change: having({ errors: [{ reason: 'x' }] }), code: 'partial' },
      { name: 'another answer', change: () => ({ kind: 'bigquery#job' }), code: 'bad-response' },
    ],
  },
  clickhouse: {
    method: 'GET',
    path: '/',
    query: { default_format: 'JSON', wait_end_of_query: '1', query: expect.stringMatching(/^SELECT countIf/) },
    headers: { authorization: basic('CLICKHOUSE_USER', 'CLICKHOUSE_PASSWORD') },
    values: [counts('helpful_rate', 412, 500, HOUR, 'last-event')],
    bad: [
      { name: 'failed after the headers', change: having({ exception: 'Code: 159' }), code: 'server' },
      { name: 'no rows counted', change: having({ data: [{ helpful: '0', rated: '0', newest: 0 }] }), code: 'absent' },
      { name: 'not a number', change: having({ data: [{ helpful: 'nan', rated: '5' }] }), code: 'not-a-number' },
    ],
  },
};

function bigquery(cells: readonly (string | null)[]) {
  return having({ rows: [{ f: cells.map((v) => ({ v })) }] });
}
