import { describe, expect, it } from 'vitest';
import { evidently } from '../../../src/sources/formats/evidently.ts';
import { dataDocument, fixtureDocument, fixtureText, jsonDocument } from './fixture-document.ts';
import { expectSoundWhenBroken, numbersIn } from './reading-invariants.ts';

const REPORT = 'evidently/report-07.json';
const SNAPSHOT = 'evidently/snapshot-07.json';
const OLD = 'evidently/report-04.json';
const NAMES = 'evidently/report-07-names.json';
const SUITE = 'evidently/suite-04.json';

describe('metrics', () => {
  it.each<[string, string, Record<string, string>, string, number]>([
    ['a number by the full name', REPORT, { metric: 'RowCount()' }, 'm', 420],
    ['a number by the short name', REPORT, {}, 'RowCount', 420],
    ['a share', REPORT, { metric: 'DriftedColumnsCount.share' }, 'm', 0.375],
    [
      'a share by the full name, which has a dot',
      REPORT,
      { metric: 'DriftedColumnsCount(drift_share=0.5).share' },
      'm',
      0.375,
    ],
    ['a column', REPORT, { metric: 'ValueDrift', column: 'topic' }, 'm', 0.17],
    ['a mean', REPORT, { metric: 'MAPE.mean' }, 'm', 12.5],
    ['a label with a dot', REPORT, { metric: 'F1ByLabel.v1.2' }, 'm', 0.71],
    ['a number of a snapshot', SNAPSHOT, {}, 'RowCount', 420],
    ['a share of a snapshot', SNAPSHOT, { metric: 'MissingValueCount.share', column: 'answer' }, 'm', 0.05],
    ['a label of a snapshot', SNAPSHOT, { metric: 'F1ByLabel.vpn' }, 'm', 0.6],
    ['a result of an old report', OLD, { metric: 'DatasetDriftMetric.share_of_drifted_columns' }, 'm', 0.25],
    [
      'a column of an old report',
      OLD,
      { metric: 'ColumnDriftMetric.drift_score', column: 'answer_length' },
      'm',
      0.031,
    ],
    ['a column of a table', OLD, { metric: 'DataDriftTable.drift_score', column: 'reply.time' }, 'm', 0.5],
    ['a share of a report without configurations', NAMES, { metric: 'DriftedColumnsCount.share' }, 'm', 0.25],
    ['a column that only the name tells', NAMES, { metric: 'ValueDrift', column: 'answer_length' }, 'm', 0.061],
    ['a column with a comma in the name', NAMES, { metric: 'ValueDrift', column: 'topic, old' }, 'm', 0.22],
    ['a column behind another parameter', NAMES, { metric: 'QuantileValue', column: 'answer_length' }, 'm', 31],
    ['the one without parameters by its full name', NAMES, { metric: 'ColumnCount()' }, 'm', 8],
  ])('reads %s', (_, path, keys, metric, value) => {
    const result = evidently.read(fixtureDocument(path), keys, metric);
    expect(result).toMatchObject({ kind: 'reading', value });
    expect(result).not.toHaveProperty('sampleSize');
  });

  it.each<[string, string, Record<string, string>, object]>([
    [
      'several columns',
      REPORT,
      { metric: 'ValueDrift' },
      { kind: 'failed', code: 'ambiguous', detail: expect.stringContaining('column=topic') },
    ],
    [
      'count and share',
      REPORT,
      { metric: 'DriftedColumnsCount' },
      {
        kind: 'failed',
        code: 'ambiguous',
        detail: expect.stringContaining('DriftedColumnsCount.count, DriftedColumnsCount.share'),
      },
    ],
    [
      'labels',
      REPORT,
      { metric: 'F1ByLabel' },
      { kind: 'failed', code: 'ambiguous', detail: expect.stringContaining('F1ByLabel.leave') },
    ],
    ['a null label', REPORT, { metric: 'F1ByLabel.none' }, { kind: 'absent' }],
    [
      'an unknown label',
      REPORT,
      { metric: 'F1ByLabel.law' },
      { kind: 'absent', detail: expect.stringContaining('F1ByLabel().leave') },
    ],
    [
      'an unknown metric',
      REPORT,
      { metric: 'Speed' },
      { kind: 'absent', detail: expect.stringContaining('RowCount()') },
    ],
    [
      'an unknown column',
      REPORT,
      { metric: 'ValueDrift', column: 'age' },
      { kind: 'absent', detail: expect.stringContaining('topic') },
    ],
    [
      'an unknown column of a table',
      OLD,
      { metric: 'DataDriftTable.drift_score', column: 'age' },
      { kind: 'absent', detail: expect.stringContaining('"age"') },
    ],
    [
      'a short name with several sets of parameters',
      NAMES,
      { metric: 'ColumnCount' },
      { kind: 'failed', code: 'ambiguous', detail: expect.stringContaining('ColumnCount()') },
    ],
    ['a truth value', OLD, { metric: 'DatasetDriftMetric.dataset_drift' }, { kind: 'failed', code: 'wrong-type' }],
    [
      'a list',
      OLD,
      { metric: 'ColumnDriftMetric.current.small_distribution.x', column: 'answer_length' },
      { kind: 'failed', code: 'wrong-type' },
    ],
    ['metric and test together', REPORT, { metric: 'RowCount', test: 'Never ran' }, { kind: 'failed', code: 'config' }],
    ['what every object inherits', REPORT, { metric: 'F1ByLabel.toString' }, { kind: 'absent' }],
  ])('gives no value for %s', (_, path, keys, expected) => {
    expect(evidently.read(fixtureDocument(path), keys, 'm')).toMatchObject(expected);
  });

  it.each<[string, object]>([
    ['NaN', { kind: 'failed', code: 'not-a-number' }],
    ['"5"', { kind: 'failed', code: 'wrong-type' }],
    ['null', { kind: 'absent' }],
    ['{}', { kind: 'failed', code: 'ambiguous' }],
    ['{"a.b":{"c":1},"a":{"b.c":2}}', { kind: 'failed', code: 'ambiguous' }],
  ])('gives no value for %s', (text, expected) => {
    const document = jsonDocument(`{"metrics":[{"metric_name":"M()","value":${text}}]}`);
    const metric = text.includes('a.b') ? 'M.a.b.c' : 'M';
    expect(evidently.read(document, { metric }, 'm')).toMatchObject(expected);
  });
});

