import { describe, expect, it } from 'vitest';
import { catalogueEntry } from '../../src/core/catalogue/catalogue.ts';
import { evidenceFindings } from '../../src/core/evidence-findings.ts';
import type { Measured } from '../../src/core/measurement.ts';
import type { MetricResult, Status } from '../../src/core/result.ts';
import { COMPLETION, USE } from '../../src/core/signal-findings.ts';
import { EVIDENCE_FINDING_MESSAGES } from '../../src/report/messages/evidence-findings.ts';
import { gateOf, sample } from './diagnosis-samples.ts';

const found = (...results: readonly MetricResult[]) => evidenceFindings(gateOf(results), results, 'gate.yml');
const codes = (...results: readonly MetricResult[]) => found(...results).map(({ code, metric }) => `${code} ${metric}`);

function words(...results: readonly MetricResult[]): string[] {
  return found(...results).map(({ code, args }) => {
    const message = EVIDENCE_FINDING_MESSAGES[code as keyof typeof EVIDENCE_FINDING_MESSAGES];
    return `${message.says(args)} ${message.fix(args)}`;
  });
}

/** With a sample size, so that nothing is said of one that is missing. */
function measuredBy(result: MetricResult, more: Partial<Measured>): MetricResult {
  const { measurement } = result;
  if (measurement.kind !== 'measured') throw new Error('not measured');
  return { ...result, measurement: { ...measurement, ...more } };
}

describe('a guard', () => {
  const guarded = (status: Status = 'pass') =>
    sample('deflection', 'business', status, { guardedBy: ['recontact'], line: 7 });
  const bound = { kind: 'bound', operator: '<=', bound: 0.12, text: '<= 0.12' } as const;
  const guard = (status: Status, more: Partial<MetricResult> = {}) =>
    sample('recontact', 'product', status, {
      target: bound,
      unit: 'ratio',
      dueText: '2026-12-15',
      result: { value: 0.31, ...more },
    });

  it.each<[Status, string | null]>([
    ['pass', null],
    ['fail', 'guard-fails'],
    ['inconclusive', 'guard-unproven'],
    ['stale', 'guard-unproven'],
    ['missing', 'guard-not-measured'],
    ['error', 'guard-not-measured'],
    ['pending', 'guard-not-measured'],
    ['unmeasured', 'guard-not-measured'],
  ])('that is %s: %s', (status, code) => {
    const findings = found(guarded(), guard(status));
    expect(findings.map((finding) => finding.code)).toEqual(code === null ? [] : [code]);
    for (const finding of findings) {
      expect(finding).toMatchObject({
        level: 'warning',
        metric: 'deflection',
        at: { path: 'gate.yml', line: 7 },
        args: { metric: 'deflection', metricStatus: 'pass', guard: 'recontact', guardStatus: status, value: 0.31 },
      });
    }
  });

  it('is said of whatever the status of what it guards', () => {
    for (const status of ['fail', 'missing', 'unmeasured', 'inconclusive'] as const)
      expect(codes(guarded(status), guard('fail'))).toEqual(['guard-fails deflection']);
  });

  it('that misses its target on evidence that cannot be relied on still fails', () => {
    expect(codes(guarded(), guard('inconclusive', { untrusted: ['x'], leaning: 'fail' }))).toEqual([
      'guard-fails deflection',
    ]);
    expect(codes(guarded(), guard('inconclusive', { untrusted: ['x'], leaning: 'pass' }))).toEqual([
      'guard-unproven deflection',
    ]);
  });

  it('without a result, or with two, is not measured', () => {
    expect(codes(guarded())).toEqual(['guard-not-measured deflection']);
    expect(codes(guarded(), guard('pass'), guard('pass'))).toEqual(['guard-not-measured deflection']);
  });

  it.each<[string, MetricResult, MetricResult, string]>([
    [
      'bought',
      guarded(),
      guard('fail'),
      'The metric deflection passes, but its guard recontact is 0.31 where the target is at most 0.12: the gain may be bought.',
    ],
    [
      'both fail',
      guarded('fail'),
      guard('fail'),
      'The guard recontact of deflection is 0.31 where the target is at most 0.12.',
    ],
    [
      'how many more',
      guarded(),
      guard('inconclusive', { samplesNeeded: { least: 381, likely: 955 } }),
      'about 955 more samples of recontact for an 80 % chance to decide (381 at the very least)',
    ],
    ['stale', guarded(), guard('stale'), 'Measure recontact again'],
    ['pending', guarded(), guard('pending'), 'one is due by 2026-12-15'],
    ['not measured', guarded(), guard('unmeasured'), 'Name a source for recontact with from'],
    ['missing', guarded(), guard('missing'), 'is not in its source'],
    ['broken', guarded(), guard('error'), 'has no usable value'],
    [
      'untrusted',
      guarded(),
      guard('inconclusive', { untrusted: ['join_rate'], leaning: 'pass' }),
      'rests on a precondition that does not pass (join_rate). Make join_rate pass first',
    ],
  ])('says: %s', (_, one, other, text) => expect(words(one, other).join(' ')).toContain(text));
});

