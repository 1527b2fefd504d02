import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Measurement } from '../../../src/core/measurement.ts';
import { postgresSource } from '../../../src/sources/postgres-source.ts';
import { serversFor } from '../../servers/needed.ts';
import { hasPostgres, type Postgres, startPostgres } from '../../servers/postgres.ts';
import { measured, networkOf } from '../live-source.ts';
import { type Between, between } from './between.ts';

const PASSWORD = 'of the role that reads';
const MADE = `
  CREATE SCHEMA analytics;
  SET search_path = analytics;
  CREATE TABLE scores (score numeric, day date NOT NULL, judged_at timestamptz NOT NULL);
  INSERT INTO scores VALUES (0.25, '2026-11-01', '2026-11-01 10:00Z'), (0.75, '2026-11-02', '2026-11-02 10:00Z');
  CREATE INDEX ON scores (day);
  CREATE VIEW seen AS SELECT score, day FROM scores WHERE score > 0;
  CREATE VIEW written AS SELECT 0.05 AS score;
  CREATE MATERIALIZED VIEW kept AS SELECT avg(score) AS score FROM scores;
  CREATE TABLE monthly (score numeric, day date) PARTITION BY RANGE (day);
  CREATE TABLE monthly_10 PARTITION OF monthly FOR VALUES FROM ('2026-10-01') TO ('2026-11-01');
  CREATE TABLE monthly_11 PARTITION OF monthly FOR VALUES FROM ('2026-11-01') TO ('2026-12-01');
  INSERT INTO monthly VALUES (0.5, '2026-11-02');
  CREATE TABLE parent (score numeric);
  CREATE TABLE child () INHERITS (parent);
  INSERT INTO child VALUES (0.5);
  CREATE TABLE secured (score numeric);
  INSERT INTO secured VALUES (0.5), (0.9);
  ALTER TABLE secured ENABLE ROW LEVEL SECURITY;
  CREATE POLICY half ON secured USING (score < 0.6);
  CREATE FUNCTION scored() RETURNS SETOF numeric LANGUAGE plpgsql STABLE AS
    $$ BEGIN RETURN QUERY SELECT score FROM analytics.scores; END $$;
  CREATE FUNCTION inlined() RETURNS SETOF numeric LANGUAGE sql STABLE AS 'SELECT score FROM analytics.scores';
  CREATE FUNCTION spelled() RETURNS SETOF numeric LANGUAGE sql IMMUTABLE AS 'SELECT 0.05';
  CREATE FUNCTION best() RETURNS numeric LANGUAGE sql STABLE AS 'SELECT max(score) FROM analytics.scores';
  CREATE ROLE launch_gate LOGIN PASSWORD '${PASSWORD}';
  ALTER ROLE launch_gate SET default_transaction_read_only = on;
  GRANT USAGE ON SCHEMA analytics TO launch_gate;
  GRANT SELECT ON ALL TABLES IN SCHEMA analytics TO launch_gate;
`;
/** A table of another server, which is this one. */
const foreign = ({ port, user, password }: Postgres) => `
  CREATE EXTENSION postgres_fdw;
  CREATE SERVER other FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '${port}', dbname 'postgres');
  CREATE USER MAPPING FOR PUBLIC SERVER other OPTIONS (user '${user}', password '${password}');
  CREATE FOREIGN TABLE analytics.far (score numeric, day date) SERVER other OPTIONS (schema_name 'analytics', table_name 'scores');
  GRANT SELECT ON analytics.far TO launch_gate;
`;

