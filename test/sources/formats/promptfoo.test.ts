import { describe, expect, it } from 'vitest';
import { promptfoo } from '../../../src/sources/formats/promptfoo.ts';
import { dataDocument, fixtureDocument, fixtureText, jsonDocument } from './fixture-document.ts';
import { expectSoundWhenBroken } from './reading-invariants.ts';

const V3 = 'promptfoo/v3-two-providers-repeat2.json';
const V2 = 'promptfoo/v2-table.json';

interface Row {
  readonly success: unknown;
  readonly failureReason?: number;
  readonly vars?: object;
  readonly namedScores?: object;
  readonly promptIdx?: number;
}

function evaluation(rows: readonly Row[], metrics: object, more: object = {}) {
  const {
    testPassCount: successes,
    testFailCount: failures,
    testErrorCount: errors,
  } = metrics as Record<string, unknown>;
  return dataDocument({
    results: {
      version: 3,
      prompts: [{ label: 'p', provider: 'x', metrics }],
      results: rows.map((row, at) => ({ promptIdx: 0, vars: { at }, ...row })),
      stats: { successes, failures, errors },
    },
    ...more,
  });
}
const counts = (passed: unknown, failed: unknown, errored: unknown, named: object = {}) => ({
  testPassCount: passed,
  testFailCount: failed,
  testErrorCount: errored,
  ...named,
});

