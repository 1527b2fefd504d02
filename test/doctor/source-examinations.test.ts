import { describe, expect, it } from 'vitest';
import type { Alert, Criterion, Gate, SourceDeclaration } from '../../src/core/criterion.ts';
import type { Measurement, SourceFailure } from '../../src/core/measurement.ts';
import type { AlertState } from '../../src/core/result.ts';
import { examineEvidence } from '../../src/doctor/source-examinations.ts';
import { criterion, measured, NOW, provenance } from '../core/measurements.ts';

const PROD: SourceDeclaration = {
  id: 'prod',
  line: 3,
  type: 'prometheus',
  optional: false,
  keys: { url: 'https://prometheus.acme.dev', auth: { bearer: 'PROM_TOKEN' } },
};
const FROM = { source: 'prod', keys: {}, scale: null };
const VERIFY = { source: 'prod', rule: 'High', labels: {}, keys: {} };
const ALERT: Alert = { when: null, withinSeconds: null, notifies: null, parts: null, verify: VERIFY };

interface Given {
  readonly sources?: readonly SourceDeclaration[];
  readonly alerts?: Readonly<Record<string, AlertState>>;
  readonly isSet?: boolean;
  readonly attempts?: number;
  readonly nowMs?: number;
}

type Answers = readonly (readonly [Criterion, Measurement | undefined])[];

function examined(
  answers: Answers,
  { sources = [PROD], alerts = {}, isSet = true, attempts = 1, nowMs = NOW }: Given = {},
) {
  const metrics = answers.map(([one]) => one);
  return examineEvidence({
    // At this boundary a test states what the examined code reads.
    gate: { metrics, sources } as unknown as Gate,
    measurements: new Map(answers.flatMap(([{ id }, answer]) => (answer === undefined ? [] : [[id, answer] as const]))),
    alerts,
    nowMs,
    isSet: () => isSet,
    attempts: () => attempts,
  });
}
const told = (...given: Parameters<typeof examined>) =>
  examined(...given).map(({ subject, state, code }) => `${subject} ${state} ${code}`);

const metric = (id: string, more: Partial<Criterion> = {}) => criterion('>= 0.5', { id, from: FROM, ...more });
const failed = (code: SourceFailure['code'], detail = 'd'): Measurement => ({
  kind: 'failed',
  code,
  detail,
  provenance,
});
const absent: Measurement = { kind: 'absent', detail: 'no series', provenance };
const dated = measured(0.9, { observedAtMs: NOW, observedAtKind: 'sample', sampleSize: 200 });
const alertState = (state: AlertState['state'], reason: AlertState['reason'] = null): AlertState => ({
  ...{ state, reason, rule: 'High', where: 'h', detectsWithinSeconds: null, facts: null },
});
const silent = (code: string, detail = 'd') =>
  alertState('unknown', { code: 'alert-unanswered', args: { code, detail, rule: 'High', where: 'h' } });

describe('a metric that is due', () => {
  const due = { dueMs: NOW, dueText: '2026-12-20' };
  it.each<[string, Measurement, number, string]>([
    ['later is not there yet', absent, NOW - 1, 'a note metric-not-due'],
    ['by now is missing', absent, NOW, 'a mend metric-absent'],
    ['later is there', dated, NOW - 1, 'a well metric-answers'],
    ['later fails all the same', failed('ambiguous'), NOW - 1, 'a mend metric-fails'],
    ['later has a source that fails', { ...absent, sourceFailed: true }, NOW - 1, 'a note as-its-source'],
  ])('%s', (_, answer, nowMs, expected) => {
    expect(told([[metric('a', due), answer]], { nowMs })[1]).toBe(expected);
  });

  it('without a due date is missing', () => expect(told([[metric('a'), absent]])[1]).toBe('a mend metric-absent'));
});

