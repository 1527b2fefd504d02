import { describe, expect, it } from 'vitest';
import { readsRows } from '../../../src/sources/postgres/reads-rows.ts';

describe('a query', () => {
  it.each([
    'SELECT avg(score) AS value FROM scores',
    'select avg(score) as value\nfrom scores',
    'SELECT (SELECT avg(score) FROM scores) AS value',
    'TABLE answers',
    "SELECT 'it''s' AS metric, 1 AS value FROM scores",
    "SELECT '--' AS metric, 1 AS value FROM scores",
    "SELECT E'\\'' AS metric, 1 AS value FROM scores",
    'SELECT "--" AS value FROM scores',
    "SELECT $$ '$$ AS metric FROM scores",
    'SELECT 1 /* one */ AS value FROM scores',
  ])('%s reads rows', (sql) => expect(readsRows(sql)).toBe(true));

  it.each([
    'SELECT 0.99 AS value',
    'SELECT 0.99 AS from_value',
    'VALUES (0.99)',
    'SELECT 0.99 AS value -- FROM scores',
    'SELECT 0.99 AS value /* FROM scores */',
    "SELECT 'FROM scores' AS metric, 0.99 AS value",
    "SELECT 'it''s FROM scores' AS metric, 0.99 AS value",
    "SELECT E'\\' FROM scores' AS metric, 0.99 AS value",
    'SELECT 0.99 AS "FROM scores"',
    'SELECT $$FROM scores$$ AS metric, 0.99 AS value',
    'SELECT $a$ $$ FROM scores $a$ AS metric, 0.99 AS value',
    '',
  ])('%s does not', (sql) => expect(readsRows(sql)).toBe(false));
});
