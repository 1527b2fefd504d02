import { describe, expect, it } from 'vitest';
import { type Attack, attacked, expectBlocked, judgeAttack } from './ready-gate.ts';

/** Targets that any finite number of small size meets: whatever is taken for a number would pass. */
const OPERATORS = ['>= -1000000', '> -1000000', '<= 1000000', '< 1000000', '-1000000 .. 1000000'];

/** One metric for each operator, all reading the same place; `answered` is the first. */
function everyOperator(sources: string, from: string, files: Attack['files']): Attack {
  const [first, ...others] = OPERATORS;
  return {
    sources,
    keys: `target: "${first}"\nfrom: ${from}`,
    metrics: others.map((target, index) => `m${index}: { layer: task, target: "${target}", from: ${from} }`).join('\n'),
    ...(files === undefined ? {} : { files }),
  };
}

type Place = (written: string) => Attack;

const JSON_PLACES: Readonly<Record<string, Place>> = {
  'values, short': (written) =>
    everyOperator('s: { type: file, path: r.json }', '{ source: s, select: a }', {
      'r.json': `{"metrics": {"a": ${written}}}`,
    }),
  'values, value': (written) =>
    everyOperator('s: { type: file, path: r.json }', '{ source: s, select: a }', {
      'r.json': `{"metrics": {"a": {"value": ${written}}}}`,
    }),
  'json by expression': (written) =>
    everyOperator('s: { type: file, path: r.json }', '{ source: s, value: a.b }', {
      'r.json': `{"a": {"b": ${written}}}`,
    }),
  'JSON Lines': (written) =>
    everyOperator('s: { type: file, path: r.jsonl }', '{ source: s, value: a }', { 'r.jsonl': `{"a": ${written}}\n` }),
  'lm-eval': (written) =>
    everyOperator('s: { type: file, path: r.json }', '{ source: s, task: faq, metric: acc }', {
      'r.json': `{"results": {"faq": {"acc": ${written}}}, "versions": {"faq": 0}, "config": {"model": "m"}}`,
    }),
  evidently: (written) =>
    everyOperator('s: { type: file, path: r.json }', '{ source: s, metric: DatasetDriftMetric.drift_share }', {
      'r.json': `{"version": "0.4.16", "metrics": [{"metric": "DatasetDriftMetric", "result": {"drift_share": ${written}}}]}`,
    }),
  deepeval: (written) =>
    everyOperator('s: { type: file, path: r.json }', '{ source: s, metric: Relevancy }', {
      'r.json': `{"testFile": "t.py", "testCases": [{"name": "t", "input": "i", "actualOutput": "o", "success": true,
        "metricsMetadata": [{"metric": "Relevancy", "score": ${written}, "minimumScore": 0.5}]}]}`,
    }),
};

/** Places where the system itself writes numbers as text: plain decimals count there, and only those. */
const TEXT_PLACES: Readonly<Record<string, Place>> = {
  csv: (written) =>
    everyOperator('s: { type: file, path: r.csv }', '{ source: s, value: a }', {
      'r.csv': `a,b\n"${written.replaceAll('"', '""')}",1\n`,
    }),
  'an MLflow run': (written) =>
    everyOperator('s: { type: file, path: r.json }', '{ source: s, metric: a }', {
      'r.json': JSON.stringify({
        run: {
          info: { run_id: '9f', experiment_id: '7', status: 'FINISHED', lifecycle_stage: 'active' },
          data: { metrics: [{ key: 'a', value: written, timestamp: 1795168800000, step: 0 }] },
        },
      }),
    }),
};

const JSON_SPELLINGS = [
  'null',
  '""',
  '" "',
  '"0.9"',
  '"NaN"',
  'true',
  'false',
  '[]',
  '[0.9]',
  '{}',
  '{"value": {"value": 0.9}}',
  'NaN',
  'Infinity',
  '-Infinity',
  '1e400',
  '-1e400',
  '"1,5"',
  '"95%"',
  '"1_000"',
  '"0x1f"',
];

