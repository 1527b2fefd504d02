import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EvidenceDocument, FormatResult } from '../../../src/sources/formats/format.ts';
import { values } from '../../../src/sources/formats/values.ts';
import { valuesJsonSchema } from '../../../src/sources/formats/values-schema.ts';
import { parseYamlEvidence } from '../../../src/sources/formats/yaml-document.ts';
import { parseTolerantJson } from '../../../src/sources/tolerant-json.ts';
import { fixture } from '../temporary-workspace.ts';

function documentOf(text: string): EvidenceDocument {
  const parsed = parseTolerantJson(text);
  if (!parsed.ok) throw new Error(parsed.problem.text);
  return { path: 'r.json', kind: 'json', value: parsed.value };
}

function readOne(entry: string, rest = ''): FormatResult {
  return values.read(documentOf(`{"metrics": {"m": ${entry}}${rest}}`), {}, 'm');
}

describe('the native values file', () => {
  const document = documentOf(fixture('values/results.json'));
  const read = (metric: string): FormatResult => values.read(document, {}, metric);

  it('is recognised, knows its time and its metrics', () => {
    expect(values.recognises(document)).toBe(true);
    expect(values.timeOf(document)).toBe(Date.UTC(2026, 10, 20, 10));
    expect(values.names(document)).toContain('latency_p95');
  });

  it('reads numbers and objects with everything that is known', () => {
    expect(read('latency_p95')).toMatchObject({
      kind: 'reading',
      value: 1.2,
      observedAtMs: Date.UTC(2026, 10, 20, 10),
      observedAtKind: 'sample',
      commit: '9c1185a5c5e9fc54612808977ee8f548b2258d31',
    });
    expect(read('retrieval_recall_at_5')).toMatchObject({
      value: 0.91,
      sampleSize: 200,
      stddev: 0.21,
      successes: null,
    });
    expect(read('answer_bleu')).toMatchObject({ value: 0.87, stderr: 0.011, sampleSize: null });
    expect(read('answer_resolves_query')).toMatchObject({
      value: 0.59,
      successes: 118,
      sampleSize: 200,
      attempted: 210,
      observedAtMs: Date.UTC(2026, 10, 19, 7),
    });
    expect(read('crashes')).toMatchObject({ value: 0.025, successes: 12, exposure: 480 });
    expect(read('clustered')).toMatchObject({ effectiveSize: 40, url: 'https://example.com/run/7' });
    expect(read('banded')).toMatchObject({ interval: { low: 0.4, high: 0.6, level: 0.9 } });
  });

  it('reads another key where `select` names one', () => {
    expect(values.read(document, { select: 'latency_p95' }, 'other')).toMatchObject({ value: 1.2 });
  });

  it('says what is there where a metric is not', () => {
    expect(read('latency_p99')).toMatchObject({
      kind: 'absent',
      detail: expect.stringContaining('did you mean "latency_p95"'),
    });
    expect(read('satisfaction')).toMatchObject({ kind: 'absent', detail: expect.stringContaining('answer_bleu') });
    for (const name of ['toString', 'constructor', '__proto__', 'hasOwnProperty'])
      expect(read(name).kind).toBe('absent');
  });

  it('reads YAML all the same', () => {
    const parsed = parseYamlEvidence(fixture('values/results.yaml'));
    const yaml: EvidenceDocument = { path: 'r.yaml', kind: 'yaml', value: parsed.ok ? parsed.value : null };
    expect(values.read(yaml, {}, 'day_14_retention')).toMatchObject({
      value: 0.72,
      sampleSize: 431,
      observedAtMs: Date.UTC(2026, 10, 20, 8),
    });
  });

  it('takes bare NaN and infinity as not a number, for that metric alone', () => {
    const broken = documentOf(fixture('values/nan.json'));
    expect(values.read(broken, {}, 'broken')).toMatchObject({ kind: 'failed', code: 'not-a-number' });
    expect(values.read(broken, {}, 'worse')).toMatchObject({ kind: 'failed', code: 'not-a-number' });
    expect(values.read(broken, {}, 'fine')).toMatchObject({ kind: 'reading', value: 0.5 });
  });
});