describe('pass rate', () => {
  it.each<[string, string, Record<string, string>, object]>([
    // 11 of 12 runs were judged, in 6 cases of 3 tests, each run twice.
    [
      'all of v3',
      V3,
      {},
      { value: 8 / 11, sampleSize: 6, attempted: 7, effectiveSize: 3, stddev: expect.closeTo(0.418330013, 8) },
    ],
    [
      'one provider with an error',
      V3,
      { provider: 'small' },
      { value: 0.8, sampleSize: 3, attempted: 4, stddev: expect.closeTo(0.288675135, 8) },
    ],
    ['the other provider', V3, { provider: 'large' }, { value: 4 / 6, sampleSize: 3, successes: 2, attempted: 3 }],
    [
      'a prompt by its label',
      V2,
      { prompt: 'Say {{word}}' },
      { value: 0.5, sampleSize: 2, successes: 1, attempted: 2 },
    ],
    ['v2', V2, {}, { value: 0.5, sampleSize: 2, successes: 1, attempted: 2 }],
  ])('%s', (_, path, keys, expected) => {
    const result = promptfoo.read(fixtureDocument(path), { score: 'pass-rate', ...keys }, 'm');
    expect(result).toMatchObject({ kind: 'reading', ...expected });
    expect('successes' in result && 'stddev' in result).toBe(false);
  });

  it('marks the pass rate as counted', () => {
    expect(promptfoo.read(fixtureDocument(V2), { score: 'pass-rate' }, 'm')).toMatchObject({ valueFromCounts: true });
    expect(promptfoo.read(fixtureDocument(V2), {}, 'tone')).not.toHaveProperty('valueFromCounts');
  });

  it('takes no other time where the first that is stated has no zone', () => {
    const document = jsonDocument(fixtureText(V3).replace('2026-11-18T07:30:12.500Z', '2026-11-18T07:30:12.500'));
    expect(promptfoo.read(document, { score: 'pass-rate' }, 'm')).toMatchObject({
      observedAtMs: null,
      unreadableTime: true,
    });
    const timeless = evaluation([], counts(1, 0, 0));
    expect(promptfoo.read(timeless, { score: 'pass-rate' }, 'm')).not.toHaveProperty('unreadableTime');
  });

  it('takes time and link from the file', () => {
    const document = fixtureDocument(V3);
    const result = promptfoo.read(document, { score: 'pass-rate' }, 'm');
    expect(result).toMatchObject({
      observedAtMs: Date.parse('2026-11-18T07:30:12.500Z'),
      observedAtKind: 'sample',
      url: 'https://app.promptfoo.dev/eval/eval-wki',
    });
    expect(promptfoo.timeOf(document)).toBe(Date.parse('2026-11-18T07:30:12.500Z'));
  });

  it.each<[string, ReturnType<typeof evaluation>, object]>([
    ['no cases at all', evaluation([], counts(0, 0, 0)), { kind: 'absent' }],
    [
      'errors only',
      evaluation([{ success: false, failureReason: 2 }], counts(0, 0, 1)),
      { kind: 'absent', detail: expect.stringContaining('1 errored') },
    ],
    ['a count that is null', evaluation([], counts(3, null, 0)), { kind: 'failed', code: 'bad-response' }],
    ['a count that is negative', evaluation([], counts(3, -1, 0)), { kind: 'failed', code: 'bad-response' }],
    [
      'summary and cases apart',
      evaluation([{ success: false }, { success: true }], counts(2, 0, 0)),
      { kind: 'failed', code: 'ambiguous' },
    ],
    [
      'a case too many',
      evaluation([{ success: true }, { success: false, failureReason: 2 }], counts(1, 0, 0)),
      { kind: 'failed', code: 'ambiguous' },
    ],
    [
      'success that is no verdict',
      evaluation([{ success: true }, { success: 'yes' }], counts(1, 0, 1)),
      { value: 1, sampleSize: 1, attempted: 2 },
    ],
    [
      'an error that claims success',
      evaluation([{ success: true }, { success: true, failureReason: 2 }], counts(1, 0, 1)),
      { value: 1, sampleSize: 1, attempted: 2 },
    ],
    [
      'a duplicate of a case',
      evaluation(
        [
          { success: true, vars: { q: 1 } },
          { success: true, vars: { q: 1 } },
        ],
        counts(2, 0, 0),
      ),
      { value: 1, sampleSize: 1, successes: 1 },
    ],
    [
      'only the summary, repeated',
      evaluation([], counts(5, 1, 0), { runtimeOptions: { repeat: 4 } }),
      { value: 5 / 6, sampleSize: 1, attempted: 1 },
    ],
    ['only the summary', evaluation([], counts(5, 1, 2)), { value: 5 / 6, sampleSize: 6, successes: 5, attempted: 8 }],
  ])('%s', (_, document, expected) => {
    expect(promptfoo.read(document, { score: 'pass-rate' }, 'm')).toMatchObject(expected);
  });

  it('reads the summary that a script saved', () => {
    const document = dataDocument({
      version: 3,
      results: [{ success: true, vars: { a: 1 } }],
      prompts: [{ label: 'p', provider: 'x' }],
      stats: { successes: 1, failures: 0, errors: 0 },
    });
    expect(promptfoo.recognises(document)).toBe(true);
    expect(promptfoo.read(document, {}, 'm')).toMatchObject({
      kind: 'reading',
      value: 1,
      sampleSize: 1,
      observedAtKind: 'none',
    });
  });
});