const READS: readonly string[] = [
  'SELECT avg(score) AS value FROM analytics.scores',
  'SELECT extract(epoch FROM max(judged_at)) AS value FROM analytics.scores',
  "SELECT score AS value FROM analytics.scores WHERE day = '2026-11-02'",
  'SELECT max(day) - min(day) AS value FROM analytics.scores',
  'SELECT avg(score) AS value FROM analytics.seen',
  'SELECT score AS value FROM analytics.kept',
  'WITH x AS (SELECT score FROM analytics.scores) SELECT avg(score) AS value FROM x',
  'WITH x AS MATERIALIZED (SELECT score FROM analytics.scores) SELECT avg(score) AS value FROM x',
  'WITH x AS (SELECT max(score) AS value FROM analytics.scores) TABLE x',
  `WITH RECURSIVE x AS (SELECT score FROM analytics.kept UNION ALL SELECT score + 1 FROM x WHERE score < 2)
    SELECT max(score) AS value FROM x`,
  'SELECT avg(a.score) AS value FROM analytics.scores a JOIN analytics.seen b USING (day)',
  'SELECT avg(score) AS value FROM analytics.scores CROSS JOIN generate_series(1, 2)',
  'SELECT (SELECT avg(score) FROM analytics.scores) AS value',
  "SELECT avg(score) AS value FROM (VALUES ('2026-11-01'::date)) v (day) JOIN analytics.scores USING (day)",
  "SELECT 'm' AS metric, avg(score) AS value FROM analytics.scores UNION ALL VALUES ('n', 0.1)",
  'SELECT avg(score) AS value FROM analytics.scores TABLESAMPLE SYSTEM (100)',
  'SELECT avg(score) AS value FROM analytics.monthly',
  "SELECT avg(score) AS value FROM analytics.monthly WHERE day >= '2026-11-01'",
  'SELECT avg(score) AS value FROM analytics.parent',
  'SELECT avg(score) AS value FROM analytics.secured',
  'SELECT avg(score) AS value FROM analytics.far',
  'SELECT avg(a.score) AS value FROM analytics.far a JOIN analytics.far b USING (day)',
  'SELECT avg(scored) AS value FROM analytics.scored()',
  'SELECT avg(inlined) AS value FROM analytics.inlined()',
  `SELECT $é$ ' " -- /* $é$ AS metric, 1 AS value UNION ALL SELECT 'm', avg(score) FROM analytics.scores`,
];

const READS_NOTHING: readonly string[] = [
  'SELECT 0.05 AS value',
  'VALUES (0.05)',
  'SELECT 0.05 AS value -- FROM analytics.scores',
  'SELECT extract(epoch from now()) AS value',
  "SELECT length(trim(both from 'a')) AS value",
  "SELECT length(substring('abc' from 2)) AS value",
  "SELECT position('a' in overlay('abc' placing 'a' from 2)) AS value",
  'SELECT (1 IS DISTINCT FROM 2)::int AS value',
  'SELECT 0.05 AS value FROM generate_series(1, 1)',
  'SELECT x AS value FROM unnest(ARRAY[0.05]) x',
  'SELECT v AS value FROM (VALUES (0.05)) t (v)',
  'SELECT v AS value FROM (SELECT 0.05 AS v) t',
  'WITH x AS (SELECT 0.05 AS value) TABLE x',
  'WITH x AS MATERIALIZED (SELECT random() AS value) SELECT value FROM x',
  'WITH unused AS (SELECT score FROM analytics.scores) SELECT 0.05 AS value',
  'WITH RECURSIVE x AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM x WHERE n < 3) SELECT max(n) AS value FROM x',
  'SELECT 0.05 AS value /* /* */ from */',
  'SELECT 0.05 AS value LIMIT 1',
  'SELECT v AS value FROM json_to_recordset(\'[{"v": 0.05}]\') AS t (v numeric)',
  "SELECT v AS value FROM xmltable('/v' PASSING xml '<v>1</v>' COLUMNS v numeric PATH '.')",
  'SELECT coalesce(max(x), 0.05) AS value FROM (SELECT 1 AS x WHERE false) t',
  'SELECT coalesce(max(score), 0.05) AS value FROM analytics.scores WHERE false',
  'SELECT CASE WHEN true THEN 0.05 ELSE (SELECT max(score) FROM analytics.scores) END AS value',
  'SELECT count(*) AS value FROM pg_catalog.pg_class',
  'SELECT count(*) AS value FROM pg_stat_activity',
  'SELECT count(*) AS value FROM information_schema.tables',
  'SELECT count(*) AS value FROM information_schema._pg_expandarray(ARRAY[1])',
  'SELECT score AS value FROM analytics.written',
  'SELECT avg(spelled) AS value FROM analytics.spelled()',
  'SELECT analytics.best() AS value',
  'SELECT analytics.scored() AS value',
];

let server: Postgres;
let proxy: Between;
beforeAll(async () => {
  if (!hasPostgres()) return;
  const started = await startPostgres();
  if (started === null) throw new Error('PostgreSQL is not installed');
  server = started;
  await server.query(MADE);
  await server.query(foreign(server));
  // A server that does not know the option, as those that only speak the protocol: the same number of bytes.
  proxy = await between(server.port, 'FORMAT JSON', 'FORMAX JSON');
}, 60_000);
afterAll(async () => {
  await proxy?.stop();
  await server?.stop();
});

