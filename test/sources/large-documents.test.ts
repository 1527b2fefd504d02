import { describe, expect, it } from 'vitest';
import { spreadOf } from '../../src/sources/formats/case-scores.ts';
import { deepeval } from '../../src/sources/formats/deepeval.ts';
import { evidently } from '../../src/sources/formats/evidently.ts';
import type { EvidenceDocument, Format } from '../../src/sources/formats/format.ts';
import { junit } from '../../src/sources/formats/junit.ts';
import { lmEval } from '../../src/sources/formats/lm-eval.ts';
import { promptfoo } from '../../src/sources/formats/promptfoo.ts';
import { values } from '../../src/sources/formats/values.ts';
import { dataDocument } from './formats/fixture-document.ts';

/** Many times what reading takes, and a fraction of what it takes where each part looks at all others. */
const PATIENCE_MS = 6000;

const many = <Thing>(count: number, make: (at: number) => Thing): readonly Thing[] =>
  Array.from({ length: count }, (_, at) => make(at));
const xml = (value: string): EvidenceDocument => ({ path: 'junit.xml', kind: 'xml', value });
const metric = (score: number) => [{ name: 'M', score, success: true }];

const rows = (count: number, row: (at: number) => object, metrics: object = {}) => ({
  results: { prompts: [{ label: 'p', provider: 'x', metrics }], results: many(count, row) },
});

interface Row {
  readonly format: Format;
  readonly document: () => EvidenceDocument;
  readonly keys?: Readonly<Record<string, unknown>>;
  readonly expected: object;
}

const ROWS: Readonly<Record<string, Row>> = {
  'deepeval: repeats of one case': {
    format: deepeval,
    document: () => dataDocument({ testCases: many(120_000, () => ({ input: 'q', metricsData: metric(1) })) }),
    expected: { value: 1, sampleSize: 1 },
  },
  'promptfoo: repeats of one test with a named score': {
    format: promptfoo,
    document: () => dataDocument(rows(100_000, () => ({ success: true, vars: { q: 1 }, namedScores: { M: 0.5 } }))),
    expected: { value: 0.5, sampleSize: 1 },
  },
  'promptfoo: as many prompts as cases, told apart by name': {
    format: promptfoo,
    document: () =>
      dataDocument({
        results: {
          prompts: many(20_000, (at) => ({ raw: `prompt ${at}`, provider: 'x', metrics: {} })),
          results: many(20_000, (at) => ({
            success: true,
            provider: 'x',
            prompt: { raw: `prompt ${at}` },
            vars: { at },
          })),
        },
      }),
    keys: { score: 'pass-rate', provider: 'x' },
    expected: { value: 1, sampleSize: 20_000 },
  },
  'junit: cases in a suite with a long name': {
    format: junit,
    document: () =>
      xml(
        `<testsuite name="${'s'.repeat(1_000_000)}">${many(20_000, (at) => `<testcase name="${at}"/>`).join('')}</testsuite>`,
      ),
    expected: { value: 1, sampleSize: 20_000 },
  },
  'evidently: a name that is hard to take apart': {
    format: evidently,
    document: () =>
      dataDocument({
        metrics: [{ metric_name: `M(column=${',a='.repeat(300_000)}`, config: { type: 'M' }, value: 1 }],
      }),
    expected: { value: 1 },
  },
  'lm-eval: groups that lie in groups': {
    format: lmEval,
    document: () => {
      const below = many(20_000, (at) => [`g${at}`, [`g${at + 1}`]]);
      return dataDocument({ results: { g0: { 'M,none': 0.5 } }, group_subtasks: Object.fromEntries(below) });
    },
    keys: { task: 'g0' },
    expected: { value: 0.5 },
  },
};

describe('large documents are read in time that grows with their size', () => {
  it.each(Object.entries(ROWS))('%s', (_, { format, document, keys = {}, expected }) => {
    const given = document();
    const started = performance.now();
    expect(format.recognises(given)).toBe(true);
    expect(format.read(given, keys, 'M')).toMatchObject({ kind: 'reading', ...expected });
    expect(performance.now() - started).toBeLessThan(PATIENCE_MS);
  });

  it.each<[string, Format, (names: readonly string[]) => unknown]>([
    ['values', values, (names) => ({ metrics: Object.fromEntries(names.map((name) => [name, 1])) })],
    ['deepeval', deepeval, (names) => ({ testCases: [{ metricsData: names.map((name) => ({ name, score: 1 })) }] })],
    [
      'promptfoo',
      promptfoo,
      (names) =>
        rows(1, () => ({ success: true }), { namedScores: Object.fromEntries(names.map((name) => [name, 1])) }),
    ],
    [
      'evidently',
      evidently,
      (names) => ({ metrics: names.map((name) => ({ metric_name: name, config: {}, value: 1 })) }),
    ],
    [
      'lm-eval',
      lmEval,
      (names) => ({ versions: {}, results: Object.fromEntries(names.map((name) => [name, { 'acc,none': 1 }])) }),
    ],
  ])('%s: hundreds of metrics that are not among many names', (_, format, make) => {
    const like = (at: number) => `an_answer_quality_metric_with_a_name_of_much_length_${at}`;
    const document = dataDocument(make(many(20_000, (at) => like(100_000 + at))));
    const started = performance.now();
    for (let at = 0; at < 497; at += 1) {
      const name = `${like(900_000 + at)}xyz`;
      expect(
        format.read(document, { task: name, metric: name, score: format === promptfoo ? name : 'mean' }, name).kind,
      ).toBe('absent');
    }
    expect(performance.now() - started).toBeLessThan(PATIENCE_MS);
  });

  it('takes more scores than a call takes arguments', () => {
    const scores = many(1_000_000, (at) => [at % 2 ? 0.5 : 1]);
    expect(spreadOf(scores)).toMatchObject({ sampleSize: 1_000_000, stddev: expect.closeTo(0.25, 6) });
  });
});