describe('a sample size that nobody gives', () => {
  const point = (id: string, more: Parameters<typeof sample>[3] = {}) =>
    sample(id, 'task', 'pass', { ...more, result: { method: 'point', ...more.result } });

  it('is said of shares, means and quantiles that were compared as they stand', () => {
    expect(codes(point('answer_correctness'))).toEqual(['no-sample-size answer_correctness']);
    expect(codes(point('latency_p95'))).toEqual(['no-sample-size latency_p95']);
    expect(codes(point('anything', { unit: 'ratio' }))).toEqual(['no-sample-size anything']);
    expect(codes({ ...point('anything', { unit: 'ratio' }), status: 'inconclusive', untrusted: ['x'] })).toEqual([
      'no-sample-size anything',
    ]);
  });

  it.each<[string, MetricResult]>([
    ['a name that nobody knows', point('anything')],
    ['a score of a whole set', point('bleu')],
    ['a score of a whole set by its name', point('weighted_macro_f1', { unit: 'ratio' })],
    ['an advisory metric', point('answer_correctness', { required: false })],
    ['all cases that there are', point('answer_correctness', { method: 'point' })],
    ['a confidence, by which the status says it', point('answer_correctness', { confidence: 0.95 })],
    ['a size', measuredBy(point('answer_correctness'), { sampleSize: 3 })],
    ['an error', measuredBy(point('answer_correctness'), { stderr: 0.1 })],
    ['events over an exposure', measuredBy(point('answer_correctness'), { exposure: 10 })],
    ['nothing compared', sample('answer_correctness', 'task', 'missing')],
  ])('is not said of %s', (_, result) => expect(codes(result)).toEqual([]));
});

describe('a number of cases that cannot be right', () => {
  const share = (id: string, value: number, sampleSize: number | null, source = 'evals') =>
    measuredBy(sample(id, 'model', 'pass', { unit: 'ratio' }), {
      value,
      sampleSize,
      stderr: 0.01,
      provenance: { source, where: 'x', kind: 'file' },
    });

  it('is one number beside precision and recall that differ', () => {
    expect(codes(share('precision', 0.9, 1000), share('recall', 0.8, 1000))).toEqual(['wrong-n precision']);
    expect(codes(share('recall', 0.8, 1000), share('accuracy', 0.95, 1000))).toEqual(['wrong-n recall']);
    expect(codes(share('precision', 0.9, 1000), share('recall', 0.8, 1000), share('accuracy', 0.95, 1000))).toEqual([
      'wrong-n precision',
      'wrong-n recall',
    ]);
  });

  it.each<[string, readonly MetricResult[]]>([
    ['of other numbers', [share('precision', 0.9, 100), share('recall', 0.8, 160)]],
    [
      'that are equal, as they are where as many are flagged as there are',
      [share('precision', 0.9, 100), share('recall', 0.9, 100)],
    ],
    ['of other sources', [share('precision', 0.9, 100), share('recall', 0.8, 100, 'prod')]],
    ['of no number', [share('precision', 0.9, null), share('recall', 0.8, null)]],
    ['that are no number', [share('precision', Number.NaN, 100), share('recall', 0.8, 100)]],
    ['that may well be of the same cases', [share('accuracy', 0.9, 100), share('exact_match', 0.8, 100)]],
  ])('is not said of shares %s', (_, results) => expect(codes(...results)).toEqual([]));

  it('is more independent cases than cases', () => {
    const of = (effectiveSize: number) => measuredBy(share('m', 0.9, 100), { effectiveSize });
    expect(codes(of(101))).toEqual(['wrong-n m']);
    expect(words(of(101))[0]).toContain('Of the 100 samples of m, 101 are said to be independent');
    expect(codes(of(100))).toEqual([]);
    expect(codes(of(Number.NaN))).toEqual([]);
  });
});