async function ask(query: string, user = 'launch_gate', port = server.port): Promise<Measurement | undefined> {
  const { network } = networkOf({ env: { READER: PASSWORD, OWNER: server.password } });
  const password = user === server.user ? 'OWNER' : 'READER';
  const keys = { host: '127.0.0.1', port, database: 'postgres', user, password };
  return (await measured(postgresSource, keys, { m: { query } }, network))['m'];
}

const notesOf = (answer: Measurement | undefined) => (answer?.kind === 'measured' ? answer.notes : answer);

describe.skipIf(!serversFor('PostgreSQL', hasPostgres()))('a query', () => {
  it.each(READS)('%s reads a table', async (query) => {
    expect(await ask(query)).toMatchObject({ kind: 'measured' });
    expect(await ask(query, server.user)).toMatchObject({ kind: 'measured' });
  });

  it.each(READS_NOTHING)('%s reads none', async (query) => {
    const refused = { kind: 'failed', code: 'config', detail: expect.stringContaining('the query reads no table') };
    expect(await ask(query)).toMatchObject(refused);
    expect(await ask(query, server.user)).toMatchObject(refused);
  });

  it.each([
    'SELECT 0.05 AS value WHERE false',
    'SELECT score AS value FROM analytics.scores WHERE false',
    "SELECT score AS value FROM analytics.monthly WHERE day >= '2030-01-01'",
    "SELECT avg(score) AS value FROM analytics.monthly WHERE day > now() + interval '10 years'",
  ])('%s is absent, since it gives nothing', async (query) => {
    expect(await ask(query)).toMatchObject({ kind: 'absent' });
  });

  it('is planned and not run before that is known', async () => {
    const begun = performance.now();
    expect(await ask('SELECT 1 AS value FROM pg_sleep(20)')).toMatchObject({ code: 'config' });
    expect(performance.now() - begun).toBeLessThan(10_000);
    // Where options stand in brackets, ANALYZE is no option any more.
    for (const words of ['ANALYZE', 'ANALYZE VERBOSE', '(ANALYZE)', 'EXPLAIN ANALYZE'])
      expect(await ask(`${words} SELECT score AS value FROM analytics.scores`, server.user)).toMatchObject({
        code: 'config',
        detail: expect.stringContaining('not one SELECT'),
      });
  });

  it('fails as it would without a plan', async () => {
    expect(await ask('SELECT nothing AS value FROM analytics.scores')).toMatchObject({
      detail: expect.stringContaining('line 1, column 8 of the query, at "nothing"'),
    });
    expect(await ask('SELEC 1')).toMatchObject({ detail: expect.stringContaining('line 1, column 1 of the query') });
    await server.query('CREATE TABLE analytics.hidden (score numeric)');
    expect(await ask('SELECT avg(score) AS value FROM analytics.hidden')).toMatchObject({ code: 'forbidden' });
  });
});

describe.skipIf(!serversFor('PostgreSQL', hasPostgres()))('a server that shows no plan', () => {
  const askIt = (query: string) => ask(query, 'launch_gate', proxy.port);

  it('is asked all the same, and it is said that only the words were read', async () => {
    expect(
      await askIt('SELECT avg(score) AS value, max(judged_at) AS observed_at FROM analytics.scores'),
    ).toMatchObject({
      value: 0.5,
      observedAtKind: 'sample',
      notes: [expect.stringContaining('shows no plan')],
    });
    expect(proxy.changed()).toBe(1);
  });

  it('does not have the time of the query taken for that of a row', async () => {
    expect(await askIt('SELECT avg(score) AS value, now() AS observed_at FROM analytics.scores')).toMatchObject({
      value: 0.5,
      observedAtKind: 'query-time',
      notes: [expect.stringContaining('observed_at is the time of the query'), expect.stringContaining('no plan')],
    });
  });

  it.each([
    ['SELECT 0.05 AS value', 'reads no table'],
    ['SELECT nothing AS value FROM analytics.scores', 'line 1, column 8'],
    ['SELEC 1', 'line 1, column 1'],
    ['DELETE FROM analytics.scores RETURNING 1 AS value', 'not one SELECT'],
  ])('%s fails: %s', async (query, detail) => {
    expect(await askIt(query)).toMatchObject({ code: 'config', detail: expect.stringContaining(detail) });
  });
});