describe('named scores', () => {
  it.each<[string, string, Record<string, string>, string, object]>([
    [
      'divides by weights',
      V3,
      { score: 'grounded', provider: 'small' },
      'm',
      { value: 0.6875, sampleSize: 2, attempted: 3, stddev: expect.closeTo(0.265165043, 8) },
    ],
    ['counts cases of 0 and 1', V3, { provider: 'openai:gpt-large' }, 'none', { kind: 'absent' }],
    [
      'the metric’s id as name',
      V3,
      { provider: 'large' },
      'grounded',
      { value: 1, sampleSize: 2, successes: 2, attempted: 2 },
    ],
    // The summary counts two cases; they hold four assertions, three of them met.
    [
      'counts assertions, not cases',
      V2,
      {},
      'tone',
      { value: 0.75, sampleSize: 2, attempted: 2, stddev: expect.closeTo(0.353553391, 8) },
    ],
    [
      'several columns',
      V3,
      { score: 'relevant' },
      'm',
      { kind: 'failed', code: 'ambiguous', detail: expect.stringMatching(/with small, .* with large/) },
    ],
    [
      'an unknown name',
      V3,
      { score: 'speed', provider: 'large' },
      'm',
      { kind: 'absent', detail: expect.stringContaining('grounded, relevant') },
    ],
    [
      'an unknown provider',
      V3,
      { score: 'grounded', provider: 'medium' },
      'm',
      { kind: 'absent', detail: expect.stringContaining('with small') },
    ],
    [
      'no name where scores have names',
      V3,
      {},
      'speed',
      { kind: 'absent', detail: expect.stringContaining('pass-rate') },
    ],
  ])('%s', (_, path, keys, metric, expected) => {
    expect(promptfoo.read(fixtureDocument(path), keys, metric)).toMatchObject(expected);
  });

  it.each<[string, object, object]>([
    ['by weights', { namedScores: { s: 3 }, namedScoresCount: { s: 2 }, namedScoreWeights: { s: 4 } }, { value: 0.75 }],
    ['by count where weights lack', { namedScores: { s: 3 }, namedScoresCount: { s: 4 } }, { value: 0.75 }],
    ['by nothing', { namedScores: { s: 3 } }, { kind: 'failed', code: 'no-data' }],
    [
      'by weights of zero',
      { namedScores: { s: 3 }, namedScoresCount: { s: 4 }, namedScoreWeights: { s: 0 } },
      { kind: 'failed', code: 'no-data' },
    ],
    ['of text', { namedScores: { s: '3' }, namedScoresCount: { s: 4 } }, { kind: 'failed', code: 'not-a-number' }],
    ['of null', { namedScores: { s: null }, namedScoresCount: { s: 4 } }, { kind: 'failed', code: 'not-a-number' }],
  ])('a sum without cases is divided %s', (_, named, expected) => {
    const result = promptfoo.read(evaluation([], counts(4, 0, 1, named)), { score: 's' }, 'm');
    expect(result).toMatchObject(expected);
    if (result.kind === 'reading') expect(result).toMatchObject({ notes: ['1 errored cases hold no named scores'] });
  });

  it('refuses cases that do not add up to the summary', () => {
    const named = { namedScores: { s: 2 }, namedScoresCount: { s: 2 } };
    const rows = [
      { success: true, namedScores: { s: 1 } },
      { success: true, namedScores: { s: 0 } },
    ];
    expect(promptfoo.read(evaluation(rows, counts(2, 0, 0, named)), { score: 's' }, 'm')).toMatchObject({
      kind: 'failed',
      code: 'ambiguous',
    });
  });

  const half = { success: true, namedScores: { s: 0.5 } };
  const weighed = (weight: number) => ({ ...half, gradingResult: { namedScoreWeights: { s: weight } } });
  const named = (...metrics: readonly object[]) => ({
    ...half,
    gradingResult: { componentResults: metrics.map((metric) => ({ score: 0.5, ...metric })) },
  });
  const template = { assertion: { metric: '{{name}}' } };
  it.each<[string, readonly object[], object, object]>([
    ['weights as the cases have', [half, half], { namedScoreWeights: { s: 2 } }, { value: 0.5, sampleSize: 2 }],
    ['too small weights', [half, half], { namedScoreWeights: { s: 1.1 } }, { kind: 'failed', code: 'ambiguous' }],
    ['too large weights', [half, half], { namedScoreWeights: { s: 9 } }, { kind: 'failed', code: 'ambiguous' }],
    ['weights of zero', [half, half], { namedScoreWeights: { s: 0 } }, { kind: 'failed', code: 'ambiguous' }],
    ['weights of text', [half, half], { namedScoreWeights: { s: '9' } }, { kind: 'failed', code: 'ambiguous' }],
    ['a count as the cases have', [half, half], { namedScoresCount: { s: 2 } }, { value: 0.5 }],
    ['a count of cases, not assertions', [half, half], { namedScoresCount: { s: 1 } }, { value: 0.5 }],
    ['too large a count', [half, half], { namedScoresCount: { s: 9 } }, { kind: 'failed', code: 'ambiguous' }],
    [
      'weights that the cases state',
      [weighed(0.5), weighed(1.5)],
      { namedScores: { s: 1 }, namedScoreWeights: { s: 2 } },
      { value: 0.5 },
    ],
    [
      'other weights than the cases state',
      [weighed(0.5), weighed(1.5)],
      { namedScores: { s: 1 }, namedScoreWeights: { s: 1 } },
      { kind: 'failed', code: 'ambiguous', detail: expect.stringContaining('divides "s" by 1, its cases by 2') },
    ],
    [
      'assertions named by templates, of which more may bear the name',
      [named(template, template), half],
      { namedScoreWeights: { s: 3 } },
      { value: 1 / 3 },
    ],
    [
      'templates whose names the file says',
      [
        named({ ...template, metadata: { renderedMetric: 's' } }, { ...template, metadata: { renderedMetric: 't' } }),
        half,
      ],
      { namedScoreWeights: { s: 3 } },
      { kind: 'failed', code: 'ambiguous' },
    ],
  ])('holds the divisor against the cases: %s', (_, rows, summary, expected) => {
    const document = evaluation(rows as readonly Row[], counts(2, 0, 0, { namedScores: { s: 1 }, ...summary }));
    expect(promptfoo.read(document, { score: 's' }, 'm')).toMatchObject(expected);
  });

  it('takes a derived metric as it stands', () => {
    const document = evaluation(
      [{ success: true, namedScores: { a: 1 } }],
      counts(1, 0, 0, { namedScores: { a: 1, f1: 0.8 }, namedScoresCount: { a: 1 } }),
      { config: { derivedMetrics: [{ name: 'f1', value: 'a' }] } },
    );
    expect(promptfoo.read(document, {}, 'f1')).toMatchObject({ kind: 'reading', value: 0.8 });
    expect(promptfoo.read(document, {}, 'f1')).not.toHaveProperty('sampleSize');
  });
});

