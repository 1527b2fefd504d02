import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../src/sources/postgres/query-plan.ts';

const planned = (plan: object) => readPlan(JSON.stringify([{ Plan: { 'Node Type': 'Result', ...plan } }]));
const scan = { 'Node Type': 'Seq Scan', 'Relation Name': 'scores', Schema: 'analytics' };

// What other servers and extensions answer, which no server of the tests does.
describe('a plan', () => {
  it.each([
    ['a scan far below', { Plans: [{ 'Node Type': 'Limit', Plans: [scan] }] }],
    [
      'a plan of another server inside it',
      { 'Distributed Query': { Job: { Tasks: [{ 'Remote Plan': [[{ Plan: scan }]] }] } } },
    ],
    ['rows of an extension', { 'Node Type': 'Custom Scan', 'Custom Plan Provider': 'Citus Adaptive' }],
    ['a table read by an extension', { ...scan, 'Node Type': 'Custom Scan', Plans: [] }],
    ['what another server joins', { 'Node Type': 'Foreign Scan', Relations: '(public.a) INNER JOIN (public.b)' }],
  ])('with %s reads a table', (_, plan) => expect(planned(plan)).toMatchObject({ readsTable: true }));

  it.each([
    ['nothing', {}],
    ['a table of the catalogue', { ...scan, Schema: 'pg_catalog' }],
    ['a table of the schema of the standard', { ...scan, Schema: 'information_schema' }],
    ['a table of nowhere', { ...scan, Schema: undefined }],
    ['a table without a name', { ...scan, 'Relation Name': null }],
    ['a function of the server', { 'Node Type': 'Function Scan', 'Function Name': 'f', Schema: 'pg_catalog' }],
    ['several functions', { 'Node Type': 'Function Scan', Schema: 'analytics' }],
    ['an extension over nothing', { 'Node Type': 'Custom Scan', Plans: [{ 'Node Type': 'Result' }] }],
    ['an extension over the catalogue', { ...scan, 'Node Type': 'Custom Scan', Schema: 'pg_catalog' }],
    ['no part left out', { 'Node Type': 'Append', 'Subplans Removed': 0, Plans: [] }],
    ['the words of a scan', { Output: [JSON.stringify(scan)], Alias: scan['Node Type'] }],
  ])('with %s reads none', (_, plan) => expect(planned(plan)).toMatchObject({ readsTable: false }));

  it.each([
    '',
    'Seq Scan on scores',
    'null',
    '[]',
    '[null]',
    '[[]]',
    '{"Plan":{"Node Type":"Result"}}',
    '[{"Plan":{}}]',
    '[{"Plan":null}]',
    '[{"Plan":{"Node Type":"Result"}},{"Plan":{"Node Type":"Result"}}]',
    '['.repeat(1_000_000),
  ])('%.40s is none', (text) => expect(readPlan(text)).toBeNull());

  it('may be as deep as it likes', () => {
    const depth = 50_000;
    const text = `[{"Plan":${'{"Node Type":"Limit","Plans":['.repeat(depth)}${JSON.stringify(scan)}${']}'.repeat(depth)}}]`;
    expect(readPlan(text)).toMatchObject({ readsTable: true });
  });

  it('says nothing of columns that are not texts', () => {
    expect(planned({ Output: ['score', 1] })).toMatchObject({ output: [] });
    expect(planned({ Output: ['score'] })).toMatchObject({ output: ['score'] });
  });
});