describe.skipIf(!serversFor('PostgreSQL', hasPostgres()))('numbers that stand in the query', () => {
  it.each([
    ['0.05 AS value', 'value is a number'],
    ['0.05::float8 AS value', 'value is a number'],
    ['-1 AS value', 'value is a number'],
    ["'1e3'::float8 AS value", 'value is a number'],
    ['coalesce(avg(score), 0.95) AS value', 'leave out the COALESCE'],
    ['coalesce(avg(score)::float8, 1) AS value', 'leave out the COALESCE'],
    ['round(avg(score)) AS value, 500 AS sample_size', 'sample_size is a number'],
  ])('%s: said beside the value', async (columns, note) => {
    const answer = await ask(`SELECT ${columns}, max(judged_at) AS observed_at FROM analytics.scores`);
    expect(notesOf(answer)).toEqual([expect.stringContaining(note)]);
  });

  it.each([
    'avg(score) AS value',
    'avg(coalesce(score, 0)) AS value',
    'coalesce(avg(score), max(score)) AS value',
    'sum(score) / 2 AS value',
    'count(*) AS sample_size, count(*) FILTER (WHERE score > 0.5) AS successes',
  ])('%s: not said', async (columns) => {
    expect(notesOf(await ask(`SELECT ${columns}, max(judged_at) AS observed_at FROM analytics.scores`))).toEqual([]);
  });

  it.each([
    "date_trunc('hour', now())",
    "date_trunc('day', current_timestamp) - interval '1 second'",
    "date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'",
    "greatest(date_trunc('hour', now()), '2026-11-20 10:00:00+00'::timestamptz)",
    'current_date::timestamptz',
  ])('%s is the time of the query', async (time) => {
    expect(await ask(`SELECT avg(score) AS value, ${time} AS observed_at FROM analytics.scores`)).toMatchObject({
      observedAtKind: 'query-time',
      notes: [expect.stringContaining('observed_at is the time of the query')],
    });
  });

  it.each([
    "'2026-11-20 10:00:00+00'::timestamptz",
    "'2026-11-20 10:00:00+00'::varchar::timestamptz",
    'to_timestamp(1795168800)',
    "to_timestamp('2026-11-20', 'YYYY-MM-DD')",
    "'today'::timestamptz",
    "'2026-11-20'::date::timestamptz",
    "'2026-11-20 10:00:00'::timestamp AT TIME ZONE 'UTC'",
    'pg_postmaster_start_time()',
    "date_trunc('day', pg_postmaster_start_time()) - make_interval(hours => 1)",
    'to_timestamp(extract(epoch FROM pg_postmaster_start_time()))',
    "CASE WHEN random() >= 0 AND true THEN '2026-11-20 10:00:00+00'::timestamptz END",
    'analytics.imported_at()',
    '"Odd schema"."Odd name"()',
  ])('%s is the time of nothing that was read', async (time) => {
    await server.query(`
      CREATE OR REPLACE FUNCTION analytics.imported_at() RETURNS timestamptz LANGUAGE plpgsql AS
        $$ BEGIN RETURN '2026-11-20 10:00:00+00'; END $$;
      CREATE SCHEMA IF NOT EXISTS "Odd schema"; GRANT USAGE ON SCHEMA "Odd schema" TO PUBLIC;
      CREATE OR REPLACE FUNCTION "Odd schema"."Odd name"() RETURNS timestamptz LANGUAGE plpgsql AS
        $$ BEGIN RETURN '2026-11-20 10:00:00+00'; END $$;`);
    expect(await ask(`SELECT avg(score) AS value, ${time} AS observed_at FROM analytics.scores`)).toMatchObject({
      observedAtKind: 'query-time',
      notes: [expect.stringContaining('observed_at is made of nothing that the query reads')],
    });
  });

  it.each([
    'max(judged_at)',
    "greatest(max(judged_at), '2026-11-20 10:00:00+00'::timestamptz)",
    'to_timestamp(extract(epoch FROM max(judged_at)))',
    'max(t."END")',
    'max("T"."AT")',
    'max(t."true")',
    '(SELECT max(judged_at) FROM analytics.scores)',
    'least(max(judged_at), now())',
    "(max(day) + 1)::timestamp AT TIME ZONE 'UTC'",
    "date_trunc('hour', max(judged_at))",
    'CASE WHEN now() > max(judged_at) THEN max(judged_at) END',
    '(SELECT least(max(judged_at), now()) FROM analytics.scores)',
  ])('%s is the time of a row', async (time) => {
    expect(
      await ask(`SELECT avg(score) AS value, ${time} AS observed_at FROM analytics.scores,
      (SELECT judged_at AS "END", judged_at AS "true" FROM analytics.scores OFFSET 0) t,
      (SELECT judged_at AS "AT" FROM analytics.scores OFFSET 0) "T"`),
    ).toMatchObject({
      observedAtKind: 'sample',
      notes: [],
    });
  });
});
