import { describe, expect, it } from 'vitest';
import { deepeval } from '../../../src/sources/formats/deepeval.ts';
import { dataDocument, fixtureDocument, jsonDocument } from './fixture-document.ts';
import { expectSoundWhenBroken, numbersIn } from './reading-invariants.ts';

const RUN = 'deepeval/run-2026.json';
const NO_TIME = { observedAtMs: null, observedAtKind: 'none' };

describe('deepeval', () => {
  it.each<[string, string, Record<string, string>, string, object]>([
    // Two judged, one errored, one broke before its metrics ran; the span's score of 1 is left out.
    [
      'the mean over cases',
      RUN,
      {},
      'Faithfulness',
      { value: 0.7, sampleSize: 2, attempted: 4, stddev: expect.closeTo(0.282842712, 8) },
    ],
    [
      'scores of 0 and 1 as counts',
      RUN,
      { metric: 'Correctness [GEval]' },
      'm',
      { value: 2 / 3, sampleSize: 3, successes: 2, attempted: 4 },
    ],
    [
      'verdicts, flaky ones aside',
      RUN,
      { metric: 'Correctness [GEval]', score: 'pass-rate' },
      'm',
      { value: 0.5, sampleSize: 2, successes: 1, attempted: 4 },
    ],
    ['a conversation', RUN, { metric: 'Knowledge Retention' }, 'm', { value: 0.75, sampleSize: 1 }],
    [
      'a run of 2023',
      'deepeval/run-2023.json',
      {},
      'Answer Relevancy',
      { value: 0.5, sampleSize: 2, attempted: 2, stddev: expect.closeTo(0.424264069, 8) },
    ],
  ])('reads %s', (_, path, keys, metric, expected) => {
    expect(deepeval.read(fixtureDocument(path), keys, metric)).toMatchObject({
      kind: 'reading',
      ...NO_TIME,
      ...expected,
    });
  });

  it.each<[string, string, Record<string, string>, string]>([
    ['an unknown metric', RUN, {}, 'Bias'],
    ['another spelling', RUN, {}, 'faithfulness'],
    ['a verdict where files of 2023 have none', 'deepeval/run-2023.json', { score: 'pass-rate' }, 'Answer Relevancy'],
  ])('has nothing for %s', (_, path, keys, metric) => {
    const result = deepeval.read(fixtureDocument(path), keys, metric);
    expect(result).toMatchObject({ kind: 'absent', detail: expect.stringMatching(/Faithfulness|Answer Relevancy/) });
  });

  const run = (cases: readonly object[]) =>
    dataDocument({ testCases: cases, metricsScores: [{ metric: 'M', scores: [1, 1, 1] }] });
  const one = (score: unknown, more: object = {}) => ({ metricsData: [{ name: 'M', score, ...more }] });
  it.each<[string, readonly object[], object]>([
    ['an empty run, whatever the summary says', [], { kind: 'absent' }],
    ['a score that is null', [one(null), one(1)], { value: 1, sampleSize: 1, attempted: 2 }],
    ['a score beside an error', [one(1, { error: 'x' }), one(0.5)], { value: 0.5, sampleSize: 1, attempted: 2 }],
    ['a skipped metric', [one(1, { skipped: true }), one(0.5)], { value: 0.5, sampleSize: 1, attempted: 2 }],
    ['only errors', [one(1, { error: 'x' })], { kind: 'absent' }],
    ['a score of text', [one('1'), one(1)], { kind: 'failed', code: 'not-a-number' }],
    ['a score of true', [one(true)], { kind: 'failed', code: 'not-a-number' }],
    [
      'one metric twice in a case',
      [
        {
          metricsData: [
            { name: 'M', score: 1 },
            { name: 'M', score: 0 },
          ],
        },
      ],
      { kind: 'failed', code: 'ambiguous' },
    ],
    [
      'repeats as one case',
      [
        { ...one(1), input: 'q' },
        { ...one(0), input: 'q' },
        { ...one(1), input: 'r' },
      ],
      { value: 2 / 3, sampleSize: 2, attempted: 2 },
    ],
    [
      'cases told apart by what is expected',
      [
        { ...one(1), input: 'q', expectedOutput: 'a' },
        { ...one(0), input: 'q', expectedOutput: 'b' },
      ],
      { value: 0.5, sampleSize: 2, successes: 1 },
    ],
    [
      'cases whose texts were taken out',
      [
        { ...one(1), input: '<REDACTED>' },
        { ...one(0), input: '<REDACTED>' },
      ],
      { value: 0.5, sampleSize: 2 },
    ],
    ['equal scores, of which none is certain', [one(0.8), one(0.8)], { value: 0.8, sampleSize: 2 }],
  ])('reads %s', (_, cases, expected) => {
    const result = deepeval.read(run(cases), {}, 'M');
    expect(result).toMatchObject(expected);
    if (result.kind === 'reading' && result.value === 0.8) expect(result).not.toHaveProperty('stddev');
  });

  const judged = (...scores: readonly number[]) =>
    scores.map((score) => ({ success: score === 1, ...one(score, { success: score === 1 }) }));
  it.each<[string, object, object]>([
    ['totals that the cases show', { testPassed: 1, testFailed: 1 }, { value: 0.5, attempted: 2 }],
    ['more failed cases than are shown', { testPassed: 0, testFailed: 2 }, { kind: 'failed', code: 'ambiguous' }],
    ['cases that are not in the file', { testPassed: 1, testFailed: 4 }, { value: 0.5, attempted: 5 }],
    [
      'more failed cases than are missing',
      { testPassed: 0, testFailed: 4 },
      { kind: 'failed', code: 'ambiguous', detail: expect.stringContaining('4 failed test cases') },
    ],
    [
      'more failures of the metric than are shown',
      { metricsScores: [{ metric: 'M', passes: 0, fails: 2, errors: 0 }] },
      { kind: 'failed', code: 'ambiguous' },
    ],
    [
      'errors of the metric that no case shows',
      { metricsScores: [{ metric: 'M', passes: 0, fails: 1, errors: 1 }] },
      { kind: 'failed', code: 'ambiguous', detail: expect.stringContaining('2 failures and errors') },
    ],
    [
      'errors of the metric in cases that are not in the file',
      { metricsScores: [{ metric: 'M', passes: 1, fails: 1, errors: 2 }] },
      { value: 0.5, attempted: 4 },
    ],
    [
      'failures of spans, which are no cases',
      { metricsScores: [{ metric: 'M', passes: 1, fails: 9 }], traceMetricsScores: { llm: {} } },
      { value: 0.5, attempted: 2 },
    ],
  ])('holds against the cases: %s', (_, totals, expected) => {
    const document = dataDocument({ testCases: judged(1, 0), ...totals });
    for (const score of ['mean', 'pass-rate']) expect(deepeval.read(document, { score }, 'M')).toMatchObject(expected);
  });

  it('marks a share of verdicts as counted, and a mean of scores, which has a unit of its own, not', () => {
    const document = dataDocument({ testCases: judged(1, 0), metricsScores: [] });
    expect(deepeval.read(document, { score: 'pass-rate' }, 'M')).toMatchObject({ successes: 1, valueFromCounts: true });
    expect(deepeval.read(document, {}, 'M')).not.toHaveProperty('valueFromCounts');
  });

  it('reads a NaN as no number', () => {
    expect(
      deepeval.read(jsonDocument('{"testCases":[{"metricsData":[{"name":"M","score":NaN}]}]}'), {}, 'M'),
    ).toMatchObject({ kind: 'failed', code: 'not-a-number' });
  });

  it.each<[string, object]>([
    ['below testRunData', { testRunData: { testCases: [one(0.25)] }, testRunLink: 'x' }],
    [
      'as a saved EvaluationResult',
      { test_results: [{ name: 't', success: true, metrics_data: [{ name: 'M', score: 0.25 }] }] },
    ],
  ])('reads a run %s', (_, data) => {
    expect(deepeval.recognises(dataDocument(data))).toBe(true);
    expect(deepeval.read(dataDocument(data), {}, 'M')).toMatchObject({ value: 0.25, sampleSize: 1 });
  });

  it('lists the metrics of the cases', () => {
    expect(deepeval.names(fixtureDocument(RUN))).toEqual([
      'Faithfulness',
      'Correctness [GEval]',
      'Knowledge Retention',
    ]);
  });

  it.each(['{"testCases":[]}', '{"testRunLink":"x"}', '{"testCases":{"a":1},"metricsScores":[]}', '[]', 'null'])(
    'does not recognise %s',
    (text) => {
      expect(deepeval.recognises(jsonDocument(text))).toBe(false);
      expect(deepeval.read(jsonDocument(text), {}, 'M')).toMatchObject({ kind: 'failed', code: 'bad-response' });
    },
  );

  it('stays sound when broken', () => {
    const requests = [
      { metric: 'Faithfulness' },
      { metric: 'Correctness [GEval]' },
      { metric: 'Correctness [GEval]', score: 'pass-rate' },
    ];
    expectSoundWhenBroken(
      deepeval,
      fixtureDocument(RUN),
      requests.map((keys) => ({ keys, metric: 'm' })),
      (result, value, { keys }) => {
        if (result.kind !== 'reading') return;
        const known = keys['score'] === 'pass-rate' ? [0, 1] : numbersIn(value).filter(Number.isFinite);
        expect(result.value).toBeGreaterThanOrEqual(Math.min(...known));
        expect(result.value).toBeLessThanOrEqual(Math.max(...known));
      },
    );
  });
});