const TEXT_SPELLINGS = [
  '',
  'NaN',
  'nan',
  'inf',
  '-Infinity',
  'null',
  'None',
  'N/A',
  'true',
  '1,5',
  '1.234,5',
  '1 000',
  '1’000',
  '95%',
  '95 %',
  '1_000',
  '0x1f',
  '1e400',
  '٠٫٩',
  '０.９',
  '−0.9',
  '--1',
  '9.',
  '.9',
  '0.9.1',
  '0,9',
  '1/2',
  '9'.repeat(400),
];

async function expectNoNumber(attack: Attack): Promise<void> {
  const outcome = await judgeAttack(attack);
  expectBlocked(outcome, 'error', 'missing');
  for (const index of [0, 1, 2, 3]) {
    const { status, value } = attacked(outcome, `m${index}`);
    expect(['error', 'missing']).toContain(status);
    expect(value).toBeNull();
  }
}

describe('what is no number passes under no operator', () => {
  for (const [place, attack] of Object.entries(JSON_PLACES))
    it.each(JSON_SPELLINGS)(`${place}: %s`, async (written) => expectNoNumber(attack(written)));

  for (const [place, attack] of Object.entries(TEXT_PLACES))
    it.each(TEXT_SPELLINGS)(`${place}: %j`, async (written) => expectNoNumber(attack(written)));
});

describe('the same places with a number', () => {
  it.each(Object.entries(JSON_PLACES))('%s', async (_, attack) => {
    expect(attacked(await judgeAttack(attack('0.9')))).toMatchObject({ status: 'pass', value: 0.9 });
  });

  it.each(Object.entries(TEXT_PLACES))('%s', async (_, attack) => {
    const outcome = await judgeAttack(attack('-0.25'));
    expect(attacked(outcome)).toMatchObject({ status: 'pass', value: -0.25 });
    expect(outcome.decision).toBe('go');
  });
});

describe('beside the value', () => {
  it.each([
    '{"value": 0.9, "sample_size": NaN}',
    '{"value": 0.9, "stderr": Infinity}',
    '{"value": 0.9, "stddev": 1e999}',
    '{"value": 0.9, "interval": [0.8, NaN, 0.9]}',
    '{"value": 0.9, "interval": [-Infinity, Infinity, 0.9]}',
    '{"value": 0.9, "attempted": NaN}',
    '{"value": 3, "exposure": Infinity}',
    '{"value": 0.9, "sample_size": 10, "n_effective": NaN}',
    '{"value": 0.9, "sample_size": 1e308}',
    '{"value": 0.9, "sample_size": 9007199254740993}',
  ])('%s spoils it', async (entry) => {
    expectBlocked(
      await judgeAttack({
        keys: 'target: ">= 0.75"\nfrom: s',
        sources: 's: { type: file, path: r.json }',
        files: { 'r.json': `{"metrics": {"answered": ${entry}}}` },
      }),
      'error',
    );
  });
});

describe('YAML evidence', () => {
  const yaml = (written: string) =>
    everyOperator('s: { type: file, path: r.yaml }', '{ source: s, value: a }', { 'r.yaml': `a: ${written}\nb: 1\n` });

  it.each([
    '.nan',
    '.NaN',
    '.inf',
    '-.inf',
    '1e400',
    '~',
    '',
    'yes',
    'on',
    'true',
    '1:30',
    '1_000',
    '1,5',
    '95%',
    '"0.9"',
    '2026-01-01',
    '!!float 0.9',
    '!!binary aGVsbG8=',
    '[0.9]',
  ])('%j is no number', async (written) => expectNoNumber(yaml(written)));

  it('keeps YAML 1.2 whatever a directive says', async () => {
    const attack = yaml('1');
    const files = { 'r.yaml': '%YAML 1.1\n---\na: 1:30\nb: 1\n' };
    await expectNoNumber({ ...attack, files });
  });

  it('reads leading zeros as a decimal number', async () => {
    expect(attacked(await judgeAttack(yaml('017')))).toMatchObject({ value: 17 });
  });
});