describe('signs that metrics lie', () => {
  it('are looked for by names that the catalogue has', () => {
    for (const id of [...USE, ...COMPLETION]) expect(catalogueEntry(id)?.id).toBe(id);
  });

  it('right on a curated set, and not used', () => {
    const right = sample('answers_right', 'task', 'pass', { traffic: 'curated', line: 4 });
    const use = (status: Status) => sample('adoption_rate', 'product', status);
    expect(found(right, use('fail'))).toMatchObject([
      {
        code: 'signal-unused',
        metric: 'answers_right',
        at: { line: 4 },
        args: { metrics: ['answers_right'], outcomes: ['adoption_rate'] },
      },
    ]);
    for (const status of ['pass', 'inconclusive', 'stale', 'missing'] as const)
      expect(codes(right, use(status))).toEqual([]);
    const wrong: MetricResult = { ...right, status: 'fail' };
    expect(codes(wrong, use('fail'))).toEqual([]);
    expect(codes(sample('answers_right', 'task', 'pass', { traffic: 'live' }), use('fail'))).toEqual([]);
    expect(codes(sample('rated_well', 'product', 'pass', { traffic: 'curated' }), use('fail'))).toEqual([]);
    expect(codes(right, sample('no_such_use', 'product', 'fail'))).toEqual([]);
  });

  it('busy, and not done', () => {
    const busy = sample('messages_per_user', 'product', 'pass');
    expect(codes(busy, sample('task_completion_rate', 'product', 'fail'))).toEqual([
      'signal-engagement messages_per_user',
    ]);
    const worse = sample('task_completion_rate', 'product', 'inconclusive', { leaning: 'fail' });
    expect(codes(busy, worse)).toEqual(['signal-engagement messages_per_user']);
    expect(codes(busy, { ...worse, leaning: 'pass' })).toEqual([]);
    expect(codes(sample('nobody_knows', 'product', 'pass'), worse)).toEqual([]);
    expect(codes({ ...busy, status: 'fail' }, worse)).toEqual([]);
  });

  describe('a good model without lift', () => {
    const model = (status: Status = 'pass', drives: string[] = []) => sample('m', 'model', status, { drives });

    it('is said where no judged outcome passes', () => {
      expect(codes(model(), sample('p', 'product', 'fail'), sample('b', 'business', 'fail'))).toEqual([
        'signal-no-lift m',
      ]);
      expect(codes(model(), sample('p', 'product', 'fail'), sample('b', 'business', 'pending'))).toEqual([
        'signal-no-lift m',
      ]);
    });

    it.each<[string, readonly MetricResult[]]>([
      ['an outcome passes', [model(), sample('p', 'product', 'fail'), sample('b', 'business', 'pass')]],
      ['an outcome may pass', [model(), sample('p', 'product', 'fail'), sample('b', 'business', 'inconclusive')]],
      [
        'an outcome that was not judged is not relied on either',
        [
          model(),
          sample('p', 'product', 'inconclusive', { compared: false, leaning: 'fail', result: { untrusted: ['x'] } }),
        ],
      ],
      ['no outcome is judged', [model(), sample('p', 'product', 'missing')]],
      ['there is none', [model(), sample('t', 'task', 'fail')]],
      ['a model metric fails', [model(), sample('n', 'model', 'fail'), sample('p', 'product', 'fail')]],
      ['a model metric is not measured', [model('missing'), sample('p', 'product', 'fail')]],
      ['there is no model metric', [sample('p', 'product', 'fail')]],
      [
        'only an advisory one passes',
        [sample('m', 'model', 'pass', { required: false }), sample('p', 'product', 'fail')],
      ],
    ])('is not said where %s', (_, results) => expect(codes(...results)).toEqual([]));

    it('is about what the model drives, directly or not, where that is declared', () => {
      const task = sample('t', 'task', 'pass', { drives: ['p'] });
      const outcomes = [sample('p', 'product', 'fail'), sample('q', 'product', 'pass')];
      expect(codes(model('pass', ['t']), task, ...outcomes)).toEqual(['signal-no-lift m']);
      expect(codes(model('pass', ['q']), task, ...outcomes)).toEqual([]);
      expect(codes(model('pass', ['t', 'q']), task, ...outcomes)).toEqual([]);
    });

    it('ends where the drives go round in a circle', () => {
      const around = [sample('s', 'task', 'pass', { drives: ['t'] }), sample('t', 'task', 'pass', { drives: ['s'] })];
      expect(codes(model('pass', ['s']), ...around, sample('p', 'product', 'fail'))).toEqual(['signal-no-lift m']);
    });
  });

  it('do not go away where the evidence is trusted less', () => {
    const doubted = (result: MetricResult): MetricResult => ({
      ...result,
      leaning: result.status === 'pass' ? 'pass' : 'fail',
      status: 'inconclusive',
      compared: false,
      method: 'exact',
      untrusted: ['x'],
    });
    const results = [
      sample('m', 'model', 'pass', { traffic: 'curated' }),
      sample('adoption_rate', 'product', 'fail'),
      sample('repeat_query_rate', 'product', 'fail'),
    ];
    const all = ['signal-unused m', 'signal-no-lift m'];
    expect(codes(...results)).toEqual(all);
    for (const [index] of results.entries())
      expect(codes(...results.map((result, at) => (at === index ? doubted(result) : result)))).toEqual(all);
  });

  it('say nothing of the wiki assistant but what is so', () => {
    const wiki = [
      sample('retrieval_recall_at_5', 'model', 'pass'),
      sample('answer_resolves_query', 'task', 'fail'),
      sample('repeat_query_rate', 'product', 'fail'),
      sample('ticket_deflection_rate', 'business', 'fail'),
    ];
    expect(words(...wiki)).toEqual([
      'All required model metrics meet their targets: retrieval_recall_at_5; none of the outcomes that they should move does: repeat_query_rate and ticket_deflection_rate. Stop tuning retrieval_recall_at_5: look for what keeps good output from helping (test cases unlike live ones, stale sources, presentation, trust), change that, and judge by repeat_query_rate and ticket_deflection_rate.',
    ]);
  });
});