describe('a source', () => {
  it.each<[string, Answers, string]>([
    ['gave a value', [[metric('a'), dated]], 'well source-answers'],
    ['answered without the metric', [[metric('a'), absent]], 'well source-answers'],
    ['was not there, although optional', [[metric('a'), { ...absent, sourceFailed: true }]], 'mend source-fails'],
    ['refused', [[metric('a'), failed('auth')]], 'mend source-fails'],
    ['left all unanswered', [[metric('a'), undefined]], 'mend source-fails'],
    ['is read by nothing', [[metric('a', { from: null }), { kind: 'not-asked' }]], 'note source-unused'],
  ])('that %s', (_, answers, expected) => {
    expect(told(answers)[0]).toBe(`prod ${expected}`);
  });

  it.each<[SourceFailure['code'], 'well source-answers' | 'mend source-fails']>([
    ['config', 'well source-answers'],
    ['no-data', 'well source-answers'],
    ['ambiguous', 'well source-answers'],
    ['not-a-number', 'well source-answers'],
    ['partial', 'well source-answers'],
    ['not-ready', 'well source-answers'],
    ['wrong-type', 'well source-answers'],
    ['impossible-count', 'well source-answers'],
    ['out-of-range', 'well source-answers'],
    ['auth', 'mend source-fails'],
    ['forbidden', 'mend source-fails'],
    ['not-found', 'mend source-fails'],
    ['rate-limited', 'mend source-fails'],
    ['timeout', 'mend source-fails'],
    ['network', 'mend source-fails'],
    ['server', 'mend source-fails'],
    ['bad-response', 'mend source-fails'],
    ['too-large', 'mend source-fails'],
    ['blocked', 'mend source-fails'],
  ])('whose metric fails with %s is told of once: %s', (code, expected) => {
    const own = expected === 'well source-answers' ? 'a mend metric-fails' : 'a note as-its-source';
    expect(told([[metric('a'), failed(code)]])).toEqual([`prod ${expected}`, own]);
  });

  it('that was never asked did not answer, whatever its metrics say', () => {
    expect(told([[metric('a'), failed('config')]], { attempts: 0 })[0]).toBe('prod mend source-fails');
    expect(
      told([
        [metric('a'), failed('config')],
        [metric('b'), failed('network')],
      ])[0],
    ).toBe('prod mend source-fails');
  });

  it('names credentials that are not set, and nothing else says it again', () => {
    const answers: Answers = [
      [metric('a', { alert: ALERT }), failed('config', 'the environment variable PROM_TOKEN is not set')],
      [metric('b'), failed('config', 'the environment variable PROM_TOKEN is not set')],
    ];
    const given = { isSet: false, alerts: { a: silent('config', 'PROM_TOKEN is not set') } };
    expect(told(answers, given)).toEqual([
      'prod mend credentials-missing',
      'a note as-its-source',
      'b note as-its-source',
      'a note as-its-source',
    ]);
    expect(examined(answers, given)[0]?.args).toEqual({ names: ['PROM_TOKEN'] });
  });

  it('that nothing reads needs no credential', () => {
    expect(told([[metric('a', { from: null }), { kind: 'not-asked' }]], { isSet: false })[0]).toBe(
      'prod note source-unused',
    );
  });

  it('that is asked about alerts alone', () => {
    const alone = metric('a', { from: null, alert: ALERT });
    const answers: Answers = [[alone, { kind: 'not-asked' }]];
    expect(told(answers, { alerts: { a: alertState('verified') } })[0]).toBe('prod well source-answers');
    expect(told(answers, { alerts: { a: silent('network') } })).toEqual([
      'prod mend source-fails',
      'a note metric-from-values',
      'a note as-its-source',
    ]);
  });

  it.each([
    ['prometheus', 'docs/sources/prometheus.md'],
    ['postgres', 'docs/sources/postgres.md'],
    ['file', 'docs/formats/README.md'],
  ])('of type %s has its page', (type, page) => {
    const [source] = examined([[metric('a'), failed('forbidden')]], { sources: [{ ...PROD, type }] });
    expect(source?.args['page']).toBe(page);
  });
});

