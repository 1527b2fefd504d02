import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Measurement } from '../../src/core/measurement.ts';
import { postgresSource } from '../../src/sources/postgres-source.ts';
import { blocksOf } from '../docs/pages.ts';
import { serversFor } from '../servers/needed.ts';
import { hasPostgres, type Postgres, startPostgres } from '../servers/postgres.ts';
import { measured, networkOf, type Surroundings } from './live-source.ts';

const PASSWORD = 'pa/ss w%rd#of@gate';
const PAGE = blocksOf('docs/sources/postgres.md');
const sqlOf = (name: string) => PAGE.find(({ language, rest }) => language === 'sql' && rest === name)?.text ?? '';

let server: Postgres;
const env = (): Record<string, string> => ({ PASSWORD, OWNER: server.password, WRONG: 'wrong secret' });
const keys = (more: Readonly<Record<string, unknown>> = {}) => ({
  host: '127.0.0.1',
  port: server.port,
  database: 'postgres',
  user: 'launch_gate',
  password: 'PASSWORD',
  ...more,
});
const owner = () => keys({ user: server.user, password: 'OWNER' });

async function ask(query: string, source = keys(), more: Surroundings = {}): Promise<Measurement | undefined> {
  const { network } = networkOf({ env: env(), ...more });
  return (await measured(postgresSource, source, { m: { query } }, network))['m'];
}

