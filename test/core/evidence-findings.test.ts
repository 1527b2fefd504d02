import { describe, expect, it } from 'vitest';
import { CATALOGUE, catalogueEntry } from '../../src/core/catalogue/catalogue.ts';
import { evidenceFindings } from '../../src/core/evidence-findings.ts';
import type { Measured } from '../../src/core/measurement.ts';
import type { MetricResult, Status } from '../../src/core/result.ts';
import { COMPLETION, USE } from '../../src/core/signal-findings.ts';
import { EVIDENCE_FINDING_MESSAGES } from '../../src/report/messages/evidence-findings.ts';
import { gateOf, sample } from './diagnosis-samples.ts';
import { COMMIT, counted, criterion, judged, measured, NOW } from './measurements.ts';

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
      'about 955 more samples of recontact for an 80 % chance to decide (about even odds with 381).',
    ],
    [
      'one number of samples',
      guarded(),
      guard('inconclusive', { samplesNeeded: { least: 1, likely: 1 } }),
      'about 1 more sample of recontact for an 80 % chance to decide.',
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

describe('a guard by the catalogue', () => {
  const deflection = (status: Status = 'pass', more: Parameters<typeof sample>[3] = {}) =>
    sample('ticket_deflection_rate', 'business', status, more);
  const recontact = (status: Status, more: Parameters<typeof sample>[3] = {}) =>
    sample('recontact_48h', 'product', status, more);
  const guards = (...results: readonly MetricResult[]) =>
    found(...results)
      .filter(({ code }) => code.startsWith('guard-'))
      .map(({ code, metric, args }) => `${code} ${metric} ${args['guard']}`);

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
    const expected = code === null ? [] : [`${code} ticket_deflection_rate recontact_48h`];
    expect(guards(deflection(), recontact(status))).toEqual(expected);
    expect(guards(deflection(), recontact(status, { required: false }))).toEqual(expected);
  });

  it('says that the gain may be bought', () => {
    const target = { kind: 'bound', operator: '<=', bound: 0.1, text: '<= 0.1' } as const;
    expect(words(deflection('pass', { value: 0.5 }), recontact('fail', { target, unit: 'ratio', value: 0.9 }))).toEqual(
      [
        expect.stringContaining(
          'The metric ticket_deflection_rate passes, but its guard recontact_48h is 0.9 where the target is at most 0.1: the gain may be bought.',
        ),
      ],
    );
  });

  it('is said once where it is written too, and has to be measured then', () => {
    const written = deflection('pass', { guardedBy: ['recontact_48h'] });
    expect(guards(written, recontact('fail'))).toEqual(['guard-fails ticket_deflection_rate recontact_48h']);
    expect(guards(written, recontact('missing'))).toEqual(['guard-not-measured ticket_deflection_rate recontact_48h']);
  });

  it('stands beside a written one, which does not take its place', () => {
    const written = deflection('pass', { guardedBy: ['complaints'] });
    expect(guards(written, recontact('fail'), sample('complaints', 'product', 'pass'))).toEqual([
      'guard-fails ticket_deflection_rate recontact_48h',
    ]);
  });

  it.each<[Status, Status, boolean]>([
    ['fail', 'fail', false],
    ['missing', 'fail', false],
    ['missing', 'missing', false],
    ['pending', 'unmeasured', false],
    ['fail', 'missing', true],
    ['stale', 'pending', true],
    ['inconclusive', 'fail', true],
    ['stale', 'fail', true],
    ['inconclusive', 'inconclusive', false],
    ['fail', 'inconclusive', false],
  ])('beside one that is %s: %s, said: %s', (status, other, isSaid) => {
    expect(guards(deflection(status), recontact(other))).toHaveLength(isSaid ? 1 : 0);
  });

  it('is said beside what meets its target on evidence that cannot be relied on', () => {
    const untrusted = deflection('inconclusive', { leaning: 'pass', result: { untrusted: ['x'] } });
    const missed = recontact('inconclusive', { leaning: 'fail', result: { untrusted: ['x'] } });
    expect(guards(untrusted, missed)).toEqual(['guard-fails ticket_deflection_rate recontact_48h']);
  });

  it('is known by any of its names, and is each metric of them once', () => {
    const names = ['answer-correctness', 'Answer_Correctness'];
    const wrong = names.map((id) => sample(id, 'task', 'fail'));
    expect(guards(sample('helpful_rate', 'product', 'pass'), ...wrong)).toEqual(
      names.map((id) => `guard-fails helpful_rate ${id}`),
    );
  });

  it('is neither a precondition nor any metric of a layer, and no name that is not known', () => {
    expect(guards(deflection(), sample('recontact_48h', 'evidence', 'fail'))).toEqual([]);
    const ofLayer = CATALOGUE.find(({ pairs }) =>
      pairs.some(({ anyOf }) => anyOf.some((members) => members.some((member) => typeof member !== 'string'))),
    );
    if (ofLayer === undefined) throw new Error('no pair with a layer');
    const layers = ['task', 'product', 'business'] as const;
    expect(
      guards(sample(ofLayer.id, 'model', 'pass'), ...layers.map((layer) => sample(`my_${layer}`, layer, 'fail'))),
    ).toEqual([]);
    expect(guards(sample('deflected', 'business', 'pass'), recontact('fail'))).toEqual([]);
  });

  it('fails beside its metric though another alternative passes', () => {
    const recall = (...others: readonly MetricResult[]) => guards(sample('recall', 'model', 'pass'), ...others);
    const [precision, alarms] = ['precision', 'false_positive_rate'];
    expect(recall(sample(precision, 'model', 'pass'), sample(alarms, 'model', 'fail'))).toEqual([
      'guard-fails recall false_positive_rate',
    ]);
    expect(recall(sample(precision, 'model', 'pass'), sample(alarms, 'model', 'missing'))).toEqual([]);
  });

  it('is not measured where no alternative is in full, and so is each of its members', () => {
    const model = (id: string, status: Status) => sample(id, 'model', status);
    const accuracy = (...others: readonly MetricResult[]) =>
      guards(model('accuracy', 'pass'), ...others).filter((row) => row.includes(' accuracy '));
    const open = (...ids: readonly string[]) => ids.map((id) => `guard-not-measured accuracy ${id}`);
    const precision = model('precision', 'pass');
    expect(accuracy(precision, model('recall', 'error'))).toEqual(open('recall'));
    expect(accuracy(precision, model('recall', 'pass'), model('mcc', 'missing'))).toEqual([]);
    expect(accuracy(precision, model('recall', 'missing'), model('mcc', 'pass'))).toEqual([]);
    expect(accuracy(precision, model('mcc', 'missing'))).toEqual(open('mcc'));
    expect(accuracy(model('balanced_accuracy', 'pending'), model('mcc', 'missing'))).toEqual(
      open('balanced_accuracy', 'mcc'),
    );
    // What is measured and does not pass is measured, and says so itself.
    expect(accuracy(model('balanced_accuracy', 'fail'), model('mcc', 'missing'))).toEqual([
      'guard-fails accuracy balanced_accuracy',
    ]);
    expect(accuracy()).toEqual([]);
  });

  it('is measured where one of its names is', () => {
    const [one, other] = [sample('recontact_48h', 'product', 'pass'), sample('reopen_rate', 'product', 'missing')];
    expect(guards(deflection(), one, other)).toEqual([]);
  });

  it('is no metric that stands aside as evidence, but a precondition that nobody measured', () => {
    expect(guards(deflection(), sample('recontact_48h', 'evidence', 'missing'))).toEqual([]);
    const agreement = (status: Status) => sample('judge_human_agreement', 'evidence', status);
    const score = (validIf: string[] = []) => sample('judge_score', 'task', 'pass', { validIf });
    expect(guards(score(), agreement('missing'))).toEqual(['guard-not-measured judge_score judge_human_agreement']);
    expect(guards(score(), agreement('pass'))).toEqual([]);
    expect(guards(score(), agreement('missing'), sample('answer_length', 'task', 'pass'))).toEqual([]);
    // By valid-if the metric itself is not proven without it.
    expect(guards(score(['judge_human_agreement']), agreement('missing'))).toEqual([]);
    // With evidence that is relied on for this metric alone the other alternative is not needed.
    const csat = sample('csat', 'product', 'pass', { validIf: ['response_rate'] });
    expect(guards(csat, sample('response_rate', 'evidence', 'pass'))).toEqual([]);
  });

  it('says which of a layer is not measured nowhere: the layer does', () => {
    expect(guards(sample('answer_correctness', 'task', 'pass'), sample('mine', 'product', 'missing'))).toEqual([]);
  });

  it.each<[precision: Status, recall: Status, readonly string[]]>([
    ['pass', 'fail', ['guard-fails precision recall']],
    ['fail', 'pass', ['guard-fails recall precision']],
    ['pass', 'inconclusive', ['guard-unproven precision recall']],
    ['inconclusive', 'fail', ['guard-fails precision recall']],
    ['fail', 'fail', []],
    ['inconclusive', 'stale', []],
    ['missing', 'fail', ['guard-not-measured recall precision']],
    ['missing', 'pending', []],
    ['pass', 'pass', []],
  ])('is said beside what stands better than itself: %s and %s', (precision, recall, expected) => {
    expect(guards(sample('precision', 'model', precision), sample('recall', 'model', recall))).toEqual(expected);
  });
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
    ['a size', measuredBy(point('answer_correctness'), { sampleSize: 29 })],
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

describe('a pass on too few cases', () => {
  const thin = (target: string, hits: number, cases: number, more = {}, evidence = {}) =>
    judged(criterion(target, more), counted(hits, cases, evidence));
  const of = (target: string, value: number, evidence: Partial<Measured>, more = {}) =>
    judged(criterion(target, more), measured(value, evidence));
  const PERCENT = { unit: 'percent' };
  const CSAT = { id: 'csat', unit: null };
  const FORCED = { ...CSAT, method: 'point', confidence: 0.95 } as const;
  const COST = { id: 'cost_per_query', unit: null };
  const AROUND = { low: 4.3, high: 4.7, level: 0.9 };
  const GUESSING = { judge: { sensitivity: 0.5, specificity: 0.51 } };
  const HALF_RIGHT = { judge: { sensitivity: 0.9, specificity: 0.95 } };

  it.each<[string, MetricResult, number | null]>([
    ['5 of 5', thin('>= 0.80', 5, 5), 14],
    ['13 of 13', thin('>= 0.80', 13, 13), 14],
    ['14 of 14', thin('>= 0.80', 14, 14), null],
    ['12 of 14, which is for whoever sets the confidence', thin('>= 0.80', 12, 14), null],
    ['4 of 5', thin('>= 0.80', 4, 5), 14],
    ['0 of 28, where lower is better', thin('<= 0.10', 0, 28), 29],
    ['0 of 29, where lower is better', thin('<= 0.10', 0, 29), null],
    ['fewer independent cases', thin('>= 0.80', 50, 50, {}, { effectiveSize: 13.9 }), 14],
    ['as many independent cases', thin('>= 0.80', 50, 50, {}, { effectiveSize: 14 }), null],
    ['percent', thin('>= 80', 5, 5, { unit: 'percent' }, { value: 100 }), 14],
    ['no unit, and counts', thin('>= 0.80', 5, 5, { unit: null }), 14],
    ['no counts, and one that the value stands for', judged(criterion('>= 0.80'), measured(1, { sampleSize: 5 })), 14],
    ['a least number that is too small', thin('>= 0.80', 5, 5, { minSamples: 3 }), 14],
    ['what a judge said that errs', thin('>= 0.80', 9, 9, HALF_RIGHT), 10],
    ['enough of what a judge said that errs', thin('>= 0.80', 10, 10, HALF_RIGHT), null],
    ['counts of what is usually a mean', thin('>= 0.80', 5, 5, { id: 'csat' }), 14],
    ['percent without counts', of('>= 80', 100, { sampleSize: 1 }, PERCENT), 14],
    ['no unit, and a share', of('>= 0.80', 0.9, { sampleSize: 13 }, { unit: null }), 14],
    ['no unit, and enough for a share', of('>= 0.80', 0.9, { sampleSize: 14 }, { unit: null }), null],
    ['no unit, and a value above 1', of('>= 0.80', 1.1, { sampleSize: 9 }, { unit: null }), 10],
    ['no unit, and a target above 1', of('>= 80', 90, { sampleSize: 9 }, { unit: null }), 10],
    ['no unit, and a target of 1', of('>= 1', 1, { sampleSize: 10 }, { unit: null }), null],
    ['events over an exposure', of('<= 0.2', 0.1, { exposure: 100, effectiveSize: 9 }, { unit: null }), 10],
    ['events of enough users', of('<= 0.2', 0.1, { exposure: 100, effectiveSize: 10 }, { unit: null }), null],
    ['no unit, and a band of shares', of('0.8 .. 1', 0.9, { sampleSize: 29 }, { unit: null }), 30],
    ['what the catalogue knows as money', of('<= 0.05', 0.03, { sampleSize: 9 }, COST), 10],
    ['enough of what the catalogue knows as money', of('<= 0.05', 0.03, { sampleSize: 10 }, COST), null],
    ['another unit, and counts', thin('>= 0.80', 5, 5, { unit: 'points' }), 14],
    ['a share that so many cases cannot give', of('>= 0.80', 0.95, { sampleSize: 3 }), 14],
    ['a share of enough cases, which they cannot give', of('>= 0.80', 0.957, { sampleSize: 14 }), null],
    ['a share with a spread', of('>= 0.80', 0.95, { sampleSize: 3, stddev: 0.02 }), 14],
    ['only independent cases', of('>= 0.80', 0.95, { effectiveSize: 13.9 }), 14],
    ['enough independent cases', of('>= 0.80', 0.95, { effectiveSize: 14 }), null],
    ['a mean of shares', of('>= 0.80', 1, { sampleSize: 5 }, { id: 'csat' }), 14],
    ['a mean of shares with a spread', of('>= 0.80', 0.9, { sampleSize: 5, stddev: 0.1 }, { id: 'csat' }), null],
    ['a score of a whole set', of('>= 0.80', 1, { sampleSize: 29 }, { id: 'bleu' }), 30],
    ['a score of a set that is large enough', of('>= 0.80', 1, { sampleSize: 30 }, { id: 'bleu' }), null],
    ['a score of a whole set with a spread', of('>= 0.30', 0.4, { sampleSize: 5, stderr: 0.01 }, { id: 'bleu' }), null],
    ['a score of a whole set with counts', thin('>= 0.80', 5, 5, { id: 'bleu' }), 30],
    ['a mean', of('>= 4.2', 4.5, { sampleSize: 9 }, CSAT), 10],
    ['a mean of enough', of('>= 4.2', 4.5, { sampleSize: 10 }, CSAT), null],
    ['a mean with its deviation', of('>= 4.2', 4.5, { sampleSize: 3, stddev: 0.4 }, CSAT), null],
    ['the same beside a point that is forced', of('>= 4.2', 4.5, { sampleSize: 3, stddev: 0.4 }, FORCED), null],
    ['a mean with its error', of('>= 4.2', 4.5, { sampleSize: 3, stderr: 0.1 }, CSAT), null],
    ['a mean with its interval', of('>= 4.2', 4.5, { sampleSize: 3, interval: AROUND }, CSAT), null],
    ['a mean with a deviation of nothing', of('>= 4.2', 4.5, { sampleSize: 3, stddev: 0 }, CSAT), 10],
    ['a mean of one with a deviation', of('>= 4.2', 4.5, { sampleSize: 1, stddev: 0.4 }, CSAT), 10],
    ['an amount', of('<= 5', 1, { sampleSize: 9 }, { unit: 'ms' }), 10],
    ['an amount of enough', of('<= 5', 1, { sampleSize: 10 }, { unit: 'ms' }), null],
    ['an amount of few users', of('<= 5', 1, { effectiveSize: 9 }, { unit: 'minutes' }), 10],
    ['a band of amounts', of('2 .. 5', 3, { sampleSize: 9 }, { unit: 'ms' }), 10],
    ['a band', thin('0.8 .. 1', 29, 29), 30],
    ['enough for a band', thin('0.8 .. 1', 30, 30), null],
    ['certainty, which no number of cases shows', thin('>= 1', 29, 29), 30],
    ['enough for a look at certainty', thin('>= 1', 30, 30), null],
    ['none at all', thin('<= 0', 0, 29), 30],
    ['a judge that nearly guesses', thin('>= 0.80', 15, 29, GUESSING), 30],
    ['enough of what a judge said that nearly guesses', thin('>= 0.80', 16, 30, GUESSING), null],
    ['a point beside a confidence', thin('>= 0.80', 5, 5, { method: 'point', confidence: 0.9 }), 14],
    ['a forced test without a confidence', of('>= 0.80', 1, { sampleSize: 5 }, { method: 't' }), 14],
    ['an advisory metric', thin('>= 0.80', 5, 5, { required: false }), null],
    ['all cases that there are', thin('>= 0.80', 5, 5, { method: 'point' }), null],
    ['a confidence, by which the status says it', thin('>= 0.80', 5, 5, { confidence: 0.95 }), null],
    ['a miss', thin('>= 0.80', 3, 5), null],
    ['no sizes', judged(criterion('<= 5', { unit: 'ms' }), measured(1)), null],
  ])('%s', (_, result, least) => {
    const findings = found(result).filter(({ code }) => code === 'thin-evidence');
    expect(findings.map(({ args }) => args['least'])).toEqual(least === null ? [] : [least]);
    for (const finding of findings) expect(finding).toMatchObject({ level: 'warning', at: { path: 'gate.yml' } });
  });

  it('does not go away where the evidence is trusted less', () => {
    const doubted = { status: 'inconclusive', compared: false, untrusted: ['x'] } as const;
    expect(codes({ ...thin('>= 0.80', 5, 5), ...doubted })).toEqual(['thin-evidence answer_is_right']);
    expect(codes({ ...thin('>= 0.80', 3, 5), ...doubted })).toEqual([]);
  });

  it.each<[MetricResult, string]>([
    [
      thin('>= 0.80', 5, 5),
      'With 5 of 5, answer_is_right meets its target, at least 0.80, but on 5 cases even a flawless result could be chance: at 95 % it takes 14. Add confidence: 95% and min-samples: 14, and judge more cases than that: of 14, only a flawless result passes.',
    ],
    [
      thin('<= 0.10', 0, 3, { minSamples: 2 }),
      'With 0 of 3, answer_is_right meets its target, at most 0.10, but on 3 cases even a flawless result could be chance: at 95 % it takes 29. Add confidence: 95%, raise min-samples to 29, and',
    ],
    [thin('>= 0.80', 9, 9, {}, { effectiveSize: 1.5 }), 'but on 1 independent case even'],
    [
      of('>= 80', 100, { sampleSize: 1 }, PERCENT),
      'With 1 case, answer_is_right meets its target, at least 80 %, but on so few even a flawless result could be chance: at 95 % it takes 14. Write successes and sample_size beside the value, add confidence: 95% and min-samples: 14, and judge more cases than that: of 14, only a flawless result passes.',
    ],
    [of('>= 0.80', 0.95, { sampleSize: 3 }), 'With 3 cases, answer_is_right meets'],
    [of('>= 0.80', 0.95, { effectiveSize: 3 }), 'With 3 independent cases, answer_is_right meets'],
    [
      thin('>= 0.80', 5, 5, { method: 'point', confidence: 0.9 }),
      'it takes 14. Remove method: point, which leaves the confidence unused, add min-samples: 14, and judge more cases than that.',
    ],
    [
      of('>= 4.2', 4.5, { sampleSize: 3 }, CSAT),
      'With 3 cases, csat meets its target, at least 4.2, but so few tell little: 10 are the least that is worth a look. Judge 10 cases or more, add min-samples: 10, and write their spread (stddev, or an interval) beside the value, so that a confidence says how far it may be off.',
    ],
    [
      of('>= 4.2', 4.5, { effectiveSize: 1 }, FORCED),
      'With 1 independent case, csat meets its target, at least 4.2, but so few tell little: 10 are the least that is worth a look. Judge 10 cases or more, add min-samples: 10, write sample_size and their spread (stddev, or an interval) beside the value, and remove method: point, which leaves the confidence unused.',
    ],
    [thin('>= 0.80', 5, 5, { id: 'csat' }), 'With 5 of 5, csat meets its target, at least 0.80, but on 5 cases even'],
    [of('>= 0.80', 1, { sampleSize: 5 }, { id: 'csat' }), 'With 5 cases, csat meets its target, at least 0.80, but so'],
    [
      thin('>= 1', 3, 3, { minSamples: 2 }),
      'With 3 of 3, answer_is_right meets its target, at least 1, but 3 cases tell little: 30 are the least that is worth a look. Judge 30 cases or more, and raise min-samples to 30.',
    ],
    [
      of('0.8 .. 1', 0.9, { effectiveSize: 1 }),
      'but so few tell little: 30 are the least that is worth a look. Judge 30 cases or more, write sample_size beside the value, and add min-samples: 30.',
    ],
    [thin('>= 1', 1, 1), 'With 1 of 1, answer_is_right meets its target, at least 1, but 1 case tells little'],
  ])('says so', (result, text) => expect(words(result).join(' ')).toContain(text));
});

describe('a pass on data of months ago', () => {
  const DAY = 86_400_000;
  const aged = (days: number, more = {}, ms = 0) => {
    const evidence = { observedAtMs: NOW - days * DAY - ms, observedAtKind: 'sample', commit: COMMIT } as const;
    return judged(criterion('>= 0.80', more), counted(900, 1000, evidence));
  };

  it.each<[string, MetricResult, boolean]>([
    ['90 days', aged(90), false],
    ['a second more', aged(90, {}, 1000), true],
    ['a confidence', aged(91, { confidence: 0.95 }), true],
    ['a limit, however long', aged(91, { maxAgeSeconds: 400 * 86_400 }), false],
    ['a limit that is passed, by which the status says it', aged(91, { maxAgeSeconds: 86_400 }), false],
    ['an advisory metric', aged(91, { required: false }), false],
    ['a miss', aged(91, { target: criterion('>= 0.95').target }), false],
    ['no time', judged(criterion('>= 0.80'), counted(900, 1000)), false],
    ['evidence of what is under test', aged(91, { bind: 'commit' }), false],
    ['evidence of what is under test, of what users do', aged(91, { bind: 'commit', layer: 'product' }), true],
    ['evidence of what is under test, measured daily', aged(91, { bind: 'commit', id: 'answer_correctness' }), true],
    ['evidence of what is under test, measured with it', aged(91, { bind: 'commit', id: 'recall' }), false],
  ])('%s', (_, result, old) =>
    expect(codes(result).map((one) => one.split(' ')[0])).toEqual(old ? ['old-evidence'] : []),
  );

  it('does not go away where the evidence is trusted less', () => {
    const doubted = { status: 'inconclusive', compared: false, untrusted: ['x'] } as const;
    expect(codes({ ...aged(91), ...doubted })).toEqual(['old-evidence answer_is_right']);
  });

  it.each<[string, string]>([
    ['answer_is_right', 'Measure it again, and add max-age here or under defaults.'],
    ['csat', 'Measure it again, and add max-age: 14d, since its usual cadence is weekly.'],
    ['recall', 'Measure it again, and add bind: commit, since it is usually measured at every deployment, or max-age.'],
  ])('says what to do about %s', (id, fix) => {
    const said = `On data that are 170 d old, ${id} meets its target, and nothing limits their age. ${fix}`;
    expect(words(aged(170, { id }))).toEqual([said]);
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
      'guard-fails messages_per_user',
      'signal-engagement messages_per_user',
    ]);
    const worse = sample('task_completion_rate', 'product', 'inconclusive', { leaning: 'fail' });
    const open = 'guard-unproven messages_per_user';
    expect(codes(busy, worse)).toEqual([open, 'signal-engagement messages_per_user']);
    expect(codes(busy, { ...worse, leaning: 'pass' })).toEqual([open]);
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
