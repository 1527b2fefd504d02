import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { REFUSAL_CODES } from '../../src/core/override.ts';
import { jsonReport, renderJson } from '../../src/report/json.ts';
import { reportJsonSchema } from '../../src/report/report-schema.ts';
import { HOSTILE, invalidWith, outcomeWith } from './hostile.ts';
import {
  ERRORS,
  everyStatus,
  granted,
  invalid,
  launchReady,
  overridden,
  refused,
  reportMode,
  weakened,
  wikiAssistant,
} from './outcomes.ts';

const validate = new Ajv2020({ strict: true, allErrors: true }).compile(reportJsonSchema());
const errorsOf = (report: unknown) => (validate(report) ? [] : validate.errors);

const OUTCOMES = {
  'no-go': wikiAssistant(),
  go: launchReady(),
  'report mode': reportMode(),
  overridden: overridden(),
  'refused override': wikiAssistant({ override: refused('no-reason'), otherOverrides: [refused('author')] }),
  'weakened criteria': weakened(),
  'no feature touched': wikiAssistant({ affected: false }),
  'every status': everyStatus(),
  'invalid criteria': invalid(ERRORS),
  'unreadable criteria': { ...invalid([]), feature: null },
};

/** The shape that other programs rely on, with nothing but the keys that they may demand. */
const EXAMPLE = {
  schema_version: 1,
  feature: 'wiki-assistant',
  decision: 'no-go',
  cause: 'verdict',
  verdict: 'fail',
  evaluated_at: '2026-11-21T12:00:00Z',
  mode: 'enforce',
  stage: { asked: 'full', reached: null },
  subject: {
    repository: 'acme/wiki',
    event: 'pull_request',
    pull_request: 12,
    head_sha: 'abc',
    base_sha: 'def',
    run_url: 'https://github.com/acme/wiki/actions/runs/1',
    run_attempt: 1,
  },
  criteria: { path: '.github/launch-gate.yml', ref: 'main', sha: 'abc', digest: 'sha256:ab', changes: [] },
  launch_set: {
    complete: true,
    missing: [],
    counts: {
      model: { need: 1, have: 3 },
      task: { need: 1, have: 2 },
      product: { need: 1, have: 3 },
      business: { need: 0, have: 2 },
      alerted_leading: { need: 1, have: 1 },
    },
  },
  layers: { model: 'green', task: 'red', product: 'red', business: 'red' },
  diagnosis: {
    code: 'diverges-model-task',
    from: 'model',
    to: 'task',
    inherited: ['product', 'business'],
    secondary: [],
    blind: [],
    unknown: [],
    text: 'It diverges.',
  },
  metrics: [
    {
      id: 'answer_cites_current_policy',
      title: 'Cites current policy',
      layer: 'task',
      status: 'fail',
      reason: { code: 'target-missed', text: '0.61 misses the target.' },
      value: 0.61,
      target: '>= 0.95',
      unit: 'ratio',
      required: true,
      waived: false,
      sample_size: 200,
      interval: [0.54, 0.67],
      confidence: 0.95,
      samples_needed: null,
      observed_at: '2026-11-20T10:00:00Z',
      observed_at_kind: 'sample',
      age_seconds: 3600,
      source: 'evals',
      indicator: 'leading',
      alert: { state: 'verified', detects_within_seconds: 86400 },
      url: null,
    },
  ],
  blocking: ['answer_cites_current_policy'],
  override: null,
  findings: [{ code: 'no-max-age', level: 'warning', path: 'x.yml', line: 3, column: 5, message: 'No limit.' }],
};

