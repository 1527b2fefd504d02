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
    [{ patternProperties: { '^n_': { type: 'number' } } }, '{"n_a": "s3cret-value"}', '"/*"'],
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

  it.each([
    [{ additionalProperties: { type: 'number' } }, '{"s3cret/va~lue": "x"}', 'at "/*": expected'],
    [{ additionalProperties: { type: 'number' } }, '{"12345678": "x"}', 'at "/*": expected'],
    [{ additionalProperties: { items: { type: 'number' } } }, '{"s3cret": [1, "x"]}', 'at "/*/1": expected'],
    [
      { properties: { rows: { items: { additionalProperties: { properties: { n: { type: 'number' } } } } } } },
      '{"rows": [{"s3cret": {"n": "x"}}]}',
      'at "/rows/0/*/n": expected',
    ],
    [{ properties: { 'a/b~c': { type: 'number' } } }, '{"a/b~c": "x"}', 'at "/a~1b~0c": expected'],
    [{ additionalProperties: { type: 'number' } }, '{"__proto__": "x"}', 'at "/*": expected'],
  ])('%j says where %s does not fit by its own names only', (schema, text, says) => {
    const failed = check(schema, text);
    expect(failed?.detail).toContain(says);
    expect(failed?.detail).not.toMatch(/s3cret|12345678|__proto__/);
  });

  const list = { type: 'array', items: { $ref: '#/definitions/n' } };
  it.each([
    [{ $ref: '#' }, '#'],
    [{ allOf: [{ $ref: '#' }] }, '#'],
    [{ definitions: { n: { allOf: [{ $ref: '#/definitions/n' }, { $ref: '#/definitions/n' }] } } }, '#/definitions/n'],
    [
      {
        definitions: { a: { anyOf: [{ $ref: '#/definitions/b~1c' }] }, 'b/c': { not: { $ref: '#/definitions/a' } } },
      },
      '#/definitions/a',
    ],
    [{ properties: { a: { dependencies: { b: { oneOf: [{ $ref: '#/properties/a' }] } } } } }, '#/properties/a'],
  ])('%j comes back to itself for the same value, and is none', (schema, reference) => {
    const detail = expect.stringContaining(`comes back to itself by "${reference}"`);
    expect(check(schema, '{}')).toMatchObject({ code: 'config', detail });
  });

  it.each([
    [{ definitions: { n: { anyOf: [{ type: 'number' }, list] } }, $ref: '#/definitions/n' }],
    [{ anyOf: [{ type: 'number' }, { items: { $ref: '#' } }] }],
    [{ allOf: [{ $ref: '#/definitions/n' }, { $ref: '#/definitions/n' }], definitions: { n: { type: 'array' } } }],
  ])('%j comes back to itself deeper only', (schema) => {
    expect(check(schema, '[[1, [2]], 3]')).toBeNull();
  });

  it.each([
    [{ definitions: { n: { allOf: [list, list] } }, $ref: '#/definitions/n' }],
    [{ definitions: { n: { anyOf: [list, { ...list, maxItems: 0 }] } }, $ref: '#/definitions/n', minItems: 2 }],
    [{ anyOf: [{ not: { items: { $ref: '#' } } }, { items: { $ref: '#' }, minItems: 1 }] }],
    [
      {
        definitions: Object.fromEntries(
          Array.from({ length: 40 }, (_, at) => {
            const below = { $ref: `#/definitions/d${at - 1}` };
            return [`d${at}`, at === 0 ? { type: 'array' } : { allOf: [below, below] }];
          }),
        ),
        $ref: '#/definitions/d39',
      },
    ],
  ])('%j ends on nested lists, however often it multiplies', (schema) => {
    const started = performance.now();
    const failed = check(schema, `${'['.repeat(100)}${']'.repeat(100)}`);
    expect(failed === null ? null : failed.code).toMatch(/^(too-large|bad-response)$/);
    expect(performance.now() - started).toBeLessThan(8000);
  });

  it('says that a response is too large to be checked', () => {
    const doubled = { definitions: { n: { allOf: [list, list] } }, $ref: '#/definitions/n' };
    const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    expect(check(doubled, deep(10))).toBeNull();
    expect(check(doubled, deep(60))).toMatchObject({ code: 'too-large' });
    expect(check(doubled, deep(10))).toBeNull();
  });

  it('does not know the keyword by which it counts', () => {
    expect(check({ items: { 'launch-gate:step': true } }, '[]')).toMatchObject({
      code: 'config',
      detail: expect.stringContaining('launch-gate:step'),
    });
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