describe('tests', () => {
  it.each<[string, string, Record<string, string>, string, number]>([
    ['success is 1', REPORT, { test: 'Row count: Greater 100' }, 'm', 1],
    ['failure is 0', REPORT, { test: 'Drift of a column', column: 'answer_length' }, 'm', 0],
    ['a warning is no success', REPORT, { test: 'Share of empty answers' }, 'm', 0],
    ['a warning of an old suite is no success', SUITE, {}, 'Number of Rows', 0],
    ['success of an old suite', SUITE, { test: 'Share of Missing Values' }, 'm', 1],
    ['a column of an old suite', SUITE, { test: 'Drift per Column', column: 'topic' }, 'm', 0],
    ['a test of a snapshot', SNAPSHOT, {}, 'Row count: Greater 100', 1],
  ])('%s', (_, path, keys, metric, value) => {
    expect(evidently.read(fixtureDocument(path), keys, metric)).toMatchObject({ kind: 'reading', value });
  });

  it.each<[string, Record<string, string>, object]>([
    ['an error', { test: 'Judge agrees' }, { kind: 'absent', detail: expect.stringContaining('ERROR') }],
    ['a skip', { test: 'Never ran' }, { kind: 'absent', detail: expect.stringContaining('SKIPPED') }],
    [
      'two of one name',
      { test: 'Drift of a column' },
      { kind: 'failed', code: 'ambiguous', detail: expect.stringContaining('topic') },
    ],
    ['an unknown name', { test: 'Speed' }, { kind: 'absent', detail: expect.stringContaining('Judge agrees') }],
  ])('gives no value for %s', (_, keys, expected) => {
    expect(evidently.read(fixtureDocument(REPORT), keys, 'm')).toMatchObject(expected);
  });
});