describe('one entry', () => {
  it.each([
    ['"0.9"', 'wrong-type'],
    ['true', 'wrong-type'],
    ['[0.9]', 'wrong-type'],
    ['""', 'wrong-type'],
    ['{"value": "0.9"}', 'wrong-type'],
    ['{"value": true}', 'wrong-type'],
    ['{"value": [0.9]}', 'wrong-type'],
    ['{"value": NaN}', 'not-a-number'],
    ['{"value": 1e400}', 'not-a-number'],
    ['{"value": 0.9, "stddev": NaN}', 'not-a-number'],
    ['{"value": 0.9, "stddev": -0.1}', 'wrong-type'],
    ['{"value": 0.9, "stderr": "N/A"}', 'wrong-type'],
    ['{"value": 0.9, "sample_size": 12.5}', 'impossible-count'],
    ['{"value": 0.9, "sample_size": -1}', 'impossible-count'],
    ['{"value": 0.9, "sample_size": 0}', 'impossible-count'],
    ['{"value": 0.9, "sample_size": 10, "attempted": 9}', 'impossible-count'],
    ['{"successes": 11, "sample_size": 10}', 'impossible-count'],
    ['{"successes": -1, "sample_size": 10}', 'impossible-count'],
    ['{"successes": 5}', 'wrong-type'],
    ['{"value": 0.5, "successes": 5}', 'wrong-type'],
    ['{"value": 0.95, "successes": 5, "sample_size": 10}', 'ambiguous'],
    ['{"value": 3.5, "exposure": 10}', 'impossible-count'],
    ['{"value": -3, "exposure": 10}', 'impossible-count'],
    ['{"value": 3, "exposure": 0}', 'impossible-count'],
    ['{"value": 9, "successes": 3, "exposure": 10}', 'ambiguous'],
    ['{"value": 0.9, "clusters": 0}', 'impossible-count'],
    ['{"value": 0.9, "interval": [0.8, 0.95]}', 'wrong-type'],
    ['{"value": 0.9, "interval": [0.95, 0.8, 0.9]}', 'wrong-type'],
    ['{"value": 0.9, "interval": [0.8, 0.95, 95]}', 'wrong-type'],
    ['{"value": 0.9, "interval": [0.8, 0.95, 1]}', 'wrong-type'],
    ['{"value": 0.9, "interval": [0.8, null, 0.9]}', 'wrong-type'],
    ['{"value": 0.9, "samplesize": 10}', 'wrong-type'],
    ['{"value": 0.9, "observedAt": "2026-11-20T10:00:00Z"}', 'wrong-type'],
    ['{"value": 0.9, "sucesses": 3}', 'wrong-type'],
    ['{"value": 0.9, "observed_at": 1795168800}', 'wrong-type'],
    ['{"value": 0.9, "value": 0.9}', 'ambiguous'],
  ])('%s is %s', (entry, code) => {
    expect(readOne(entry)).toMatchObject({ kind: 'failed', code });
  });

  it.each([
    'null',
    '{}',
    '{"value": null}',
    '{"sample_size": 10}',
    '{"successes": 0, "sample_size": 0}',
    '{"exposure": 10}',
  ])('%s is no evidence', (entry) => expect(readOne(entry)).toMatchObject({ kind: 'absent' }));

  it.each([
    ['0', 0],
    ['-0.5', -0.5],
    ['{"value": 0}', 0],
    ['{"value": null, "successes": 1, "sample_size": 4}', 0.25],
    ['{"value": 0.333, "successes": 1, "sample_size": 3}', 0.333],
    ['{"value": 25, "successes": 1, "sample_size": 4}', 25],
    ['{"value": 0.25, "successes": 1, "sample_size": 4, "stddev": null}', 0.25],
    ['{"successes": 0, "exposure": 10}', 0],
    ['{"value": 3, "successes": 3, "exposure": 12}', 0.25],
    ['{"value": 0.25, "successes": 3, "exposure": 12}', 0.25],
  ])('%s reads as %d', (entry, value) => {
    expect(readOne(entry)).toMatchObject({ kind: 'reading', value });
  });

  it('is marked as counted where only counts are written', () => {
    expect(readOne('{"successes": 90, "sample_size": 100}')).toMatchObject({ value: 0.9, valueFromCounts: true });
    for (const entry of [
      '{"value": 0.9, "successes": 90, "sample_size": 100}',
      '{"successes": 3, "exposure": 10}',
      '0.9',
    ])
      expect(readOne(entry)).not.toHaveProperty('valueFromCounts');
  });

  it('says where a time is written that cannot be taken', () => {
    expect(readOne('{"value": 1, "observed_at": "2026-11-20T10:00:00"}')).toMatchObject({ unreadableTime: true });
    expect(readOne('1', ', "observed_at": "yesterday"')).toMatchObject({ unreadableTime: true });
    expect(readOne('{"value": 1, "observed_at": null}', ', "observed_at": null')).not.toHaveProperty('unreadableTime');
  });

  it('is ambiguous where the metric stands twice, without taking the others along', () => {
    const document = documentOf('{"metrics": {"m": 0.9, "n": 0.5, "m": 0.9}}');
    expect(values.read(document, {}, 'm')).toMatchObject({ kind: 'failed', code: 'ambiguous' });
    expect(values.read(document, {}, 'n')).toMatchObject({ kind: 'reading', value: 0.5 });
    expect(values.recognises(document)).toBe(true);
    for (const twice of [
      '{"metrics": {"m": 1}, "metrics": {"m": 1}}',
      '{"metrics": {"m": 1}, "observed_at": "x", "observed_at": "x"}',
    ])
      expect(values.read(documentOf(twice), {}, 'm')).toMatchObject({ kind: 'failed', code: 'ambiguous' });
  });

  it('takes no time that it cannot be sure of, and says so', () => {
    const reading = (entry: string, rest: string): unknown => readOne(entry, rest);
    const none = { observedAtMs: null, observedAtKind: 'none', notes: [expect.stringContaining('observed_at')] };
    expect(reading('0.9', ', "observed_at": "2026-11-20T10:00:00"')).toMatchObject(none);
    expect(reading('0.9', ', "observed_at": "2026-02-30T10:00:00Z"')).toMatchObject(none);
    expect(
      reading('{"value": 0.9, "observed_at": "yesterday"}', ', "observed_at": "2026-11-20T10:00:00Z"'),
    ).toMatchObject(none);
    expect(reading('0.9', '')).toMatchObject({ observedAtMs: null, observedAtKind: 'none', notes: [] });
  });

  it('drops links and commits that are not what they should be, and says so', () => {
    for (const url of ['http://example.com', 'javascript:alert(1)', 'https://user:secret@example.com', 'x']) {
      expect(readOne(`{"value": 1, "url": "${url}"}`)).toMatchObject({
        url: null,
        notes: [expect.stringContaining('url')],
      });
    }
    expect(readOne('1', ', "subject": {"commit": "9c1185a"}')).toMatchObject({
      commit: null,
      notes: [expect.stringContaining('full commit SHA')],
    });
  });

  it('notes keys that it does not read', () => {
    expect(readOne('{"value": 1, "judge_model": "x"}')).toMatchObject({
      kind: 'reading',
      notes: [expect.stringContaining('judge_model')],
    });
  });
});

