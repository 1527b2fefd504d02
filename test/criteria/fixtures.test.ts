import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { FINDING_LEVELS, isFindingCode } from '../../src/core/finding-codes.ts';
import { criteriaJsonSchema } from '../../src/criteria/json-schema.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { BEYOND_SCHEMA, ROWS_BEYOND_SCHEMA } from './beyond-schema.ts';
import { KEY_ROWS } from './key-rows.ts';
import { MEANING_ROWS, WARNING_ROWS } from './meaning-rows.ts';
import { NORTH_STAR_ROWS } from './north-star-rows.ts';
import { ODDS_ROWS } from './odds-rows.ts';
import { PRECONDITION_ROWS } from './precondition-rows.ts';
import { findingsOf } from './rows.ts';
import { SOURCE_ROWS } from './source-rows.ts';
import { YAML_ROWS } from './yaml-rows.ts';

const FOLDER = new URL('../../fixtures/criteria/', import.meta.url);
const validate = new Ajv({ strict: false, allErrors: true }).compile(criteriaJsonSchema());

function fixtures(kind: 'good' | 'bad'): { name: string; text: string; expected: string[] }[] {
  const names = readdirSync(new URL(`${kind}/`, FOLDER)).filter((name) => name.endsWith('.yml'));
  return names.map((name) => ({
    name,
    text: readFileSync(new URL(`${kind}/${name}`, FOLDER), 'utf8'),
    expected: JSON.parse(readFileSync(new URL(`${kind}/${name.replace('.yml', '.expected.json')}`, FOLDER), 'utf8')),
  }));
}

describe('good fixtures', () => {
  for (const { name, text, expected } of fixtures('good')) {
    it(`${name}: findings`, async () => {
      const found = await findingsOf(text, ['error', 'warning', 'info']);
      expect(found).toEqual(expected);
      const { findings } = await loadCriteria(text, name);
      const isRefusal = (code: string) => name === 'not-yet.yml' && code === 'not-supported-yet';
      expect(findings.filter(({ level, code }) => level === 'error' && !isRefusal(code))).toEqual([]);
    });

    it(`${name}: fits the JSON Schema`, () => {
      validate(parse(text));
      expect(validate.errors ?? []).toEqual([]);
    });
  }
});

describe('bad fixtures', () => {
  for (const { name, text, expected } of fixtures('bad')) {
    it(`${name}: findings`, async () => {
      expect(await findingsOf(text, ['error', 'warning', 'info'])).toEqual(expected);
      expect((await loadCriteria(text, name)).gate).toBeNull();
    });

    it(`${name}: refused by the JSON Schema`, () => {
      if (isVisible(expected)) expect(validate(asData(text))).toBe(false);
      else expect(expected.length).toBeGreaterThan(0);
    });
  }
});

describe('rows that a schema can refuse', () => {
  for (const [name, { text, found }] of Object.entries({
    ...YAML_ROWS,
    ...KEY_ROWS,
    ...MEANING_ROWS,
    ...SOURCE_ROWS,
    ...NORTH_STAR_ROWS,
    ...PRECONDITION_ROWS,
  })) {
    if (!isVisible(found) || ROWS_BEYOND_SCHEMA.includes(name)) continue;
    it(name, () => expect(validate(asData(text))).toBe(false));
  }

  for (const [name, { text, found }] of Object.entries({
    ...WARNING_ROWS,
    ...NORTH_STAR_ROWS,
    ...PRECONDITION_ROWS,
    ...ODDS_ROWS,
  })) {
    if (isVisible(found)) continue;
    it(`and accepts: ${name}`, () => expect(validate(parse(text))).toBe(true));
  }
});

describe('the JSON Schema', () => {
  it('names itself without a host, as a draft that editors read', () => {
    expect(criteriaJsonSchema()).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      $id: 'launch-gate.schema.json',
      required: ['version', 'feature', 'metrics'],
      additionalProperties: false,
    });
  });

  it('describes every key', () => {
    const silent: string[] = [];
    walk(criteriaJsonSchema(), '', silent);
    expect(silent).toEqual([]);
  });

  it('is the same each time', () =>
    expect(JSON.stringify(criteriaJsonSchema())).toBe(JSON.stringify(criteriaJsonSchema())));
});

/** As an editor sees the text; what it cannot read at all is refused as well. */
function asData(text: string): unknown {
  try {
    return parse(text, { logLevel: 'silent', uniqueKeys: false });
  } catch {
    return null;
  }
}

/** True where one of the findings is an error that a schema can make. */
function isVisible(found: readonly string[]): boolean {
  return found.some((line) => {
    const code = line.split(' ')[0] ?? '';
    if (!isFindingCode(code)) throw new Error(code);
    return FINDING_LEVELS[code] === 'error' && !BEYOND_SCHEMA.includes(code);
  });
}

function walk(schema: unknown, at: string, silent: string[]): void {
  if (Array.isArray(schema)) {
    for (const entry of schema) walk(entry, at, silent);
    return;
  }
  if (typeof schema !== 'object' || schema === null) return;
  const { properties, ...rest } = schema as { properties?: Record<string, { description?: string }> };
  for (const [key, property] of Object.entries(properties ?? {})) {
    if (!property.description) silent.push(`${at}.${key}`);
    walk(property, `${at}.${key}`, silent);
  }
  for (const value of Object.values(rest)) walk(value, at, silent);
}
