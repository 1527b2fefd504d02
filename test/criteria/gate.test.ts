import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Criterion, Gate } from '../../src/core/criterion.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { withMetric, withTop } from './rows.ts';

async function gateOf(text: string): Promise<Gate> {
  const { gate, findings } = await loadCriteria(text, 'gate.yml');
  if (gate === null) throw new Error(JSON.stringify(findings));
  return gate;
}

async function metricOf(text: string, id = 'm'): Promise<Criterion | undefined> {
  return (await gateOf(text)).metrics.find((metric) => metric.id === id);
}

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/criteria/good/${name}.yml`, import.meta.url), 'utf8');

describe('the smallest file', () => {
  it('gives a gate with every default', async () => {
    const gate = await gateOf(fixture('smallest'));
    expect({ ...gate, metrics: gate.metrics.map(({ id, line, fromStage }) => ({ id, line, fromStage })) }).toEqual({
      feature: 'wiki-assistant',
      title: null,
      owner: null,
      mode: { byEvent: {}, otherwise: 'enforce' },
      appliesTo: null,
      stage: 'full',
      launchDate: null,
      launchSet: {
        model: 1,
        task: 1,
        product: 1,
        business: 0,
        alertedLeading: 1,
        externalEvidence: false,
        verifiedAlerts: false,
      },
      pins: null,
      sources: [],
      lints: {},
      northStar: null,
      override: {
        label: 'launch-gate/override',
        role: 'maintain',
        users: null,
        teams: null,
        reason: 'required',
        expiresSeconds: 259_200,
        allowAuthor: false,
        disabled: false,
      },
      metrics: [
        { id: 'retrieval_recall_at_5', line: 4, fromStage: 'shadow' },
        { id: 'answer_resolves_query', line: 5, fromStage: 'shadow' },
        { id: 'repeat_query_rate', line: 6, fromStage: 'limited' },
      ],
    });
    expect(gate.metrics[2]).toEqual({
      id: 'repeat_query_rate',
      line: 6,
      layer: 'product',
      title: null,
      description: null,
      owner: null,
      runbook: null,
      target: { kind: 'bound', operator: '<=', bound: 0.1, text: '<= 0.10' },
      unit: null,
      from: null,
      required: true,
      waivable: true,
      maxAgeSeconds: null,
      minSamples: null,
      minCompleted: 0.95,
      fromStage: 'limited',
      confidence: null,
      method: null,
      traffic: null,
      indicator: 'leading',
      alert: {
        when: { kind: 'bound', operator: '>', bound: 0.15, text: '> 0.15' },
        withinSeconds: 86_400,
        notifies: '#wiki-oncall',
        parts: null,
        verify: null,
      },
      drives: [],
      dueMs: null,
      dueText: null,
      bind: null,
      guardedBy: [],
      validIf: [],
      provisional: null,
      judge: null,
      prevalence: null,
    });
  });
});

describe('a file with every key that is acted on', () => {
  it('keeps what it says', async () => {
    const gate = await gateOf(fixture('every-key'));
    expect(gate).toMatchObject({
      feature: 'policy-helper.v2',
      title: 'Policy helper, second try',
      owner: '@acme/policy',
      mode: { byEvent: { pull_request: 'enforce', push: 'report' }, otherwise: 'report' },
      appliesTo: ['rag/**', './prompts/*.{md,txt}'],
      stage: 'limited',
      launchDate: '2027-01-11T09:00:00+01:00',
      launchSet: {
        model: 2,
        task: 2,
        product: 2,
        business: 1,
        alertedLeading: 1,
        externalEvidence: true,
        verifiedAlerts: false,
      },
      override: {
        label: 'gate/approved by a lead',
        role: 'admin',
        users: ['octocat', 'mona_acme'],
        teams: ['acme/release-managers'],
        reason: 'optional',
        expiresSeconds: 604_800,
        allowAuthor: true,
        disabled: true,
      },
    });
    expect(gate.sources).toEqual([
      { id: 'offline', line: 28, type: 'file', optional: true, keys: { path: 'evals/**/*.json', format: 'auto' } },
      { id: 'events', line: 29, type: 'file', optional: false, keys: { path: 'logs/events.jsonl', format: 'jsonl' } },
      { id: '2026', line: 30, type: 'file', optional: false, keys: { path: 'history.json', format: 'json' } },
    ]);
    const byId = Object.fromEntries(gate.metrics.map((metric) => [metric.id, metric]));
    expect(byId['zeta_recall']).toMatchObject({
      target: { bound: 0.625 },
      from: { source: 'offline', keys: { select: 'recall_at_3' }, scale: 0.01 },
      maxAgeSeconds: 1_209_600,
      confidence: 0.99,
      minSamples: 30,
      minCompleted: 0.975,
      method: 'wilson',
      fromStage: 'limited',
      traffic: 'curated',
      bind: 'commit',
      drives: ['answers_found', 'zeta_precision'],
    });
    expect(byId['zeta_precision']).toMatchObject({
      target: { bound: 55 },
      from: { source: 'offline', keys: {}, scale: null },
      maxAgeSeconds: 129_600,
      confidence: null,
      minSamples: 7,
      minCompleted: 0.8,
      method: 't',
      fromStage: 'shadow',
    });
    expect(byId['answers_found']).toMatchObject({
      title: 'Answers found',
      description: 'Share of questions that got an answer\nwhich the asker kept.\n',
      owner: 'search team',
      runbook: 'https://wiki.example.com/answers-found',
      target: { kind: 'band', low: 0.45, high: 0.95 },
      traffic: 'live',
    });
    expect(byId['no_leaks']).toMatchObject({
      waivable: false,
      from: {
        keys: { where: { event: 'leak_check', shadow: false, version: 2 }, 'rate-of': 'leaked', 'observed-at': 'at' },
      },
    });
    expect(byId['day_30_retention']).toMatchObject({
      dueMs: Date.UTC(2027, 1, 10, 23, 59, 59, 999),
      dueText: '2027-02-10',
    });
    expect(byId['advisory_speed']).toMatchObject({ required: false, unit: 'ms', fromStage: 'full' });
    expect(byId['hours_saved']).toMatchObject({ dueMs: Date.UTC(2027, 1, 1, 12), dueText: '2027-02-01T12:00:00Z' });
  });
});

describe('the whole format', () => {
  it('keeps what it says of pins, lints and the north star', async () => {
    const gate = await gateOf(fixture('whole-format'));
    expect(gate).toMatchObject({
      pins: ['prompts/**', 'model.yml'],
      launchSet: { business: 1, externalEvidence: true, verifiedAlerts: true },
      lints: {
        'missing-pair': { level: 'error', reason: null },
        'testset-only': { level: 'info', reason: 'only offline data so far' },
      },
      northStar: {
        metric: 'kept_per_week',
        counterMetrics: ['no_leaks', 're_asked'],
        detour: { untilText: '2027-01-31', reason: 'new users', expected: 'up to 2 points' },
      },
    });
  });

  it('keeps what it says of metrics', async () => {
    const gate = await gateOf(fixture('whole-format'));
    const byId = Object.fromEntries(gate.metrics.map((metric) => [metric.id, metric]));
    expect(byId['resolved']).toMatchObject({
      bind: 'pins',
      judge: { sensitivity: 0.92, specificity: 0.95 },
      validIf: ['judge_agreement'],
      guardedBy: ['re_asked', 'no_leaks'],
      provisional: { untilMs: Date.UTC(2026, 11, 11) - 1, untilText: '2026-12-10', reason: 'two hundred more by then' },
      drives: ['re_asked', 'kept_per_week', 'hours_saved'],
    });
    expect(byId['re_asked']?.alert).toMatchObject({
      withinSeconds: 129_600,
      parts: {
        everySeconds: 300,
        windowSeconds: 86_400,
        forSeconds: 0,
        delaySeconds: 600,
        routingSeconds: 36_000,
        eventsPerHour: 220,
      },
      verify: { source: 'prom', rule: 'ReAsked', labels: { team: 'search' } },
    });
    expect(byId['judge_agreement']).toMatchObject({ layer: 'evidence', fromStage: 'shadow', validIf: [] });
    expect(byId['accuracy']).toMatchObject({ bind: 'commit', prevalence: 0.61, guardedBy: ['recall'] });
    expect(byId['kept_per_week']).toMatchObject({ required: false, indicator: 'lagging' });
  });
});

describe('defaults of single keys', () => {
  it.each([
    ['model', '', 'shadow'],
    ['task', '', 'shadow'],
    ['task', '\nindicator: leading\nalert: { when: "< 1", within: 2d, notifies: us }', 'shadow'],
    ['product', '\nindicator: leading\nalert: { when: "< 1", within: 2d, notifies: us }', 'limited'],
    ['product', '\nindicator: leading\nalert: { when: "< 1", within: 49h, notifies: us }', 'full'],
    ['product', '\nindicator: lagging\nalert: { when: "< 1", within: 2d, notifies: us }', 'full'],
    ['product', '\nalert: { when: "< 1", within: 2d }\nindicator: leading', 'full'],
    ['business', '\nindicator: leading\nalert: { when: "< 1", within: 2d, notifies: us }', 'full'],
    ['product', '\nfrom-stage: shadow', 'shadow'],
  ])('from-stage of %s %j is %s', async (layer, more, stage) => {
    const text = withMetric(`target: ">= 1"${more}`).replace('layer: task', `layer: ${layer}`);
    expect((await metricOf(text))?.fromStage).toBe(stage);
  });

  it('reads the values files where from is absent or names them', async () => {
    expect((await metricOf(withMetric('target: ">= 1"')))?.from).toBeNull();
    expect((await metricOf(withMetric('target: ">= 1"\nfrom: values')))?.from).toBeNull();
    expect((await metricOf(withMetric('target: ">= 1"\nfrom: { source: values }')))?.from).toBeNull();
    const declared = withMetric('target: ">= 1"\nfrom: values', 'sources: { values: { type: file, path: v.json } }\n');
    expect((await metricOf(declared))?.from).toEqual({ source: 'values', keys: {}, scale: null });
  });

  it('keeps the order of the file, also for ids that look like numbers', async () => {
    const text = withTop('').concat('  "7": { layer: task, target: ">= 1" }\n  "3": { layer: task, target: ">= 1" }\n');
    expect((await gateOf(text)).metrics.map(({ id, line }) => [id, line])).toEqual([
      ['m', 5],
      ['7', 6],
      ['3', 7],
    ]);
  });

  it('reads a file with a byte order mark and Windows line ends alike', async () => {
    const text = fixture('smallest');
    expect(await gateOf(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual(await gateOf(text));
  });

  it('names the feature of a file that is otherwise wrong', async () => {
    const { gate, feature } = await loadCriteria('version: 3\nfeature: f1\n', 'gate.yml');
    expect([gate, feature]).toEqual([null, 'f1']);
    expect((await loadCriteria('version: 3\nfeature: constructor\n', 'gate.yml')).feature).toBeNull();
  });

  it('takes 31 days to the due date and no hour more', async () => {
    const text = (due: string, launch: string) =>
      withMetric(`target: ">= 1"\nindicator: lagging\ndue: ${due}`, `launch-date: ${launch}\n`);
    const ok = async (due: string, launch: string) => (await loadCriteria(text(due, launch), 'gate.yml')).gate !== null;
    expect(await ok('2027-01-01', '2026-12-01')).toBe(true);
    expect(await ok('2027-01-01', '2026-12-01T09:00:00Z')).toBe(true);
    expect(await ok('2027-01-02T00:00:00Z', '2026-12-01')).toBe(false);
    expect(await ok('2027-01-02', '2026-12-01T09:00:00Z')).toBe(false);
  });
});