describe.skipIf(!serversFor('PostgreSQL', hasPostgres()))('a PostgreSQL database', () => {
  beforeAll(async () => {
    const started = await startPostgres();
    if (started === null) throw new Error('PostgreSQL is not installed');
    server = started;
    await server.query(`
      CREATE SCHEMA analytics;
      CREATE TABLE analytics.one AS SELECT 1 AS one;
      CREATE TABLE analytics.tickets (resolved boolean NOT NULL, closed_at timestamptz NOT NULL);
      CREATE TABLE analytics.scores (name text NOT NULL, score real NOT NULL, judged_at timestamptz NOT NULL);
      CREATE TABLE analytics.hidden (secret text);
      INSERT INTO analytics.tickets SELECT n % 4 <> 0, now() - n * interval '1 minute' FROM generate_series(1, 200) n;
      INSERT INTO analytics.scores
        SELECT name, 0.5 + n / 400.0, now() - interval '1 hour'
        FROM generate_series(0, 199) n, unnest(ARRAY['answer_correctness', 'answer_relevance']) name;
      CREATE FUNCTION analytics.writes() RETURNS int LANGUAGE sql AS
        $$ INSERT INTO analytics.tickets VALUES (true, now()) RETURNING 1 $$;
      CREATE PROCEDURE analytics.commits() LANGUAGE plpgsql AS
        $$ BEGIN COMMIT; INSERT INTO analytics.tickets VALUES (true, now()); END $$;
      CREATE SEQUENCE analytics.counter;
    `);
    await server.query(sqlOf('rights').replace('a long random password', PASSWORD));
    await server.query('GRANT ALL ON analytics.tickets, analytics.counter, analytics.one TO launch_gate');
  }, 60_000);
  afterAll(() => server?.stop());

  describe('one row', () => {
    it('is read with all that it says', async () => {
      const query = `SELECT (0.91 * one)::float8 AS value, '2026-11-20 11:00:00.123456+01'::timestamptz + (one - 1) * interval '1 day' AS observed_at,
        400::bigint * one AS sample_size, 364 * one AS successes, 0.25::numeric AS stddev, 0.0125::real AS stderr FROM analytics.one`;
      expect(await ask(query)).toEqual({
        kind: 'measured',
        value: 0.91,
        observedAtMs: Date.UTC(2026, 10, 20, 10, 0, 0, 123),
        observedAtKind: 'sample',
        sampleSize: 400,
        successes: 364,
        attempted: null,
        stddev: 0.25,
        stderr: 0.0125,
        interval: null,
        exposure: null,
        effectiveSize: null,
        commit: null,
        url: null,
        provenance: { source: 'live', where: `127.0.0.1:${server.port}/postgres, query`, kind: 'live' },
        notes: [],
      });
    });

    it.each([
      ['1::smallint', 1],
      ['12345678901234567890.25::numeric', 12345678901234567000],
      ['9007199254740993::bigint', 9007199254740992],
      ['-0.5::numeric', -0.5],
      ['1e-7::float8', 1e-7],
      ['1e300::float8', 1e300],
      ['0', 0],
    ])('%s is a number', async (value, expected) => {
      expect(await ask(`SELECT ${value} AS value FROM analytics.one`)).toMatchObject({
        kind: 'measured',
        value: expected,
        observedAtMs: null,
      });
    });

    it.each([
      ["'NaN'::float8 AS value", 'not-a-number'],
      ["'NaN'::numeric AS value", 'not-a-number'],
      ["'Infinity'::float8 AS value", 'not-a-number'],
      ["'-Infinity'::numeric AS value", 'not-a-number'],
      ['10::numeric ^ 400 AS value', 'not-a-number'],
      ["'0.95' AS value", 'wrong-type'],
      ["'0.95'::varchar AS value", 'wrong-type'],
      ['true AS value', 'wrong-type'],
      ["'0.95'::money AS value", 'wrong-type'],
      ['ARRAY[0.95] AS value', 'wrong-type'],
      ["'0.95'::json AS value", 'wrong-type'],
      ['now() AS value', 'wrong-type'],
      ['0.9 AS value, 1.5 AS sample_size', 'impossible-count'],
      ['0.9 AS value, -1 AS sample_size', 'impossible-count'],
      ['0.9 AS value, 9007199254740993 AS sample_size', 'impossible-count'],
      ['0.9 AS value, 0 AS sample_size', 'impossible-count'],
      ['1.1 AS value, 11 AS successes, 10 AS sample_size', 'impossible-count'],
      ['0.9 AS value, 5 AS successes, 10 AS sample_size', 'ambiguous'],
      ['0.9 AS value, -0.1 AS stddev', 'out-of-range'],
      ['0.9 AS value, -0.1 AS stderr', 'out-of-range'],
      ["0.9 AS value, 'NaN'::float8 AS stderr", 'not-a-number'],
      ['0.9 AS value, 0.9 AS value', 'ambiguous'],
      ['0.9 AS value, 100 AS samplesize', 'config'],
      ['0.9', 'config'],
      ['0.9 AS "Value"', 'config'],
      ['9 AS successes', 'config'],
      ['', 'config'],
      ['0.9 AS value, unnest(ARRAY[1, 2]) AS sample_size', 'ambiguous'],
    ])('SELECT %s: %s', async (columns, code) => {
      expect(await ask(`SELECT ${columns} FROM analytics.one`)).toMatchObject({ kind: 'failed', code });
    });

    it.each([
      'SELECT 0.9 AS value FROM analytics.one WHERE false',
      'SELECT NULL AS value FROM analytics.one',
      'SELECT NULL::numeric AS value, 10 AS sample_size FROM analytics.one',
      "SELECT avg(score) AS value, count(*) AS sample_size FROM analytics.scores WHERE name = 'none'",
      'SELECT 0 AS successes, 0 AS sample_size FROM analytics.one',
      'SELECT NULL::int AS successes, 10 AS sample_size FROM analytics.one',
    ])('%s: absent', async (query) => {
      expect(await ask(query)).toMatchObject({ kind: 'absent' });
    });

    it('may hold only counts', async () => {
      expect(await ask('SELECT 9 AS successes, 10::bigint AS sample_size FROM analytics.one')).toMatchObject({
        value: 0.9,
        valueFromCounts: true,
        successes: 9,
        sampleSize: 10,
      });
    });

    it.each([
      ["'2026-11-20 10:00:00'::timestamp", 'is a timestamp without a zone: write which it is in, as in'],
      ["'2026-11-20'::date", 'is a date without a time'],
      ["'2026-11-20T10:00:00Z'", 'not of the type'],
      ['1795168800', 'is a number: write it as a time, as in to_timestamp('],
      ["'infinity'::timestamptz", 'not a time'],
      ["'1999-12-31 23:59:59+00'::timestamptz", 'outside the years'],
      ['NULL::timestamptz', 'null'],
    ])('with %s has no time, and says why', async (time, note) => {
      expect(await ask(`SELECT 0.9 * one AS value, ${time} AS observed_at FROM analytics.one`)).toMatchObject({
        value: 0.9,
        observedAtMs: null,
        observedAtKind: 'none',
        notes: [expect.stringContaining(note)],
      });
    });

    it('has no time where the query gives none', async () => {
      expect(await ask('SELECT 0.9 * one AS value FROM analytics.one')).toMatchObject({
        observedAtKind: 'none',
        notes: ['the query gives no column observed_at'],
      });
    });

    it.each([
      'now()',
      'statement_timestamp()',
      'clock_timestamp()',
      "current_timestamp AT TIME ZONE 'UTC' AT TIME ZONE 'UTC'",
      "localtimestamp AT TIME ZONE 'Asia/Kathmandu'",
      "now() - interval '1 hour'",
      "now() + interval '1 microsecond'",
      "now() + interval '1 day'",
      "greatest(now(), '2026-11-20'::timestamptz)",
      // Of a column, too, as far as the plan says.
      "now() - one * interval '1 hour'",
      "greatest(now() - one * interval '30 seconds', now())",
    ])('with %s has the time of the query, which says nothing of the data', async (time) => {
      expect(await ask(`SELECT 0.9 * one AS value, ${time} AS observed_at FROM analytics.one`)).toMatchObject({
        value: 0.9,
        observedAtKind: 'query-time',
        notes: [expect.stringContaining('observed_at is the time of the query')],
      });
    });

    it('has the time of a row that was written just before', async () => {
      await server.query(
        'CREATE TABLE analytics.fresh (at timestamptz); GRANT SELECT ON analytics.fresh TO launch_gate',
      );
      await server.query('INSERT INTO analytics.fresh VALUES (clock_timestamp())');
      const query = 'SELECT count(*) AS value, max(at) AS observed_at FROM analytics.fresh';
      expect(await ask(query)).toMatchObject({ value: 1, observedAtKind: 'sample', notes: [] });
    });

    it('is scaled, and not beyond all numbers', async () => {
      const { network } = networkOf({ env: env() });
      const query = 'SELECT 1e300::float8 AS value, 4 AS stddev FROM analytics.one';
      const metrics = { scaled: { query, scale: 1e-300 }, beyond: { query, scale: 1e300 } };
      expect(await measured(postgresSource, keys(), metrics, network)).toMatchObject({
        scaled: { value: 1 },
        beyond: { kind: 'failed', code: 'not-a-number' },
      });
    });
  });

  describe('rows by metric', () => {
    it('are asked once and read by the id', async () => {
      const query = `SELECT t.* FROM analytics.one, (VALUES ('a', random(), 10), ('b', NULL, 10), ('twice', 1, 1), ('twice', 1, 1),
        (NULL, 1, 1), ('A ', 2, 3)) t (metric, value, sample_size)`;
      const metrics = { a: { query }, b: { query }, twice: { query }, other: { query }, null: { query } };
      const { network } = networkOf({ env: env() });
      const found = await measured(postgresSource, keys(), metrics, network);
      expect(found).toMatchObject({
        a: { kind: 'measured', sampleSize: 10, provenance: { where: expect.stringMatching(/, query, row a$/) } },
        b: { kind: 'absent' },
        twice: { kind: 'failed', code: 'ambiguous' },
        other: { kind: 'absent', detail: expect.stringContaining('"a", "b", "twice", "A "') },
        null: { kind: 'absent' },
      });
      // The same question by another source of the same run: `random()` would give another number.
      expect((await measured(postgresSource, keys(), { a: { query } }, network))['a']).toEqual(found['a']);
      expect(await ask(query.replace("'a'", "'m'"))).not.toMatchObject({ value: Object(found['a']).value });
    });

    it.each([
      [1000, { kind: 'measured', value: 1000 }],
      [1001, { kind: 'failed', code: 'too-large' }],
    ])('%i of them', async (rows, expected) => {
      const query = `SELECT CASE n WHEN ${rows} THEN 'm' ELSE n::text END AS metric, n AS value FROM analytics.one, generate_series(1, ${rows}) n`;
      expect(await ask(query)).toMatchObject(expected);
    });

    it('with none are absent', async () => {
      expect(await ask("SELECT 'm' AS metric, 1 AS value FROM analytics.one WHERE false")).toMatchObject({
        kind: 'absent',
      });
    });
  });

  describe('the page of the docs', () => {
    it('shows examples that work with the rights that it names', async () => {
      const criteria = PAGE.find(({ language, text }) => language === 'yaml' && text.startsWith('version'))?.text ?? '';
      const query = /query: \|\n([\s\S]+)/.exec(criteria)?.[1] ?? '';
      expect(await ask(query)).toMatchObject({
        value: 0.75,
        successes: 150,
        sampleSize: 200,
        observedAtKind: 'sample',
        notes: [],
      });
      const { network } = networkOf({ env: env() });
      const metrics = { answer_correctness: { query: sqlOf('many') }, answer_relevance: { query: sqlOf('many') } };
      expect(await measured(postgresSource, keys(), metrics, network)).toMatchObject({
        answer_correctness: { value: expect.closeTo(0.74875), stddev: expect.any(Number), sampleSize: 200 },
        answer_relevance: { value: expect.closeTo(0.74875) },
      });
      expect(await ask('SELECT 1 AS value FROM analytics.hidden')).toMatchObject({ code: 'forbidden' });
    });
  });

  describe('a query that does more than read', () => {
    const attacks: readonly (readonly [string, string])[] = [
      ['INSERT INTO analytics.tickets VALUES (true, now()) RETURNING 1 AS value', 'config'],
      ['DELETE FROM analytics.tickets RETURNING 1 AS value', 'config'],
      ['WITH gone AS (DELETE FROM analytics.tickets RETURNING 1) SELECT count(*) AS value FROM gone', 'config'],
      ['SELECT 1 AS value; DELETE FROM analytics.tickets', 'config'],
      ['SELECT 1 AS value; COMMIT; DELETE FROM analytics.tickets', 'config'],
      ['COMMIT; DELETE FROM analytics.tickets', 'config'],
      ['COMMIT', 'config'],
      ['ROLLBACK', 'config'],
      ['SET TRANSACTION READ WRITE', 'config'],
      ['SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE', 'config'],
      ['CALL analytics.commits()', 'config'],
      ['DO $$ BEGIN DELETE FROM analytics.tickets; END $$', 'config'],
      ["COPY (SELECT 1 FROM analytics.one) TO PROGRAM 'touch /tmp/launch-gate-was-here'", 'config'],
      ['DROP TABLE analytics.tickets', 'config'],
      ['SELECT 1 AS value INTO analytics.copied FROM analytics.one', 'config'],
      ['EXPLAIN ANALYZE SELECT 1 FROM analytics.one', 'config'],
      ['SELECT analytics.writes() AS value FROM analytics.one', 'blocked'],
      ["SELECT nextval('analytics.counter') AS value FROM analytics.one", 'blocked'],
      ['SELECT 1 AS value FROM analytics.tickets FOR UPDATE', 'blocked'],
      ["SELECT length(set_config('transaction_read_only', 'off', false)) AS value FROM analytics.one", 'blocked'],
      [
        "SELECT analytics.writes() AS value FROM analytics.one, set_config('transaction_read_only', 'off', true)",
        'blocked',
      ],
    ];

    it.each(attacks)('%s: %s, whoever asks', async (query, code) => {
      const before = await server.query('SELECT count(*) AS rows FROM analytics.tickets');
      expect(await ask(query)).toMatchObject({ kind: 'failed' });
      expect(await ask(query, owner())).toMatchObject({ kind: 'failed', code });
      expect(await server.query('SELECT count(*) AS rows FROM analytics.tickets')).toEqual(before);
    });

    it('is said to be a superuser’s where it could be', async () => {
      const note = expect.stringContaining('superuser');
      const query = 'SELECT count(*) AS value, max(closed_at) AS observed_at FROM analytics.tickets';
      expect(await ask(query, owner())).toMatchObject({ value: 200, notes: [note] });
      expect(await ask(query)).toMatchObject({ value: 200, notes: [] });
    });

    it('leaves no transaction and no session behind', async () => {
      await ask("SELECT 1 AS value FROM analytics.one, set_config('application_name', 'launch-gate', false)");
      const left = "SELECT pid FROM pg_stat_activity WHERE usename = 'launch_gate'";
      await expect.poll(() => server.query(left)).toEqual([]);
    });
  });

  describe('a query that fails', () => {
    it.each([
      ['SELEC 1 FROM analytics.one', 'config'],
      ['SELECT 1 AS value FROM analytics.nowhere', 'config'],
      ['SELECT 1 AS value FROM nowhere.tickets', 'config'],
      ['SELECT nothing AS value FROM analytics.tickets', 'config'],
      ['SELECT nothing() AS value FROM analytics.one', 'config'],
      ['SELECT $1::int AS value FROM analytics.one', 'config'],
      ['SELECT 1 / 0 AS value FROM analytics.one', 'config'],
      ["SELECT 'x'::int AS value FROM analytics.one", 'config'],
      ['SELECT 1 AS value FROM analytics.hidden', 'forbidden'],
      ['-- nothing but a remark', 'config'],
      ['SELECT 1 AS value FROM analytics.one /* begun', 'config'],
      ["SELECT metric, 1 AS value FROM analytics.one, repeat('x', 6000000) metric", 'too-large'],
      ["SELECT repeat('x', 1000000) AS metric, n AS value FROM analytics.one, generate_series(1, 100) n", 'too-large'],
      ['SELECT 1 AS value FROM analytics.one\0', 'config'],
    ])('%s: %s', async (query, code) => {
      const answer = await ask(query);
      expect(answer).toMatchObject({ kind: 'failed', code });
      expect(JSON.stringify(answer)).not.toMatch(/does not exist|nothing but|relation|syntax error|hidden/);
    });

    it.each([
      ['SELECT nothing AS value FROM analytics.tickets', '(line 1, column 8 of the query, at "nothing")'],
      [
        'SELECT 1 AS value,\n  max(t."closd at") AS observed_at\nFROM analytics.tickets t',
        'line 2, column 7 of the query, at "t."closd at"")',
      ],
      ['SELECT 1 AS "välue", \u{1f600}x FROM analytics.one', '(line 1, column 22 of the query'],
      [
        "SELECT '\u{1f600}' AS metric, nothing AS value FROM analytics.one",
        '(line 1, column 23 of the query, at "nothing")',
      ],
      ['SELECT 1 AS value FROM analytics.nowhere', '(line 1, column 24 of the query, at "analytics.nowhere")'],
      ['SELECT nothing(one) AS value FROM analytics.one', '(line 1, column 8 of the query, at "nothing")'],
      ["SELECT 1 AS value FROM analytics.one WHERE one = 's3cret' 's3cret'", '(line 1, column 59 of the query)'],
      ['SELECT 1 AS value FROM analytics.one WHERE', '(at the end of the query)'],
      ['SELECT 1 / one AS value FROM analytics.one HAVIN one > 0', '(line 1, column 50 of the query, at "one")'],
    ])('%s: says where', async (query, place) => {
      const answer = await ask(query);
      expect(answer).toMatchObject({ kind: 'failed', code: 'config', detail: expect.stringContaining(place) });
      expect(JSON.stringify(answer)).not.toContain('s3cret');
    });

    it('says no place where the query is not what is wrong', async () => {
      const answer = await ask('SELECT 1 / (one - one) AS value FROM analytics.one');
      expect(JSON.stringify(answer)).not.toContain('line 1');
    });

    it('is ended where it takes too long', async () => {
      const begun = performance.now();
      expect(await ask('SELECT 1 AS value FROM analytics.one, pg_sleep(30)', keys({ timeout: '1s' }))).toMatchObject({
        code: 'timeout',
      });
      expect(performance.now() - begun).toBeLessThan(10_000);
      const running = "SELECT pid FROM pg_stat_activity WHERE usename = 'launch_gate'";
      await expect.poll(() => server.query(running)).toEqual([]);
    });

    it('waits no longer for a lock', async () => {
      const held = server.query('BEGIN; LOCK analytics.scores; SELECT pg_sleep(1.5); COMMIT');
      const locked = "SELECT 1 FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted";
      await expect.poll(() => server.query(locked)).toHaveLength(1);
      expect(await ask('SELECT count(*) AS value FROM analytics.scores', keys({ timeout: '1s' }))).toMatchObject({
        code: 'timeout',
      });
      await held;
    });
  });

  describe('a login that fails', () => {
    it.each([
      ['a wrong password', { password: 'WRONG' }, 'auth'],
      ['an unknown user', { user: 'nobody_known' }, 'auth'],
      ['an unknown database', { database: 'nowhere' }, 'not-found'],
      ['a password that is not set', { password: 'UNSET' }, 'config'],
      ['a server without TLS where it is wanted', { tls: 'verify' }, 'blocked'],
      ['a port where nobody listens', { port: 1 }, 'network'],
      ['a bad timeout', { timeout: 'soon' }, 'config'],
    ])('%s', async (_, more, code) => {
      const { network, secrets } = networkOf({ env: env() });
      const answers = await measured(
        postgresSource,
        keys(more),
        { m: { query: 'SELECT 1 AS value FROM analytics.one' } },
        network,
      );
      expect(answers['m']).toMatchObject({ kind: 'failed', code });
      const said = JSON.stringify(answers);
      for (const secret of secrets) expect(said).not.toContain(secret);
      expect(said).not.toMatch(/authentication failed|does not exist|ECONN|SCRAM|nobody_known/);
    });

    it('asks nobody where no host may be asked, or not this one', async () => {
      expect(
        await measured(postgresSource, keys(), { m: { query: 'SELECT 1 AS value FROM analytics.one' } }, null),
      ).toMatchObject({
        m: { code: 'blocked' },
      });
      const elsewhere = { allowedHosts: ['db.example.com'] };
      expect(await ask('SELECT 1 AS value FROM analytics.one', keys(), elsewhere)).toMatchObject({ code: 'blocked' });
      const change = { underPullRequest: true };
      expect(await ask('SELECT 1 AS value FROM analytics.one', keys(), change)).toMatchObject({ code: 'blocked' });
      expect(await ask('SELECT 1 AS value FROM analytics.one', keys({ private: true }), change)).toMatchObject({
        value: 1,
      });
    });
  });

  it('is reached by a URL, whose password is shown nowhere', async () => {
    const url = `postgres://launch_gate:${encodeURIComponent(PASSWORD)}@localhost:${server.port}/postgres`;
    const { network, secrets } = networkOf({ env: { URL: url } });
    const metrics = {
      m: { query: 'SELECT 1 AS value FROM analytics.one' },
      n: { query: 'SELECT broken FROM analytics.one' },
    };
    const answers = await measured(postgresSource, { connection: 'URL' }, metrics, network);
    expect(answers).toMatchObject({ m: { value: 1 }, n: { code: 'config' } });
    expect([...secrets]).toEqual(expect.arrayContaining([url, PASSWORD, encodeURIComponent(PASSWORD)]));
    for (const secret of secrets) expect(JSON.stringify(answers)).not.toContain(secret);
    expect(network.journal('live')).toMatchObject({ hosts: [`localhost:${server.port}`] });
  });

  it('takes nothing from the environment that the criteria do not name', async () => {
    const evil = {
      PGHOST: 'db.example.com',
      PGPORT: '1',
      PGUSER: 'other',
      PGPASSWORD: 'other',
      PGDATABASE: 'other',
      PGSSLMODE: 'no-verify',
      PGSSLNEGOTIATION: 'direct',
      PGAPPNAME: 'other',
      PGREPLICATION: 'database',
      PGOPTIONS: '-c work_mem=77MB',
      PGCLIENT_ENCODING: 'latin1',
      PGPASSFILE: '/dev/null',
      PGCONNECT_TIMEOUT: '1',
    };
    const before = { ...process.env };
    Object.assign(process.env, evil);
    try {
      const query = `SELECT count(*) AS value FROM analytics.one, pg_stat_activity, pg_settings
        WHERE pid = pg_backend_pid() AND usename = 'launch_gate' AND application_name = 'launch-gate'
          AND name = 'work_mem' AND source = 'default'`;
      expect(await ask(query)).toMatchObject({ value: 1 });
    } finally {
      for (const name of Object.keys(evil)) delete process.env[name];
      Object.assign(process.env, before);
    }
  });

  it('answers many metrics with few sessions at a time', async () => {
    const sessions = "FROM analytics.one, pg_stat_activity, pg_sleep(0.1) WHERE usename = 'launch_gate'";
    const queries = Array.from({ length: 12 }, (_, index) => [
      `m${index}`,
      { query: `SELECT count(*) AS value, ${index + 1} AS sample_size ${sessions}` },
    ]);
    const { network } = networkOf({ env: env() });
    const answers = Object.values(await measured(postgresSource, keys(), Object.fromEntries(queries), network));
    expect(answers.map(({ kind }) => kind)).toEqual(Array(12).fill('measured'));
    const counts = answers.flatMap((answer) => (answer.kind === 'measured' ? [answer.value] : []));
    // A session that has just been left may still be there.
    expect(Math.max(...counts)).toBeLessThanOrEqual(8);
    expect(Math.max(...counts)).toBeGreaterThan(1);
  });
});
