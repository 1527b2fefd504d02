import { describe, expect, it } from 'vitest';
import type { EvidenceDocument } from '../../../src/sources/formats/format.ts';
import { mlflow } from '../../../src/sources/formats/mlflow.ts';
import { dataDocument, fixtureDocument, jsonDocument } from './fixture-document.ts';
import { expectSoundWhenBroken, numbersIn } from './reading-invariants.ts';

const META = {
  run_id: '9f3c1d',
  run_uuid: '9f3c1d',
  status: 3,
  lifecycle_stage: 'active',
  start_time: 1763300000000,
  end_time: 1763300090000,
};
const COMMIT = '5b6c7d8e9f00112233445566778899aabbccddee';

function stored(metrics: Record<string, unknown>, meta: object = META, tags?: object): EvidenceDocument {
  return {
    path: 'mlruns/7/9f3c1d',
    kind: 'directory',
    value: { meta, metrics, ...(tags === undefined ? {} : { tags }) },
  };
}

describe('a run directory of a file store', () => {
  it.each<[string, string, number, number]>([
    ['two columns', '1763300010000 0.5', 0.5, 1763300010000],
    ['three columns', '1763300010000 0.5 0\n', 0.5, 1763300010000],
    ['five columns', '1763300010000 0.5 3 wiki 1a2b3c\n', 0.5, 1763300010000],
    ['an exponent', '1763300010000 9.5e-05 0', 9.5e-5, 1763300010000],
    ['the newest by time, in any order', '1763300030000 0.7 1\n1763300010000 0.9 9\n', 0.7, 1763300030000],
    ['the highest step of one time', '1763300030000 0.7 -2\n1763300030000 0.6 -1\n', 0.6, 1763300030000],
    ['one value written twice', '1763300030000 0.7 1\n1763300030000 0.7 1\n', 0.7, 1763300030000],
    ['a time in seconds, then the start of the run', '1763300030 0.7 1', 0.7, 1763300000000],
  ])('reads %s', (_, text, value, observedAtMs) => {
    expect(mlflow.read(stored({ recall: text }), {}, 'recall')).toMatchObject({
      kind: 'reading',
      value,
      observedAtMs,
      observedAtKind: 'sample',
    });
  });

  it.each<[string, unknown, object]>([
    ['an empty file', '', { kind: 'absent' }],
    ['NaN', '1763300010000 nan 0', { kind: 'failed', code: 'not-a-number' }],
    ['infinity', '1763300010000 inf 0', { kind: 'failed', code: 'not-a-number' }],
    ['a comma', '1763300010000 0,5 0', { kind: 'failed', code: 'not-a-number' }],
    ['an overflow', '1763300010000 1e999 0', { kind: 'failed', code: 'not-a-number' }],
    ['a line cut short', '1763300010000 0.5 0\n1763', { kind: 'failed', code: 'bad-response' }],
    ['a step that is none', '1763300010000 0.5 x', { kind: 'failed', code: 'bad-response' }],
    [
      'two newest values',
      '1763300010000 0.5 0\n1763300010000 0.6 0',
      { kind: 'failed', code: 'ambiguous', detail: expect.stringContaining('0.5, 0.6') },
    ],
    ['no text', null, { kind: 'failed', code: 'bad-response' }],
  ])('gives no value for %s', (_, text, expected) => {
    expect(mlflow.read(stored({ recall: text }), {}, 'recall')).toMatchObject(expected);
  });

  it('takes the commit from the tags', () => {
    const document = stored({ recall: '1763300010000 0.5 0' }, META, { 'mlflow.source.git.commit': `${COMMIT}\n` });
    expect(mlflow.read(document, {}, 'recall')).toMatchObject({ commit: COMMIT });
  });
});

describe('the state of the run', () => {
  it.each<[string, object, object]>([
    ['running', { status: 1 }, { code: 'not-ready' }],
    ['scheduled', { status: 2 }, { code: 'not-ready' }],
    ['failed', { status: 4 }, { code: 'partial' }],
    ['killed', { status: 5 }, { code: 'partial' }],
    ['unknown', { status: 9 }, { code: 'not-ready' }],
    ['not stated', { status: null }, { code: 'not-ready' }],
    ['running as text', { status: 'RUNNING' }, { code: 'not-ready' }],
    ['deleted', { lifecycle_stage: 'deleted' }, { code: 'no-data' }],
    ['of no stage', { lifecycle_stage: null }, { code: 'no-data' }],
  ])('%s is refused', (_, state, expected) => {
    const document = stored({ recall: '1763300010000 0.5 0' }, { ...META, ...state });
    expect(mlflow.read(document, {}, 'recall')).toMatchObject({ kind: 'failed', ...expected });
  });
});