describe('documents', () => {
  it.each([
    '[]',
    '1',
    'null',
    '{}',
    '{"metrics": []}',
    '{"metrics": 1}',
    '{"metrics": {"m": 1}, "observed_at": 5}',
    '{"metrics": {"m": 1}, "subject": "x"}',
    '{"metrics": {"m": 1}, "observedat": "2026-11-20T10:00:00Z"}',
    '{"metric": {"m": 1}}',
  ])('%s fails every metric', (text) => {
    const result = values.read(documentOf(text), {}, 'm');
    expect(result).toMatchObject({ kind: 'failed', code: 'bad-response' });
  });

  it.each([
    '[]',
    '{}',
    '{"metrics": []}',
    '{"metrics": {"a": [{"value": 1}]}}',
    '{"metrics": {"a": null}}',
    '{"metrics": {"a": {"mean": 1}}}',
  ])('%s is not recognised', (text) => {
    expect(values.recognises(documentOf(text))).toBe(false);
  });
});

describe('the published schema', () => {
  const validate = new Ajv({ strict: false }).compile({ ...valuesJsonSchema() });

  it('accepts the fixtures and refuses what breaks it', () => {
    expect(validate(JSON.parse(fixture('values/results.json')))).toBe(true);
    for (const bad of [
      {},
      { metrics: [] },
      { metrics: { m: '1' } },
      { metrics: { m: { value: 1, sample_size: 1.5 } } },
      { metrics: { m: true } },
    ])
      expect(validate(bad)).toBe(false);
  });

  it('describes every option', () => {
    const text = JSON.stringify(valuesJsonSchema());
    for (const key of [
      'observed_at',
      'metrics',
      'value',
      'successes',
      'sample_size',
      'interval',
      'exposure',
      'clusters',
      'n_effective',
      'url',
    ])
      expect(text).toMatch(new RegExp(`"${key}":\\{[^{}]*"description"|"${key}":\\{.{0,200}?"description"`));
  });

  it('judges as the reader does: what is read obeys it, and what it refuses is not read', () => {
    const leaf = fc.oneof(
      fc.constantFrom<unknown>(null, true, '0.9', -1, 0, 1, 2.5, 200, [], {}, [0.1, 0.2, 0.9]),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    const keys = fc.constantFrom(
      'value',
      'successes',
      'sample_size',
      'attempted',
      'stddev',
      'interval',
      'exposure',
      'clusters',
      'observed_at',
      'url',
    );
    const entry = fc.oneof(leaf, fc.dictionary(keys, leaf, { maxKeys: 4 }));
    fc.assert(
      fc.property(entry, (one) => {
        const document = { metrics: { m: one } };
        const result = values.read(documentOf(JSON.stringify(document)), {}, 'm');
        if (!validate(document)) expect(result.kind).toBe('failed');
        if (result.kind === 'reading') expect(Number.isFinite(result.value)).toBe(true);
      }),
      { numRuns: 2000, examples: [[{ exposure: 5e-324, value: 200 }]] },
    );
  });
});
