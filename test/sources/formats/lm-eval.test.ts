import { describe, expect, it } from 'vitest';
import { lmEval } from '../../../src/sources/formats/lm-eval.ts';
import { dataDocument, fixtureDocument, jsonDocument } from './fixture-document.ts';
import { expectSoundWhenBroken, numbersIn } from './reading-invariants.ts';

const V04 = 'lm-eval/v04-group-limited.json';

describe('lm-eval', () => {
  it.each<[string, string, Record<string, string>, string, object]>([
    [
      'a limited run',
      V04,
      { task: 'wiki_faq', filter: 'strict-match' },
      'm',
      {
        value: 0.625,
        stderr: 0.0775,
        sampleSize: 40,
        attempted: 912,
        observedAtMs: 1763371845250,
        observedAtKind: 'sample',
      },
    ],
    [
      'a metric by the id',
      V04,
      { task: 'wiki_policy' },
      'acc',
      { value: 0.8, stderr: 0.0899, sampleSize: 20, attempted: 20 },
    ],
    ['a full key', V04, { task: 'wiki_policy', metric: 'acc,none' }, 'm', { value: 0.8 }],
    ['the only metric', V04, { task: 'wiki_tables' }, 'm', { value: 0.6 }],
    ['a group', V04, { task: 'wiki' }, 'm', { value: 0.7, stderr: 0.0719, sampleSize: 40, attempted: 40 }],
    [
      'v0.3',
      'lm-eval/v03.json',
      {},
      'm',
      { value: 0.4375, stderr: 0.0248, sampleSize: null, attempted: null, observedAtMs: null, observedAtKind: 'none' },
    ],
    ['v0.3 with the filter none', 'lm-eval/v03.json', { filter: 'none' }, 'acc', { value: 0.4375 }],
  ])('reads %s', (_, path, keys, metric, expected) => {
    expect(lmEval.read(fixtureDocument(path), keys, metric)).toMatchObject({ kind: 'reading', ...expected });
  });

  it('leaves a standard error out that is the text N/A', () => {
    expect(lmEval.read(fixtureDocument(V04), { task: 'wiki_policy', metric: 'acc_norm' }, 'm')).toMatchObject({
      value: 0.75,
    });
    expect(lmEval.read(fixtureDocument(V04), { task: 'wiki_policy', metric: 'acc_norm' }, 'm')).not.toHaveProperty(
      'stderr',
    );
  });

  it.each<[string, Record<string, string>, string, object]>([
    ['several tasks', {}, 'm', { kind: 'failed', code: 'ambiguous', detail: expect.stringContaining('wiki_policy') }],
    [
      'several filters',
      { task: 'wiki_faq' },
      'm',
      { kind: 'failed', code: 'ambiguous', detail: expect.stringContaining('flexible-extract') },
    ],
    [
      'several metrics',
      { task: 'wiki_policy' },
      'm',
      { kind: 'failed', code: 'ambiguous', detail: expect.stringContaining('acc_norm') },
    ],
    ['an unknown task', { task: 'wiki_law' }, 'm', { kind: 'absent', detail: expect.stringContaining('wiki_faq') }],
    [
      'an unknown metric',
      { task: 'wiki_faq', metric: 'f1' },
      'm',
      { kind: 'absent', detail: expect.stringContaining('exact_match') },
    ],
    [
      'an unknown filter',
      { task: 'wiki_faq', filter: 'none' },
      'm',
      { kind: 'absent', detail: expect.stringContaining('strict-match') },
    ],
    ['a standard error as metric', { task: 'wiki_tables', metric: 'acc_stderr' }, 'm', { kind: 'absent' }],
    ['the alias as metric', { task: 'wiki_tables', metric: 'alias' }, 'm', { kind: 'absent' }],
  ])('gives no value for %s', (_, keys, metric, expected) => {
    expect(lmEval.read(fixtureDocument(V04), keys, metric)).toMatchObject(expected);
  });

  const run = (score: string, more = '') =>
    jsonDocument(`{"results":{"t":{"acc,none":${score},"acc_stderr,none":0.0}},"versions":{}${more}}`);
  it.each<[string, ReturnType<typeof run>, object]>([
    ['NaN', run('NaN'), { kind: 'failed', code: 'not-a-number' }],
    ['Infinity', run('Infinity'), { kind: 'failed', code: 'not-a-number' }],
    ['text', run('"0.5"'), { kind: 'failed', code: 'not-a-number' }],
    ['true', run('true'), { kind: 'failed', code: 'not-a-number' }],
    ['null', run('null'), { kind: 'absent' }],
    ['no task', jsonDocument('{"results":{},"versions":{}}'), { kind: 'absent' }],
    [
      'no document judged',
      run('0.5', ',"n-samples":{"t":{"original":9,"effective":0}}'),
      { kind: 'failed', code: 'no-data' },
    ],
    [
      'more judged than there are',
      run('0.5', ',"n-samples":{"t":{"original":9,"effective":10}}'),
      { kind: 'failed', code: 'impossible-count' },
    ],
    ['a group told twice', run('0.5', ',"groups":{"t":{"acc,none":0.6}}'), { kind: 'failed', code: 'ambiguous' }],
    [
      'a group of another spelling',
      run('0.5', ',"groups":{"g":{"acc,none":0.6}}'),
      { kind: 'failed', code: 'ambiguous' },
    ],
  ])('gives no value where the score is %s', (_, document, expected) => {
    expect(lmEval.read(document, {}, 'm')).toMatchObject(expected);
  });

  it.each<[string, string, object]>([
    ['a standard error of 0 is left out', '', { notes: ['a standard error of 0 is not used'] }],
    [
      'a limit without counts is remarked',
      ',"config":{"limit":20}',
      { notes: [expect.stringContaining('limit'), expect.any(String)] },
    ],
    ['start_time is no time', ',"start_time":1763371845.2', { observedAtMs: null, observedAtKind: 'none' }],
    ['a date in milliseconds is no time', ',"date":1763371845250000', { observedAtMs: null }],
    ['a date as text is no time', ',"date":"2026-11-01T00:00:00"', { observedAtMs: null }],
  ])('%s', (_, more, expected) => {
    const result = lmEval.read(run('0.5', more), {}, 'm');
    expect(result).toMatchObject({ kind: 'reading', value: 0.5, ...expected });
    expect(result).not.toHaveProperty('stderr');
  });

  it('reads a task of a group by its name without dashes, where only one has it', () => {
    const two = dataDocument({ results: { '-t': { 'acc,none': 0.1 }, '--u': { 'acc,none': 0.2 } }, versions: {} });
    expect(lmEval.read(two, { task: 'u' }, 'm')).toMatchObject({ value: 0.2 });
  });

  it('ends on a group that contains itself', () => {
    const loop = dataDocument({
      results: { g: { 'acc,none': 0.3 } },
      versions: {},
      group_subtasks: { g: ['h'], h: ['g'] },
    });
    expect(lmEval.read(loop, {}, 'm')).toMatchObject({ value: 0.3, sampleSize: null });
  });

  it('lists tasks with their metrics', () => {
    expect(lmEval.names(fixtureDocument('lm-eval/v03.json'))).toEqual(['wiki_faq acc']);
  });

  it('is recognised by the filter in a key alone, where a script kept only the results', () => {
    const document = jsonDocument('{"results":{"wiki":{"exact_match,strict-match":0.75,"alias":"wiki"}}}');
    expect(lmEval.recognises(document)).toBe(true);
    expect(lmEval.read(document, { metric: 'exact_match' }, 'm')).toMatchObject({ value: 0.75, sampleSize: null });
  });

  it.each([
    '{"results":{"t":{"acc":1}}}',
    '{"results":{"t":{"precision, recall":1,",":2}}}',
    '{"results":{"t":0.5},"versions":{}}',
    '{"results":[],"versions":{}}',
    '[]',
    'null',
  ])('does not recognise %s', (text) => {
    expect(lmEval.recognises(jsonDocument(text))).toBe(false);
    expect(lmEval.read(jsonDocument(text), {}, 'm')).toMatchObject({ kind: 'failed', code: 'bad-response' });
  });

  it('stays sound when broken', () => {
    const requests = [
      { task: 'wiki_faq', filter: 'strict-match' },
      { task: 'wiki' },
      { task: 'wiki_policy', metric: 'acc' },
      {},
    ];
    expectSoundWhenBroken(
      lmEval,
      fixtureDocument(V04),
      requests.map((keys) => ({ keys, metric: 'm' })),
      (result, value) => {
        if (result.kind === 'reading') expect(numbersIn(value)).toContain(result.value);
      },
    );
  });
});
