import { describe, expect, it } from 'vitest';
import { responseCheck } from '../../../src/sources/http/response-schema.ts';
import { parseTolerantJson } from '../../../src/sources/tolerant-json.ts';

function check(schema: unknown, text: string) {
  const parse = parseTolerantJson(text);
  if (!parse.ok) throw new Error(parse.problem.text);
  return responseCheck(schema)(parse.value);
}

const rows = {
  type: 'object',
  required: ['rows'],
  properties: { rows: { type: 'array', minItems: 1, items: { type: 'object', required: ['n'] } } },
};
const draft2020 = 'https://json-schema.org/draft/2020-12/schema';

describe('the schema of a response', () => {
  it.each([
    [rows, '{"rows": [{"n": 1}]}'],
    [{ ...rows, $schema: 'http://json-schema.org/draft-07/schema#' }, '{"rows": [{"n": 1}]}'],
    [{ $schema: draft2020, prefixItems: [{ type: 'number' }] }, '[1]'],
    [{ properties: { t: { type: 'string', format: 'nobody-knows-it' } } }, '{"t": "x"}'],
    [{ properties: { t: { pattern: '^[a-z]+$' } } }, '{"t": "abc"}'],
    [{ uniqueItems: true }, '[{"a": 1, "b": 2}, {"a": 2, "b": 1}, 1, "1", [1]]'],
    [{ uniqueItems: false }, '[1, 1]'],
    [{ definitions: { n: { type: 'number' } }, items: { $ref: '#/definitions/n' } }, '[1]'],
    [{ required: ['__proto__', 'constructor'] }, '{"__proto__": 1, "constructor": 2}'],
    [{ type: ['string', 'null'] }, 'null'],
  ])('%j takes %s', (schema, text) => expect(check(schema, text)).toBeNull());

  it.each([
    [rows, '{}', 'at the top'],
    [rows, '{"rows": []}', '"/rows"'],
    [rows, '{"rows": [{"n": 1}, {"m": "s3cret-value"}]}', '"/rows/1"'],
    [{ $schema: draft2020, prefixItems: [{ type: 'number' }] }, '["s3cret-value"]', '"/0"'],
    [{ properties: { t: { pattern: '^[a-z]+$' } } }, '{"t": "s3cret-value"}', '"/t"'],
    [{ patternProperties: { '^n_': { type: 'number' } } }, '{"n_a": "s3cret-value"}', '"/n_a"'],
    [{ uniqueItems: true }, '[{"a": 1, "b": 2}, {"b": 2, "a": 1}]', 'at the top'],
    [{ required: ['constructor'] }, '{}', 'at the top'],
    [{ required: ['__proto__'] }, '{}', 'at the top'],
    [{ properties: { n: { type: 'number' } } }, '{"n": NaN}', '"/n"'],
  ])('%j refuses %s %s', (schema, text, where) => {
    const failed = check(schema, text);
    expect(failed).toMatchObject({ ok: false, code: 'bad-response', detail: expect.stringContaining(where) });
    expect(failed?.detail).not.toContain('s3cret-value');
  });

  it.each([
    [rows, '{}', 'at the top: expected "required" "rows"'],
    [rows, '{"rows": []}', 'at "/rows": expected "minItems": 1'],
    [rows, '{"rows": 7}', 'at "/rows": expected "type": "array"'],
    [{ properties: { n: { minimum: 0.5 } } }, '{"n": 0.25}', 'at "/n": expected "minimum": 0.5'],
    [
      { properties: { s: { enum: ['done', 'failed'] } } },
      '{"s": "s3cret-value"}',
      'expected "enum": ["done","failed"]',
    ],
    [{ properties: { s: { const: 'done' } } }, '{"s": "s3cret-value"}', 'expected "const": "done"'],
    [{ additionalProperties: false }, '{"s3cret-value": 1}', 'at the top: expected "additionalProperties": false'],
    [{ anyOf: [{ type: 'number' }, { type: 'null' }] }, '"s3cret-value"', 'at the top: expected what "anyOf" says'],
    [
      JSON.parse('{ "if": { "type": "string" }, "then": { "maxLength": 3 } }'),
      '"s3cret-value"',
      'at the top: expected "maxLength": 3',
    ],
    [{ uniqueItems: true }, '[1, 1]', 'at the top: expected "uniqueItems": true'],
  ])('%j says what it expects of %s', (schema, text, says) => {
    const failed = check(schema, text);
    expect(failed?.detail).toContain(says);
    expect(failed?.detail).not.toContain('s3cret-value');
  });

  it('knows no other schema, whatever they call themselves', () => {
    const named = (type: string) => ({ $id: 'https://example.com/one.json', properties: { a: { type } } });
    expect(check(named('number'), '{"a": "x"}')).toMatchObject({ code: 'bad-response' });
    expect(check(named('string'), '{"a": "x"}')).toBeNull();
    expect(check({ $ref: 'https://example.com/one.json' }, '{"a": 1}')).toMatchObject({ code: 'config' });
  });

  it('is ambiguous where a key stands twice', () => {
    expect(check({ properties: { a: { type: 'number' } } }, '{"a": 1, "a": 2}')).toMatchObject({
      code: 'ambiguous',
    });
  });

  it.each([
    [{ type: 'nothing' }],
    [{ requried: ['a'] }, 'holds "requried"'],
    [{ $ref: 'https://example.com/schema.json' }],
    [{ $schema: 'http://json-schema.org/draft-04/schema#' }],
    [{ $schema: 7 }],
    [{ $async: true, type: 'object' }],
    [{ pattern: '(a)\\1' }],
    [{ pattern: 'a(?=b)' }],
    [{ items: { $ref: '#/definitions/none' } }],
    ['text'],
    [7],
    [null],
  ])('%j checks nothing, and fails every response', (schema, says: string = 'schema') => {
    const failed = { code: 'config', detail: expect.stringContaining(says) };
    for (const text of ['{}', '{"a": 1}', '"ab"']) expect(check(schema, text)).toMatchObject(failed);
  });

  it('ends soon on what is made to take long', () => {
    const started = performance.now();
    expect(check({ pattern: '^(a+)+$' }, `"${'a'.repeat(50_000)}!"`)).toMatchObject({ code: 'bad-response' });
    const list = `[${Array.from({ length: 100_000 }, (_, index) => `{"n": ${index}}`).join(',')}]`;
    expect(check({ uniqueItems: true }, list)).toBeNull();
    expect(performance.now() - started).toBeLessThan(8000);
  });
});