describe('the schema', () => {
  it('accepts a report of only the keys that it may demand', () => {
    expect(errorsOf(EXAMPLE)).toEqual([]);
  });

  it.each([
    ['an unknown decision', { decision: 'maybe' }],
    ['a version to come', { schema_version: 2 }],
    ['a value that is no number', { metrics: [{ ...EXAMPLE.metrics[0], value: '0.61' }] }],
    ['an unknown status', { metrics: [{ ...EXAMPLE.metrics[0], status: 'ok' }] }],
    ['an unknown diagnosis', { diagnosis: { ...EXAMPLE.diagnosis, code: 'fine' } }],
    ['a missing list', { blocking: undefined }],
  ])('refuses %s', (_, over) => {
    expect(errorsOf(JSON.parse(JSON.stringify({ ...EXAMPLE, ...over })))).not.toEqual([]);
  });

  it('accepts an override and a change of the criteria with only the keys that it may demand', () => {
    const override = {
      ...{ state: 'refused', label: 'launch-gate/override', scope: 'all', by: null, by_id: null, role: null },
      ...{ labelled_at: null, head_sha: 'abc', reason: null, expires_at: null, covers: [] },
      refusal: { code: 'no-reason', text: 'No reason.' },
    };
    const changes = [{ metric: null, kind: 'weakened', text: 'The mode is lowered.', line: 12 }];
    const report = { ...EXAMPLE, override, criteria: { ...EXAMPLE.criteria, changes } };
    expect(errorsOf(report)).toEqual([]);
    expect(errorsOf({ ...report, override: { ...override, state: 'maybe' } })).not.toEqual([]);
    expect(errorsOf({ ...report, override: { ...override, expires_at: 'tomorrow' } })).not.toEqual([]);
    expect(errorsOf({ ...report, override: { ...override, refusal: { code: 'because', text: 'No.' } } })).not.toEqual(
      [],
    );
  });

  it('describes what is not plain from the name', () => {
    expect(JSON.stringify(reportJsonSchema())).toContain('it never changes `code`');
  });
});

