import { describe, expect, it } from 'vitest';
import { attacked, expectRefused, judgeAttack, readyCriteria } from './ready-gate.ts';

/** Parts of the file format that this version reads and does not act on: each as it would stand in a sound file. */
const OF_A_METRIC = ['regression: { absolute: 0.02 }', 'regression: { relative: 5% }'];

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

  it('a prevalence of what it says nothing of', async () => {
    const metrics = 'precision: { layer: model, target: ">= 0.5", from: others, prevalence: 0.6 }';
    expect(expectRefused(await judgeAttack({ metrics }))).toEqual(['not-supported-yet']);
  });

  it('in report mode too', async () => {
    for (const line of OF_A_METRIC) {
      const criteria = readyCriteria({ keys: `target: ">= 0.75"\nfrom: others\n${line}` });
      const outcome = await judgeAttack({ criteria: `${criteria}mode: report\n` });
      expect(expectRefused(outcome)).toContain('not-supported-yet');
    }
    for (const sources of SOURCES) {
      const outcome = await judgeAttack({ criteria: `${readyCriteria({ sources })}mode: report\n` });
      expect(expectRefused(outcome)).toContain('not-supported-yet');
    }
  });
});

/** What acts only together with something else, or would weaken the gate, written so that it must be refused. */
const WRONGLY: readonly (readonly [lines: string, code: string])[] = [
  ['north-star: { metric: recall, value-question: q }', 'ns-layer'],
  ['north-star: { metric: nothing, value-question: q }', 'unknown-metric'],
  ['lints: { missing-pair: { level: error, reason: "Pairs are our rule." } }', 'missing-pair'],
  ['lints: { target-vacuous: { level: info, reason: "We know." } }', 'lint-level-fixed'],
  ['lints: { missing-pair: { level: info } }', 'lint-needs-reason'],
];

const WRONGLY_OF_A_METRIC: readonly (readonly [lines: string, code: string])[] = [
  ['bind: pins', 'pins-missing'],
  ['guarded-by: [nothing]', 'unknown-metric'],
  ['valid-if: [nothing]', 'unknown-metric'],
  ['valid-if: [answered]', 'valid-if-itself'],
  ['judge: { sensitivity: 0.5, specificity: 0.5 }', 'judge-uninformative'],
  ['judge: { sensitivity: 0.9 }', 'missing-key'],
  ['prevalence: 0.9', 'trivial-target'],
  ['provisional: { until: 2027-12-10, reason: new }', 'provisional-too-far'],
  ['provisional: { until: 2026-12-10, reason: new }\nwaivable: false', 'not-waivable-conflict'],
  [
    'unit: minutes\nalert: { when: "< 0.5", within: 6h, notifies: us, events-per-hour: 10 }',
    'events-per-hour-unusable',
  ],
];

describe('what is acted on only in part is refused where it cannot act', () => {
  it.each(WRONGLY)('of the file: %s: %s', async (line, code) => {
    expect(expectRefused(await judgeAttack({ criteria: `${readyCriteria()}${line}\n` }))).toContain(code);
  });

  it.each(WRONGLY_OF_A_METRIC)('of a metric: %s: %s', async (lines, code) => {
    expect(expectRefused(await judgeAttack({ keys: `target: ">= 0.75"\nfrom: others\n${lines}` }))).toContain(code);
  });

  it.each(WRONGLY)('in report mode: %s', async (line, code) => {
    const outcome = await judgeAttack({ criteria: `${readyCriteria()}mode: report\n${line}\n` });
    expect(expectRefused(outcome)).toContain(code);
  });
});

const JUDGED = 'target: ">= 0.75"\nunit: ratio\nfrom: others\n';
const PRECONDITION = (keys: string) => ({
  keys: `${JUDGED}valid-if: [joined]`,
  metrics: `joined: { layer: evidence, ${keys} }`,
});

/** Each alone turns a launch that may go ahead into one that may not. */
const ACTING: readonly (readonly [what: string, criteria: string, blocking: readonly string[], said: string])[] = [
  [
    'pins that the evidence does not name',
    `${readyCriteria({ keys: `${JUDGED}bind: pins` })}subject: { pins: [others.json] }\n`,
    ['answered'],
    'stale: other-pins',
  ],
  [
    'a precondition that fails',
    readyCriteria(PRECONDITION('target: ">= 0.95", from: { source: others, select: recall }')),
    ['answered', 'joined'],
    'inconclusive: untrusted-evidence',
  ],
  [
    'a precondition without a value',
    readyCriteria(PRECONDITION('target: ">= 0.95", from: others')),
    ['answered', 'joined'],
    'inconclusive: untrusted-evidence',
  ],
  [
    'a judge that calls bad answers good',
    readyCriteria({ keys: `${JUDGED}judge: { sensitivity: 0.95, specificity: 0.6 }` }),
    ['answered'],
    'fail: target-missed',
  ],
  [
    'what is provisional and fails',
    readyCriteria({ keys: `${JUDGED.replace('0.75', '0.9')}provisional: { until: 2026-12-10, reason: new }` }),
    ['answered'],
    'fail: target-missed',
  ],
  [
    'what is provisional and passes',
    readyCriteria({ keys: `${JUDGED}provisional: { until: 2026-12-10, reason: new }` }),
    ['launch-set'],
    'pass: target-met',
  ],
  ...['every: 7h', 'window: 7h', 'for: 7h', 'delay: 7h', 'routing: 7h', 'events-per-hour: 1'].map(
    (part) =>
      [
        `an alert that promises more than its parts hold: ${part}`,
        readyCriteria()
          .replace('within: 6h', `within: 6h, ${part}`)
          .replace('layer: product', 'layer: product\n    unit: ratio'),
        ['launch-set'],
        'pass: target-met',
      ] as const,
  ),
];

describe('what is acted on', () => {
  it('lets the ready launch go ahead without it', async () => {
    expect(await judgeAttack()).toMatchObject({ decision: 'go', verdict: 'pass', blocking: [] });
  });

  it.each(ACTING)('blocks: %s', async (_, criteria, blocking, said) => {
    const outcome = await judgeAttack({ criteria });
    const { status, reason } = attacked(outcome);
    expect(`${status}: ${reason.code}`).toBe(said);
    expect(outcome.decision).toBe('no-go');
    expect(outcome.blocking).toEqual(expect.arrayContaining([...blocking]));
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