describe('a cause that several metrics share', () => {
  it.each<[string, Measurement, Measurement, readonly string[]]>([
    [
      'by which the source is not reached',
      failed('timeout', 'x'),
      failed('network', 'y'),
      ['prod mend source-fails', 'a note as-its-source', 'b note as-its-source'],
    ],
    [
      'of the source, in other words',
      failed('forbidden', 'x'),
      failed('forbidden', 'y'),
      ['prod mend source-fails', 'a note as-its-source', 'b note as-its-source'],
    ],
    [
      'of one of them',
      failed('not-found', 'no file a.json'),
      failed('not-found', 'no file b.json'),
      ['prod mend source-fails', 'a note as-its-source', 'b mend metric-fails'],
    ],
    [
      'of the answer',
      failed('not-ready', 'x'),
      failed('not-ready', 'x'),
      ['prod well source-answers', 'a mend metric-fails', 'b note as-another'],
    ],
    [
      'of the answer, each its own',
      failed('wrong-type', 'x'),
      failed('wrong-type', 'y'),
      ['prod well source-answers', 'a mend metric-fails', 'b mend metric-fails'],
    ],
  ])('%s', (_, one, other, expected) => {
    expect(
      told([
        [metric('a'), one],
        [metric('b'), other],
      ]),
    ).toEqual(expected);
  });
});

describe('a metric', () => {
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
    ['no such metric', {}, absent, ['mend metric-absent']],
    ['a values file that was not given', { from: null }, { kind: 'not-asked' }, ['note metric-from-values']],
    ['a remark', {}, { ...dated, notes: ['rounded down'] }, ['well metric-answers', 'note remark']],
  ])('with %s', (_, more, answer, expected) => {
    const found = told([[metric('a', more), answer]]).filter((one) => one.startsWith('a '));
    expect(found).toEqual(expected.map((one) => `a ${one}`));
  });

  it('shares a remark with the others of its source, told once of the source', () => {
    const noted = { ...dated, notes: ['the role is a superuser'] };
    const found = examined([
      [metric('a'), noted],
      [metric('b'), noted],
    ]);
    expect(found.filter(({ code }) => code === 'remark')).toEqual([
      {
        ...{ about: 'sources', subject: 'prod', state: 'note', code: 'remark' },
        args: { detail: 'the role is a superuser' },
      },
    ]);
  });
});

describe('an alert', () => {
  it.each<[AlertState['state'], string]>([
    ['declared', 'note alert-only-declared'],
    ['verified', 'well alert-wired'],
    ['partly-verified', 'note alert-partly-wired'],
    ['refuted', 'mend alert-not-wired'],
    ['unknown', 'mend alert-not-wired'],
  ])('that is %s', (state, expected) => {
    const reason = state === 'declared' ? null : ({ code: 'alert-unsure', args: {} } as const);
    const found = examined([[metric('a', { alert: ALERT }), dated]], { alerts: { a: alertState(state, reason) } });
    expect(`${found.at(-1)?.state} ${found.at(-1)?.code}`).toBe(expected);
    expect(found.at(-1)?.because?.code).toBe(reason?.code);
  });

  it('that nobody says anything of although its source answers', () => {
    const alerts = { a: silent('forbidden'), b: silent('forbidden') };
    const answers: Answers = [
      [metric('a', { alert: ALERT }), dated],
      [metric('b', { alert: ALERT }), dated],
    ];
    expect(told(answers, { alerts }).slice(3)).toEqual(['a mend alert-not-wired', 'b note as-another']);
  });

  it('of a metric without one', () => {
    expect(examined([[metric('a'), dated]]).map(({ about }) => about)).toEqual(['sources', 'metrics']);
  });
});