describe('jsonReport', () => {
  it.each(Object.entries(OUTCOMES))('of %s is valid', (_, outcome) => {
    expect(errorsOf(JSON.parse(renderJson(outcome)))).toEqual([]);
  });

  it.each(Object.entries(OUTCOMES))('of %s has every key, null where there is no value', (_, outcome) => {
    const demanded = (schema: Record<string, unknown>, value: unknown, path: string): string[] => {
      const properties = (schema['properties'] ?? {}) as Record<string, Record<string, unknown>>;
      if (value === null || typeof value !== 'object') return [];
      if (Array.isArray(value)) {
        return value.flatMap((one) => demanded((schema['items'] ?? {}) as Record<string, unknown>, one, `${path}[]`));
      }
      return Object.entries(properties).flatMap(([key, inner]) => {
        const one = (value as Record<string, unknown>)[key];
        const chosen = ((inner['anyOf'] as Record<string, unknown>[] | undefined) ?? [inner])[0] ?? {};
        return one === undefined ? [`${path}.${key}`] : demanded(chosen, one, `${path}.${key}`);
      });
    };
    expect(demanded(reportJsonSchema() as Record<string, unknown>, jsonReport(outcome), '')).toEqual([]);
  });

  it('of the wiki assistant says what was judged', () => {
    const report = jsonReport(wikiAssistant());
    expect(report).toMatchObject({
      decision: 'no-go',
      verdict: 'fail',
      evaluated_at: '2026-11-21T12:00:00Z',
      stage: { asked: 'full', reached: null },
      layers: { model: 'green', task: 'red', product: 'red', business: 'red' },
      diagnosis: { code: 'diverges-model-task', from: 'model', to: 'task', inherited: ['product', 'business'] },
      launch_set: { complete: true, missing: [] },
    });
    expect(report.metrics[3]).toMatchObject({
      id: 'answer_cites_current_policy',
      status: 'fail',
      value: 0.61,
      target: '>= 0.95',
      sample_size: 200,
      observed_at: '2026-11-20T10:00:00Z',
      age_seconds: 93_600,
      source: 'evals',
      provenance: 'file',
      alert: null,
    });
    expect(report.metrics[5]?.alert).toMatchObject({ state: 'declared', text: 'declared, not verified' });
  });

  it('of an override says who, when, why and what of it is waived', () => {
    const report = jsonReport(overridden());
    expect(report).toMatchObject({ decision: 'go', cause: 'override', verdict: 'fail' });
    expect(report.override).toEqual({
      state: 'granted',
      label: 'launch-gate/override',
      scope: 'all',
      by: 'maria',
      by_id: 583_231,
      role: 'maintain',
      event_id: 4_242,
      labelled_at: '2026-11-21T11:00:00Z',
      head_sha: '0123456789abcdef0123456789abcdef01234567',
      reason: 'Rolled out to the support team only, and rolled back on Friday.',
      expires_at: '2026-11-24T11:00:00Z',
      covers: overridden().blocking,
      refusal: null,
      last_pusher_known: true,
      others: [],
    });
    const waived = report.metrics.filter((metric) => metric.waived);
    expect(waived.map(({ id }) => id)).toEqual(report.blocking);
    expect(waived.every(({ status }) => status === 'fail')).toBe(true);
  });

  it('waives nothing for a refused override, and what another label covers is waived too', () => {
    const of = wikiAssistant({ override: refused('author') });
    expect(jsonReport(of).metrics.some(({ waived }) => waived)).toBe(false);
    const claiming = wikiAssistant({ override: refused('author', {}, { covers: of.blocking }) });
    expect(jsonReport(claiming).metrics.some(({ waived }) => waived)).toBe(false);
    const { blocking } = of;
    const parts = wikiAssistant({
      override: granted(blocking.slice(0, 2)),
      otherOverrides: [granted(blocking.slice(2), { label: 'launch-gate/override:product', scope: 'product' })],
    });
    expect(jsonReport(parts).metrics.filter(({ waived }) => waived)).toHaveLength(blocking.length);
    expect(jsonReport(parts).override?.others).toMatchObject([{ scope: 'product', state: 'granted' }]);
  });

  it.each(REFUSAL_CODES)('of a refusal for %s says what to do', (code) => {
    const { override } = jsonReport(wikiAssistant({ override: refused(code) }));
    expect(override?.refusal).toMatchObject({
      code,
      text: expect.stringMatching(/^\S.*\.$/),
      fix: expect.stringMatching(/\.$/),
    });
    expect(override?.covers).toEqual([]);
  });

  it('of weakened criteria lists every change', () => {
    const report = jsonReport(weakened());
    expect(report.blocking).toEqual(['criteria']);
    expect(report.criteria.changes).toEqual([
      {
        metric: 'answer_resolves_query',
        kind: 'weakened',
        code: 'target-loosened',
        text: 'The target of answer_resolves_query is loosened from >= 0.80 to >= 0.50.',
        line: 31,
      },
      expect.objectContaining({ code: 'metric-removed', line: null }),
      expect.objectContaining({ kind: 'strengthened', line: 24 }),
    ]);
  });

  it('of unreadable criteria has empty lists and counts nothing', () => {
    expect(jsonReport(invalid([]))).toMatchObject({
      decision: 'no-go',
      metrics: [],
      layers: { model: null, task: null, product: null, business: null },
      diagnosis: null,
      launch_set: { complete: false, counts: { model: { need: 1, have: 0 } } },
    });
  });

  it('never holds a number that JSON does not have', () => {
    const [first, ...rest] = wikiAssistant().results;
    if (first === undefined) throw new Error('no results');
    const odd = {
      ...first,
      value: Number.NaN,
      ageSeconds: Number.POSITIVE_INFINITY,
      interval: [0.5, Number.NaN] as const,
      samplesNeeded: { least: 1, likely: Number.POSITIVE_INFINITY },
    };
    const report = jsonReport({ ...wikiAssistant(), results: [odd, ...rest] });
    expect(report.metrics[0]).toMatchObject({ value: null, age_seconds: null, interval: null, samples_needed: null });
  });

  it.each([
    ['https://evals.example/run/1?x=1#top', true],
    ['http://evals.example', false],
    ['javascript:alert(1)', false],
    ['https://user:pass@evals.example/', false],
    ['https://evals.example/"><script>', false],
    ['https://evals.example/)(', false],
  ])('link %s is kept: %s', (url, kept) => {
    const [first] = wikiAssistant().results;
    if (first?.measurement.kind !== 'measured') throw new Error('not measured');
    const linked = { ...first, measurement: { ...first.measurement, url } };
    expect(jsonReport({ ...wikiAssistant(), results: [linked] }).metrics[0]?.url).toBe(kept ? url : null);
  });
});

describe('renderJson', () => {
  it('gives the same bytes for the same outcome, indented by two, with a final newline', () => {
    expect(renderJson(wikiAssistant())).toBe(renderJson(wikiAssistant()));
    expect(renderJson(wikiAssistant())).toMatch(/^\{\n {2}"schema_version": 1,\n[\s\S]*\n\}\n$/);
  });

  it.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 40), text]))('is inert and valid with %s', (_, text) => {
    for (const outcome of [outcomeWith(text), invalidWith(text)]) {
      const json = renderJson(outcome);
      expect(errorsOf(JSON.parse(json))).toEqual([]);
      expect(json).not.toMatch(/^\s*::|##\[/m);
      expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    }
  });
});
