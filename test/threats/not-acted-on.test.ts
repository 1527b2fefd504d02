import { describe, expect, it } from 'vitest';
import { expectRefused, judgeAttack, readyCriteria } from './ready-gate.ts';

/** Parts of the file format that this version reads and does not act on: each as it would stand in a sound file. */
const OF_THE_FILE = [
  'subject: { pins: ["prompts/**"] }',
  'north-star: { metric: recall, value-question: q }',
  'lints: { missing-pair: { level: error } }',
];

const OF_A_METRIC = [
  'bind: pins',
  'guarded-by: [recall]',
  'valid-if: [recall]',
  'regression: { absolute: 0.02 }',
  'judge: { sensitivity: 0.9, specificity: 0.9 }',
  'prevalence: 0.6',
  'provisional: { until: 2026-12-10, reason: new }',
  ...['every: 1m', 'window: 1h', 'for: 5m', 'delay: 1m', 'routing: 1m', 'events-per-hour: 10'].map(
    (key) => `alert: { when: "< 0.5", within: 6h, notifies: us, ${key} }`,
  ),
];

const SOURCES = [
  's: { type: sql, dialect: trino, endpoint: "https://example.com" }',
  's: { type: grafana, url: "https://example.com" }',
  's: { type: datadog, site: datadoghq.eu }',
  's: { type: cloudwatch, region: eu-west-1 }',
  's: { type: langfuse, url: "https://example.com" }',
  's: { type: file, path: r.json, timeout: 5s }',
  's: { type: file, path: r.json, concurrency: 2 }',
  's: { type: file, path: r.json, private: true }',
  's: { type: file, path: r.json, auth: { bearer: TOKEN } }',
];

describe('what is not acted on is refused, never ignored', () => {
  it.each(OF_THE_FILE)('of the file: %s', async (line) => {
    expect(expectRefused(await judgeAttack({ criteria: `${readyCriteria()}${line}\n` }))).toContain(
      'not-supported-yet',
    );
  });

  it.each(OF_A_METRIC)('of a metric: %s', async (line) => {
    expect(expectRefused(await judgeAttack({ keys: `target: ">= 0.75"\nfrom: others\n${line}` }))).toContain(
      'not-supported-yet',
    );
  });

  it.each(SOURCES)('of a source: %s', async (sources) => {
    expect(expectRefused(await judgeAttack({ sources }))).toContain('not-supported-yet');
  });

  it('an alert that a file is asked about', async () => {
    const alert = 'alert: { when: "< 0.5", within: 6h, notifies: us, verify: { source: others, rule: r } }';
    const outcome = await judgeAttack({ keys: `target: ">= 0.75"\nfrom: others\n${alert}` });
    expect(expectRefused(outcome)).toContain('cannot-verify');
  });

  it('a layer of preconditions', async () => {
    const metrics = 'join_rate: { layer: evidence, target: ">= 0.9", from: others }';
    expect(expectRefused(await judgeAttack({ metrics }))).toContain('not-supported-yet');
  });

  it('in report mode too', async () => {
    for (const line of OF_THE_FILE) {
      const outcome = await judgeAttack({ criteria: `${readyCriteria()}mode: report\n${line}\n` });
      expect(expectRefused(outcome)).toContain('not-supported-yet');
    }
  });
});

describe('report mode', () => {
  it('opens the gate for a judged failure and says so', async () => {
    const criteria = `${readyCriteria({ keys: 'target: ">= 0.99"\nfrom: others' })}mode: report\n`;
    expect(await judgeAttack({ criteria })).toMatchObject({ decision: 'go', cause: 'report-mode', verdict: 'fail' });
  });

  it.each(['metrics: []', 'version: 2', 'featur: x', '"a": &x 1', '}'])('never opens it for %s', async (line) => {
    expectRefused(await judgeAttack({ criteria: `${readyCriteria()}mode: report\n${line}\n` }));
  });
});