describe('a run as JSON', () => {
  it.each<[string, string, Record<string, string>, string, object]>([
    [
      'the newest of an export',
      'mlflow/export-run.json',
      {},
      'recall_at_5',
      { value: 0.88, observedAtMs: 1763300080000, commit: COMMIT },
    ],
    [
      'text numbers of old servers',
      'mlflow/rest-run.json',
      {},
      'recall_at_5',
      { value: 0.88, observedAtMs: 1763300080000, commit: COMMIT },
    ],
    ['a metric by its name', 'mlflow/rest-run.json', { metric: 'latency' }, 'm', { value: 212 }],
  ])('reads %s', (_, path, keys, metric, expected) => {
    expect(mlflow.read(fixtureDocument(path), keys, metric)).toMatchObject({ kind: 'reading', ...expected });
  });

  const run = (metrics: unknown) =>
    dataDocument({
      info: { run_id: 'a', status: 'FINISHED', lifecycle_stage: 'active', start_time: 1763300000000 },
      data: { metrics },
    });
  it.each<[string, unknown, object]>([
    [
      'a bare number, at the start of the run',
      { m: 0.5 },
      { value: 0.5, observedAtMs: 1763300000000, notes: ['time of the start of the run'] },
    ],
    ['NaN as text', [{ key: 'm', value: 'NaN', timestamp: 1763300080000 }], { kind: 'failed', code: 'not-a-number' }],
    [
      'an exponent as text',
      [{ key: 'm', value: '1e3', timestamp: 1763300080000 }],
      { kind: 'failed', code: 'not-a-number' },
    ],
    ['true', [{ key: 'm', value: true, timestamp: 1763300080000 }], { kind: 'failed', code: 'not-a-number' }],
    ['no value', [{ key: 'm', timestamp: 1763300080000 }], { kind: 'failed', code: 'not-a-number' }],
    [
      'one key with two values',
      [
        { key: 'm', value: 1, timestamp: 5, step: 0 },
        { key: 'm', value: 2, timestamp: 5, step: 0 },
      ],
      { kind: 'failed', code: 'ambiguous' },
    ],
    [
      'values of which one has no time',
      { m: [{ value: 1, timestamp: 1763300080000, step: 0 }, { value: 2 }] },
      { kind: 'failed', code: 'ambiguous' },
    ],
    ['an empty history', { m: [] }, { kind: 'absent' }],
    ['an object', { m: { mean: 1 } }, { kind: 'failed', code: 'bad-response' }],
    ['no metrics', undefined, { kind: 'absent' }],
    ['other metrics', { recall: 1 }, { kind: 'absent', detail: expect.stringContaining('recall') }],
  ])('reads %s', (_, metrics, expected) => {
    expect(mlflow.read(run(metrics), {}, 'm')).toMatchObject(expected);
  });

  it('lists metrics and knows the start', () => {
    expect(mlflow.names(fixtureDocument('mlflow/export-run.json'))).toEqual(['recall_at_5', 'loss']);
    expect(mlflow.timeOf(fixtureDocument('mlflow/rest-run.json'))).toBe(1763300000000);
  });

  it.each([
    '{"info":{"run_id":"a"},"metrics":{}}',
    '{"info":{"status":"FINISHED"},"metrics":{}}',
    '{"metrics":{"m":1}}',
    '[]',
    'null',
  ])('does not recognise %s', (text) => {
    expect(mlflow.recognises(jsonDocument(text))).toBe(false);
    expect(mlflow.read(jsonDocument(text), {}, 'm')).toMatchObject({ kind: 'failed', code: 'bad-response' });
  });

  it.each<[string, EvidenceDocument]>([
    ['an export', fixtureDocument('mlflow/export-run.json')],
    ['a REST answer', fixtureDocument('mlflow/rest-run.json')],
    ['a run directory', stored({ recall_at_5: '1763300010000 0.5 0\n1763300020000 0.25 1\n' })],
  ])('stays sound when %s is broken', (_, document) => {
    expectSoundWhenBroken(mlflow, document, [{ keys: {}, metric: 'recall_at_5' }], (result, value) => {
      if (result.kind === 'reading') expect(numbersIn(value)).toContain(result.value);
    });
  });
});