describe('evidently', () => {
  it('has the time of a snapshot with a zone, and no other', () => {
    const read = (document: ReturnType<typeof dataDocument>) => evidently.read(document, {}, 'RowCount');
    expect(read(fixtureDocument(SNAPSHOT))).toMatchObject({
      observedAtMs: Date.parse('2026-11-17T06:00:00.250Z'),
      observedAtKind: 'sample',
    });
    expect(read(fixtureDocument(REPORT))).toMatchObject({ observedAtMs: null, observedAtKind: 'none' });
    const local = jsonDocument(fixtureText(SNAPSHOT).replace('.250000+00:00', '.250000'));
    expect(read(local)).toMatchObject({
      observedAtMs: null,
      observedAtKind: 'none',
      notes: ['the timestamp states no time zone'],
    });
  });

  it('reads a snapshot of 0.4', () => {
    const document = dataDocument({
      id: 'x',
      timestamp: '2024-05-01T00:00:00',
      suite: {
        metrics: [{ type: 'evidently.metrics.data_drift.dataset_drift_metric.DatasetDriftMetric' }],
        metric_results: [{ type: 'r', share_of_drifted_columns: 0.25 }],
        test_results: [{ name: 'T', description: '', status: 'FAIL' }],
      },
    });
    expect(evidently.recognises(document)).toBe(true);
    expect(evidently.read(document, { metric: 'DatasetDriftMetric.share_of_drifted_columns' }, 'm')).toMatchObject({
      value: 0.25,
    });
    expect(evidently.read(document, {}, 'T')).toMatchObject({ value: 0 });
  });

  it('has nothing in an empty report', () => {
    const document = dataDocument({ metrics: [], tests: [] });
    expect(evidently.recognises(document)).toBe(true);
    expect(evidently.read(document, {}, 'RowCount')).toMatchObject({ kind: 'absent' });
  });

  it('lists numbers and tests', () => {
    expect(evidently.names(fixtureDocument(OLD))).toContain('DatasetDriftMetric.number_of_columns');
    expect(evidently.names(fixtureDocument(SUITE))).toEqual([
      'Share of Missing Values',
      'Drift per Column',
      'Number of Rows',
    ]);
  });

  it.each([
    '{"metrics":[]}',
    '{"metrics":{"a":1}}',
    '{"metrics":[{"name":"a","value":1}]}',
    '{"tests":[{"name":"a","status":"passed"}]}',
    '{"metrics":[{"metric_name":"M()","value":1},{"x":1}]}',
    '[]',
    'null',
  ])('does not recognise %s', (text) => {
    expect(evidently.recognises(jsonDocument(text))).toBe(false);
    expect(evidently.read(jsonDocument(text), {}, 'm')).toMatchObject({ kind: 'failed', code: 'bad-response' });
  });

  it.each([REPORT, SNAPSHOT, OLD, SUITE])('stays sound when %s is broken', (path) => {
    const metrics = [
      'RowCount',
      'DriftedColumnsCount.share',
      'MissingValueCount.share',
      'DatasetDriftMetric.share_of_drifted_columns',
      'Number of Rows',
    ];
    expectSoundWhenBroken(
      evidently,
      fixtureDocument(path),
      metrics.map((metric) => ({ keys: {}, metric })),
      (result, value, { metric }) => {
        if (result.kind === 'reading') expect(metric.includes(' ') ? [0, 1] : numbersIn(value)).toContain(result.value);
      },
    );
  });
});
