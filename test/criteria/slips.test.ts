import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';

/** The arguments of what is found in a source and in what a metric asks of it. */
async function found(source: string, from: string) {
  const text = `version: 1
feature: f
sources:
  s: { ${source} }
metrics:
  m: { layer: task, target: ">= 0.9", from: { source: s, ${from} } }
`;
  const { findings } = await loadCriteria(text, 'gate.yml');
  return findings.filter(({ level }) => level === 'error').map(({ code, args }) => ({ code, ...args }));
}

describe('a slip in PromQL', () => {
  it.each([
    ['sum(', { line: 1, column: 5 }],
    ['sum(rate(x[1h])))', { line: 1, column: 17 }],
    ['x{a=b}', { line: 1, column: 5 }],
    ['sum(rate(a[1h])) / sumrate(b[1h])', { line: 1, column: 20, function: 'sumrate' }],
    ['sum(\n  rat(x[5m])\n)', { line: 2, column: 3, function: 'rat' }],
    ['x{a="\u{1f600}"} y', { line: 1, column: 10 }],
  ])('%j is located', async (query, place) => {
    const errors = await found('type: prometheus, url: "https://p.example.com"', `query: ${JSON.stringify(query)}`);
    expect(errors).toEqual([{ code: 'invalid-query', key: 'query', value: query, problem: 'syntax', ...place }]);
  });

  it('has no place where the query as a whole is none', async () => {
    const [error] = await found('type: prometheus, url: "https://p.example.com"', 'query: "topk(x)"');
    expect(error).toEqual({ code: 'invalid-query', key: 'query', value: 'topk(x)', problem: 'syntax' });
  });
});

describe('a slip in the schema of responses', () => {
  it.each([
    ['{ requried: [a] }', 'keyword', 'requried'],
    ['{ properties: { a: { minimun: 1 } } }', 'keyword', 'minimun'],
    ['{ properties: { a: { type: nothing } } }', 'place', '/properties/a/type'],
    ['{ items: { $ref: "#/definitions/none" } }', 'reference', '#/definitions/none'],
    ['{ properties: { a: { pattern: "a(?=b)" } } }', 'pattern', 'a(?=b)'],
    ['{ $schema: "http://json-schema.org/draft-04/schema#" }', 'draft', ''],
    ['{ $async: true }', 'keyword', '$async'],
    ['{ anyOf: [{ $ref: "#" }] }', 'recursion', '#'],
  ])('%s is named', async (schema, problem, value) => {
    const errors = await found(`type: http, url: "https://a.example.com", schema: ${schema}`, 'value: v');
    expect(errors).toEqual([{ code: 'invalid-schema', problem, value }]);
  });
});
