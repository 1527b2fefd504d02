import { describe, expect, it } from 'vitest';
import type { Criterion, Gate, SourceDeclaration } from '../../src/core/criterion.ts';
import type { Measurement } from '../../src/core/measurement.ts';
import type { AlertState } from '../../src/core/result.ts';
import { examineAlerts, examineMetrics, examineSources } from '../../src/doctor/source-examinations.ts';
import { criterion, measured, NOW, provenance } from '../core/measurements.ts';

const PROD: SourceDeclaration = {
  id: 'prod',
  line: 3,
  type: 'prometheus',
  optional: false,
  keys: { url: 'https://prometheus.acme.dev', auth: { bearer: 'PROM_TOKEN' } },
};
const FROM = { source: 'prod', keys: {}, scale: null };

/** A gate as far as it is looked at: sources and metrics. */
function gateOf(metrics: readonly Criterion[], sources: readonly SourceDeclaration[] = [PROD]): Gate {
  // At this boundary a test states what the examined code reads.
  return { metrics, sources } as unknown as Gate;
}
const metric = (id: string, more: Partial<Criterion> = {}) => criterion('>= 0.5', { id, from: FROM, ...more });
const answers = (...list: readonly (readonly [string, Measurement])[]) => new Map(list);
const failed = (code: 'auth' | 'network'): Measurement => ({ kind: 'failed', code, detail: 'd', provenance });
const absent: Measurement = { kind: 'absent', detail: 'no series', provenance };
const dated = measured(0.9, { observedAtMs: NOW, observedAtKind: 'sample', sampleSize: 200 });

describe('examineSources', () => {
  const isSet = () => true;
  it.each<[string, readonly (readonly [string, Measurement])[], string, string]>([
    [
      'that gave a value',
      [
        ['a', dated],
        ['b', failed('network')],
      ],
      'well',
      'source-answers',
    ],
    [
      'that answered without the metric',
      [
        ['a', absent],
        ['b', failed('network')],
      ],
      'well',
      'source-answers',
    ],
    [
      'that failed for all',
      [
        ['a', failed('auth')],
        ['b', failed('auth')],
      ],
      'mend',
      'source-fails',
    ],
    ['that left all unanswered', [], 'mend', 'source-fails'],
  ])('says of a source %s', (_, given, state, code) => {
    const found = examineSources(gateOf([metric('a'), metric('b')]), answers(...given), isSet);
    expect(found.map((one) => [one.subject, one.state, one.code])).toEqual([['prod', state, code]]);
  });

  it('names credentials that are not set before anything else', () => {
    const found = examineSources(gateOf([metric('a')]), answers(['a', failed('auth')]), () => false);
    expect(found).toEqual([
      {
        about: 'sources',
        subject: 'prod',
        state: 'mend',
        code: 'credentials-missing',
        args: { names: ['PROM_TOKEN'] },
      },
    ]);
  });

  it('notes a source that nothing reads, unless it is asked about alerts', () => {
    const verify = { source: 'prod', rule: 'High', labels: {}, keys: {} };
    const alert = { when: null, withinSeconds: null, notifies: null, verify };
    const unused = metric('a', { from: null });
    expect(examineSources(gateOf([unused]), answers(), isSet).map(({ code }) => code)).toEqual(['source-unused']);
    expect(examineSources(gateOf([{ ...unused, alert }]), answers(), isSet)).toEqual([]);
  });
});

describe('examineMetrics', () => {
  const codes = (more: Partial<Criterion>, answer: Measurement | undefined) =>
    examineMetrics(gateOf([metric('a', more)]), answer === undefined ? answers() : answers(['a', answer])).map(
      ({ state, code }) => `${state} ${code}`,
    );

  it.each<[string, Partial<Criterion>, Measurement | undefined, readonly string[]]>([
    ['all that is asked for', { maxAgeSeconds: 60, minSamples: 10 }, dated, ['well metric-answers']],
    ['no time under max-age', { maxAgeSeconds: 60 }, { ...dated, observedAtMs: null }, ['mend metric-undated']],
    [
      'a time of asking under max-age',
      { maxAgeSeconds: 60 },
      { ...dated, observedAtKind: 'query-time' },
      ['mend metric-undated'],
    ],
    [
      'a time of computing',
      {},
      { ...dated, observedAtKind: 'computed' },
      ['well metric-answers', 'note metric-undated'],
    ],
    ['no size under min-samples', { minSamples: 10 }, { ...dated, sampleSize: null }, ['mend metric-unsized']],
    ['no size under confidence', { confidence: 0.95 }, { ...dated, sampleSize: null }, ['mend metric-unsized']],
    ['no size', {}, { ...dated, sampleSize: null }, ['well metric-answers', 'note metric-unsized']],
    ['a standard error', { confidence: 0.95 }, { ...dated, sampleSize: null, stderr: 0.1 }, ['well metric-answers']],
    ['NaN', {}, { ...dated, value: Number.NaN }, ['mend metric-fails']],
    ['nothing', {}, undefined, ['mend metric-fails']],
    ['a failure', {}, failed('network'), ['mend metric-fails']],
    ['no such metric', {}, absent, ['mend metric-absent']],
    ['a values file that was not given', {}, { kind: 'not-asked' }, ['note metric-from-values']],
  ])('says what to do about %s', (_, more, answer, expected) => {
    expect(codes(more, answer)).toEqual(expected);
  });
});

describe('examineAlerts', () => {
  it.each<[AlertState['state'], string]>([
    ['declared', 'note alert-only-declared'],
    ['verified', 'well alert-wired'],
    ['partly-verified', 'note alert-partly-wired'],
    ['refuted', 'mend alert-not-wired'],
    ['unknown', 'mend alert-not-wired'],
  ])('an alert that is %s', (state, expected) => {
    const alert = { when: null, withinSeconds: null, notifies: null, verify: null };
    const reason = state === 'declared' ? null : ({ code: 'alert-unanswered', args: {} } as const);
    const alerts = { a: { state, rule: 'High', where: 'h', detectsWithinSeconds: null, reason, facts: null } };
    const [found] = examineAlerts(gateOf([metric('a', { alert })]), alerts);
    expect(`${found?.state} ${found?.code}`).toBe(expected);
    expect(found?.because?.code).toBe(reason?.code);
  });

  it('a metric without one', () => {
    expect(examineAlerts(gateOf([metric('a')]), {})).toEqual([]);
  });
});