describe('promptfoo', () => {
  it('lists what there is to choose from', () => {
    expect(promptfoo.names(fixtureDocument(V3))).toEqual(['pass-rate', 'grounded', 'relevant']);
  });

  it.each([
    ['an lm-eval result', fixtureText('lm-eval/v03.json')],
    ['stats without prompts', '{"results":{"stats":{}}}'],
    ['rows of another tool', '{"results":[{"score":1}]}'],
    ['an array', '[]'],
    ['null', 'null'],
  ])('does not recognise %s', (_, text) => {
    const document = jsonDocument(text);
    expect(promptfoo.recognises(document)).toBe(false);
    expect(promptfoo.read(document, {}, 'm')).toMatchObject({ kind: 'failed', code: 'bad-response' });
  });

  it('makes a duplicate key ambiguous', () => {
    const document = jsonDocument('{"results":{"prompts":[],"stats":{"successes":1,"successes":9,"failures":0}}}');
    expect(promptfoo.recognises(document)).toBe(true);
    expect(promptfoo.read(document, {}, 'm')).toMatchObject({
      kind: 'failed',
      code: 'ambiguous',
      detail: expect.stringContaining('successes'),
    });
  });

  it.each([V3, V2])('stays sound when %s is broken', (path) => {
    const requests = [
      { score: 'pass-rate' },
      { score: 'pass-rate', provider: 'small' },
      { score: 'tone' },
      { score: 'grounded', provider: 'small' },
    ];
    expectSoundWhenBroken(
      promptfoo,
      fixtureDocument(path),
      requests.map((keys) => ({ keys, metric: 'm' })),
      (result, _, { keys }) => {
        if (result.kind === 'reading' && keys['score'] === 'pass-rate')
          expect(result.value).toSatisfy((rate: number) => rate >= 0 && rate <= 1);
      },
    );
  });
});
