import { guard } from './guard.mjs';

const OF_MLFLOW = [
  guard(
    'runs are asked for that are finished',
    'sources/mlflow/find-run.ts',
    'filter === null ? FINISHED :',
    "filter === null ? '' :",
    'sources/mlflow-source',
  ),
  guard(
    'a run that is not finished is not taken',
    'sources/mlflow/find-run.ts',
    'if (asked) return;',
    'return;',
    'sources/mlflow-source',
  ),
  guard(
    'runs that the order does not tell apart are none',
    'sources/mlflow/find-run.ts',
    'if (second !== undefined) requireOrder(first, second, orderKeys);',
    '',
    'sources/mlflow-source',
  ),
];

const OF_POSTGRES = [
  guard(
    'a query runs in a transaction that only reads',
    'sources/postgres/transaction.ts',
    'REPEATABLE READ READ ONLY',
    'REPEATABLE READ',
    'sources/postgres-source',
  ),
  guard(
    'a query is one statement',
    'sources/postgres/cursor.ts',
    "const declaration = { text: DECLARE + sql, queryMode: 'extended' };",
    'const declaration = { text: DECLARE + sql };',
    'sources/postgres-source',
  ),
  guard(
    'a query reads a table by its plan',
    'sources/postgres/cursor.ts',
    'if (!plan.readsTable && !plan.givesNothing) return',
    'if (!plan.readsTable && plan.readsTable) return',
    'sources/postgres/reads-table',
  ),
  guard(
    'a query reads something by its words where there is no plan',
    'sources/postgres/cursor.ts',
    'return readsRows(sql) ?',
    'return readsRows(sql) !== null ?',
    'sources/postgres/reads-table',
  ),
  guard(
    'a query gives one row',
    'sources/postgres/read-result.ts',
    "if (answer.more)\n    return unreadable(\n      'ambiguous',",
    "if (answer.rows.length === 0)\n    return unreadable(\n      'ambiguous',",
    'sources/postgres-source',
  ),
  guard(
    "the database's clock is no time of a row",
    'sources/postgres/row-time.ts',
    'return isClock ? OF_THE_QUERY : null;',
    'return null;',
    'sources/postgres-source',
    'sources/postgres/reads-table',
  ),
  guard(
    'the clock is known by the plan where it is rounded',
    'sources/postgres/row-time.ts',
    'const why = ofClock ? OF_THE_QUERY :',
    'const why = ofClock === null ? OF_THE_QUERY :',
    'sources/postgres/reads-table',
  ),
  guard(
    'text of a database is no number',
    'sources/postgres/read-result.ts',
    'if (!EXACT.has(at.type) && !FLOATING.has(at.type))',
    'if (!EXACT.has(at.type) && EXACT.has(at.type))',
    'sources/postgres-source',
  ),
  guard(
    'a database without TLS takes private: true',
    'sources/postgres/login.ts',
    "if (written === 'off' && keys['private'] !== true && !loopback)",
    "if (written === 'off' && keys['private'] === null && !loopback)",
    'sources/postgres/connection-url',
  ),
  guard(
    'a connection URL does not turn TLS off by itself',
    'sources/postgres/login.ts',
    "if (inUrl === 'off' && !loopback)",
    "if (inUrl === 'off' && host === '')",
    'sources/postgres/connection-url',
  ),
  guard(
    'a connection URL sets nothing else',
    'sources/postgres/connection-url.ts',
    "if (names.some((name) => name !== 'sslmode' && name !== 'channel_binding'))",
    "if (names.includes(''))",
    'sources/postgres/connection-url',
  ),
  guard(
    'the password of a connection URL is a secret',
    'sources/postgres/login.ts',
    '  for (const secret of login.secrets) network.keepSecret(secret);\n',
    '',
    'sources/postgres/connection-url',
  ),
  guard(
    "a database's certificate is for its name",
    'sources/postgres/gate-client.ts',
    'checkServerIdentity(host, certificate),',
    'void [checkServerIdentity, host, certificate],',
    'sources/postgres/session',
  ),
  guard(
    "a database's certificate is verified",
    'sources/postgres/gate-client.ts',
    '    rejectUnauthorized: true,\n',
    '    rejectUnauthorized: false,\n',
    'sources/postgres/session',
  ),
];

/** Guards of values that databases and the store of runs are asked for. */
export const DATABASES = [...OF_MLFLOW, ...OF_POSTGRES];
